"""Two people's records of one text -> how far they agree: on where the facts are, and on what each field says.

Spans have no fixed number of places that could be marked, so no agreement by chance can be told of them: what is told
is F1, each person in turn the measure of the other, for spans that are the same and for spans that overlap. Fields of
facts that both marked are choices between values: of them Krippendorff's alpha is told (nominal; Krippendorff 2004,
ch. 11), which for two coders without gaps is near to Cohen's kappa, and needs no two kinds of coder.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.reviews.placed import FIELDS, Fact, Placed, find_words, list_facts
from onrecord.reviews.review import Kind
from onrecord.schema import Record, Span

__all__ = ["FieldAgreement", "Pair", "SpanAgreement", "find_alpha", "measure_fields", "measure_spans", "pair_facts"]

Pair = tuple[Placed, Placed]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanAgreement:
    """Facts of one kind: how many either marked, how many both, and F1; 1 where neither marked any."""

    kind: Kind
    one: int
    two: int
    exact: int
    overlapping: int
    exact_f1: float
    overlapping_f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """One field of facts that both marked: in how many they say the same, and alpha, None where it cannot be told."""

    kind: Kind
    field: str
    facts: int
    same: int
    alpha: float | None


def pair_facts(one: Record, two: Record, kind: Kind, *, overlapping: bool) -> tuple[Pair, ...]:
    """Facts of a kind that both marked at the same words, or at overlapping ones, each in one pair at most.

    Among several at the same words those with more values in common come first, then those that overlap more.
    """
    mine, theirs = ([placed for placed in list_facts(record) if placed.kind == kind] for record in (one, two))
    weighed = sorted(
        (
            (-_shared(a, b), -_same(a, b), i, j)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
            if find_words(a.fact) == find_words(b.fact) or (overlapping and _shared(a, b) > 0)
        ),
    )
    left, right = set[int](), set[int]()
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in weighed:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return tuple((mine[i], theirs[j]) for i, j in sorted(pairs))


def measure_spans(pairs: Sequence[tuple[Record, Record]]) -> tuple[SpanAgreement, ...]:
    """Of each kind, over all documents that two people coded."""
    return tuple(_measure_kind(pairs, kind) for kind in FIELDS)


def measure_fields(pairs: Sequence[tuple[Record, Record]]) -> tuple[FieldAgreement, ...]:
    """Of each field of each kind, over the facts that both marked at overlapping words."""
    found: list[FieldAgreement] = []
    for kind, fields in FIELDS.items():
        both = [pair for one, two in pairs for pair in pair_facts(one, two, kind, overlapping=True)]
        for field in fields:
            values = [(_tell(a.fact, field), _tell(b.fact, field)) for a, b in both]
            same = sum(a == b for a, b in values)
            found.append(FieldAgreement(kind=kind, field=field, facts=len(values), same=same, alpha=find_alpha(values)))
    return tuple(found)


def find_alpha(values: Iterable[tuple[object, object]]) -> float | None:
    """Krippendorff's alpha of two coders, nominal, without gaps; None where there is nothing to differ in.

    >>> round(find_alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    pairs = list(values)
    counts = Counter(chain.from_iterable(pairs))
    total = sum(counts.values())
    if len(counts) < 2:
        return None
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in counts.values()) / (total * (total - 1))
    return 1 - observed / expected


def _measure_kind(pairs: Sequence[tuple[Record, Record]], kind: Kind) -> SpanAgreement:
    one, two = (sum(placed.kind == kind for pair in pairs for placed in list_facts(pair[side])) for side in (0, 1))
    exact, over = (
        sum(len(pair_facts(a, b, kind, overlapping=overlapping)) for a, b in pairs) for overlapping in (False, True)
    )
    marked = one + two
    return SpanAgreement(
        kind=kind,
        one=one,
        two=two,
        exact=exact,
        overlapping=over,
        exact_f1=2 * exact / marked if marked else 1.0,
        overlapping_f1=2 * over / marked if marked else 1.0,
    )


def _shared(a: Placed, b: Placed) -> int:
    """Code points that both marked."""
    one, two = find_words(a.fact), find_words(b.fact)
    if one is None or two is None:
        return 0
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _same(a: Placed, b: Placed) -> int:
    owners: list[Span | None] = [find_words(each.holder) if each.holder else None for each in (a, b)]
    fields = sum(_tell(a.fact, field) == _tell(b.fact, field) for field in FIELDS[a.kind])
    return fields + 10 * (owners[0] == owners[1])


def _tell(fact: Fact, field: str) -> object:
    return getattr(fact, field)
