"""To which place, days and statement of the record a stretch of its text is tied; the cases read aloud."""

from dataclasses import replace

import pytest
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.records.ties import Ties
from onrecord.schema import Place, Span, Statement, Time


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def ties(text: str, *, places: tuple[str, ...] = (), days: tuple[str, ...] = (), said: tuple[str, ...] = ()) -> Ties:
    """Days are the words of the text that name a day of May 2025."""
    reading = plain_reading(packaged_beat(), text)
    record = replace(
        empty_record(reading),
        places=tuple(Place(id=name, name=name, kind="city", mentions=(span(text, name),)) for name in places),
        times=tuple(
            Time(id=f"t{n}", span=span(text, day), type="DATE", value=f"2025-05-{n:02}", start=f"2025-05-{n:02}",
                 end=f"2025-05-{n:02}")
            for n, day in enumerate(days, 1)
        ),
        statements=tuple(
            Statement(id=f"s{n}", source=None, speaker=None, cue=None, content=(span(text, words),), mode="indirect",
                      act="assert")
            for n, words in enumerate(said, 1)
        ),
    )  # fmt: skip
    return Ties(reading, record)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Lorn", "Deputies held 50 men in Lorn."),
        ("Lorn", "Deputies held 50 men from Lorn and Halden."),
        (None, "Deputies held 50 men. In Lorn it rained."),
        (None, "Deputies held 50 men, Lorn officials said."),
        (None, "In Lorn deputies held 50 men."),
    ],
)
def test_places(expected: str | None, text: str) -> None:
    """The nearest place that "in", "from" or the like leads in, in the same sentence."""
    start = text.index("50")
    assert ties(text, places=("Lorn",)).place_of(start, start + 2) == expected


@pytest.mark.parametrize(
    ("expected", "text", "days"),
    [
        ("2025-05-01", "On Thursday deputies held 50 men.", ("Thursday",)),
        (None, "On Thursday and Friday deputies held 50 men.", ("Thursday", "Friday")),
        (None, "It rained on Thursday. Deputies held 50 men.", ("Thursday",)),
    ],
)
def test_days(expected: str | None, text: str, days: tuple[str, ...]) -> None:
    """The one day that the sentence names; of two, neither."""
    found = ties(text, days=days)
    assert found.days_of(text.index("50")) == (expected, expected)


def test_statements() -> None:
    """The inner of two statements that hold the words; none that holds only a part of them."""
    text = "The mayor said deputies claimed 50 men were held. He left."
    found = ties(text, said=("deputies claimed 50 men were held", "50 men were held"))
    start = text.index("50")
    assert found.statement_of(start, start + 2) == "s2"
    assert found.statement_of(text.index("claimed"), start) == "s1"
    assert found.statement_of(text.index("He"), len(text)) is None


def test_times() -> None:
    """A number inside a date is no number of anything."""
    text = "On May 3 deputies held 50 men."
    found = ties(text, days=("May 3",))
    assert found.is_time(text.index("3"), text.index("3") + 1, durations=False)
    assert not found.is_time(text.index("50"), text.index("50") + 2, durations=True)
