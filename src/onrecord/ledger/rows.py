"""A record -> new rows of a ledger, and rows -> a record. Works inside a transaction that its caller began.

What is stored is what was read: the bytes are without the time of retrieval, which stands beside them and is put back.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Insert, Select, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.audit import append_entry
from onrecord.ledger.digests import digest_bytes, digest_words
from onrecord.ledger.full_text import find_full_text
from onrecord.ledger.index import fact_rows, listing_row, search_row
from onrecord.ledger.tables import documents, facts, forgets, listings, records, revisions
from onrecord.schema import Document, Record, decode_record, encode_record

__all__ = [
    "add_document",
    "add_index",
    "add_record",
    "add_revision",
    "decode_document",
    "decode_row",
    "encode_document",
    "find_document",
    "select_newest",
    "select_revisions",
]


def encode_document(document: Document) -> bytes:
    """The document as JSON, without the time of its retrieval: the same text found twice gives the same bytes."""
    return _codec().dump_json(replace(document, retrieved=None))


def decode_document(data: bytes) -> Document:
    """The document that `encode_document` wrote. Raises pydantic.ValidationError."""
    return _codec().validate_json(data)


def select_newest() -> Select[Any]:
    """The newest record of each document: columns document, retrieved, bytes."""
    return (
        select(listings.c.document, revisions.c.retrieved, records.c.bytes)
        .join(records, records.c.number == listings.c.record)
        .join(revisions, revisions.c.number == records.c.revision)
    )


def select_revisions(connection: Connection, number: int) -> tuple[Any, ...]:
    """A record of each revision of document `number`, oldest first, as rows for `decode_row`.

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
    data = select(revisions.c.document, revisions.c.retrieved, records.c.bytes).join(
        records, records.c.revision == revisions.c.number
    )
    return tuple(connection.execute(data.where(records.c.number == row.record)).one() for row in chosen.values())


def decode_row(row: Any) -> Record:
    """The record in a row of `select_newest`. Raises pydantic.ValidationError where its bytes are damaged."""
    record = decode_record(row.bytes)
    return replace(record, document=replace(record.document, retrieved=row.retrieved))


def find_document(connection: Connection, name: str) -> int | None:
    """The number of the document of this id."""
    number: int | None = connection.execute(_FIND_DOCUMENT, {"name": name}).scalar()
    return number


def add_document(connection: Connection, name: str) -> int:
    """The number of a document, new or known; that of a forgotten one is never given again."""
    if (known := find_document(connection, name)) is not None:
        return known
    last = connection.execute(_LAST_DOCUMENT).one()
    number = max(*(value or 0 for value in last)) + 1
    connection.execute(_ADD_DOCUMENT, {"number": number, "id": name})
    append_entry(connection, "document", number, number, digest_words(name))
    return number


def add_revision(connection: Connection, number: int, document: Document) -> int:
    """The number of this revision of document `number`, new or known."""
    data = encode_document(document)
    digest = digest_bytes(data)
    known = connection.execute(_FIND_REVISION, {"number": number, "hash": digest}).scalar()
    if known is not None:
        return int(known)
    values = {"document": number, "digest": digest, "bytes": data, "retrieved": document.retrieved}
    revision = _insert(connection, _ADD_REVISION, values)
    append_entry(connection, "revision", number, revision, digest)
    return revision


def add_record(connection: Connection, document: int, revision: int, record: Record) -> int | None:
    """The number of a new record of this revision; None where this reader has read it before."""
    reader = f"{record.reader.name} {record.reader.version}"
    if connection.execute(_FIND_RECORD, {"number": revision, "reader_name": reader}).first():
        return None
    data = encode_record(replace(record, document=replace(record.document, retrieved=None)))
    digest = digest_bytes(data)
    number = _insert(connection, _ADD_RECORD, {"revision": revision, "reader": reader, "digest": digest, "bytes": data})
    append_entry(connection, "record", document, number, digest)
    return number


def add_index(connection: Connection, number: int, record: Record) -> None:
    """The rows of the index for record `number`; it heads its document's listing where its revision is the newest."""
    for key, rows in fact_rows(record, number).items():
        if rows:
            connection.execute(_ADD_FACTS[key], rows)
    find_full_text(connection).add(connection, search_row(record, number))
    revision, document = connection.execute(_FIND_OWNER, {"row": number}).one()
    if connection.execute(_NEWEST, {"owner": document}).scalar() == revision:
        put = _PUT_LISTING[connection.dialect.name]
        connection.execute(put, {"document": document, "record": number, **listing_row(record)})


# Statements are made once: to build them anew for each document took most of the time of adding it.
_FIND_DOCUMENT = select(documents.c.number).where(documents.c.id == bindparam("name"))
_LAST_DOCUMENT = select(
    select(func.max(documents.c.number)).scalar_subquery(), select(func.max(forgets.c.document)).scalar_subquery()
)
_ADD_DOCUMENT = documents.insert()
_FIND_REVISION = select(revisions.c.number).where(
    revisions.c.document == bindparam("number"), revisions.c.digest == bindparam("hash")
)
_ADD_REVISION = revisions.insert().values(
    {name: bindparam(name) for name in ("document", "digest", "bytes", "retrieved")}
)
_FIND_RECORD = select(records.c.number).where(
    records.c.revision == bindparam("number"), records.c.reader == bindparam("reader_name")
)
_ADD_RECORD = records.insert().values({name: bindparam(name) for name in ("revision", "reader", "digest", "bytes")})
_FIND_OWNER = select(revisions.c.number, revisions.c.document).join(records).where(records.c.number == bindparam("row"))
_NEWEST = select(func.max(revisions.c.number)).where(revisions.c.document == bindparam("owner"))
_ADD_FACTS = {key: table.insert() for key, table in facts.items()}
_LISTED = [column.name for column in listings.c if column.name != "document"]
_SQLITE, _POSTGRESQL = sqlite.insert(listings), postgresql.insert(listings)
_PUT_LISTING: dict[str, Insert] = {
    "sqlite": _SQLITE.on_conflict_do_update(
        index_elements=["document"], set_={name: _SQLITE.excluded[name] for name in _LISTED}
    ),
    "postgresql": _POSTGRESQL.on_conflict_do_update(
        index_elements=["document"], set_={name: _POSTGRESQL.excluded[name] for name in _LISTED}
    ),
}


def _insert(connection: Connection, statement: Insert, values: dict[str, object]) -> int:
    key = connection.execute(statement, values).inserted_primary_key
    assert key is not None, "every truth table numbers its rows"
    return int(key[0])


@cache
def _codec() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
