"""The reading -> court cases and their steps."""

from onrecord.records.reading import Reading
from onrecord.schema import Proceeding, Record

__all__ = ["find_proceedings"]


def find_proceedings(reading: Reading, record: Record) -> tuple[Proceeding, ...]:
    """The reading -> court cases and their steps."""
    return ()
