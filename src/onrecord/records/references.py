"""The reading -> the documents it cites."""

from onrecord.records.reading import Reading
from onrecord.schema import Record, Reference

__all__ = ["find_references"]


def find_references(reading: Reading, record: Record) -> tuple[Reference, ...]:
    """The reading -> the documents it cites."""
    return ()
