"""The reading -> its places."""

from onrecord.records.gazetteer import Gazetteer
from onrecord.records.reading import Reading
from onrecord.schema import Place, Record

__all__ = ["find_places"]


def find_places(reading: Reading, record: Record, *, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The reading -> its places."""
    return ()
