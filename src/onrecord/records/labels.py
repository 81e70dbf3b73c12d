"""The reading -> loaded terms and who uses them."""

from onrecord.records.reading import Reading
from onrecord.schema import Label, Record

__all__ = ["find_labels"]


def find_labels(reading: Reading, record: Record) -> tuple[Label, ...]:
    """The reading -> loaded terms and who uses them."""
    return ()
