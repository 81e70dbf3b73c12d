"""The run that is killed: python -m benchmarks.kills.program PLACE EXECUTOR COUNT.

Says a line when it begins to read. The reader takes two milliseconds a document, so that kills find it at work.
"""

import sys
import time
from collections.abc import Iterator

from onrecord.documents.document import Given, make_document
from onrecord.documents.warc import Capture
from onrecord.errors import OnRecordError
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.patience import Patience
from onrecord.run import add_items
from onrecord.schema import Document, Event, ReaderVersion, Record

__all__ = ["PlainReader", "SlowReader", "add_documents", "make_documents"]


class PlainReader:
    """Finds one event, the first word."""

    version = ReaderVersion(name="plain", version="1")

    def read(self, document: Document, /) -> Record:
        """The record of one document."""
        trigger = document.span(0, len(document.text.split(maxsplit=1)[0]))
        return Record(reader=self.version, document=document, events=(Event(id="e1", type="arrest", trigger=trigger),))


class SlowReader(PlainReader):
    """The same, and takes its time."""

    def read(self, document: Document, /) -> Record:
        """The record of one document."""
        time.sleep(0.002)
        return super().read(document)


def make_documents(count: int, captures: dict[Document, Capture]) -> Iterator[Document]:
    """So many short documents, each with the bytes it came as."""
    for number in range(count):
        document = make_document(f"Arrested were {number} men in Port Halden on Monday.", Given(id=f"d{number}"))
        captures[document] = Capture(url="", data=document.text.encode(), media="text/plain")
        yield document


def add_documents(place: str, executor: str, count: int, make_reader: type[PlainReader]) -> None:
    """Read them into the ledger, `here`, in `4` processes, or on `ray`."""
    jobs, on = (int(executor), None) if executor.isdigit() else (2, executor)
    with open_ledger(place, patience=Patience(tell=lambda said: print(said, file=sys.stderr))) as ledger:
        print("begun", flush=True)
        captures: dict[Document, Capture] = {}
        items = make_documents(count, captures)
        for _ in add_items(items, ledger, make_reader=make_reader, jobs=jobs, on=on, captures=captures):
            pass


if __name__ == "__main__":
    try:
        add_documents(sys.argv[1], sys.argv[2], int(sys.argv[3]), SlowReader)
    except OnRecordError as error:
        sys.exit(f"Error: {error}")
