"""The reading -> its organizations."""

from onrecord.records.reading import Reading
from onrecord.schema import Organization, Record

__all__ = ["find_organizations"]


def find_organizations(reading: Reading, record: Record) -> tuple[Organization, ...]:
    """The reading -> its organizations."""
    return ()
