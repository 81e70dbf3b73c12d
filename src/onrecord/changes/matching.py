"""The claims of two records -> which are the same: by where they stand, what they say, and what replaced what."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from onrecord.changes.claims import Claim
from onrecord.changes.edits import Alignment, Edit
from onrecord.schema import Span

__all__ = ["Pair", "match_claims"]

Pair = tuple[Claim | None, Claim | None]
"""A claim of the older record and what it is in the newer; None where there is none."""

_RIVALS = 50_000  # pairs that are weighed against each other; beyond that only what stands in its place is matched

_Candidate = tuple[int, int, int]  # score, and the numbers of the two claims


def match_claims(old: Sequence[Claim], new: Sequence[Claim], alignment: Alignment) -> tuple[Pair, ...]:
    """Every claim of both records once, in the order of the older one, then those that are new."""
    matched: dict[int, int] = {}
    for find in (_find_in_place, _find_moved, _find_replaced):
        free = [number for number in range(len(old)) if number not in matched]
        taken = set(matched.values())
        rest = [number for number in range(len(new)) if number not in taken]
        matched |= _choose(find(old, new, free, rest, alignment))
    taken = set(matched.values())
    pairs: list[Pair] = [
        (claim, new[matched[number]] if number in matched else None) for number, claim in enumerate(old)
    ]
    return (*pairs, *((None, claim) for number, claim in enumerate(new) if number not in taken))


def _choose(candidates: Iterable[_Candidate]) -> dict[int, int]:
    """The best first, each claim once; among equals the first in the record."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, two in sorted(candidates, key=lambda found: (-found[0], found[1], found[2])):
        if one not in chosen and two not in taken:
            chosen[one] = two
            taken.add(two)
    return chosen


def _find_in_place(
    old: Sequence[Claim], new: Sequence[Claim], free: list[int], rest: list[int], alignment: Alignment
) -> Iterator[_Candidate]:
    """Claims whose words stand in the other text where they stood."""
    places = _group((number, (new[number].kind, span.start, span.end)) for number in rest for span in new[number].spans)
    budget = _RIVALS * 20
    for one in free:
        found: dict[int, int] = defaultdict(int)
        for span in old[one].spans:
            moved = alignment.move(span)
            rivals = places.get((old[one].kind, *moved), ()) if moved else ()
            for two in rivals:
                found[two] += 1
        budget -= len(found)
        for two, count in found.items() if budget > 0 else ():
            yield count * 100 + _agreement(old[one], new[two]), one, two


def _find_moved(
    old: Sequence[Claim], new: Sequence[Claim], free: list[int], rest: list[int], _: Alignment
) -> Iterator[_Candidate]:
    """Claims that say the same elsewhere in the text; the first of them is the first of the others."""
    places = _group((number, (new[number].kind, new[number].same)) for number in rest)
    seen: dict[Hashable, int] = defaultdict(int)
    for one in free:
        key = (old[one].kind, old[one].same)
        rivals = places.get(key, ())
        if seen[key] < len(rivals):
            yield 0, one, rivals[seen[key]]
        seen[key] += 1


def _find_replaced(
    old: Sequence[Claim], new: Sequence[Claim], free: list[int], rest: list[int], alignment: Alignment
) -> Iterator[_Candidate]:
    """Claims alike whose words stand in words that replaced each other."""
    before, after = _Stretches(alignment.edits, "before"), _Stretches(alignment.edits, "after")
    places = _group(
        (number, (new[number].kind, new[number].like, edit))
        for number in rest
        for edit in after.find(new[number].spans)
    )
    budget = _RIVALS
    for one in free:
        for edit in before.find(old[one].spans):
            for two in places.get((old[one].kind, old[one].like, edit), ()):
                budget -= 1
                if budget > 0:
                    yield _agreement(old[one], new[two]), one, two


def _group(items: Iterable[tuple[int, Hashable]]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, key in items:
        if number not in groups[key][-1:]:
            groups[key].append(number)
    return groups


def _agreement(one: Claim, two: Claim) -> int:
    """How many fields say the same."""
    return sum(value is not None and two.values.get(name) == value for name, value in one.values.items())


class _Stretches:
    """The words of one side of all edits; an edit without any on this side stands nowhere."""

    def __init__(self, edits: Sequence[Edit], side: str) -> None:
        spans = ((number, getattr(edit, side)) for number, edit in enumerate(edits))
        self._spans: list[tuple[int, Span]] = [(number, span) for number, span in spans if span is not None]
        self._starts = [span.start for _, span in self._spans]

    def find(self, spans: Iterable[Span]) -> Iterator[int]:
        """The numbers of the edits in which the first or last of these words stand."""
        found = set[int]()
        for span in spans:
            index = max(0, bisect_right(self._starts, span.start) - 1)
            while index < len(self._spans) and self._starts[index] < span.end:
                if self._spans[index][1].end > span.start:
                    found.add(self._spans[index][0])
                index += 1
        yield from sorted(found)
