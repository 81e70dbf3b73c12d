"""What comes of a document that is read, wherever it is read: a record, or why there is none."""

import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.documents.refusal import Refusal
from onrecord.errors import EndpointError
from onrecord.records.reader import Reader
from onrecord.schema import Document, Record

__all__ = ["TRIES", "Execute", "Failed", "Item", "Outcome", "Skipped", "Told", "read_document", "refuse_document"]

TRIES = 3
"""Of a document, before it counts as one that cannot be read: want of memory may pass."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that the ledger has already."""

    id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read: `told` to who ran it, and `kept`, which holds no words of the text."""

    document: Document
    told: str
    kept: str

    def refuse(self) -> Refusal:
        """What is said of it."""
        return refuse_document(self.document, self.told)


Item = Document | Refusal
Outcome = Record | Skipped | Refusal
Told = Outcome | Failed
Execute = Callable[[Iterable[Item | Skipped], Callable[[], Reader]], Iterator[Told]]
"""An executor: what came of each item, in the order of the items. Each process that reads makes its reader once."""


def read_document(reader: Reader, document: Document) -> Record | Failed:
    """The record, or after three tries why there is none. Raises EndpointError."""
    for left in reversed(range(TRIES)):
        try:
            return reader.read(document)
        except EndpointError:  # no fault of the document: the next ones would end alike, and be in quarantine
            raise
        except Exception as error:  # a fault of the reader must not lose the documents after this one
            if not left:
                _log.exception("The reader failed on document %s.", document.id)
                told = f"The reader failed on it ({type(error).__name__}: {error}); please report this."
                return Failed(document, told, f"{type(error).__name__} in {_place(error)}")
    raise AssertionError("the last try returns")


def refuse_document(document: Document, message: str) -> Refusal:
    """A refusal that names the document by its address, else by its id and title."""
    source = document.url or (f"{document.id} ({document.title})" if document.title else document.id)
    return Refusal(source=source, reason="unreadable", message=message)


def _place(error: Exception) -> str:
    """The line of code where an exception was raised: its words may be those of the text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
