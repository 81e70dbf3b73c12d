"""Text -> times of day, joined with the day beside them."""

from collections.abc import Callable

import pytest

from onrecord.records.reading import Reading
from onrecord.records.times import find_times
from onrecord.schema import ReaderVersion, Record

VERSION = ReaderVersion(name="test", version="1")
# Published on Monday, May 19, 2025. Expected: words, TIMEX3 value, first and last day.
CASES: list[tuple[list[tuple[str, str, str | None, str | None]], str]] = [
    (
        [("3:15 p.m. on Monday, May 5, 2025", "2025-05-05T15:15", "2025-05-05", "2025-05-05")],
        "He was arrested at 3:15 p.m. on Monday, May 5, 2025.",
    ),
    (
        [("Friday at approximately 10:30pm EST", "2025-05-16T22:30", "2025-05-16", "2025-05-16")],
        "He fell on Friday at approximately 10:30pm EST.",
    ),
    ([("6 a.m. Friday", "2025-05-16T06:00", "2025-05-16", "2025-05-16")], "He was seen at 6 a.m. Friday."),
    (
        [("May 3", "2025-05-03", "2025-05-03", "2025-05-03"), ("noon", "2025-05-03T12:00", "2025-05-03", "2025-05-03")],
        "He fled on May 3; at noon he was found.",
    ),
    ([("midnight", "2025-05-19T00:00", None, None)], "He fled at midnight."),
    ([("17:30", "2025-05-19T17:30", None, None)], "Doors opened at 17:30."),
    ([("3 o'clock", "2025-05-19T03:00", None, None)], "at 3 o'clock, 13 p.m., 25:00"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_clock(
    expected: list[tuple[str, str, str | None, str | None]], text: str, read_plainly: Callable[..., Reading]
) -> None:
    """A time of day takes the day beside it; alone, no days."""
    reading = read_plainly(text)
    times = find_times(reading, Record(reader=VERSION, document=reading.document))
    assert [(time.span.text, time.value, time.start, time.end) for time in times] == expected
