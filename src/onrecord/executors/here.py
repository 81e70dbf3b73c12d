"""Items -> what came of each, read in this very process."""

from collections.abc import Callable, Iterable, Iterator

from onrecord.executors.outcomes import Item, Skipped, Told, read_document
from onrecord.records.reader import Reader
from onrecord.schema import Document

__all__ = ["read_here"]


def read_here(items: Iterable[Item | Skipped], make_reader: Callable[[], Reader]) -> Iterator[Told]:
    """One after the other; the reader is made when the first document comes."""
    reader: Reader | None = None
    for item in items:
        if isinstance(item, Document):
            reader = reader or make_reader()
            yield read_document(reader, item)
        else:
            yield item
