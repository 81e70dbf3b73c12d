"""A ledger -> its links, looked up where they are kept: what an answer asks for is taken up, and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from onrecord.errors import LedgerError
from onrecord.ledger.chunks import cut_up
from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.tables import listings
from onrecord.links.echoes import Echo
from onrecord.links.encoding import Link, decode_link, name_link
from onrecord.links.episodes import Episode
from onrecord.links.proceedings import LinkedProceeding, tell_apart
from onrecord.links.replies import Reply
from onrecord.links.series import Series, extend_series
from onrecord.links.store import refresh_links
from onrecord.links.tables import link_documents, links
from onrecord.schema import Id, IsoDate

__all__ = ["StoredLinks", "find_links"]


def find_links(ledger: Ledger, *, as_of: IsoDate | None = None) -> "StoredLinks":
    """The links of a ledger, up to date; `as_of` is the day up to which all that was published is known."""
    refresh_links(ledger)
    return StoredLinks(ledger, as_of=as_of)


class StoredLinks:
    """Links as they are kept. Every method may raise LedgerError."""

    def __init__(self, ledger: Ledger, *, as_of: IsoDate | None = None) -> None:
        self._ledger = ledger
        self._as_of = as_of

    @cached_property
    def echoes(self) -> tuple[Echo, ...]:
        """Every echo, by document and source."""
        found = (link for link in self._find(links.c.kind == "echo") if isinstance(link, Echo))
        return tuple(sorted(found, key=lambda echo: (echo.document, echo.source)))

    @cached_property
    def proceedings(self) -> tuple[LinkedProceeding, ...]:
        """Every case, by id."""
        found = self._find(links.c.kind == "proceeding")
        return tell_apart(link for link in found if isinstance(link, LinkedProceeding))

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """Every reply, by document and omission."""
        found = (link for link in self._find(links.c.kind == "reply") if isinstance(link, Reply))
        return tuple(sorted(found, key=lambda reply: (reply.document, reply.omission)))

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Every series, by id, with the silence that lasts until the day that was asked for."""
        found = self._find_rows(links.c.kind == "series")
        return tuple(sorted(self.series_of(list(found)).values(), key=lambda each: each.id))

    @cached_property
    def until(self) -> IsoDate:
        """The day up to which all that was published is known: the one asked for, or that of the latest document."""
        latest = self.rows(select(func.max(listings.c.published).label("day")))[0].day
        return max(self._as_of or "", latest or "")

    def episode_of(self, document: Id) -> Episode | None:
        """The episode that a document tells of, or the one with this id."""
        found = self._find_of([document], "episode") or self._find(links.c.name == name_link(document))
        return next((link for link in found if isinstance(link, Episode)), None)

    def proceeding(self, id: str) -> LinkedProceeding | None:  # noqa: A002 - the word of the record
        """The case of this id."""
        names = [name_link(name) for name in (id, id.rpartition("-")[0]) if name]
        found = self._find(links.c.name.in_(names))
        cases = tell_apart(link for link in found if isinstance(link, LinkedProceeding))
        return next((case for case in cases if case.id == id), None)

    def proceedings_of(self, document: Id) -> Sequence[LinkedProceeding]:
        """The cases that a document tells of, by id."""
        return self.proceedings_of_all([document])

    def proceedings_of_all(self, documents: Iterable[Id]) -> Sequence[LinkedProceeding]:
        """The cases of which one of these documents tells, each once, by id."""
        asked = set(documents)
        found = [link for link in self._find_of(sorted(asked), "proceeding") if isinstance(link, LinkedProceeding)]
        alike = self._find_named([name_link(case) for case in found])
        cases = tell_apart(link for link in alike if isinstance(link, LinkedProceeding))
        return [case for case in cases if not asked.isdisjoint(case.documents)]

    def echoes_of(self, documents: Iterable[Id]) -> Sequence[Echo]:
        """What these documents repeat, and what of them is repeated, each once."""
        found = (link for link in self._find_of(list(documents), "echo") if isinstance(link, Echo))
        return sorted(set(found), key=lambda echo: (echo.document, echo.source))

    def replies_of(self, documents: Iterable[Id]) -> Sequence[Reply]:
        """The replies to what these documents leave out, by document and omission."""
        asked = set(documents)
        found = (link for link in self._find_of(list(asked), "reply") if isinstance(link, Reply))
        return sorted(
            {reply for reply in found if reply.document in asked}, key=lambda reply: (reply.document, reply.omission)
        )

    def links_of(self, numbers: Sequence[int]) -> dict[int, Link]:
        """The links of these numbers, in this order."""
        found: dict[int, Link] = {}
        for some in cut_up(numbers):
            found |= self._find_rows(links.c.number.in_(some))
        return {number: found[number] for number in numbers}

    def cases_of(self, numbers: Sequence[int]) -> dict[int, LinkedProceeding]:
        """The cases of these numbers, each by its id among those that bear the same case number."""
        chosen = {number: link for number, link in self.links_of(numbers).items() if isinstance(link, LinkedProceeding)}
        alike = self._find_named([name_link(case) for case in chosen.values()])
        told = {replace(case, id=""): case for case in tell_apart(c for c in alike if isinstance(c, LinkedProceeding))}
        return {number: told[replace(case, id="")] for number, case in chosen.items()}

    def series_of(self, numbers: Sequence[int]) -> dict[int, Series]:
        """The series of these numbers, with the silence that lasts until the day that was asked for."""
        found = {number: link for number, link in self.links_of(numbers).items() if isinstance(link, Series)}
        days = self.find_days({each.documents[-1] for each in found.values()})
        return {number: extend_series(each, days[each.documents[-1]], self.until) for number, each in found.items()}

    def name_documents(self, numbers: Iterable[int]) -> dict[int, Id]:
        """The ids of the documents of these numbers."""
        asked, found = sorted(numbers), dict[int, Id]()
        for some in cut_up(asked):
            query = select(listings.c.document, listings.c.id)
            rows = self.rows(query.where(listings.c.document.in_(some)))
            found |= {row.document: row.id for row in rows}
        return found

    def find_days(self, documents: Iterable[Id]) -> dict[Id, IsoDate]:
        """The days on which documents were published, in the order of their ids."""
        asked, found = sorted(documents), dict[Id, IsoDate]()
        for some in cut_up(asked):
            query = select(listings.c.id, listings.c.published).where(listings.c.id.in_(some))
            found |= {row.id: row.published for row in self.rows(query)}
        return found

    def rows(self, query: Select[Any]) -> Sequence[Any]:
        """The rows of a query to what is kept."""
        with telling(self._ledger.name), self._ledger.engine.begin() as connection:
            return connection.execute(query).all()

    def _find_of(self, documents: Sequence[Id], kind: str) -> list[Link]:
        found: dict[int, Link] = {}
        for some in cut_up(documents):
            held = (
                select(link_documents.c.link)
                .join(listings, listings.c.document == link_documents.c.document)
                .where(listings.c.id.in_(some))
            )
            found |= self._find_rows((links.c.kind == kind) & links.c.number.in_(held))
        return list(found.values())

    def _find_named(self, names: Iterable[int | None]) -> list[Link]:
        """All links of these names, as `name_link` hashes them."""
        asked = sorted({name for name in names if name is not None})
        found: dict[int, Link] = {}
        for some in cut_up(asked):
            found |= self._find_rows(links.c.name.in_(some))
        return list(found.values())

    def _find(self, which: ColumnElement[bool]) -> list[Link]:
        return list(self._find_rows(which).values())

    def _find_rows(self, which: ColumnElement[bool]) -> dict[int, Link]:
        with telling(self._ledger.name), self._ledger.engine.begin() as connection:
            rows = connection.execute(select(links.c.number, links.c.kind, links.c.bytes).where(which)).all()
            documents: dict[int, list[Id]] = defaultdict(list)
            for some in cut_up(rows):
                numbers = [row.number for row in some]
                for link, document in connection.execute(_name_documents(numbers)):
                    documents[link].append(document)
        try:
            return {row.number: decode_link(row.kind, bytes(row.bytes), tuple(documents[row.number])) for row in rows}
        except ValueError as error:
            raise LedgerError(f"The links of {self._ledger.name} are damaged; run `onrecord relink`.") from error


def _name_documents(numbers: Sequence[int]) -> Any:
    return (
        select(link_documents.c.link, listings.c.id)
        .join(listings, listings.c.document == link_documents.c.document)
        .where(link_documents.c.link.in_(numbers))
        .order_by(link_documents.c.link, link_documents.c.position)
    )
