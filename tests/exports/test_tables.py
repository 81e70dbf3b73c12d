"""Every field of the schema has its column, every value its cell, every span its words."""

import json

from tests.exports.ledgers import find_spans
from tests.hand import make_record

from onrecord.exports.tables import Cell, find_tables, list_rows
from onrecord.ledger.digests import digest_words
from onrecord.schema import Record, encode_record
from onrecord.shown import Shown


def _rows(record: Record) -> list[tuple[str, dict[str, Cell]]]:
    columns = {table.name: [column.name for column in table.columns] for table in find_tables()}
    shown = Shown(record=record, revision="abc", hidden=frozenset())
    return [(name, dict(zip(columns[name], row, strict=True))) for name, row in list_rows(shown)]


def test_the_tables_are_those_of_the_record() -> None:
    """One a list; lists inside of items have their own."""
    assert [table.name for table in find_tables()] == [
        "documents", "people", "people_mentions", "affiliations", "offenses", "organizations",
        "organizations_mentions", "places", "places_mentions", "times", "statements", "statements_content", "events",
        "events_agents", "events_subjects", "events_places", "figures", "proceedings", "proceedings_parties",
        "proceedings_steps", "omissions", "labels", "labels_applies_to", "references",
    ]  # fmt: skip
    for table in find_tables():
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert set(table.key) | set(table.owner_key) <= set(names)


def test_a_record_in_rows() -> None:
    """The values of a fact stand in its columns; unknown is None."""
    rows = _rows(make_record())
    told = dict(rows)
    assert next(row for name, row in rows if name == "offenses") == {
        "document": "hand",
        "person": "p2",
        "id": "x1",
        "span_start": 572,
        "span_end": 576,
        "span_text": "rape",
        "code": "11A",
        "disposition": "sentenced",
        "sentence_start": 594,
        "sentence_end": 612,
        "sentence_text": "12 years in prison",
        "place": None,
        "date": None,
        "event": "e4",
        "statement": None,
    }
    document = told["documents"]
    assert (document["id"], document["reader_name"], document["dateline_place"]) == ("hand", "hand", "CALDER CITY")
    assert (document["revision"], document["text_digest"]) == ("abc", digest_words(make_record().document.text))
    assert told["proceedings_steps"] == {"document": "hand", "proceeding": "c1", "position": 1, "ref": "e8"}
    assert [row["text"] for name, row in rows if name == "statements_content"][2] == "“Our officers will keep going.”"


def test_every_span_of_a_row_stands_in_the_text() -> None:
    """Start, end and text of each, wherever its columns are."""
    rows = _rows(make_record())
    text = str(dict(rows)["documents"]["text"])
    spans = 0
    for _, row in rows:
        for name in row:
            if name.endswith("_text") or (name == "text" and "start" in row):
                start, end = (row[name.removesuffix("text") + edge] for edge in ("start", "end"))
                if row[name] is None:
                    assert (start, end) == (None, None)
                else:
                    assert isinstance(start, int)
                    assert isinstance(end, int)
                    assert text[start:end] == row[name]
                    spans += 1
    assert spans == len(list(find_spans(json.loads(encode_record(make_record())))))


def test_what_rows_name_is_there() -> None:
    """A row's owner comes before it; what a column names is a row of the table that its note tells, or of some."""
    rows = _rows(make_record())
    keys = {
        (name, *(row[column] for column in table.key))
        for name, row in rows
        for table in find_tables()
        if table.name == name
    }
    ids = {str(row["id"]) for _, row in rows if "id" in row}
    for table in find_tables():
        for name, row in rows:
            if name == table.name and table.owner:
                assert (table.owner, *(row[column] for column in table.owner_key)) in keys
            for column in (
                "event",
                "statement",
                "place",
                "organization",
                "speaker",
                "court",
                "part_of",
                "about",
                "ref",
            ):
                assert row.get(column) is None or row[column] in ids
