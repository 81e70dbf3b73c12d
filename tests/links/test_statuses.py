"""Records of one case in, how far the law has got with each person out, offense by offense. Nothing is raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.matters import make_matter

from onrecord.links.statuses import Status, find_statuses
from onrecord.links.steps import find_steps
from onrecord.schema import Disposition, Record


def _judge(records: list[Record]) -> tuple[Status, ...]:
    people = {(record.document.id, "p1"): 0 for record in records}
    return find_statuses(records, people, find_steps(records, people)[0])


Told = tuple[str, Disposition, str]
CHARGED: Told = ("2031-03-01", "charged", "armed robbery")
CASES: dict[str, tuple[list[Told], list[tuple[str, str]]]] = {
    "robbery for armed robbery": (
        [CHARGED, ("2031-05-01", "convicted", "robbery")],
        [("armed robbery", "convicted")],
    ),
    "another offense has a status of its own": (
        [CHARGED, ("2031-05-01", "convicted", "arson")],
        [("armed robbery", "charged"), ("arson", "convicted")],
    ),
    "words that fit two offenses are neither's": (
        [CHARGED, ("2031-03-01", "charged", "attempted robbery"), ("2031-05-01", "convicted", "robbery")],
        [("armed robbery", "charged"), ("attempted robbery", "charged"), ("robbery", "convicted")],
    ),
    "what was before is history": (
        [CHARGED, ("2031-05-01", "history", "armed robbery")],
        [("armed robbery", "charged")],
    ),
    "a conviction of before the charge": (
        [("2031-01-01", "convicted", "armed robbery"), CHARGED],
        [("armed robbery", "charged")],
    ),
}


@pytest.mark.parametrize(("told", "expected"), CASES.values(), ids=CASES)
def test_each_offense_has_its_own_status(told: list[Told], expected: list[tuple[str, str]]) -> None:
    """By its words, and by the last word of a court on them."""
    records = [
        make_matter(f"d{at}", disposition, published=day, offense=offense)
        for at, (day, disposition, offense) in enumerate(told)
    ]
    texts = {record.document.id: record.document.text for record in records}
    found = _judge(records)
    assert sorted(status.disposition for status in found) == sorted(disposition for _, disposition in expected)
    for status in found:
        words = texts[status.offense.document][status.offense.start : status.offense.end]
        assert any(words in offense and status.disposition == disposition for offense, disposition in expected)


def test_a_status_says_who_was_shown_the_older_one() -> None:
    """And its own day."""
    records = [
        make_matter("a", "charged", published="2031-03-01"),
        make_matter("b", "dismissed", published="2031-05-01"),
    ]
    (status,) = _judge(records)
    assert (status.disposition, status.day) == ("dismissed", "2031-05-01")
    assert [(disposition, place.document) for disposition, place in status.earlier] == [("charged", "a")]


STATED = st.lists(
    st.tuples(
        st.sampled_from(["2031-03-01", "2031-04-01", "2031-05-01"]),
        st.sampled_from(
            ["arrested", "charged", "pleaded", "convicted", "sentenced", "acquitted", "dismissed", "history"]
        ),
        st.sampled_from(["robbery", "armed robbery", "arson"]),
    ),
    max_size=7,
)


@given(STATED)
def test_a_status_is_what_one_document_states(told: list[Told]) -> None:
    """Of that very offense; history is no status."""
    records = [
        make_matter(f"d{at}", disposition, published=day, offense=offense)
        for at, (day, disposition, offense) in enumerate(told)
    ]
    by_id = {record.document.id: record for record in records}
    for status in _judge(records):
        (offense,) = by_id[status.offense.document].people[0].offenses
        assert (offense.span.start, offense.disposition) == (status.offense.start, status.disposition)
        assert status.disposition != "history"
