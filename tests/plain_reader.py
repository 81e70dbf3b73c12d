"""A reader that needs no model and tells its process, for tests of what stands around reading."""

import os

from onrecord.errors import ReaderError
from onrecord.schema import Document, Event, ReaderVersion, Record

__all__ = ["BrokenReader", "PlainReader"]


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


class BrokenReader:
    """A reader whose model is missing."""

    def __init__(self) -> None:
        raise ReaderError("The model is missing.")
