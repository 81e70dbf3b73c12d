"""The chain of a ledger -> the texts that came after one of its entries: new documents, and revisions of known ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger.audit import find_head
from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import audit, listings, returns, revisions
from onrecord.schema import Id

__all__ = ["START", "Arrival", "Head", "find_arrivals", "find_last", "has_head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An entry of the chain: its number, and the hash that seals it and all before it."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A text of a document: `place` is 1 for its first, 2 for what stood there next, and so on."""

    document: Id
    place: int


START = Head(number=0, hash="0" * 64)
"""Before the first entry."""


def find_last(ledger: Ledger) -> Head:
    """The last entry."""
    with telling(ledger.name), ledger.engine.begin() as connection:
        number, sealed = find_head(connection)
    return Head(number=number, hash=sealed)


def has_head(ledger: Ledger, head: Head) -> bool:
    """Whether this entry is in the chain: another ledger has another."""
    query = select(audit.c.hash).where(audit.c.number == head.number)
    with telling(ledger.name), ledger.engine.begin() as connection:
        return head == START or connection.execute(query).scalar() == head.hash


def find_arrivals(ledger: Ledger, after: Head, until: Head) -> tuple[Arrival, ...]:
    """The texts that came after one entry and until another, in their order; of what was forgotten since, none."""
    with telling(ledger.name), ledger.engine.begin() as connection:
        rows = connection.execute(_ARRIVED, {"after": after.number, "until": until.number}).all()
        places = {row.document: _order_texts(connection, row.document) for row in rows}
    return tuple(
        Arrival(document=row.id, place=places[row.document].index((row.act, row.row)) + 1)
        for row in rows
        if (row.act, row.row) in places[row.document]
    )


def _order_texts(connection: Connection, document: int) -> Sequence[tuple[str, int]]:
    """Every text of a document as it stood there, the oldest first: acts of the chain and their rows."""
    placed = [((number, 0), ("revision", number)) for (number,) in connection.execute(_TEXTS, {"owner": document})]
    placed += [((b.after, b.number), ("return", b.number)) for b in connection.execute(_BACK, {"owner": document})]
    return [act for _, act in sorted(placed)]


_ARRIVED = (
    select(audit.c.act, audit.c.document, audit.c.row, listings.c.id)
    .join(listings, listings.c.document == audit.c.document)
    .where(audit.c.number > bindparam("after"), audit.c.number <= bindparam("until"))
    .where(audit.c.act.in_(("revision", "return")))
    .order_by(audit.c.number)
)
_TEXTS = select(revisions.c.number).where(revisions.c.document == bindparam("owner"))
_BACK = select(returns.c.number, returns.c.after).join(revisions).where(revisions.c.document == bindparam("owner"))
