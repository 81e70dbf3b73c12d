"""The reading -> attributed speech."""

from onrecord.records.reading import Reading
from onrecord.schema import Record, Statement

__all__ = ["find_statements"]


def find_statements(reading: Reading, record: Record) -> tuple[Statement, ...]:
    """The reading -> attributed speech."""
    return ()
