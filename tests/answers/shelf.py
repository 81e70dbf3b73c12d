"""The examples as a library: what answers are tried on."""

from collections.abc import Iterable, Iterator
from functools import cache

from tests.links.corpus import read_corpus

from onrecord.answers.answer import Answer
from onrecord.answers.linked_records import Library
from onrecord.care import Viewer, show_answer
from onrecord.errors import LedgerError
from onrecord.links.links import make_links
from onrecord.schema import Record

__all__ = ["AS_OF", "Shelf", "open_examples", "say"]

AS_OF = "2031-07-01"


class Shelf:
    """Records in memory, looked up as a ledger does."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = {record.document.id: record for record in records}

    def record(self, id: str) -> Record:  # noqa: A002 - the word of the record
        """The record of a document."""
        if id not in self._records:
            raise LedgerError(f"There is no document {id}.")
        return self._records[id]

    def records(self) -> Iterator[Record]:
        """Every record."""
        return iter(self._records.values())


@cache
def open_examples() -> Library:
    """The library of the examples."""
    return Library(make_links(read_corpus()), Shelf(read_corpus()))


def say(answer: Answer, viewer: Viewer | None = None) -> list[str]:
    """What the findings say, as shown; to nobody in particular unless a viewer is given."""
    shown = show_answer(answer, open_examples().record, viewer or Viewer())
    return ["".join(map(str, finding.says)) for finding in shown.findings]
