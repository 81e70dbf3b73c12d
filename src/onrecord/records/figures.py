"""The reading -> counted claims."""

from onrecord.records.reading import Reading
from onrecord.schema import Figure, Record

__all__ = ["find_figures"]


def find_figures(reading: Reading, record: Record) -> tuple[Figure, ...]:
    """The reading -> counted claims."""
    return ()
