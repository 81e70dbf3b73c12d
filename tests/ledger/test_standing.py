"""A page that goes back to an older text shows that text again; to add the same archive again changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.standing import Standing
from onrecord.schema import Record

Day = int | None
Make = Callable[[str, Day], Record]


@pytest.fixture
def make(make_record: MakeRecord) -> Make:
    """A record of the page d1, with a text of one letter, retrieved on a day of May."""

    def make_seen(letter: str, day: Day) -> Record:
        retrieved = None if day is None else f"2031-05-{day:02d}T08:00:00+00:00"
        return make_record("d1", text=f"The text {letter} says that men were held.", retrieved=retrieved)

    return make_seen


SEEN = [
    ("ABA", [("A", 1), ("B", 2), ("A", 3)]),
    ("ABAB", [("A", 1), ("B", 2), ("A", 3), ("B", 4)]),
    ("ABACA", [("A", 1), ("B", 2), ("A", 3), ("C", 4), ("A", 5)]),
    ("AB", [("A", 1), ("B", 2), ("A", None)]),
    ("AB", [("A", 1), ("B", None), ("A", 3)]),
    ("AB", [("A", 1), ("B", 3), ("A", 2)]),
    ("AB", [("A", 1), ("A", 2), ("B", 3), ("B", 4)]),
    ("AB", [("A", None), ("B", None), ("A", None)]),
]


@pytest.mark.parametrize(("expected", "seen"), SEEN)
def test_what_stands_there_is_told(new_place: NewPlace, make: Make, expected: str, seen: list[tuple[str, Day]]) -> None:
    """As documents, in lists, in search and in the history, as a whole and one by one; and all of it verifies."""
    for size in (1, len(seen)):
        with open_ledger(new_place()) as ledger:
            for start in range(0, len(seen), size):
                ledger.add_all([make(*each) for each in seen[start : start + size]])
            check(ledger, expected)
            before = (ledger.head(), ledger.count())
            for each in seen:  # as a run does that begins again
                assert ledger.has(make(*each).document)
                assert not ledger.add(make(*each))
            assert (ledger.head(), ledger.count()) == before
            ledger.reindex()
            check(ledger, expected)


def check(ledger: Ledger, expected: str) -> None:
    """The history is told by the letters of the texts, the last of which stands there now."""
    letters = "".join(record.document.text[9] for record in ledger.revisions("d1"))
    assert letters == expected
    assert ledger.document("d1").text[9] == expected[-1]
    assert [record.document.text[9] for record in ledger.records()] == [expected[-1]]
    assert [listing.id for listing in ledger.search(f'"text {expected[-1]}"')] == ["d1"]
    assert ledger.count()[0] == 1
    assert list(ledger.verify()) == []


def test_a_return_goes_with_its_document(tmp_path: Path, new_place: NewPlace, make: Make) -> None:
    """It is dumped and loaded, and forgotten."""
    with open_ledger(new_place()) as ledger, open_ledger(new_place()) as copy:
        for each in (("A", 1), ("B", 2), ("A", 3)):
            ledger.add(make(*each))
        ledger.dump(tmp_path / "office.zip")
        copy.load(tmp_path / "office.zip")
        check(copy, "ABA")
        assert copy.head() == ledger.head()
        copy.forget("d1", why="a court's order", time="2031-06-01T08:00:00+00:00")
        assert list(copy.verify()) == []


def test_the_times_of_returns_are_told(make: Make, new_place: NewPlace) -> None:
    """Each text of the history with the time at which it was seen."""
    with open_ledger(new_place()) as ledger:
        for each in (("A", 1), ("B", 2), ("A", 3)):
            ledger.add(make(*each))
        assert [str(record.document.retrieved)[8:10] for record in ledger.revisions("d1")] == ["01", "02", "03"]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 9)), min_size=1, max_size=12))
def test_in_the_order_of_time_what_was_seen_last_stands_there(seen: list[tuple[int, int]]) -> None:
    """Whatever the texts; and seen again, nothing turns."""
    standing, known = Standing(), set[int]()
    ordered = sorted((day, text) for text, day in seen)
    times = [f"2031-05-{number + 1:02d}T08:00:00+00:00" for number in range(len(ordered))]
    for time, (_, text) in zip(times, ordered, strict=True):
        if text not in known:
            standing.add(text, time)
        elif standing.is_left(text, time):
            standing.turn(text, after=standing.last, retrieved=time)
        known.add(text)
        assert standing.revision == text
    assert not any(standing.is_left(text, time) for time, (_, text) in zip(times, ordered, strict=True))
