"""Numbers of documents -> the events and figures listed of them, and which documents are of one matter.

Rows alone, at a cost of some microseconds each: which records a page needs is known before one is read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from onrecord.ledger.chunks import cut_up
from onrecord.ledger.tables import listings
from onrecord.links.claim_rows import decode_marks
from onrecord.links.stored import StoredLinks
from onrecord.links.tables import link_documents, links, listed_events, listed_figures
from onrecord.schema import Id, IsoDate

__all__ = ["ListedEvent", "ListedFigure", "find_events", "find_figures", "find_matters", "number_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event by its document and its position in the record; `told` puts who told it first before others."""

    number: int
    document: Id
    position: int
    told: tuple[IsoDate, bool, Id]
    day: IsoDate
    type: str
    factuality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFigure:
    """The same of a figure; `day` is empty where the text does not tell of which days it is."""

    number: int
    document: Id
    position: int
    told: tuple[IsoDate, bool, Id]
    day: IsoDate
    measures: str
    unit: str
    low: float | None
    high: float | None


Groups = Sequence[frozenset[int]]
"""Of each of these sets of marks a row must have one."""


def find_events(
    stored: StoredLinks, documents: Iterable[int], *, kind: str | None = None, marks: Groups = ()
) -> list[ListedEvent]:
    """The events of these documents: of this type, and with a mark of each group. Raises LedgerError."""
    query = select(listed_events, *_OF_DOCUMENT).join(listings, listings.c.document == listed_events.c.document)
    if kind is not None:
        query = query.where(listed_events.c.type == kind)
    return [
        ListedEvent(
            number=row.document, document=row.id, position=row.position, told=_tell(row), day=row.day, type=row.type,
            factuality=row.factuality,
        )
        for row in _find(stored, query, listed_events.c.document, documents, marks)
    ]  # fmt: skip


def find_figures(
    stored: StoredLinks,
    documents: Iterable[int],
    *,
    measures: str | None = None,
    unit: str | None = None,
    marks: Groups = (),
) -> list[ListedFigure]:
    """The figures of these documents: of this measure and unit, and with a mark of each group. Raises LedgerError."""
    query = select(listed_figures, *_OF_DOCUMENT).join(listings, listings.c.document == listed_figures.c.document)
    for column, value in ((listed_figures.c.measures, measures), (listed_figures.c.unit, unit)):
        if value is not None:
            query = query.where(column == value)
    return [
        ListedFigure(
            number=row.document, document=row.id, position=row.position, told=_tell(row), day=row.day,
            measures=row.measures, unit=row.unit, low=row.low, high=row.high,
        )
        for row in _find(stored, query, listed_figures.c.document, documents, marks)
    ]  # fmt: skip


def find_matters(stored: StoredLinks, documents: Iterable[int]) -> dict[int, int]:
    """By document the link that says what it is about: its case where it is one, else its episode."""
    query = select(link_documents.c.document, links.c.kind, links.c.number).join(
        links, links.c.number == link_documents.c.link
    )
    cases: dict[int, set[int]] = {}
    episodes: dict[int, int] = {}
    for some in cut_up(list(documents)):
        wanted = link_documents.c.document.in_(some) & links.c.kind.in_(["episode", "proceeding"])
        for row in stored.rows(query.where(wanted)):
            if row.kind == "episode":
                episodes[row.document] = row.number
            else:
                cases.setdefault(row.document, set()).add(row.number)
    return episodes | {document: found.pop() for document, found in cases.items() if len(found) == 1}


def number_documents(stored: StoredLinks, names: Iterable[Id]) -> tuple[int, ...]:
    """The numbers of the documents of these ids. Raises LedgerError."""
    found: list[int] = []
    for some in cut_up(list(names)):
        found += (row.document for row in stored.rows(select(listings.c.document).where(listings.c.id.in_(some))))
    return tuple(found)


_OF_DOCUMENT = (listings.c.id, listings.c.published, listings.c.kind)


def _find(
    stored: StoredLinks, query: Select[Any], column: Any, documents: Iterable[int], marks: Groups
) -> Iterator[Any]:
    for some in cut_up(list(documents)):
        for row in stored.rows(query.where(column.in_(some))):
            if not marks or _has_all(decode_marks(bytes(row.marks)), marks):
                yield row


def _has_all(held: frozenset[int], marks: Groups) -> bool:
    return all(not group.isdisjoint(held) for group in marks)


def _tell(row: Any) -> tuple[IsoDate, bool, Id]:
    """As `passages.order_key`: by day, announcements before articles, then by id."""
    return row.published or "", row.kind == "article", row.id
