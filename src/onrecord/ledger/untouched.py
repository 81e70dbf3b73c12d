"""Documents that were reviewed since somebody looked -> those whose records are as they were: who agrees changes none.

Works inside a transaction that its caller began.
"""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.ledger.audit import find_head
from onrecord.ledger.chunks import cut_up
from onrecord.ledger.review_rows import find_reviews
from onrecord.ledger.rows import read_row, select_newest
from onrecord.ledger.tables import audit, listings
from onrecord.reviews.applying import apply_reviews

__all__ = ["Change", "find_change", "find_untouched"]

Change = Literal["none", "reviews", "more"]
"""What changed of what a ledger shows: nothing, records by reviews alone, or documents too."""

_MOST = 100  # entries of the chain that are looked at one by one: more are taken for a change


def find_untouched(connection: Connection, seen: Mapping[int, int]) -> set[int]:
    """Of documents, each with the number of the last review that was seen, those that are the same after later ones."""
    ordered, found = sorted(seen), set[int]()
    for some in cut_up(ordered):
        said = find_reviews(connection, some)
        for row in connection.execute(select_newest().where(listings.c.document.in_(some))):
            read, reviews = read_row(row), said.get(row.document, ())
            before = [review for review in reviews if review.number <= seen[row.document]]
            if apply_reviews(read, before).record == apply_reviews(read, reviews).record:
                found.add(row.document)
    return found


def find_change(connection: Connection, since: int) -> tuple[int, Change]:
    """The number of the chain's head, and what came after this entry: of shown things nothing, reviews, or more."""
    head = find_head(connection)[0]
    if since == head:
        return head, "none"
    query = select(audit.c.act, audit.c.document, audit.c.row).where(audit.c.number > since).order_by(audit.c.number)
    entries = connection.execute(query.limit(_MOST + 1)).all()
    if not 0 < since < head or len(entries) > _MOST or any(entry.act != "review" for entry in entries):
        return head, "more"
    first = {entry.document: entry.row - 1 for entry in reversed(entries)}  # the review before its first one since
    return head, "none" if find_untouched(connection, first) == set(first) else "reviews"
