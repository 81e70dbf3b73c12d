"""Documents that were reviewed since somebody looked -> those whose records are as they were: who agrees changes none.

Works inside a transaction that its caller began.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from onrecord.ledger.audit import find_head
from onrecord.ledger.chunks import cut_up
from onrecord.ledger.review_rows import find_reviews
from onrecord.ledger.rows import read_row, select_newest
from onrecord.ledger.tables import audit, listings
from onrecord.reviews.applying import apply_reviews
from onrecord.schema import Id, Record

__all__ = ["Change", "ChangeKind", "find_change", "find_last_review", "find_untouched"]

ChangeKind = Literal["none", "reviews", "names", "more"]
"""What changed of what a ledger shows: nothing, records by reviews alone, also who is named in them, or documents."""

_MOST = 100  # entries of the chain that are looked at one by one: more are taken for a change


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What came by the entry `head` of the chain; `documents` whose records reviews changed, and by which review."""

    head: int
    kind: ChangeKind
    documents: Mapping[Id, int]


def find_untouched(connection: Connection, seen: Mapping[int, int]) -> set[int]:
    """Of documents, each with the number of the last review that was seen, those that are the same after later ones."""
    return {number for number, before, after in _compare(connection, seen) if before == after}


def find_change(connection: Connection, since: int) -> Change:
    """What came after this entry of the chain."""
    head = find_head(connection)[0]
    if since == head:
        return Change(head=head, kind="none", documents={})
    query = select(audit.c.act, audit.c.document, audit.c.row).where(audit.c.number > since).order_by(audit.c.number)
    entries = connection.execute(query.limit(_MOST + 1)).all()
    if not 0 < since < head or len(entries) > _MOST or any(entry.act != "review" for entry in entries):
        return Change(head=head, kind="more", documents={})
    first = {entry.document: entry.row - 1 for entry in reversed(entries)}  # the review before its first one since
    last = {entry.document: entry.row for entry in entries}
    found = [each for each in _compare(connection, first) if each[1] != each[2]]
    kind: ChangeKind = "reviews" if found else "none"
    if any(_name_people(before) != _name_people(after) for _, before, after in found):
        kind = "names"
    return Change(head=head, kind=kind, documents={after.document.id: last[number] for number, _, after in found})


def find_last_review(connection: Connection, head: int) -> int:
    """The number of the last review up to this entry of the chain; 0 where there is none."""
    query = select(func.max(audit.c.row)).where(audit.c.act == "review", audit.c.number <= head)
    return connection.execute(query).scalar() or 0


def _compare(connection: Connection, seen: Mapping[int, int]) -> Iterator[tuple[int, Record, Record]]:
    """Each document with its record as of the last review that was seen, and as it is."""
    for some in cut_up(sorted(seen)):
        said = find_reviews(connection, some)
        for row in connection.execute(select_newest().where(listings.c.document.in_(some))):
            read, reviews = read_row(row), said.get(row.document, ())
            before = [review for review in reviews if review.number <= seen[row.document]]
            yield row.document, apply_reviews(read, before).record, apply_reviews(read, reviews).record


def _name_people(record: Record) -> list[tuple[object, ...]]:
    """All on which it depends who is hidden, here and in other documents."""
    return [(person.id, person.name, person.role, person.age, person.mentions) for person in record.people]
