"""Text -> durations, repetitions, and words for now, the past and the future."""

from collections.abc import Callable

import pytest

from onrecord.records.reading import Reading
from onrecord.records.times import find_times
from onrecord.schema import ReaderVersion, Record

VERSION = ReaderVersion(name="test", version="1")
# Published on Monday, May 19, 2025. Expected: words, TIMEX3 value, first and last day.
CASES: list[tuple[list[tuple[str, str, str | None, str | None]], str]] = [
    (
        [
            ("two weeks", "P2W", None, None),
            ("18-month", "P18M", None, None),
            ("about an hour", "PT1H", None, None),
            ("several years", "PXY", None, None),
            ("a few days", "PXD", None, None),
        ],
        "two weeks, 18-month, about an hour, several years, a few days",
    ),
    (
        [
            ("a year and a half", "P1.5Y", None, None),
            ("two years and six months", "P2Y6M", None, None),
            ("half an hour", "PT30M", None, None),
            ("half a century", "P50Y", None, None),
        ],
        "a year and a half, two years and six months, half an hour, half a century",
    ),
    ([("2018", "2018", "2018-01-01", "2018-12-31"), ("35 years", "P35Y", None, None)], "reduced in 2018 to 35 years"),
    ([("two to four years", "P4Y", None, None)], "sentenced to two to four years in prison"),
    ([("a decade", "P10Y", None, None)], "It took a decade."),
    # Reaching back or ahead from publication.
    (
        [
            ("the past ten weeks", "P10W", "2025-03-10", "2025-05-19"),
            ("the last two years", "P2Y", "2023-05-19", "2025-05-19"),
            ("the next 30 days", "P30D", "2025-05-19", "2025-06-18"),
            ("the past year", "P1Y", "2024-05-19", "2025-05-19"),
        ],
        "the past ten weeks, the last two years, the next 30 days, the past year",
    ),
    # How many is not told.
    (
        [
            ("years", "PXY", None, None),
            ("hours", "PTXH", None, None),
            ("decades", "PXDE", None, None),
            ("months", "PXM", None, None),
        ],
        "It lasted for years, within hours, decades of abuse, months before the raid.",
    ),
    # Repetitions.
    (
        [
            ("daily", "P1D", None, None),
            ("every Monday", "XXXX-WXX-1", None, None),
            ("each year", "P1Y", None, None),
            ("every two weeks", "P2W", None, None),
            ("every other month", "P2M", None, None),
        ],
        "daily reports, every Monday, each year, every two weeks, every other month",
    ),
    (
        [
            ("a week", "P1W", None, None),
            ("twice a day", "P1D", None, None),
            ("annual", "P1Y", None, None),
            ("per year", "P1Y", None, None),
            ("Mondays", "XXXX-WXX-1", None, None),
        ],
        "$500 a week, twice a day, annual costs, three times per year, Mondays",
    ),
    (
        [("each January", "XXXX-01", None, None), ("every morning", "XXXX-XX-XXTMO", None, None)],
        "each January, every morning",
    ),
    # Now, once, some day.
    (
        [
            ("now", "PRESENT_REF", None, None),
            ("currently", "PRESENT_REF", None, None),
            ("recently", "PAST_REF", None, None),
            ("recent years", "PXY", None, None),
            ("the near future", "FUTURE_REF", None, None),
        ],
        "now, currently, recently, in recent years, in the near future",
    ),
    # Not a duration: ages, ordinals, fractions, names.
    ([], "a 28-year-old, aged 30, 12 years old, two years of age"),
    ([], "a second suspect, a quarter of them, the Daily Ledger"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_durations(
    expected: list[tuple[str, str, str | None, str | None]], text: str, read_plainly: Callable[..., Reading]
) -> None:
    """A duration has days only where it reaches from or to publication; an age is none."""
    reading = read_plainly(text)
    times = find_times(reading, Record(reader=VERSION, document=reading.document))
    assert [(time.span.text, time.value, time.start, time.end) for time in times] == expected
