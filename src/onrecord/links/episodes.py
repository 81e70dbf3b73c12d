"""Records, echoes and cases -> episodes: the documents that tell of one real-world event, with a score and its reasons.

To tell two events for one is the worse error: a pair needs several reasons, and no chain of pairs may bring together
events of other days, or other steps of a case. Steps of one case are joined by the case (proceedings.py), not here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Annotated

from pydantic import Field

from onrecord.documents.document import make_handle
from onrecord.links.echoes import Echo
from onrecord.links.grouping import Pairing, group_items
from onrecord.links.keys import key_day, key_happening, key_name
from onrecord.links.occurrences import Occurrence, find_occurrence
from onrecord.links.passages import order_key
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.sentences import split_text
from onrecord.schema import Id, Record

__all__ = ["BESIDE_DAYS", "Episode", "Shares", "find_shares", "group_documents", "link_episodes", "pair_documents"]

Shares = Mapping[tuple[Id, Id], float]
"""Of two documents, in either order, the share of sentences that the later repeats of the earlier."""

_WINDOW = 31  # days between two documents on one event; a longer silence is bridged by what came between
_WORTH = {
    "most sentences repeated": 3.0,
    "the same kind of event on the same day": 2.0,
    "the same name": 1.5,
    "the same day": 1.5,
    "a sentence repeated": 1.0,
    "the same count": 1.0,
    "the same person": 1.0,
    "the same place": 0.5,
    "the same stretch of days": 0.5,
    "the same agency": 0.25,
}
_ENOUGH = 3.0  # found on examples/: two raids of one agency on one day have 2.25, a late report of one of them 3.25
_MOST = 0.3  # of the sentences
_NEEDED = frozenset(["most sentences repeated", "the same kind of event on the same day", "the same day"])
_NEEDED_OF_ONE = frozenset(["the same person"])  # an office has many cases a day, and names that are in all of them
_NEEDED_IN_COURT = frozenset(["most sentences repeated", "a sentence repeated", "the same person"])
BESIDE_DAYS = frozenset(["most sentences repeated", "a sentence repeated", "the same name", "the same person"])
"""Reasons by which two documents are weighed however many others tell of their days."""

_OF_PUBLISHER = frozenset(["the same place", "the same agency"])  # what all that one publisher writes has in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One real-world event: its documents, the first told first; the weakest score that holds one of them, and why."""

    id: str
    documents: tuple[Id, ...]
    score: Annotated[float | None, Field(description="sum of the worth of reasons; 3 is enough, None for one document")]
    reasons: tuple[str, ...]


def link_episodes(
    records: Iterable[Record],
    echoes: Iterable[Echo],
    cases: Iterable[LinkedProceeding],
    common: frozenset[int] = frozenset(),
) -> tuple[Episode, ...]:
    """Every document in one episode, by id; the order of the records does not matter."""
    known = sorted(records, key=order_key)
    shares = find_shares(known, echoes)
    occurrences = [find_occurrence(record) for record in known]
    return group_documents(occurrences, pair_documents(occurrences, shares, cases, common), shares)


def pair_documents(
    occurrences: Sequence[Occurrence], shares: Shares, cases: Iterable[LinkedProceeding], common: frozenset[int]
) -> list[Pairing[Id]]:
    """Every two documents that may tell of one event; days and names with a key in `common` make no candidates."""
    told = [_drop_common(occurrence, common) for occurrence in occurrences]
    by_id = {occurrence.document: occurrence for occurrence in told}
    people = _find_people(cases)
    candidates = sorted(_find_candidates(told, shares, people, common))
    found = (_weigh(by_id[one], by_id[two], shares, people) for one, two in candidates)
    return [pairing for pairing in found if pairing is not None]


def _drop_common(occurrence: Occurrence, common: frozenset[int]) -> Occurrence:
    """Without names that many documents have: of courts, streets, lawyers."""
    names = frozenset(name for name in occurrence.names if key_name(name) not in common)
    return occurrence if names == occurrence.names else replace(occurrence, names=names)


def group_documents(
    occurrences: Sequence[Occurrence], pairings: Sequence[Pairing[Id]], shares: Shares
) -> tuple[Episode, ...]:
    """The episodes that follow from these pairs, by id."""
    by_id = {occurrence.document: occurrence for occurrence in occurrences}
    groups = group_items(list(by_id), pairings, lambda one, two: _contradict(by_id[one], by_id[two], shares))
    ends: dict[Id, list[Pairing[Id]]] = defaultdict(list)
    for pairing in pairings:
        ends[pairing.one].append(pairing)
        ends[pairing.two].append(pairing)
    return tuple(sorted((_make_episode(group, ends) for group in groups), key=lambda episode: episode.id))


def find_shares(records: Sequence[Record], echoes: Iterable[Echo]) -> dict[tuple[Id, Id], float]:
    """Of two documents, in either order, the share of sentences that the later repeats of the earlier."""
    by_id = {record.document.id: record for record in records}
    shares = {}
    for echo in echoes:
        if echo.document in by_id and echo.source in by_id:
            share = len(echo.sentences) / max(1, len(split_text(by_id[echo.document].document.text)))
            shares[echo.document, echo.source] = shares[echo.source, echo.document] = share
    return shares


def _find_people(cases: Iterable[LinkedProceeding]) -> Mapping[Id, set[tuple[str, int]]]:
    """The linked people that each document tells of."""
    people: dict[Id, set[tuple[str, int]]] = defaultdict(set)
    for case in cases:
        for position, person in enumerate(case.people):
            for document, _ in person.mentions:
                people[document].add((case.id, position))
    return people


def _find_candidates(
    occurrences: Sequence[Occurrence],
    shares: Shares,
    people: Mapping[Id, set[tuple[str, int]]],
    common: frozenset[int],
) -> set[tuple[Id, Id]]:
    """Pairs that have a name, a day, a sentence or a person in common."""
    blocks: dict[object, list[Id]] = defaultdict(list)
    for item in occurrences:
        keys = {*map(key_happening, item.happenings), *map(key_day, item.days), *map(key_name, item.names)} - common
        for key in (*keys, *people.get(item.document, ())):
            blocks[key].append(item.document)
    pairs = {(min(pair), max(pair)) for pair in shares}
    for block in blocks.values():
        pairs |= {(min(one, two), max(one, two)) for one, two in combinations(block, 2)}
    return pairs


def _weigh(
    one: Occurrence,
    two: Occurrence,
    shares: Shares,
    people: Mapping[Id, set[tuple[str, int]]],
) -> Pairing[Id] | None:
    if not one.day or not two.day or _days_between(one.day, two.day) > _WINDOW:
        return None
    share = shares.get((one.document, two.document), 0.0)
    both = one.happenings & two.happenings
    found = {
        "most sentences repeated": share >= _MOST,
        "a sentence repeated": 0 < share < _MOST,
        "the same kind of event on the same day": bool(both),
        "the same day": not both and not one.days.isdisjoint(two.days),
        "the same stretch of days": any(item.start != item.end for item in both),
        "the same name": not one.names.isdisjoint(two.names),
        "the same count": not one.counts.isdisjoint(two.counts),
        "the same person": not people.get(one.document, set()).isdisjoint(people.get(two.document, ())),
        "the same place": not one.places.isdisjoint(two.places),
        "the same agency": not one.agencies.isdisjoint(two.agencies),
    }
    alike = one.publisher == two.publisher
    reasons = tuple(reason for reason, holds in found.items() if holds and not (alike and reason in _OF_PUBLISHER))
    if any(needed.isdisjoint(reasons) for needed in _find_needed(one, two)):
        return None
    score = sum(_WORTH[reason] for reason in reasons)
    if score < _ENOUGH or _contradict(one, two, shares):
        return None
    return Pairing(one.document, two.document, score, reasons)


def _find_needed(one: Occurrence, two: Occurrence) -> Iterator[frozenset[str]]:
    """Of each of these sets a reason must hold."""
    yield _NEEDED
    if one.publisher == two.publisher:
        yield _NEEDED_OF_ONE
    if one.main is not None and two.main is not None and one.main.in_court and two.main.in_court:
        yield _NEEDED_IN_COURT


def _contradict(one: Occurrence, two: Occurrence, shares: Shares) -> bool:
    """Whether they are about two events: other days, or other steps of a case."""
    if one.main is None or two.main is None or shares.get((one.document, two.document), 0.0) >= _MOST:
        return False
    if not one.main.overlaps(two.main):
        return True
    return (
        one.main.type != two.main.type
        and (one.main.in_court or two.main.in_court)
        and ((one.main.start, one.main.end) != (two.main.start, two.main.end))
    )


def _days_between(one: str, two: str) -> int:
    return abs((date.fromisoformat(two) - date.fromisoformat(one)).days)


def _make_episode(group: Sequence[Id], pairings: Mapping[Id, Sequence[Pairing[Id]]]) -> Episode:
    inside = set(group)
    held = {one: [pair for pair in pairings.get(one, ()) if {pair.one, pair.two} <= inside] for one in group}
    told = {reason for pairs in held.values() for pair in pairs for reason in pair.reasons}
    return Episode(
        id=make_handle(f"episode {group[0]}"),
        documents=tuple(group),
        score=min((max(pair.score for pair in pairs) for pairs in held.values() if pairs), default=None),
        reasons=tuple(reason for reason in _WORTH if reason in told),
    )
