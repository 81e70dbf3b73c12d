"""The list of a ledger's documents -> parts of it, how many of each, what is new, what has several revisions.

Titles and publishers may name private people: what comes from here is shown through Care.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Engine, Select, case, func, select

from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Listing
from onrecord.ledger.tables import documents, facts, forgets, listings, polls, reviews, revisions
from onrecord.reviews.review import Review, decode_review

__all__ = ["Catalog", "Cell", "Choice", "CountedFigure", "Facet", "FacetName"]

FacetName = Literal["kind", "publisher", "language", "month"]

_OTHERWISE = frozenset(["reject", "fix", "add", "outcome"])
_MONTH = func.substr(listings.c.published, 1, 7)
_COLUMNS: dict[FacetName, ColumnElement[Any]] = {
    "kind": listings.c.kind,
    "publisher": listings.c.publisher,
    "language": listings.c.language,
    "month": _MONTH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which documents: those with all of these; None asks for nothing. Days are ISO 8601, inclusive."""

    kind: str | None = None
    publisher: str | None = None
    language: str | None = None
    month: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def has_days(self) -> bool:
        """Whether it asks for more than documents that have some value."""
        return self.since is not None or self.until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value that documents have, how many have it, and one of them, the latest that was added."""

    value: str | None
    count: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Documents with the same kind, publisher, language and month: how many, and the latest that was added."""

    kind: str
    publisher: str | None
    language: str
    month: str | None
    count: int
    last: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedFigure:
    """A figure of the newest record of a document, by ids alone."""

    document: str
    figure: str
    published: str | None


class Catalog:
    """Lists of one ledger. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def find(self, choice: Choice, *, limit: int, offset: int = 0) -> tuple[Listing, ...]:
        """These documents, the latest published first, those without a day last."""
        latest = listings.c.published.desc().nulls_last()
        if choice.publisher is not None:  # by days all documents would be gone through for those of one publisher
            latest = case((listings.c.published.is_(None), ""), else_=listings.c.published).desc()
        order = (latest, listings.c.document)
        rows = self._all(_choose(select(listings), choice).order_by(*order).limit(limit).offset(offset))
        return tuple(_listing(row) for row in rows)

    def count(self, choice: Choice) -> int:
        """How many documents these are."""
        return int(self._all(_choose(select(func.count()).select_from(listings), choice))[0][0])

    def count_values(self, name: FacetName, choice: Choice, *, limit: int) -> tuple[Facet, ...]:
        """Values of the documents, those of most documents first; months by their order, the latest first."""
        column = _COLUMNS[name]
        query = select(column.label("value"), func.count().label("many"), func.max(listings.c.document).label("last"))
        counted = _choose(query, choice).group_by(column).subquery()
        order = (counted.c.value.desc(),) if name == "month" else (counted.c.many.desc(), counted.c.value)
        rows = self._all(
            select(counted.c.value, counted.c.many, listings.c.id)
            .join(listings, listings.c.document == counted.c.last)
            .order_by(*order)
            .limit(limit)
        )
        return tuple(Facet(value=row.value, count=row.many, document=row.id) for row in rows)

    def count_cells(self) -> tuple[Cell, ...]:
        """All documents by what they have together."""
        columns = (listings.c.kind, listings.c.publisher, listings.c.language, _MONTH.label("month"))
        last = func.max(listings.c.document).label("last")
        counted = select(*columns, func.count().label("many"), last).group_by(*columns).subquery()
        rows = self._all(select(counted, listings.c.id).join(listings, listings.c.document == counted.c.last))
        return tuple(
            Cell(
                kind=row.kind, publisher=row.publisher, language=row.language, month=row.month, count=row.many,
                last=row.last, document=row.id,
            )
            for row in rows
        )  # fmt: skip

    def find_span(self) -> tuple[str | None, str | None]:
        """The first and the last day on which documents were published."""
        row = self._all(select(func.min(listings.c.published), func.max(listings.c.published)))[0]
        return row[0], row[1]

    def find_added(self, *, limit: int) -> tuple[Listing, ...]:
        """The documents that were added last, the last first."""
        rows = self._all(select(listings).order_by(listings.c.document.desc()).limit(limit))
        return tuple(_listing(row) for row in rows)

    def find_revised(self, *, limit: int) -> tuple[str, ...]:
        """Ids of documents with several revisions, the one whose revision is newest first."""
        last = func.max(revisions.c.number)
        query = (
            select(documents.c.id)
            .join(revisions, revisions.c.document == documents.c.number)
            .group_by(documents.c.number, documents.c.id)
            .having(func.count() > 1)
            .order_by(last.desc())
            .limit(limit)
        )
        return tuple(row.id for row in self._all(query))

    def count_revisions(self, id: str) -> int:  # noqa: A002 - the word of the record
        """How many texts of a document there are."""
        held = select(func.count()).select_from(revisions).join(documents, revisions.c.document == documents.c.number)
        return int(self._all(held.where(documents.c.id == id))[0][0])

    def find_polled(self) -> tuple[str, ...]:
        """Ids of the sources that were looked at."""
        return tuple(row.source for row in self._all(select(polls.c.source).distinct().order_by(polls.c.source)))

    def count_forgotten(self) -> int:
        """How many documents were taken out for ever."""
        return int(self._all(select(func.count()).select_from(forgets))[0][0])

    def find_corrections(self, *, limit: int) -> tuple[Review, ...]:
        """The last reviews that hold and say otherwise than a reader, those of a coding apart, the newest first."""
        query = select(reviews.c.bytes).order_by(reviews.c.number.desc()).limit(10 * limit)
        found = [review for row in self._all(query) if (review := decode_review(row.bytes)).coding is None]
        replaced = {each.of for each in found}
        return tuple(each for each in found if each.verdict in _OTHERWISE and each.number not in replaced)[:limit]

    def count_measures(self, *, limit: int) -> tuple[tuple[str, str, int], ...]:
        """What figures measure, in which unit, and how many do, the most first."""
        table = facts["figures"]
        many = func.count()
        query = (
            select(table.c.measures, table.c.unit, many)
            .join(listings, listings.c.record == table.c.record)
            .group_by(table.c.measures, table.c.unit)
            .order_by(many.desc(), table.c.measures, table.c.unit)
            .limit(limit)
        )
        return tuple((row[0], row[1], row[2]) for row in self._all(query))

    def find_figures(self, measures: str, unit: str, *, limit: int) -> tuple[CountedFigure, ...]:
        """Figures that measure this, in documents with a day, the latest first."""
        table = facts["figures"]
        query = (
            select(listings.c.id.label("document"), table.c.id.label("figure"), listings.c.published)
            .join(listings, listings.c.record == table.c.record)
            .where(table.c.measures == measures, table.c.unit == unit, listings.c.published.is_not(None))
            .order_by(listings.c.published.desc(), listings.c.document, table.c.id)
            .limit(limit)
        )
        return tuple(
            CountedFigure(document=row.document, figure=row.figure, published=row.published) for row in self._all(query)
        )

    def _all(self, query: Select[Any]) -> Sequence[Any]:
        with telling(self._name), self._engine.begin() as connection:
            return connection.execute(query).all()


def _choose(query: Select[Any], choice: Choice) -> Select[Any]:
    for column, value in (
        (listings.c.kind, choice.kind),
        (listings.c.publisher, choice.publisher),
        (listings.c.language, choice.language),
        (_MONTH, choice.month),
    ):
        if value is not None:
            query = query.where(column == value)
    if choice.month is not None:  # the same, by the index of days
        query = query.where(listings.c.published >= choice.month, listings.c.published <= f"{choice.month}-99")
    if choice.since is not None:
        query = query.where(listings.c.published >= choice.since)
    return query if choice.until is None else query.where(listings.c.published <= choice.until)


def _listing(row: Any) -> Listing:
    return Listing(
        id=row.id,
        title=row.title,
        publisher=row.publisher,
        kind=row.kind,
        published=row.published,
        language=row.language,
    )
