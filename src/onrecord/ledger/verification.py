"""The rows of a ledger -> faults. Goes through one revision at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Table, select

from onrecord.ledger.captures import verify_captures
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.faults import Fault, find_faults
from onrecord.ledger.full_text import find_full_text
from onrecord.ledger.index import fact_rows
from onrecord.ledger.names import name_rows
from onrecord.ledger.review_rows import find_reviews
from onrecord.ledger.rows import decode_document
from onrecord.ledger.tables import documents, facts, failures, listings, names, records, reviews, revisions
from onrecord.reviews.applying import apply_reviews
from onrecord.schema import Record, decode_record

__all__ = ["verify_rows"]


def verify_rows(connection: Connection) -> Iterator[Fault]:
    """Every revision and record against its digest, every span against the text, every row of the index."""
    query = (
        select(documents.c.id, revisions.c.document, revisions.c.number, revisions.c.digest, revisions.c.bytes)
        .select_from(documents)
        .outerjoin(revisions)
        .order_by(documents.c.number, revisions.c.number)
    )
    for number in _numbers(connection, revisions.c.number):
        row = connection.execute(query.where(revisions.c.number == number)).one()
        yield from _verify_revision(connection, row)
    yield from _verify_bytes(connection, failures)
    yield from _verify_bytes(connection, reviews)
    yield from verify_captures(connection)
    bare = select(documents.c.id).where(documents.c.number.not_in(select(listings.c.document)))
    for name in connection.execute(bare).scalars():
        yield Fault(document=name, place="listings", message="The document is not in the list; run reindex.")


def _numbers(connection: Connection, column: Any) -> Iterator[int]:
    """All values of a primary key in order, a thousand at a time, so that none of the rows is held."""
    last = 0
    while (
        numbers := connection.execute(select(column).where(column > last).order_by(column).limit(1000)).scalars().all()
    ):
        yield from numbers
        last = numbers[-1]


def _verify_bytes(connection: Connection, table: Table) -> Iterator[Fault]:
    for number in _numbers(connection, table.c.number):
        row = connection.execute(select(table).where(table.c.number == number)).one()
        if digest_bytes(row.bytes) != row.digest:
            message = "Its bytes are not those that were written."
            yield Fault(document="", place=f"{table.name} {number}", message=message)


def _verify_revision(connection: Connection, row: Any) -> Iterator[Fault]:
    place = f"revisions {row.number}"
    if digest_bytes(row.bytes) != row.digest:
        yield Fault(document=row.id, place=place, message="Its bytes are not those that were written.")
    try:
        document = decode_document(row.bytes)
    except ValidationError:
        yield Fault(document=row.id, place=place, message="Its bytes are no document.")
        return
    query = select(records).where(records.c.revision == row.number).order_by(records.c.number)
    found = connection.execute(query).all()
    said = find_reviews(connection, {row.document}).get(row.document, ())
    if not found:
        yield Fault(document=row.id, place=place, message="It has no record.")
    for item in found:
        place = f"records {item.number}"
        if digest_bytes(item.bytes) != item.digest:
            yield Fault(document=row.id, place=place, message="Its bytes are not those that were written.")
        try:
            record = decode_record(item.bytes)
        except ValidationError:
            yield Fault(document=row.id, place=place, message="Its bytes are no record.")
            continue
        yield from find_faults(record, document)
        reviewed = apply_reviews(record, said).record
        if reviewed is not record:
            yield from find_faults(reviewed, document)
        yield from _verify_index(connection, reviewed, item.number)


def _verify_index(connection: Connection, record: Record, number: int) -> Iterator[Fault]:
    index: dict[str, Sequence[tuple[Any, ...]]] = {**fact_rows(record, number), "names": name_rows(record, number)}
    for key, rows in index.items():
        table = facts.get(key, names)
        query = select(table).where(table.c.record == number)
        stored = [tuple(row) for row in connection.execute(query)]
        if sorted(stored, key=_by_id) != sorted(rows, key=_by_id):
            message = f"The table {key} differs from record {number}; run reindex."
            yield Fault(document=record.document.id, place=key, message=message)
    if not find_full_text(connection).has(connection, number):
        message = f"Record {number} cannot be searched; run reindex."
        yield Fault(document=record.document.id, place="words", message=message)


def _by_id(row: tuple[Any, ...]) -> str:
    return str(row[1])
