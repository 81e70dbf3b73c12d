"""Rows of reviews -> reviews, by the number of their document. Works inside a transaction of its caller."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger.chunks import cut_up
from onrecord.ledger.tables import reviews
from onrecord.reviews.review import Review, decode_review

__all__ = ["NONE", "Reviews", "find_last", "find_reviews"]

Reviews = Mapping[int, tuple[Review, ...]]

NONE: Reviews = {}

_OF = (
    select(reviews.c.document, reviews.c.bytes)
    .where(reviews.c.document.in_(bindparam("numbers", expanding=True)))
    .order_by(reviews.c.number)
)


def find_reviews(connection: Connection, documents: Iterable[int]) -> Reviews:
    """The reviews of these documents in the order in which they came; without an entry where there is none."""
    found: dict[int, list[Review]] = {}
    for some in cut_up(sorted(documents)):
        for row in connection.execute(_OF, {"numbers": some}):
            found.setdefault(row.document, []).append(decode_review(row.bytes))
    return {document: tuple(of) for document, of in found.items()}


def find_last(found: Iterable[Review]) -> int:
    """The number of the newest of these reviews; those of a coding change nothing that is shown, and do not count."""
    return max((review.number for review in found if review.coding is None), default=0)
