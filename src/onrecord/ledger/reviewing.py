"""What people say of records -> rows, each sealed in the chain; and back to what holds of a document.

A review is one transaction: who was told that it was taken finds it again, whatever happens to the process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, select

from onrecord.errors import LedgerError, ReviewError
from onrecord.ledger.audit import append_entry
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.engine import telling, writing
from onrecord.ledger.indexing import remove_index, renew_index
from onrecord.ledger.review_rows import find_reviews
from onrecord.ledger.rows import find_document, read_row, select_newest
from onrecord.ledger.tables import documents, listings, reviews
from onrecord.reviews.applying import Reviewed, apply_reviews
from onrecord.reviews.checking import check_review
from onrecord.reviews.review import Review, decode_review, encode_review
from onrecord.schema import Record

__all__ = ["Head", "ReviewLog"]

_PAGE = 1_000  # reviews held at once while all are gone through


@dataclass(frozen=True, slots=True)
class Head:
    """A document, the number of its newest record and that of its newest review."""

    document: str
    record: int
    review: int


class ReviewLog:
    """The reviews of a ledger. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def add(self, review: Review) -> Review:
        """Take a review in, and give it its number. Raises ReviewError where it says what cannot be said."""
        with telling(self._name), writing(self._engine) as connection:
            number = find_document(connection, review.document)
            if number is None:
                raise LedgerError(f"There is no document {review.document} in {self._name}.")
            row = connection.execute(_NEWEST, {"document": number}).one()
            checked = check_review(review, read_row(row))
            known = {each.number: each for each in find_reviews(connection, {number}).get(number, ())}
            if checked.of is not None and checked.of not in known:
                raise ReviewError(f"There is no review {checked.of} of this document.")
            if checked.of is not None and known[checked.of].coding != checked.coding:
                raise ReviewError("A review of a coding is only changed within it.")
            numbered = replace(checked, number=connection.execute(_LAST).scalar_one() + 1)
            _write(connection, numbered, number)
        return numbered

    def of(self, document: str) -> tuple[Review, ...]:
        """All reviews of a document in the order in which they came, also those that hold no more."""
        with self._reading() as connection:
            number = find_document(connection, document)
            return find_reviews(connection, {number}).get(number, ()) if number is not None else ()

    def apply(self, document: str, *, coding: str | None = None, who: str | None = None) -> Reviewed:
        """The newest record of a document with what holds of it; or as one person left it in a coding."""
        with self._reading() as connection:
            row = connection.execute(select_newest().where(listings.c.id == document)).first()
            if row is None:
                raise LedgerError(f"There is no document {document} in {self._name}.")
            said = find_reviews(connection, {row.document}).get(row.document, ())
        return apply_reviews(read_row(row), said, coding=coding, who=who)

    def both(self, coding: str, one: str, two: str) -> Iterator[tuple[Record, Record]]:
        """What each of two people made of a document in a coding, of all documents that both have called done."""
        for document in self.documents():
            found = [self.apply(document, coding=coding, who=who) for who in (one, two)]
            if all(each.done for each in found):
                yield found[0].record, found[1].record

    def all(self) -> Iterator[Review]:
        """Every review in the order in which they came."""
        last = 0
        while True:
            with self._reading() as connection:
                rows = connection.execute(_ALL, {"last": last}).all()
            if not rows:
                return
            yield from (decode_review(row.bytes) for row in rows)
            last = rows[-1].number

    def documents(self) -> tuple[str, ...]:
        """The ids of documents with reviews, in the order in which documents were added."""
        with self._reading() as connection:
            return tuple(connection.execute(_REVIEWED).scalars())

    def heads(self, *, limit: int) -> tuple[Head, ...]:
        """The newest record and review of the latest documents, and of all that were reviewed: what shows a change."""
        columns = select(listings.c.id, listings.c.record, listings.c.review)
        order = (listings.c.published.is_(None), listings.c.published.desc(), listings.c.document)
        latest, reviewed = columns.order_by(*order).limit(limit), columns.where(listings.c.review > 0)
        with self._reading() as connection:
            rows = [*connection.execute(latest), *connection.execute(reviewed)]
        return tuple(dict.fromkeys(Head(row.id, row.record, row.review) for row in rows))

    def find_head(self, document: str) -> Head:
        """The newest record and review of one document."""
        query = select(listings.c.id, listings.c.record, listings.c.review).where(listings.c.id == document)
        with self._reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"There is no document {document} in {self._name}.")
        return Head(row.id, row.record, row.review)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self._name), self._engine.begin() as connection:
            yield connection


def _write(connection: Connection, review: Review, document: int) -> None:
    """Put the row and its seal, and index the document as the review leaves it; a coding leaves it as it was."""
    data = encode_review(review)
    stands = review.coding is None
    if stands:
        remove_index(connection, document)
    values: dict[str, Any] = {
        "number": review.number,
        "document": document,
        "digest": digest_bytes(data),
        "bytes": data,
    }
    connection.execute(reviews.insert(), values)
    append_entry(connection, "review", document, review.number, values["digest"])
    if stands:
        renew_index(connection, document)


_NEWEST = select_newest().where(listings.c.document == bindparam("document"))
_LAST = select(func.coalesce(func.max(reviews.c.number), 0))
_ALL = (
    select(reviews.c.number, reviews.c.bytes)
    .where(reviews.c.number > bindparam("last"))
    .order_by(reviews.c.number)
    .limit(_PAGE)
)
_REVIEWED = (
    select(documents.c.id).where(documents.c.number.in_(select(reviews.c.document))).order_by(documents.c.number)
)
