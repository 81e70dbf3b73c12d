"""A reader that needs no model and tells its process, for tests of what stands around reading."""

import os
import signal
from pathlib import Path

from onrecord.errors import ReaderError
from onrecord.schema import Document, Event, ReaderVersion, Record

__all__ = ["BrokenReader", "KilledReader", "PatientReader", "PlainReader"]


class PlainReader:
    """Finds one event, the first word; fails on FAIL, and takes its process with it on DIE."""

    version = ReaderVersion(name="plain", version="1")

    def read(self, document: Document, /) -> Record:
        """The record of one document."""
        if "FAIL" in document.text:
            raise ValueError("a bug")
        if "DIE" in document.text:
            os._exit(9)
        first = document.span(0, len(document.text.split(maxsplit=1)[0]))
        return Record(reader=self.version, document=document, events=(Event(id="e1", type="arrest", trigger=first),))


class PatientReader(PlainReader):
    """Reads what the plain one fails on, or dies of."""

    def read(self, document: Document, /) -> Record:
        """The record of one document."""
        return Record(reader=self.version, document=document)


class KilledReader(PlainReader):
    """Its process is killed from outside, once: the mark of it is a file."""

    def __init__(self, mark: str) -> None:
        self._mark = Path(mark)

    def read(self, document: Document, /) -> Record:
        """The record of one document."""
        if not self._mark.exists():
            self._mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)


class BrokenReader:
    """A reader whose model is missing."""

    def __init__(self) -> None:
        raise ReaderError("The model is missing.")
