"""A record -> new rows of a ledger, and rows -> a record. Works inside a transaction that its caller began.

What is stored is what was read: the bytes are without the time of retrieval, which stands beside them and is put back.
"""

import hashlib
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, func, select, text
from sqlalchemy.dialects.sqlite import insert

from onrecord.ledger.index import fact_rows, listing_row, search_row
from onrecord.ledger.tables import documents, facts, listings, records, revisions
from onrecord.schema import Document, Record, decode_record, encode_record

__all__ = [
    "add_document",
    "add_index",
    "add_record",
    "add_revision",
    "decode_document",
    "decode_row",
    "digest_bytes",
    "encode_document",
    "select_newest",
]


def digest_bytes(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


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


def decode_row(row: Any) -> Record:
    """The record in a row of `select_newest`. Raises pydantic.ValidationError where its bytes are damaged."""
    record = decode_record(row.bytes)
    return replace(record, document=replace(record.document, retrieved=row.retrieved))


def add_document(connection: Connection, name: str) -> int:
    """The number of a document, new or known."""
    known = connection.execute(select(documents.c.number).where(documents.c.id == name)).scalar()
    return known or _insert(connection, documents, id=name)


def add_revision(connection: Connection, number: int, document: Document) -> int:
    """The number of this revision of document `number`, new or known."""
    data = encode_document(document)
    digest = digest_bytes(data)
    query = select(revisions.c.number).where(revisions.c.document == number, revisions.c.digest == digest)
    known = connection.execute(query).scalar()
    values = {"document": number, "digest": digest, "bytes": data, "retrieved": document.retrieved}
    return known or _insert(connection, revisions, **values)


def add_record(connection: Connection, revision: int, record: Record) -> int | None:
    """The number of a new record of this revision; None where this reader has read it before."""
    reader = f"{record.reader.name} {record.reader.version}"
    query = select(records.c.number).where(records.c.revision == revision, records.c.reader == reader)
    if connection.execute(query).first():
        return None
    data = encode_record(replace(record, document=replace(record.document, retrieved=None)))
    return _insert(connection, records, revision=revision, reader=reader, digest=digest_bytes(data), bytes=data)


def add_index(connection: Connection, number: int, record: Record) -> None:
    """The rows of the index for record `number`; it heads its document's listing where its revision is the newest."""
    for key, rows in fact_rows(record, number).items():
        if rows:
            connection.execute(facts[key].insert(), rows)
    connection.execute(_ADD_WORDS, search_row(record, number))
    revision, document = connection.execute(
        select(revisions.c.number, revisions.c.document).join(records).where(records.c.number == number)
    ).one()
    newest = select(func.max(revisions.c.number)).where(revisions.c.document == document)
    if connection.execute(newest).scalar() == revision:
        row = {"record": number, **listing_row(record)}
        statement = insert(listings).values(document=document, **row)
        connection.execute(statement.on_conflict_do_update(index_elements=["document"], set_=row))


_ADD_WORDS = text("INSERT INTO words(rowid, title, publisher, text) VALUES (:rowid, :title, :publisher, :text)")


def _insert(connection: Connection, table: Any, **values: object) -> int:
    key = connection.execute(table.insert().values(**values)).inserted_primary_key
    assert key is not None, "every truth table numbers its rows"
    return int(key[0])


@cache
def _codec() -> TypeAdapter[Document]:
    return TypeAdapter(Document)
