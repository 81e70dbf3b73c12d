"""The reading -> its time expressions, TIMEX3."""

from onrecord.records.reading import Reading
from onrecord.schema import Record, Time

__all__ = ["find_times"]


def find_times(reading: Reading, record: Record) -> tuple[Time, ...]:
    """The reading -> its time expressions, TIMEX3."""
    return ()
