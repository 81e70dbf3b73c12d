"""A document -> the bytes that a ledger stores, and rows -> a record. Works inside a transaction of its caller.

What is stored is what was read: the bytes are without the time of retrieval, which stands beside them and is put back.
"""

from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, Text, bindparam, select

from onrecord.ledger.review_rows import NONE, Reviews
from onrecord.ledger.tables import documents, listings, records, returns, revisions
from onrecord.reviews.applying import apply_reviews
from onrecord.schema import Document, Record, decode_record

__all__ = [
    "decode_document",
    "decode_row",
    "encode_document",
    "find_document",
    "read_row",
    "select_newest",
    "select_revisions",
]


_KNOWN = 500
"""Records whose bytes were decoded last and are not decoded again: a page cites some twenty, at a millisecond each."""


def encode_document(document: Document) -> bytes:
    """The document as JSON, without the time of its retrieval: the same text found twice gives the same bytes."""
    return _codec().dump_json(replace(document, retrieved=None))


def decode_document(data: bytes) -> Document:
    """The document that `encode_document` wrote. Raises pydantic.ValidationError."""
    return _codec().validate_json(data)


def select_newest() -> Select[Any]:
    """The newest record of each document: columns document, retrieved, bytes, review (the newest one's number)."""
    return (
        select(listings.c.document, listings.c.review, revisions.c.retrieved, records.c.bytes)
        .join(records, records.c.number == listings.c.record)
        .join(revisions, revisions.c.number == records.c.revision)
    )


def select_revisions(connection: Connection, number: int) -> tuple[Any, ...]:
    """A record of each revision of document `number`, oldest first, once more where it returned; for `decode_row`.

    That of the reader who read the newest revision last, so that what differs is the document's doing and not the
    reader's; else the newest.
    """
    query = (
        select(revisions.c.number, revisions.c.retrieved, records.c.number.label("record"), records.c.reader)
        .join(records, records.c.revision == revisions.c.number)
        .where(revisions.c.document == number)
        .order_by(revisions.c.number, records.c.number)
    )
    found = connection.execute(query).all()
    chosen: dict[int, Any] = {}
    for row in found:
        if row.number not in chosen or chosen[row.number].reader != found[-1].reader:
            chosen[row.number] = row
    order = {(row.number, 0): (row.record, row.retrieved) for row in chosen.values()}
    for back in connection.execute(_RETURNS, {"owner": number}):
        order[back.after, back.number] = (chosen[back.revision].record, back.retrieved)
    asked = (order[place] for place in sorted(order))
    return tuple(connection.execute(_SEEN, {"row": record, "seen": seen}).one() for record, seen in asked)


def decode_row(row: Any, said: Reviews = NONE) -> Record:
    """The record in a row of `select_newest`, as its reviews left it. Raises pydantic.ValidationError where damaged."""
    return apply_reviews(read_row(row), said.get(row.document, ())).record


def read_row(row: Any) -> Record:
    """The record in a row of `select_newest` as its reader wrote it. Raises pydantic.ValidationError where damaged."""
    return _read(bytes(row.bytes), row.retrieved)


def find_document(connection: Connection, name: str) -> int | None:
    """The number of the document of this id."""
    number: int | None = connection.execute(_FIND_DOCUMENT, {"name": name}).scalar()
    return number


@lru_cache(_KNOWN)
def _read(data: bytes, retrieved: str | None) -> Record:
    record = decode_record(data)
    return replace(record, document=replace(record.document, retrieved=retrieved))


_SEEN = (
    select(revisions.c.document, bindparam("seen", type_=Text()).label("retrieved"), records.c.bytes)
    .join(records, records.c.revision == revisions.c.number)
    .where(records.c.number == bindparam("row"))
)
_RETURNS = select(returns).join(revisions).where(revisions.c.document == bindparam("owner")).order_by(returns.c.number)
_FIND_DOCUMENT = select(documents.c.number).where(documents.c.id == bindparam("name"))


@cache
def _codec() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
