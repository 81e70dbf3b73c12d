"""The words of the pages say what the record says, and never more."""

from typing import get_args

import pytest

from onrecord.exports.wording import (
    find_standing,
    name_language,
    name_person,
    tell_attributes,
    tell_bounds,
    tell_days,
    tell_disposition,
    tell_manner,
    tell_measure,
)
from onrecord.schema import Disposition, Figure, Omission, Person, Span

DAYS = [
    ("19 May 2031", "2031-05-19", "2031-05-19"),
    ("19 May 2031", "2031-05-19", None),
    ("19 May 2031", None, "2031-05-19"),
    ("12 to 18 May 2031", "2031-05-12", "2031-05-18"),
    ("28 April 2031 to 2 May 2031", "2031-04-28", "2031-05-02"),
    ("February 2032", "2032-02-01", "2032-02-29"),
    ("1 to 28 February 2032", "2032-02-01", "2032-02-28"),
    ("2029", "2029-01-01", "2029-12-31"),
    ("1 January 2029 to 31 December 2030", "2029-01-01", "2030-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    (None, None, None),
    (None, "2031-02-31", None),
]


@pytest.mark.parametrize(("expected", "start", "end"), DAYS)
def test_days_are_told_as_a_reader_says_them(expected: str | None, start: str | None, end: str | None) -> None:
    """One day, several, a whole month, a whole year; a day that does not exist is not told."""
    assert tell_days(start, end) == expected


FIGURES = [
    ("at least 41 people", 41, None, False, "people"),
    ("at most 29 people", None, 29, True, "people"),
    ("about 1,200 arrests", 1200, 1200, True, "arrests"),
    ("11 people", 11, 11, False, "people"),
    ("3 to 5 days", 3, 5, False, "days"),
    ("some people", None, None, False, "people"),
    ("29.5 percent", 29.5, 29.5, False, "percent"),
    ("7", 7, 7, False, "other"),
    ("about 12,400,000,000 dollars", 12_400_000_000, 12_400_000_000, True, "dollars"),
]


@pytest.mark.parametrize(("expected", "low", "high", "approximate", "unit"), FIGURES)
def test_bounds_are_told(expected: str, low: float | None, high: float | None, *, approximate: bool, unit: str) -> None:
    """A bound is told as a bound and never as the number itself."""
    span = Span(start=0, end=1, text="N")
    figure = Figure(
        id="f1", span=span, low=low, high=high, approximate=approximate, unit=unit, measures="arrest"  # type: ignore[arg-type]
    )  # fmt: skip
    assert tell_bounds(figure) == expected
    assert tell_measure(figure) == (None if unit == "arrests" else "arrest")


def test_only_what_a_court_found_is_shown_as_found() -> None:
    """Convicted and sentenced are solid; what is alleged is hollow; pleas, acquittals and history are themselves."""
    standings = {disposition: find_standing(disposition) for disposition in get_args(Disposition)}
    assert [disposition for disposition, standing in standings.items() if standing == "proven"] == [
        "convicted",
        "sentenced",
    ]
    assert {standings[each] for each in ("wanted", "suspected", "arrested", "charged")} == {"open"}
    assert (standings["pleaded"], standings["acquitted"], standings["dismissed"]) == ("pleaded", "undone", "undone")
    assert len({tell_disposition(disposition) for disposition in standings}) == len(standings)


def test_a_plea_of_no_contest_is_not_told_as_guilty() -> None:
    """The record's pleaded covers both, so the page does not say guilty."""
    assert tell_disposition("pleaded") == "pleaded to"


def test_people_without_a_name_are_told_by_their_words() -> None:
    """The first mention stands for the name, and its own words are not said again."""
    span = Span(start=0, end=33, text="A 29-year-old citizen of Ostravia")
    person = Person(id="p1", kind="person", role="subject", age=29, gender="male", origin="Ostravia", mentions=(span,))
    assert (name_person(person), tell_attributes(person)) == ("A 29-year-old citizen of Ostravia", "male")
    group = Person(id="p2", kind="group", role="subject", count=3)
    assert (name_person(group), tell_attributes(group)) == ("3 people", "")


def test_what_is_missing_says_how() -> None:
    """Declined, unanswered and never asked are kept apart; what was derived is not put into the text's mouth."""
    row = {"id": "m1", "kind": "comment", "span": None, "about": None, "explanation": "e"}
    manners = ["declined", "no_answer", "asked", "not_given", "stopped", None]
    told = [tell_manner(Omission(**row, stated=True, manner=manner)) for manner in manners]  # type: ignore[arg-type]
    assert told == ["declined", "asked, and not answered", "asked for", "not given", "stopped", "not given"]
    assert tell_manner(Omission(**row, stated=False, manner=None)) == "not in the text"  # type: ignore[arg-type]


def test_languages_have_names() -> None:
    """Known, unknown to the page, and not told."""
    assert [name_language(code) for code in ("es", "xx", "und")] == [
        "Spanish",
        "the language xx",
        "a language that could not be told",
    ]
