"""The index is made from the record alone, and names no private person."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.conftest import MakeRecord

from onrecord.ledger.index import fact_rows, listing_row, search_row
from onrecord.ledger.tables import facts
from onrecord.schema import Document, Person, ReaderVersion, Record, Role


def test_facts_have_a_row_each(make_record: MakeRecord) -> None:
    """Scalars as they are, spans by their offsets."""
    found = fact_rows(make_record(), 7)
    rows = {key: [dict(zip(facts[key].c.keys(), row, strict=True)) for row in found[key]] for key in found}
    assert {key: len(value) for key, value in rows.items()} == {"people": 2, "statements": 1, "events": 1, "figures": 1}
    assert rows["people"][0]["name"] == "Ansel Brandt"
    assert rows["statements"][0]["speaker"] == "p1"
    assert rows["statements"][0]["cue_start"] is None
    event = rows["events"][0]
    assert (event["record"], event["type"], event["factuality"]) == (7, "arrest", "alleged")
    assert (event["trigger_start"], event["trigger_end"]) == (47, 55)
    assert (rows["figures"][0]["low"], rows["figures"][0]["unit"]) == (2, "people")


def test_private_names_are_not_searchable(make_record: MakeRecord) -> None:
    """Wherever they stand, in capitals too; an official's name stays."""
    text = "Ansel Brandt held Corvin Hale. CORVIN HALE was arrested on Hale Street in Port Halden, Hale's son said."
    record = make_record(text=text)
    row = search_row(record, 7)
    assert "Ansel Brandt" in str(row["text"])
    assert "Port Halden" in str(row["text"])
    assert "hale " not in f"{row['text']} {row['title']} ".lower()
    assert "corvin" not in f"{row['text']} {row['title']}".lower()


LEFT = [
    ("was held", "subject", 30, "José Núñez", "Jose Nunez was held"),
    ("was held", "subject", 30, "José Núñez", "JOSE\u0301 NU\u0301N\u0303EZ was held"),
    ("was held", "subject", 30, "José Núñez", "jose nunez was held"),
    ("was held", "subject", 30, "Mara Thistle", "Mara This\u00adtle was held"),
    ("write to now", "subject", 30, "Mara Thistle", "write to m.thistle@post.example now"),
    ("he will not", "subject", 30, "Will Orr", "Will Orr he will not"),
    ("Mara Thistle was held", "official", 30, "Mara Thistle", "Mara Thistle was held"),
    ("was held", "official", 16, "Mara Thistle", "Mara Thistle was held"),
]


@pytest.mark.parametrize(("expected", "role", "age", "name", "text"), LEFT)
def test_words_a_document_is_found_by(expected: str, role: Role, age: int, name: str, text: str) -> None:
    """A private name is dropped whatever its case and accents, in addresses too; and that of anyone under 18."""
    person = Person(id="p1", kind="person", role=role, name=name, age=age)
    document = Document(id="d1", text=text)
    record = Record(reader=ReaderVersion(name="plain", version="1"), document=document, people=(person,))
    assert " ".join(str(search_row(record, 1)["text"]).split()) == expected
    titled = replace(record, document=replace(document, text="x", title=text))
    assert " ".join(str(search_row(titled, 1)["title"]).split()) == expected


def test_a_listing_is_of_the_document(make_record: MakeRecord) -> None:
    """What a list needs, without the text."""
    assert listing_row(make_record()) == {
        "id": "d1",
        "title": "Corvin Hale arrested",
        "publisher": None,
        "kind": "article",
        "published": "2031-05-06",
        "language": "und",
        "review": 0,
    }


WORDS = st.lists(
    st.sampled_from("Hale hale HALE halé Will will to x1 José café — (Hale's) a@hale.example #hale".split())
)


@given(WORDS, st.sampled_from(["Hale", "Will Hale", "José Halé", "To Hale"]))
def test_words_are_hidden_as_one_by_one(words: list[str], name: str) -> None:
    """The whole text at once, as each of its words alone."""
    person = Person(id="p1", kind="person", role="subject", name=name)
    record = Record(
        reader=ReaderVersion(name="plain", version="1"), document=Document(id="d1", text="x"), people=(person,)
    )

    def hide(text: str) -> str:
        return str(search_row(replace(record, document=replace(record.document, text=text)), 1)["text"])

    assert hide(" ".join(words)) == " ".join(hide(word) for word in words)


def test_a_word_without_end_is_looked_at_once() -> None:
    """A million letters without a space take no longer than with them."""
    person = Person(id="p1", kind="person", role="subject", name="Corvin Hale")
    document = Document(id="d1", text="x" * 1_000_000 + "@")
    record = Record(reader=ReaderVersion(name="plain", version="1"), document=document, people=(person,))
    begun = time.process_time()
    search_row(record, 1)
    assert time.process_time() - begun < 1
