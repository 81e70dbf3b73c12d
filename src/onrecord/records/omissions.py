"""The reading -> what is not said."""

from onrecord.records.reading import Reading
from onrecord.schema import Omission, Record

__all__ = ["find_omissions"]


def find_omissions(reading: Reading, record: Record) -> tuple[Omission, ...]:
    """The reading -> what is not said."""
    return ()
