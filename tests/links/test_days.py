"""A record and an event in, its days out: those that the sentence gives it, and none that it gives another."""

from dataclasses import replace

import pytest
from tests.links.notes import note

from onrecord.links.days import find_days, find_sentence

MONDAY, FRIDAY = {"Monday": "2031-05-19"}, {"Friday": "2031-05-16"}
DATED: dict[str, tuple[str, dict[str, str], dict[str, str], str | None]] = {
    "the only date of the sentence": (
        "On Monday a jury convicted Adan Fell.",
        {"convicted": "convict"},
        MONDAY,
        "2031-05-19",
    ),
    "a date of another sentence": (
        "A jury convicted Adan Fell. It rained on Monday.",
        {"convicted": "convict"},
        MONDAY,
        None,
    ),
    "the next of two": (
        "Adan Fell, who was arrested on Friday, was charged on Monday.",
        {"arrested": "arrest", "charged": "charge"},
        FRIDAY | MONDAY,
        "2031-05-16",
    ),
    "two dates, the next behind a comma": (
        "Adan Fell was convicted of theft, the office said Monday, and freed on Friday.",
        {"convicted": "convict"},
        MONDAY | FRIDAY,
        None,
    ),
    "the date of what the sentence goes on to": (
        "Adan Fell, accused of theft, pleaded guilty on Monday.",
        {"accused": "charge"},
        MONDAY,
        "2031-05-19",
    ),
    "none": ("A jury convicted Adan Fell.", {"convicted": "convict"}, {}, None),
}


@pytest.mark.parametrize(("text", "events", "dates", "expected"), DATED.values(), ids=DATED)
def test_the_day_of_the_first_event(
    text: str, events: dict[str, str], dates: dict[str, str], expected: str | None
) -> None:
    """By the words around it, where the record itself gives none."""
    record = note(text, events=events, dates=dates)
    assert find_days(record, record.events[0])[0] == expected


def test_the_day_of_another_event_is_not_taken() -> None:
    """Where the sentence goes on to what happened then, and the record says so."""
    record = note(
        "Adan Fell, accused of theft, pleaded guilty on Monday.",
        events={"accused": "charge", "pleaded": "plead"},
        dates=MONDAY,
    )
    accused, pleaded = record.events
    dated = replace(record, events=(accused, replace(pleaded, start="2031-05-19", end="2031-05-19")))
    assert find_days(dated, dated.events[0]) == (None, None)
    assert find_days(dated, dated.events[1]) == ("2031-05-19", "2031-05-19")


def test_the_sentence_around_an_offset() -> None:
    """Its start and end; the offset alone where there is none."""
    record = note("It rained. A jury convicted Adan Fell.")
    assert find_sentence(record, 15) == (11, 38)
    assert find_sentence(record, 900) == (900, 900)
