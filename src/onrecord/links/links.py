"""Records -> all links between them, and the ways to look them up. Dropped and made again they are the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol

from onrecord.links.boilerplate import drop_boilerplate
from onrecord.links.echoes import Echo, Sift, find_echoes
from onrecord.links.episodes import BESIDE_DAYS, Episode, find_shares, group_documents, pair_documents
from onrecord.links.keys import Context, read_context
from onrecord.links.occurrences import find_occurrence
from onrecord.links.passages import order_key
from onrecord.links.proceedings import LinkedProceeding, join_defendants, pair_defendants
from onrecord.links.reliances import Reliance, find_reliances
from onrecord.links.replies import BY_ARREST, Reply, link_replies
from onrecord.links.series import Series, find_series
from onrecord.schema import Id, Record

__all__ = ["LinkBook", "Links", "Woven", "make_links", "weave_links"]


class LinkBook(Protocol):
    """Where links are looked up, all of a kind or those of a document."""

    @property
    def echoes(self) -> tuple[Echo, ...]:
        """Every echo."""

    @property
    def proceedings(self) -> tuple[LinkedProceeding, ...]:
        """Every case."""

    @property
    def series(self) -> tuple[Series, ...]:
        """Every series."""

    @property
    def replies(self) -> tuple[Reply, ...]:
        """Every reply."""

    def episode_of(self, document: Id) -> Episode | None:
        """The episode that a document tells of, or the one with this id."""

    def proceeding(self, id: str) -> LinkedProceeding | None:  # noqa: A002 - the word of the record
        """The case of this id."""

    def proceedings_of(self, document: Id) -> Sequence[LinkedProceeding]:
        """The cases that a document tells of, by id."""

    def echoes_of(self, documents: Iterable[Id]) -> Sequence[Echo]:
        """What these documents repeat, and what of them is repeated, each once."""


@dataclass(frozen=True)
class Links:
    """Every link of each kind, in the order of its maker."""

    echoes: tuple[Echo, ...]
    episodes: tuple[Episode, ...]
    proceedings: tuple[LinkedProceeding, ...]
    series: tuple[Series, ...]
    replies: tuple[Reply, ...]

    def episode_of(self, document: Id) -> Episode | None:
        """The episode that a document tells of, or the one with this id."""
        return self._episodes.get(document)

    def proceeding(self, id: str) -> LinkedProceeding | None:  # noqa: A002 - the word of the record
        """The case of this id."""
        return next((case for case in self.proceedings if case.id == id), None)

    def proceedings_of(self, document: Id) -> Sequence[LinkedProceeding]:
        """The cases that a document tells of."""
        return self._cases.get(document, ())

    def echoes_of(self, documents: Iterable[Id]) -> Sequence[Echo]:
        """What these documents repeat, and what of them is repeated, each once."""
        return tuple(dict.fromkeys(echo for document in documents for echo in self._echoes.get(document, ())))

    @cached_property
    def _episodes(self) -> Mapping[str, Episode]:
        by_document = {document: episode for episode in self.episodes for document in episode.documents}
        return {episode.id: episode for episode in self.episodes} | by_document

    @cached_property
    def _cases(self) -> Mapping[Id, list[LinkedProceeding]]:
        found = defaultdict(list)
        for case in self.proceedings:
            for document in case.documents:
                found[document].append(case)
        return found

    @cached_property
    def _echoes(self) -> Mapping[Id, list[Echo]]:
        found = defaultdict(list)
        for echo in self.echoes:
            found[echo.document].append(echo)
            found[echo.source].append(echo)
        return found


@dataclass(frozen=True, slots=True)
class Woven:
    """Links, on whom each document relies, and every two documents that were weighed and not found too light.

    Whether two are linked depends on both and on what else was weighed against them, and on nothing more. Of the pairs
    those `by_day` were weighed only as both tell of one day, and would not be where too many tell of it.
    """

    links: Links
    pairs: frozenset[tuple[Id, Id]]
    by_day: frozenset[tuple[Id, Id]]
    reliances: tuple[Reliance, ...]


def make_links(records: Iterable[Record]) -> Links:
    """Link these records, in whatever order they come."""
    known = tuple(records)
    return weave_links(known, read_context(known)).links


def weave_links(records: Iterable[Record], context: Context, sift: Sift | None = None) -> Woven:
    """All links between these records, when this is what others say of them; `sift` tells who may repeat whom."""
    known = sorted(drop_boilerplate(records, context.menus), key=order_key)
    echoes = find_echoes(known, context.common, sift)
    people = pair_defendants(known, echoes, context)
    proceedings = join_defendants(known, people)
    occurrences, shares = [find_occurrence(record) for record in known], find_shares(known, echoes)
    pairings = pair_documents(occurrences, shares, proceedings, context.common)
    episodes = group_documents(occurrences, pairings, shares)
    series = find_series(known)
    replies = link_replies(known, episodes, series, echoes, context.common, occurrences=occurrences)
    pairs = {
        *((echo.document, echo.source) for echo in echoes),
        *((pair.one.document, pair.two.document) for pair in people),
        *((pair.one, pair.two) for pair in pairings),
        *((reply.document, reply.answered.document) for reply in replies),
        *(pair for each in series for pair in pairwise(each.documents)),
        *((place.document, each.documents[0]) for each in series for lapse in each.lapses for place in lapse.evidence),
    }
    by_day = {
        *((pair.one, pair.two) for pair in pairings if BESIDE_DAYS.isdisjoint(pair.reasons)),
        *((reply.document, reply.answered.document) for reply in replies if reply.reason in BY_ARREST),
    }
    made = Links(echoes, episodes, proceedings, series, replies)
    return Woven(made, _order_pairs(pairs), _order_pairs(by_day), find_reliances(known, echoes, episodes))


def _order_pairs(pairs: Iterable[tuple[Id, Id]]) -> frozenset[tuple[Id, Id]]:
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
