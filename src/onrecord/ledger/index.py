"""A record -> the rows of the index, made from the record alone: dropped and made again, they are the same.

Words that name private people are not in the full text: nobody finds a document by such a name.
"""

import re
from dataclasses import fields

from onrecord.ledger.tables import facts
from onrecord.schema import Record, Span

__all__ = ["fact_rows", "listing_row", "search_row"]

Row = dict[str, str | int | float | bool | None]

_OPEN_ROLES = frozenset(["official", "judge"])  # they act in office; everyone else is private (design.md, Care)
_WORD = re.compile(r"[^\W\d_]{2,}")


def listing_row(record: Record) -> Row:
    """What a list shows of a document."""
    document = record.document
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "kind": document.kind,
        "published": document.published,
        "language": document.language,
    }


def fact_rows(record: Record, number: int) -> dict[str, list[Row]]:
    """The rows of each table of facts, in the order of the record; `number` is the record's in the ledger."""
    return {
        key: [_fact_row(item, number, table.c.keys()) for item in getattr(record, key)] for key, table in facts.items()
    }


def search_row(record: Record, number: int) -> Row:
    """The words a document is found by: title, publisher and text without the names of private people."""
    private = _private_words(record)
    document = record.document
    title, publisher, text = (
        _WORD.sub(lambda word: "" if word.group() in private else word.group(), words or "")
        for words in (document.title, document.publisher, document.text)
    )
    return {"rowid": number, "title": title, "publisher": publisher, "text": text}


def _fact_row(item: object, number: int, columns: list[str]) -> Row:
    row: Row = {"record": number}
    for field in fields(item):  # type: ignore[arg-type] # every item of a record is a dataclass
        value = getattr(item, field.name)
        if f"{field.name}_start" in columns:
            span: Span | None = value
            row[f"{field.name}_start"], row[f"{field.name}_end"] = (span.start, span.end) if span else (None, None)
        elif field.name in columns:
            row[field.name] = value
    return row


def _private_words(record: Record) -> frozenset[str]:
    """Capitalized words of private names, as written and in capitals, wherever they stand."""
    private = [person for person in record.people if person.kind == "person" and person.role not in _OPEN_ROLES]
    names = [
        words for person in private if person.name for words in (person.name, *(span.text for span in person.mentions))
    ]
    words = {word for name in names for word in _WORD.findall(name) if word[0].isupper()}
    return frozenset(words | {word.upper() for word in words} | {word.title() for word in words})
