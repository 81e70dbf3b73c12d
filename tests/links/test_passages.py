"""Where words stand among many documents, and which document came first."""

from random import Random

from tests.links.corpus import make_record
from tests.links.notes import find_words

from onrecord.links.passages import Passage, order_key, point_to


def test_a_passage_points_and_holds_no_words() -> None:
    """Document, start and end."""
    record = make_record("d1", "It rained on Monday.", published=None)
    assert point_to(record, find_words(record, "Monday")) == Passage(document="d1", start=13, end=19)


def test_who_came_first() -> None:
    """Who has no day, then by day, announcements before articles on one day, then by id."""
    expected = [
        make_record("z", "None.", published=None),
        make_record("y", "One.", published="2031-05-01", kind="article"),
        make_record("x", "Two.", published="2031-05-02", kind="release"),
        make_record("a", "Three.", published="2031-05-02", kind="article"),
        make_record("b", "Four.", published="2031-05-02", kind="article"),
    ]
    mixed = list(expected)
    Random(8317).shuffle(mixed)
    assert sorted(mixed, key=order_key) == expected
