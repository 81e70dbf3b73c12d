"""Which reviews hold, and which fact of a record each one is of."""

import pytest
from tests.hand import make_record
from tests.reviews.making import review_document, review_fact, review_words, values

from onrecord.reviews.review import Review
from onrecord.reviews.targets import Targets, find_active

RECORD = make_record()
ADD = review_words(RECORD, "event", "filed", number=1, fixed=values(type="sue"))

HOLD: list[tuple[list[Review], list[int]]] = [
    ([review_fact(RECORD, "x1", "accept", number=1)], [1]),
    ([review_fact(RECORD, "x1", "accept", number=1), review_document(RECORD, "withdraw", number=2, of=1)], []),
    ([ADD, review_document(RECORD, "accept", number=2, kind="event", of=1)], [1, 2]),
    ([ADD, review_document(RECORD, "reject", number=2, kind="event", of=1)], []),
    ([ADD, review_words(RECORD, "event", "filed", number=2, of=1, fixed=values(type="rule"))], [2]),
    ([review_fact(RECORD, "x1", "accept", number=1, coding="round")], []),
]


@pytest.mark.parametrize(("reviews", "numbers"), HOLD)
def test_what_holds(reviews: list[Review], numbers: list[int]) -> None:
    """Neither what was taken back or replaced, nor a coding."""
    assert [review.number for review in find_active(reviews)] == numbers


OF = [
    (review_fact(RECORD, "x1", "accept", number=1), "fact", "x1"),
    (review_fact(RECORD, "m3", "reject", number=1), "fact", "m3"),
    (ADD, "new", None),
    (review_words(RECORD, "event", "filed", number=1, fixed=values(type="sue"), nth=1), "new", None),
    (review_document(RECORD, "done", number=1), "gone", None),
]


@pytest.mark.parametrize(("review", "state", "fact"), OF)
def test_what_a_review_is_of(review: Review, state: str, fact: str | None) -> None:
    """A fact of the record, a new one, or none."""
    target = Targets(RECORD).find(review)
    assert (target.state, target.fact) == (state, fact)
