"""The parts of a record by identifier: who speaks, and in which sentence words stand."""

from dataclasses import replace

import pytest
from tests.hand import make_record, words_at

from onrecord.exports.facts import Facts
from onrecord.schema import Document, Event, ReaderVersion, Record, Statement

NAMES = [
    ("Maren Holloway", "p1"),
    ("A 29-year-old citizen of Ostravia", "p5"),
    ("Halden County Court", "o3"),
    ("Corvania", "l3"),
    ("arrested", "e5"),
    ("nearly 30", "f3"),
    ("rape", "x1"),
    (None, "t1"),
    (None, "p99"),
    (None, None),
]


@pytest.mark.parametrize(("expected", "id"), NAMES)
def test_every_part_has_its_name(expected: str | None, id: str | None) -> None:  # noqa: A002 - the word of the record
    """An entity has its name, a fact its words; what is not there has none."""
    assert Facts(make_record()).name(id) == expected


SOURCES = [
    ("DHA Deputy Secretary Maren Holloway", "DHA Deputy Secretary Maren Holloway", "p1"),
    ("Department of Home Affairs (“It”)", "It", "o1"),
    ("Maren Holloway, DHA Deputy Secretary", None, "p1"),
    ("officers", "officers", None),
    ("someone who is not named", None, None),
]


@pytest.mark.parametrize(("expected", "words", "speaker"), SOURCES)
def test_speaker_is_told_in_full(expected: str, words: str | None, speaker: str | None) -> None:
    """The words of the text, with the name where a pronoun stands for it."""
    source = words_at(words) if words else None
    row = {"id": "s9", "cue": None, "content": (words_at("Our officers"),), "mode": "direct", "act": "assert"}
    statement = Statement(source=source, speaker=speaker, **row)  # type: ignore[arg-type]
    facts = Facts(replace(make_record(), statements=(statement,)))
    assert (facts.source(statement), facts.claimant("s9"), facts.claimant(None)) == (expected, expected, None)


def test_verb_before_a_claim() -> None:
    """The text's own verb where it is one word, else what the speaker does."""
    record = make_record()
    asked = replace(record.statements[0], id="s9", cue=words_at("did not provide"), act="deny")
    facts = Facts(replace(record, statements=(*record.statements, asked)))
    assert [facts.verb(each) for each in ("s1", "s9", "none")] == ["announced", "denies", "says"]


PLEAS = [
    ("pleaded not guilty", "Rook pleaded not guilty on Monday.", "pleaded"),
    ("plead guilty", "Rook will plead guilty to theft.", "plead"),
    ("plea of guilty", "Rook’s plea of guilty stands.", "plea of guilty"),
    ("pleaded", "Rook pleaded with the court, guilty as he was.", "pleaded"),
]


@pytest.mark.parametrize(("expected", "text", "trigger"), PLEAS)
def test_a_plea_is_told_with_what_was_pleaded(expected: str, text: str, trigger: str) -> None:
    """The trigger alone would let not guilty be read as guilty."""
    document = Document(id="d", text=text)
    start = text.index(trigger)
    event = Event(id="e1", type="plead", trigger=document.span(start, start + len(trigger)))
    facts = Facts(Record(reader=ReaderVersion(name="hand", version="1"), document=document, events=(event,)))
    assert facts.trigger(event) == expected


def test_sentence_of_words() -> None:
    """The whole sentence without the mark of a list; words over two sentences give both."""
    facts = Facts(make_record())
    assert facts.sentence(words_at("burglary")).text == (
        "A 29-year-old citizen of Ostravia, who was acquitted of burglary in 2029."
    )
    assert facts.sentence(words_at("arrested. It")).text.endswith("It declined to comment on individual cases.")
