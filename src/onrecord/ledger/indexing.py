"""Records that were added -> their rows in the index; and the whole index, emptied and filled again from the bytes.

Works inside a transaction that its caller began, and that holds the pen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.bulk import insert_rows
from onrecord.ledger.full_text import find_full_text
from onrecord.ledger.index import fact_rows, listing_row, search_row
from onrecord.ledger.names import name_rows
from onrecord.ledger.review_rows import find_last, find_reviews
from onrecord.ledger.standing import newest_revision
from onrecord.ledger.tables import facts, listings, names, records, revisions
from onrecord.reviews.applying import apply_reviews
from onrecord.schema import Record, decode_record

__all__ = ["Addition", "add_index", "remake_index", "remove_index", "renew_index"]

_PAGE = 100  # records held at once while all are gone through


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Record `number` of document `document`, at whose head it stands where its revision is the newest.

    `new` unless the index has it already.
    """

    number: int
    document: int
    record: Record
    heads: bool
    new: bool = True


def add_index(connection: Connection, additions: Sequence[Addition]) -> None:
    """The rows of the index for records that are not in it, as reviews left them."""
    said = find_reviews(connection, {each.document for each in additions})
    additions = [
        replace(each, record=apply_reviews(each.record, said[each.document]).record) if each.document in said else each
        for each in additions
    ]
    fresh = [each for each in additions if each.new]
    rows = [fact_rows(each.record, each.number) for each in fresh]
    for key, table in facts.items():
        insert_rows(connection, table, [row for found in rows for row in found[key]])
    insert_rows(connection, names, [row for each in fresh for row in name_rows(each.record, each.number)])
    if fresh:
        find_full_text(connection).add(connection, [search_row(each.record, each.number) for each in fresh])
    heads = {each.document: each for each in additions if each.heads}
    if heads:
        newest = {document: find_last(reviews) for document, reviews in said.items()}
        values = [
            {"document": d, "record": head.number, **listing_row(head.record, review=newest.get(d, 0))}
            for d, head in heads.items()
        ]
        connection.execute(_PUT_LISTING[connection.dialect.name], values)


def remake_index(connection: Connection) -> None:
    """Empty the index and fill it from the bytes of the records."""
    for table in (listings, names, *facts.values()):
        connection.execute(table.delete())
    find_full_text(connection).clear(connection)
    last = 0
    while rows := connection.execute(_STORED, {"last": last, "limit": _PAGE}).all():
        add_index(connection, [_open(row) for row in rows])
        last = rows[-1].number


def renew_index(connection: Connection, document: int) -> None:
    """Index the records of document `number` again; they were taken out by `remove_index` before a review came."""
    add_index(connection, [_open(row) for row in connection.execute(_OF_DOCUMENT, {"document": document})])


def remove_index(connection: Connection, document: int) -> None:
    """Take the records of a document out of the index, all but its line in the list."""
    said = find_reviews(connection, {document}).get(document, ())
    for row in connection.execute(_OF_DOCUMENT, {"document": document}).all():
        record = apply_reviews(decode_record(row.bytes), said).record
        find_full_text(connection).remove(connection, search_row(record, row.number))
        for table in (names, *facts.values()):
            connection.execute(table.delete().where(table.c.record == row.number))


def _open(row: Any) -> Addition:
    heads = row.revision == row.newest
    return Addition(number=row.number, document=row.document, record=decode_record(row.bytes), heads=heads)


_ALL = (
    select(
        records.c.number,
        records.c.bytes,
        records.c.revision,
        revisions.c.document,
        newest_revision(revisions.c.document).label("newest"),
    )
    .join(revisions, revisions.c.number == records.c.revision)
    .order_by(records.c.number)
)
_STORED = _ALL.where(records.c.number > bindparam("last")).limit(bindparam("limit"))
_OF_DOCUMENT = _ALL.where(revisions.c.document == bindparam("document"))
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
