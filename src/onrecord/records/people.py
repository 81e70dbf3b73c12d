"""The reading -> people and groups, without offenses."""

from onrecord.records.reading import Reading
from onrecord.schema import Person, Record

__all__ = ["find_people"]


def find_people(reading: Reading, record: Record) -> tuple[Person, ...]:
    """The reading -> people and groups, without offenses."""
    return ()
