"""The reading -> events."""

from onrecord.records.reading import Reading
from onrecord.schema import Event, Record

__all__ = ["find_events"]


def find_events(reading: Reading, record: Record) -> tuple[Event, ...]:
    """The reading -> events."""
    return ()
