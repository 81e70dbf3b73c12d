"""People -> the same people with their offenses and dispositions."""

from onrecord.records.reading import Reading
from onrecord.schema import Person, Record

__all__ = ["attach_offenses"]


def attach_offenses(reading: Reading, record: Record) -> tuple[Person, ...]:
    """People -> the same people with their offenses and dispositions."""
    return ()
