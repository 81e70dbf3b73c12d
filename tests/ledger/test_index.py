"""The index is made from the record alone, and names no private person."""

from tests.ledger.conftest import MakeRecord

from onrecord.ledger.index import fact_rows, listing_row, search_row


def test_facts_have_a_row_each(make_record: MakeRecord) -> None:
    """Scalars as they are, spans by their offsets."""
    rows = fact_rows(make_record(), 7)
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


def test_a_listing_is_of_the_document(make_record: MakeRecord) -> None:
    """What a list needs, without the text."""
    assert listing_row(make_record()) == {
        "id": "d1",
        "title": "Corvin Hale arrested",
        "publisher": None,
        "kind": "article",
        "published": "2031-05-06",
        "language": "und",
    }
