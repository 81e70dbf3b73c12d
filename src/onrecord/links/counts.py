"""The records of one episode -> its counts side by side: which is inside which, and which differ.

A count that is part of another is never added to it, and never said to differ from it. Counts differ only where both
are of the same thing and of the same place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.links.days import find_sentence
from onrecord.links.defendants import fold_name
from onrecord.links.passages import Passage, point_to
from onrecord.schema import Figure, Place, Record

__all__ = ["CountLink", "align_counts"]

_COUNTED = frozenset(["people", "arrests"])
_LEAD_AT_END = re.compile(r"\b(?:of|among) (?:those|them|these)\W[^.]*$", re.IGNORECASE)
_WIDE = {"city": 0, "county": 1, "district": 1, "state": 2, "country": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLink:
    """Two counts of one episode; of `within` the first is part of the second."""

    kind: Literal["within", "differs"]
    one: Passage
    two: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class _Count:
    record: Record
    figure: Figure
    places: frozenset[str]

    @property
    def passage(self) -> Passage:
        return point_to(self.record, self.figure.span)

    @property
    def key(self) -> tuple[float | None, float | None, str]:
        return self.figure.low, self.figure.high, self.figure.measures


def align_counts(records: Sequence[Record]) -> tuple[CountLink, ...]:
    """Every containment and every disagreement, in order of the passages."""
    counts = [count for record in records for count in _read_counts(record)]
    inside = {(one.key, two.key): reason for record in records for one, two, reason in _find_parts(record)}
    links = [
        CountLink(kind="within", one=one.passage, two=two.passage, reason=inside[one.key, two.key])
        for one in counts
        for two in counts
        if (one.key, two.key) in inside and one.passage != two.passage
    ]
    links += [
        CountLink(kind="differs", one=one.passage, two=two.passage, reason="the same thing in the same place")
        for one, two in combinations(counts, 2)
        if _differ(one, two) and not {(one.key, two.key), (two.key, one.key)} & inside.keys()
    ]
    return tuple(sorted(links, key=lambda link: (link.kind, link.one, link.two)))


def _read_counts(record: Record) -> Iterator[_Count]:
    events = {event.id: event for event in record.events}
    names = {place.id: place.name for place in record.places}
    for figure in record.figures:
        if figure.unit in _COUNTED:
            event = events.get(figure.event or "")
            told = {fold_name(place.span.text) for place in event.places} if event else set()
            own = {fold_name(names[figure.place])} if figure.place in names else set()
            yield _Count(record, figure, frozenset(own | told))


def _find_parts(record: Record) -> Iterator[tuple[_Count, _Count, str]]:
    """Counts of one document that are inside others: said so, led in by "of those", or of a place inside another."""
    counts = list(_read_counts(record))
    by_id = {count.figure.id: count for count in counts}
    for count in counts:
        whole = by_id.get(count.figure.part_of or "")
        if whole is not None:
            yield count, whole, "the text says that it is part of it"
        elif (before := _find_lead(record, count, counts)) is not None:
            yield count, before, "the text counts it among those"
    for one, two in combinations(counts, 2):
        for inner, outer in ((one, two), (two, one)):
            if _is_smaller(inner, outer) and _is_inside(record, inner.figure, outer.figure):
                yield inner, outer, "its place is inside the other"


def _find_lead(record: Record, count: _Count, counts: Sequence[_Count]) -> _Count | None:
    start, _ = find_sentence(record, count.figure.span.start)
    if not _LEAD_AT_END.search(record.document.text, start, count.figure.span.start):
        return None
    before = [
        other for other in counts if other.figure.span.end <= count.figure.span.start and _is_smaller(count, other)
    ]
    return before[-1] if before else None


def _is_smaller(one: _Count, two: _Count) -> bool:
    return one.figure.low is not None and two.figure.low is not None and one.figure.low < two.figure.low


def _is_inside(record: Record, one: Figure, two: Figure) -> bool:
    places = {place.id: place for place in record.places}
    inner, outer = places.get(one.place or ""), places.get(two.place or "")
    if inner is None or outer is None or one.measures != two.measures:
        return False
    return _WIDE.get(inner.kind, 9) < _WIDE.get(outer.kind, 0) and _shares_region(inner, outer)


def _shares_region(inner: Place, outer: Place) -> bool:
    if outer.kind == "country":
        return outer.country is not None and inner.country == outer.country
    return (
        outer.kind == "state"
        and outer.admin1 is not None
        and (inner.country, inner.admin1) == (outer.country, outer.admin1)
    )


def _differ(one: _Count, two: _Count) -> bool:
    """Whether both count the same, and no number would be right for both."""
    if one.figure.measures != two.figure.measures or one.figure.measures == "other" or one.places != two.places:
        return False
    bounds = (one.figure.low, one.figure.high, two.figure.low, two.figure.high)
    exact = all(bound is not None for bound in bounds) and not (one.figure.approximate or two.figure.approximate)
    return bool(one.places) and exact and (bounds[1] < bounds[2] or bounds[3] < bounds[0])  # type: ignore[operator] # none is None
