"""Links as they are kept -> one page of each list of them, in its order, at a cost that does not grow with the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import merge
from typing import Any

from sqlalchemy import Select, case, func, select

from onrecord.ledger.tables import listings
from onrecord.links.echoes import Echo
from onrecord.links.episodes import Episode
from onrecord.links.lists import ANSWERED, DERIVED, SAID
from onrecord.links.passages import Passage
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.series import Lapse, Series
from onrecord.links.stored import StoredLinks
from onrecord.links.tables import (
    link_documents,
    links,
    listed_echoes,
    listed_lapses,
    listed_omissions,
    listed_series,
    listed_sources,
    listed_statuses,
)
from onrecord.schema import Id, IsoDate

__all__ = ["ALL", "Body", "LinkPages", "Page", "Use"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list: so many items after the first `offset`; None for all."""

    limit: int | None = None
    offset: int = 0

    @property
    def one_more(self) -> "Page":
        """The same with one item more, which tells whether there are others."""
        return self if self.limit is None else Page(limit=self.limit + 1, offset=self.offset)

    @property
    def end(self) -> int | None:
        """How many items of the list must be known."""
        return None if self.limit is None else self.offset + self.limit


ALL = Page()
"""The whole list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """That a document draws on a body: how many sentences it repeats, whether it cites it or rests on it alone.

    `publication` is a document that the body published; without one the document itself names the body.
    """

    passage: Passage
    sentences: int
    cited: bool
    alone: bool
    publication: Id | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A publisher or an agency by a hash of its name: how many documents draw on it, and one that shows it."""

    name: int
    documents: int
    repeating: int
    citing: int
    alone: int
    example: Use


class LinkPages:
    """The lists of a ledger's links. Every method may raise LedgerError."""

    def __init__(self, stored: StoredLinks) -> None:
        self._stored = stored

    def find_statuses(self, page: Page) -> tuple[tuple[LinkedProceeding, int], ...]:
        """Cases with the position of one of their statuses, those first of which the latest document tells."""
        table = listed_statuses.c
        order = (table.day.desc(), table.name.desc(), table.document.desc(), table.position)
        return self._find_cases(select(listed_statuses).order_by(*order), page)

    def find_owed(self, as_of: IsoDate, page: Page) -> tuple[tuple[LinkedProceeding, int], ...]:
        """The same of those accused without an outcome, of whom nothing was told for longest first."""
        table = listed_statuses.c
        order = (table.day, table.name, table.document, table.position)
        owed = select(listed_statuses).where(table.owed == 1, table.day > "", table.day <= as_of)
        return self._find_cases(owed.order_by(*order), page)

    def find_omissions(
        self, as_of: IsoDate, page: Page, *, derived: bool, body: int | None = None
    ) -> tuple[tuple[Id, int], ...]:
        """Documents with the position of an omission: open ones by age, `derived` ones too, then answered ones.

        Only those of a `body` where one is given, by its number in the lists.
        """
        end = page.end
        states = (SAID, DERIVED) if derived else (SAID,)
        found = list(merge(*(self._find_omissions(state, as_of, end, body) for state in states)))[:end]
        rest = None if end is None else end - len(found)
        if rest != 0:
            found += self._find_omissions(ANSWERED, as_of, rest, body)
        chosen = found[page.offset :]
        names = self._stored.name_documents({document for _, document, _ in chosen})
        return tuple((names[document], position) for _, document, position in chosen)

    def count_questions(self, as_of: IsoDate) -> tuple[int, int]:
        """How many omissions that a text itself states are open, and how many of all are answered."""
        table = listed_omissions.c
        query = select(table.state, func.count().label("many")).where(table.day <= as_of).group_by(table.state)
        counted = {row.state: row.many for row in self._rows(query)}
        return counted.get(SAID, 0), counted.get(ANSWERED, 0)

    def count_owed(self, as_of: IsoDate) -> int:
        """Of how many accusations no outcome was told until that day."""
        table = listed_statuses.c
        query = select(func.count().label("many")).where(table.owed == 1, table.day > "", table.day <= as_of)
        return int(self._rows(query)[0].many)

    def find_episodes(self, page: Page) -> tuple[Episode, ...]:
        """Events that several documents tell, the one that was told of last first."""
        return self.open_episodes(self.order_episodes(page))

    def open_episodes(self, numbers: Sequence[int]) -> tuple[Episode, ...]:
        """The events of these numbers, in their order."""
        found = self._stored.links_of(numbers)
        return tuple(each for number in numbers if isinstance(each := found[number], Episode))

    def order_episodes(self, page: Page) -> tuple[int, ...]:
        """The numbers of events that several documents tell, in the same order: for one page all must be counted."""
        day, many = func.max(listings.c.published), func.count()
        query = (
            select(link_documents.c.link)
            .join(links, links.c.number == link_documents.c.link)
            .join(listings, listings.c.document == link_documents.c.document)
            .where(links.c.kind == "episode")
            .group_by(link_documents.c.link)
            .having(many > 1)
            .order_by(day.desc(), func.min(links.c.name))
        )
        return tuple(row.link for row in self._rows(query, page))

    def find_series(self, page: Page) -> tuple[Series, ...]:
        """Series in an order of their own."""
        rows = self._rows(select(listed_series.c.link).order_by(listed_series.c.name), page)
        return tuple(each for each in self._stored.series_of([row.link for row in rows]).values())

    def find_lapses(self, page: Page) -> tuple[tuple[Series, Lapse], ...]:
        """Lapses with their series, the latest first; those that last too, until the day of the question."""
        ended = self._rows(select(listed_lapses.c.day, listed_lapses.c.name, listed_lapses.c.link).distinct())
        until = self._stored.until
        lasting = [
            (_add_days(row.day, row.period), row.name, row.link)
            for row in self._rows(select(listed_series))
            if until > _add_days(row.day, row.period + row.grace)
        ]
        days = sorted({*((row.day, row.name, row.link) for row in ended), *lasting}, reverse=True)
        found: list[tuple[Series, Lapse]] = []
        series = self._stored.series_of([link for _, _, link in days[: page.end]])
        for day, _, link in days[: page.end]:
            found += ((series[link], lapse) for lapse in series[link].lapses if lapse.first_missed == day)
        return tuple(found[page.offset : page.end])

    def find_repeats(self, page: Page) -> tuple[tuple[int, Echo], ...]:
        """How many sentences one publisher repeats of another, the most first, with the first echo of the two."""
        table = listed_echoes.c
        many, first = func.sum(table.sentences), func.min(table.document)
        query = select(table.one, table.two, many.label("many"), first.label("document"))
        rows = self._rows(query.group_by(table.one, table.two).order_by(many.desc(), table.one, table.two), page)
        chosen = [self._find_first(row) for row in rows]
        echoes = self._stored.links_of(chosen)
        return tuple(
            (int(row.many), echo)
            for row, link in zip(rows, chosen, strict=True)
            if isinstance(echo := echoes[link], Echo)
        )

    def find_bodies(self, page: Page) -> tuple[Body, ...]:
        """Those on whom documents draw: on whom alone most do first."""
        table = listed_sources.c
        many, alone = func.count(), func.sum(table.alone)
        query = select(table.body, many.label("many"), alone.label("alone"), func.sum(table.cited).label("cited"))
        repeating = func.sum(case((table.sentences > 0, 1), else_=0))
        query = query.add_columns(repeating.label("repeating")).group_by(table.body)
        return tuple(
            Body(
                name=row.body,
                documents=row.many,
                repeating=int(row.repeating),
                citing=int(row.cited),
                alone=int(row.alone),
                example=self.find_uses(row.body, Page(limit=1))[0],
            )
            for row in self._rows(query.order_by(alone.desc(), many.desc(), table.body), page)
        )

    def find_uses(self, body: int, page: Page) -> tuple[Use, ...]:
        """The documents that draw on a body, those that rest on it alone first."""
        table = listed_sources.c
        query = select(listed_sources).where(table.body == body).order_by(table.alone.desc(), table.document.desc())
        rows = self._rows(query, page)
        names = self._stored.name_documents(
            {number for row in rows for number in (row.document, row.publication) if number is not None}
        )
        return tuple(
            Use(
                passage=Passage(document=names[row.document], start=row.start, end=row.end),
                sentences=row.sentences,
                cited=bool(row.cited),
                alone=bool(row.alone),
                publication=names.get(row.publication),
            )
            for row in rows
        )

    def _find_cases(self, query: Select[Any], page: Page) -> tuple[tuple[LinkedProceeding, int], ...]:
        rows = self._rows(query, page)
        cases = self._stored.cases_of([row.link for row in rows])
        return tuple((cases[row.link], row.position) for row in rows)

    def _find_omissions(
        self, state: int, as_of: IsoDate, limit: int | None, body: int | None
    ) -> list[tuple[IsoDate, int, int]]:
        table = listed_omissions.c
        order = (table.day, table.document, table.position)
        query = select(*order).where(table.state == state, table.day <= as_of).order_by(*order)
        query = query if body is None else query.where(table.body == body)
        return [(row.day, row.document, row.position) for row in self._rows(query, Page(limit=limit))]

    def _find_first(self, row: Any) -> int:
        """The first echo of two publishers, by document and source."""
        table = listed_echoes.c
        query = select(table.link).where(table.one == row.one, table.two == row.two, table.document == row.document)
        return int(self._rows(query.order_by(table.source), Page(limit=1))[0].link)

    def _rows(self, query: Select[Any], page: Page | None = None) -> Sequence[Any]:
        if page is not None and page.limit is not None:
            query = query.limit(page.limit)
        if page is not None and page.offset:
            query = query.offset(page.offset)
        return self._stored.rows(query)


def _add_days(day: IsoDate, days: int) -> IsoDate:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
