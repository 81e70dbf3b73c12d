"""Counts of one event, or of several, side by side: which is inside which, and which differ.

A count that is part of another is never added to it, and never said to differ from it. Counts differ only where both
are of the same thing and of the same place.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from onrecord.links.days import find_sentence
from onrecord.links.passages import Passage, point_to
from onrecord.links.scopes import Scope, find_enclosure, find_scope, read_datelines
from onrecord.schema import Figure, Record

__all__ = ["Count", "CountLink", "align_counts", "relate_counts"]

_COUNTED = frozenset(["people", "arrests"])
_LEAD_AT_END = re.compile(r"\b(?:of|among) (?:those|them|these)\W[^.]*$", re.IGNORECASE)
_OF_AT_START = re.compile(r"(?:^|[\s–—])Of (?:all |its |their |those |the (?:some )?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLink:
    """Two counts; of `within` the first is part of the second."""

    kind: Literal["within", "differs"]
    one: Passage
    two: Passage
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a record; counts of one `occasion` are of one event, also where a text does not say when it was."""

    record: Record
    figure: Figure
    occasion: Hashable = None


@dataclass(frozen=True, slots=True, eq=False)  # each is itself: to compare records would take long
class _Scoped:
    """A count with the place that it is of."""

    count: Count
    scope: Scope

    @property
    def figure(self) -> Figure:
        return self.count.figure

    @property
    def record(self) -> Record:
        return self.count.record

    @property
    def passage(self) -> Passage:
        return point_to(self.record, self.figure.span)

    @property
    def key(self) -> Hashable:
        return self.count.occasion, self.figure.low, self.figure.high, self.figure.measures


def align_counts(records: Sequence[Record]) -> tuple[CountLink, ...]:
    """Every containment and every disagreement in the documents of one episode, in order of the passages."""
    return relate_counts([Count(record, figure) for record in records for figure in record.figures])


def relate_counts(counts: Sequence[Count]) -> tuple[CountLink, ...]:
    """The same of these counts; of two occasions only what is of the same days by the same body is compared."""
    known = [_Scoped(each, find_scope(each.record, each.figure)) for each in counts if each.figure.unit in _COUNTED]
    inside = _find_inside(known)
    links = [
        CountLink(kind="within", one=one.passage, two=two.passage, reason=reason)
        for (one, two), reason in inside.items()
    ]
    apart = {(one.key, two.key) for one, two in inside}
    links += [
        CountLink(kind="differs", one=one.passage, two=two.passage, reason="the same thing in the same place")
        for one, two in combinations(known, 2)
        if _are_comparable(one, two) and _differ(one, two) and not {(one.key, two.key), (two.key, one.key)} & apart
    ]
    return tuple(sorted(links, key=lambda link: (link.kind, link.one, link.two)))


def _find_inside(known: Sequence[_Scoped]) -> dict[tuple[_Scoped, _Scoped], str]:
    """Each pair of which the first is inside the second: as a text says, wherever both are told; or by their places."""
    told = {(one.key, two.key): reason for one, two, reason in _find_told(known)}
    written = read_datelines({each.record.document.id: each.record for each in known}.values())
    inside = {}
    for one in known:
        for two in known:
            if one.passage == two.passage or not _are_comparable(one, two):
                continue
            reason = told.get((one.key, two.key)) or _find_enclosure(one, two, written)
            if reason is not None:
                inside[one, two] = reason
    return inside


def _find_told(known: Sequence[_Scoped]) -> Iterator[tuple[_Scoped, _Scoped, str]]:
    """Counts of one document of which its text says that they are inside others, or that "of those" leads in."""
    by_id = {(each.record.document.id, each.figure.id): each for each in known}
    for each in known:
        whole = by_id.get((each.record.document.id, each.figure.part_of or ""))
        if whole is not None:
            yield each, whole, "the text says that it is part of it"
        elif (before := _find_lead(each, known) or _find_opening(each, known)) is not None:
            yield each, before, "the text counts it among those"


def _find_lead(each: _Scoped, known: Sequence[_Scoped]) -> _Scoped | None:
    at = each.figure.span.start
    start, _ = find_sentence(each.record, at)
    if not _LEAD_AT_END.search(each.record.document.text, start, at):
        return None
    return next(reversed(_find_larger(each, known, after=0)), None)


def _find_opening(each: _Scoped, known: Sequence[_Scoped]) -> _Scoped | None:
    """The count that opens the sentence: "Of the 90 people arrested, 12 were convicts"."""
    start, _ = find_sentence(each.record, each.figure.span.start)
    before = _find_larger(each, known, after=start)
    opens = before and _OF_AT_START.search(each.record.document.text, start, before[0].figure.span.start)
    return before[0] if opens else None


def _find_larger(each: _Scoped, known: Sequence[_Scoped], *, after: int) -> list[_Scoped]:
    """Larger counts of the same document that stand before this one, and behind an offset."""
    own = (other for other in known if other.record is each.record and other.figure.span.start >= after)
    return [other for other in own if other.figure.span.end <= each.figure.span.start and _is_smaller(each, other)]


def _find_enclosure(one: _Scoped, two: _Scoped, written: frozenset[tuple[str, str]]) -> str | None:
    """Why a count is inside one of the same thing and time: its place lies in that of the other."""
    if one.figure.measures != two.figure.measures or one.figure.measures == "other":
        return None
    if not _is_smaller(one, two) or not _is_during(one.figure, two.figure):
        return None
    return find_enclosure(one.scope, two.scope, written)


def _is_during(one: Figure, two: Figure) -> bool:
    """Whether the days of the first lie in those of the second, as far as the texts say."""
    if one.start is None or two.start is None:
        return True
    return two.start <= one.start and (one.end or one.start) <= (two.end or two.start)


def _is_smaller(one: _Scoped, two: _Scoped) -> bool:
    return one.figure.low is not None and two.figure.low is not None and one.figure.low < two.figure.low


def _are_comparable(one: _Scoped, two: _Scoped) -> bool:
    """Whether both are of one event; or of the same days, by the same publisher."""
    if one.count.occasion == two.count.occasion:
        return True
    days = {(each.figure.start, each.figure.end) for each in (one, two)}
    publishers = {each.record.document.publisher for each in (one, two)}
    return len(days) == len(publishers) == 1 and None not in publishers and (None, None) not in days


def _differ(one: _Scoped, two: _Scoped) -> bool:
    """Whether both count the same, and no number would be right for both."""
    if one.figure.measures != two.figure.measures or one.figure.measures == "other":
        return False
    if one.scope.names != two.scope.names or one.scope.whole != two.scope.whole:
        return False
    if not (_is_during(one.figure, two.figure) and _is_during(two.figure, one.figure)):
        return False
    bounds = (one.figure.low, one.figure.high, two.figure.low, two.figure.high)
    exact = all(bound is not None for bound in bounds) and not (one.figure.approximate or two.figure.approximate)
    scoped = one.scope.whole or bool(one.scope.names)
    return scoped and exact and (bounds[1] < bounds[2] or bounds[3] < bounds[0])  # type: ignore[operator] # none is None
