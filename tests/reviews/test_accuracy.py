"""The reader's accuracy is counted from the latest review of each fact."""

import pytest
from tests.hand import make_record
from tests.reviews.making import anchor_at, review_document, review_fact, review_words, values

from onrecord.reviews.accuracy import find_interval, measure_accuracy

RECORD = make_record()
REVIEWS = [
    review_fact(RECORD, "x1", "reject", number=1),
    review_fact(RECORD, "x1", "accept", number=2),
    review_fact(RECORD, "x2", "fix", number=3, fixed=values(disposition="suspected")),
    review_fact(RECORD, "x3", "reject", number=4),
    review_fact(RECORD, "x4", "fix", number=5, words=anchor_at(RECORD, "burglary in 2029")),
    review_fact(RECORD, "x5", "fix", number=6, whose=anchor_at(RECORD, "Hamish Orr")),
    review_fact(RECORD, "x2", "outcome", number=7, fixed=values(disposition="dismissed")),
    review_words(RECORD, "event", "filed", number=8, fixed=values(type="sue")),
    review_fact(RECORD, "e1", "accept", number=9),
    review_document(RECORD, "done", number=10),
    review_fact(RECORD, "e2", "reject", number=11, coding="round 1"),
]

EXPECTED = [
    ("offense", "fact", 4, 5),
    ("offense", "disposition", 3, 4),
    ("offense", "words", 3, 4),
    ("offense", "owner", 3, 4),
    ("offense", "code", 3, 3),
    ("event", "fact", 1, 1),
    ("event", "missed", 1, 2),
]


@pytest.mark.parametrize(("kind", "field", "right", "looked_at"), EXPECTED)
def test_right_and_looked_at_are_counted(kind: str, field: str, right: int, looked_at: int) -> None:
    """Of the hand's first reader."""
    found = {(each.kind, each.field): each for each in measure_accuracy(REVIEWS)}
    entry = found[kind, field]  # type: ignore[index]
    assert (entry.reader, entry.right, entry.looked_at) == ("hand 1", right, looked_at)
    assert entry.low <= right / looked_at <= entry.high


def test_what_was_missed_is_told_only_of_whole_documents() -> None:
    """Who looked at one fact saw no others."""
    assert {each.field for each in measure_accuracy(REVIEWS[7:9])} & {"missed"} == set()


def test_the_interval_holds_the_share() -> None:
    """And is not narrow where little was looked at."""
    assert find_interval(0, 3)[0] == 0.0
    assert find_interval(3, 3)[1] == 1.0
    low, high = find_interval(90, 100)
    assert 0.82 < low < 0.9 < high < 0.95
