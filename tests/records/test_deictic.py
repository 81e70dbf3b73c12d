"""Text -> dates told from another day: weekdays, today, last month, two weeks ago, the next day."""

from collections.abc import Callable

import pytest

from onrecord.records.reading import Reading
from onrecord.records.times import find_times
from onrecord.schema import ReaderVersion, Record

VERSION = ReaderVersion(name="test", version="1")
# Published on Monday, May 19, 2025. Expected: words, TIMEX3 value, first and last day.
CASES: list[tuple[list[tuple[str, str, str | None, str | None]], str]] = [
    # Weekdays: the last one on or before publication, or the next where the text looks ahead.
    ([("Monday", "2025-05-19", "2025-05-19", "2025-05-19")], "He was arrested on Monday."),
    ([("Friday", "2025-05-16", "2025-05-16", "2025-05-16")], "He was arrested on Friday."),
    ([("Friday", "2025-05-23", "2025-05-23", "2025-05-23")], "He will appear on Friday."),
    (
        [
            ("last Monday", "2025-05-12", "2025-05-12", "2025-05-12"),
            ("next Monday", "2025-05-26", "2025-05-26", "2025-05-26"),
            ("this Wednesday", "2025-05-21", "2025-05-21", "2025-05-21"),
        ],
        "last Monday, next Monday, this Wednesday",
    ),
    ([("Friday morning", "2025-05-16TMO", "2025-05-16", "2025-05-16")], "He was seen Friday morning."),
    # Today and its neighbours.
    (
        [
            ("today", "2025-05-19", "2025-05-19", "2025-05-19"),
            ("yesterday morning", "2025-05-18TMO", "2025-05-18", "2025-05-18"),
            ("tonight", "2025-05-19TNI", "2025-05-19", "2025-05-19"),
            ("this morning", "2025-05-19TMO", "2025-05-19", "2025-05-19"),
            ("last night", "2025-05-18TNI", "2025-05-18", "2025-05-18"),
        ],
        "today, yesterday morning, tonight, this morning, last night",
    ),
    (
        [
            ("the day before yesterday", "2025-05-17", "2025-05-17", "2025-05-17"),
            ("tomorrow", "2025-05-20", "2025-05-20", "2025-05-20"),
        ],
        "the day before yesterday, tomorrow",
    ),
    # Weeks, months, years.
    (
        [
            ("this week", "2025-W21", "2025-05-19", "2025-05-25"),
            ("last week", "2025-W20", "2025-05-12", "2025-05-18"),
            ("next week", "2025-W22", "2025-05-26", "2025-06-01"),
        ],
        "this week, last week, next week",
    ),
    (
        [
            ("last month", "2025-04", "2025-04-01", "2025-04-30"),
            ("this year", "2025", "2025-01-01", "2025-12-31"),
            ("next year", "2026", "2026-01-01", "2026-12-31"),
            ("the current quarter", "2025-Q2", "2025-04-01", "2025-06-30"),
        ],
        "last month, this year, next year, the current quarter",
    ),
    (
        [
            ("earlier this year", "2025", "2025-01-01", "2025-05-19"),
            ("later this month", "2025-05", "2025-05-19", "2025-05-31"),
        ],
        "earlier this year, later this month",
    ),
    (
        [
            ("the weekend", "2025-W20-WE", "2025-05-17", "2025-05-18"),
            ("last weekend", "2025-W20-WE", "2025-05-17", "2025-05-18"),
            ("next weekend", "2025-W22-WE", "2025-05-31", "2025-06-01"),
        ],
        "over the weekend, last weekend, next weekend",
    ),
    # Told from the day last mentioned.
    (
        [
            ("May 3", "2025-05-03", "2025-05-03", "2025-05-03"),
            ("The next day", "2025-05-04", "2025-05-04", "2025-05-04"),
            ("that night", "2025-05-04TNI", "2025-05-04", "2025-05-04"),
        ],
        "He fled on May 3. The next day he was found, and that night he was charged.",
    ),
    (
        [
            ("March 2024", "2024-03", "2024-03-01", "2024-03-31"),
            ("The following month", "2024-04", "2024-04-01", "2024-04-30"),
        ],
        "He fled in March 2024. The following month he was found.",
    ),
    ([], "the same day"),
    # As exact as the unit.
    (
        [
            ("two weeks ago", "2025-W19", "2025-05-05", "2025-05-11"),
            ("a month ago", "2025-04", "2025-04-01", "2025-04-30"),
            ("10 years ago", "2015", "2015-01-01", "2015-12-31"),
            ("two days ago", "2025-05-17", "2025-05-17", "2025-05-17"),
            ("a couple of days ago", "2025-05-17", "2025-05-17", "2025-05-17"),
        ],
        "two weeks ago, a month ago, 10 years ago, two days ago, a couple of days ago",
    ),
    (
        [
            ("May 3", "2025-05-03", "2025-05-03", "2025-05-03"),
            ("Three days later", "P3D", "2025-05-06", "2025-05-06"),
        ],
        "He fled on May 3. Three days later he was found.",
    ),
    (
        [("years ago", "PAST_REF", None, None), ("several weeks ago", "PAST_REF", None, None)],
        "years ago, several weeks ago",
    ),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_deictic(
    expected: list[tuple[str, str, str | None, str | None]], text: str, read_plainly: Callable[..., Reading]
) -> None:
    """A day is told from publication, or from the day last mentioned."""
    reading = read_plainly(text)
    times = find_times(reading, Record(reader=VERSION, document=reading.document))
    assert [(time.span.text, time.value, time.start, time.end) for time in times] == expected
