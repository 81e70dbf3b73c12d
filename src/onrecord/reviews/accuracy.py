"""Reviews -> how often the reader was right, by reader, kind and field: counted from what people said, and no guess.

The latest review of a fact counts. Rejected, all of a fact was wrong; corrected, those fields that were set otherwise,
its words and whose it is among them. What people added was missed: that is known only of documents they did as a whole.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from onrecord.reviews.review import Kind, Review
from onrecord.reviews.targets import find_active

__all__ = ["Accuracy", "find_interval", "measure_accuracy"]

_Z = 1.96  # of the normal distribution, for 95 %


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """`field` is one of the kind's, or `fact` for whether it is one at all, `words`, `owner`, or `missed`.

    Of `missed` the right ones are those found, among all that are there in documents looked at as a whole.
    """

    reader: str
    kind: Kind
    field: str
    right: int
    looked_at: int
    low: float
    high: float


def measure_accuracy(reviews: Iterable[Review]) -> tuple[Accuracy, ...]:
    """By reader, kind and field, in that order; only what was looked at."""
    active = [review for review in find_active(reviews) if review.verdict != "outcome"]
    whole = {review.document for review in active if review.verdict == "done"}
    counts: dict[tuple[str, Kind, str], list[int]] = defaultdict(lambda: [0, 0])
    for review in _latest(active):
        if review.kind is None:
            continue
        for field, right in _judge(review):
            _count(counts[review.reader, review.kind, field], right=right)
        if review.document in whole and review.verdict != "reject":
            _count(counts[review.reader, review.kind, "missed"], right=review.verdict != "add")
    return tuple(
        Accuracy(
            reader=key[0],
            kind=key[1],
            field=key[2],
            right=right,
            looked_at=total,
            low=find_interval(right, total)[0],
            high=find_interval(right, total)[1],
        )
        for key, (right, total) in sorted(counts.items())
    )


def find_interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's interval at 95 % for a share.

    >>> [round(edge, 2) for edge in find_interval(9, 10)]
    [0.6, 0.98]
    """
    share, square = right / total, _Z * _Z / total
    middle, half = share + square / 2, _Z * sqrt(share * (1 - share) / total + square / total / 4)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))


def _latest(active: Iterable[Review]) -> Iterable[Review]:
    """The last review of each fact, which is known by its words, its owner and what was told."""
    found: dict[object, Review] = {}
    for review in active:
        if review.verdict in ("accept", "reject", "fix", "add") and review.anchor is not None:
            key = (review.document, review.text, review.reader, review.kind, review.anchor, review.owner, review.told)
            found[key if review.verdict != "add" else review.number] = review
    return found.values()


def _judge(review: Review) -> Iterable[tuple[str, bool]]:
    """What is said of each field of a fact that the reader told."""
    if review.verdict == "add":
        return
    yield "fact", review.verdict != "reject"
    if review.verdict == "reject":
        return
    wrong = {value.field for value in review.fixed}
    yield "words", review.words is None
    if review.owner is not None or review.whose is not None:
        yield "owner", review.whose is None
    for value in review.told:
        if value.value is not None or value.field in wrong:
            yield value.field, value.field not in wrong


def _count(counts: list[int], *, right: bool) -> None:
    counts[0] += right
    counts[1] += 1
