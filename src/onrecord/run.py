"""The whole way of a document on one page: sources -> Reader -> Ledger, always the same result.

It is read here, in processes or on Ray (executors/), and outcomes come in the order of the sources all the same. A
document that the reader cannot read is refused, with the exception in the log, and the run goes on. A run that was
killed is started again as it was: what the ledger has is skipped.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.documents.warc import Capture
from onrecord.errors import OnRecordError
from onrecord.executors.choice import choose_executor
from onrecord.executors.here import read_here
from onrecord.executors.outcomes import TRIES, Failed, Item, Outcome, Skipped, Told, refuse_document
from onrecord.records.reader import Reader, open_reader
from onrecord.schema import Document, DocumentKind, Id, Record

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.records.explaining import Explanation

__all__ = [
    "Summary",
    "add_items",
    "explain_item",
    "read",
    "read_items",
    "reread_ledger",
    "retry_quarantine",
]

_BATCH = 100  # outcomes of one transaction: twice as many add some 3 % more a second
_WEIGHT = 2_000_000  # code points of their texts: a record takes some twenty times as many bytes
_PATIENCE = 0.5  # seconds for which an outcome waits for others
_HELD = "It is in quarantine: `onrecord quarantine` says why, and with --retry reads it again."


@dataclass(slots=True)
class Summary:
    """What became of the documents of a run."""

    read: int = 0
    skipped: int = 0
    refused: list[Refusal] = field(default_factory=list)
    languages: dict[str, int] = field(default_factory=dict)  # of the documents read

    def count(self, outcome: Outcome) -> None:
        """Take one outcome into account."""
        if isinstance(outcome, Refusal):
            self.refused.append(outcome)
        elif isinstance(outcome, Skipped):
            self.skipped += 1
        else:
            self.read += 1
            language = outcome.document.language
            self.languages[language] = self.languages.get(language, 0) + 1


def read(
    text: str,
    *,
    published: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    kind: DocumentKind | None = None,
) -> Record:
    """The record of one text. `published` is an ISO date. Raises DocumentError where the text is no document."""
    given = Given(published=published, title=title, publisher=publisher, url=url, kind=kind)
    return _kept_reader().read(make_document(text, given))


def explain_item(items: Iterable[Item], fact: Id) -> "Explanation":
    """Why a fact stands in the record of the one document among the items. OnRecordError where there are more."""
    several = list(items)
    if len(several) != 1:
        raise OnRecordError(f"To explain a fact takes one document, and there are {len(several)}: name one file.")
    if isinstance(several[0], Refusal):
        raise OnRecordError(f"{several[0].source}: {several[0].message}")
    return open_reader().explain(several[0], fact)


def read_items(
    items: Iterable[Item], *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1, on: str | None = None
) -> Iterator[Record | Refusal]:
    """The record of each document, in order; refusals pass through. `make_reader` is called once a process."""
    execute = choose_executor(on, jobs)
    for outcome in execute(items, make_reader):
        assert not isinstance(outcome, Skipped), "nothing skips where there is no ledger"
        yield outcome.refuse() if isinstance(outcome, Failed) else outcome


def add_items(
    items: Iterable[Item],
    ledger: "Ledger",
    *,
    make_reader: Callable[[], Reader] = open_reader,
    jobs: int = 1,
    on: str | None = None,
    captures: dict[Document, Capture] | None = None,
) -> Iterator[Outcome]:
    """Read what the ledger does not have and add it, each document whole, before its outcome is given.

    `captures` has the bytes of documents that come, and is emptied as they are kept beside them.

    What fails, or kills its process, three times is put into quarantine and refused. Only a run in several processes
    outlives the death of one.
    """
    execute = choose_executor(on, jobs)
    captures = {} if captures is None else captures
    return _keep(execute(_skip_known(items, ledger, captures), make_reader), ledger, captures)


def retry_quarantine(
    ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1, on: str | None = None
) -> Iterator[Outcome]:
    """Read what is in quarantine; what can be read is added, and is there no more."""
    execute = choose_executor(on, jobs)
    return _keep(execute(ledger.quarantine.documents(), make_reader), ledger, {})


def _keep(outcomes: "Iterable[Told]", ledger: "Ledger", captures: dict[Document, Capture]) -> Iterator[Outcome]:
    """Add what was read, some at a time, in one transaction; outcomes are given once they are in the ledger."""
    waiting: list[Told] = []
    weight, begun = 0, time.monotonic()
    try:
        for outcome in outcomes:
            waiting.append(outcome)
            weight += _weigh(outcome, captures)
            late = time.monotonic() - begun > _PATIENCE
            if late or len(waiting) >= _BATCH or weight > _WEIGHT or isinstance(outcome, Failed):
                ready, waiting = waiting, []
                yield from _add_outcomes(ready, ledger, captures)
                weight, begun = 0, time.monotonic()
        ready, waiting = waiting, []
        yield from _add_outcomes(ready, ledger, captures)
    finally:
        list(_add_outcomes(waiting, ledger, captures))  # what was read is kept, whatever ends the run


def _weigh(outcome: Told, captures: dict[Document, Capture]) -> int:
    """What it takes to hold an outcome, in code points of text."""
    if not isinstance(outcome, Record):
        return 0
    capture = captures.get(outcome.document)
    return len(outcome.document.text) + (len(capture.data) // 20 if capture else 0)


def _add_outcomes(outcomes: Sequence[Told], ledger: "Ledger", captures: dict[Document, Capture]) -> Iterator[Outcome]:
    added = iter(_add_records([outcome for outcome in outcomes if isinstance(outcome, Record)], ledger, captures))
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            ledger.quarantine.add(outcome.document, tries=TRIES, message=outcome.kept)
            _keep_bytes(outcome.document, ledger, captures)
            yield outcome.refuse()
        else:
            yield next(added) if isinstance(outcome, Record) else outcome


def _add_records(records: Sequence[Record], ledger: "Ledger", captures: dict[Document, Capture]) -> Iterator[Outcome]:
    came = [(record.document, captures.pop(record.document, None)) for record in records]
    pairs = [(document, capture) for document, capture in came if capture]
    try:
        new = ledger.add_all(records, pairs)
    except Exception:  # whatever is wrong with one, the others are kept, and it is raised for that one
        new = None
    for number, record in enumerate(records):
        if new is not None:
            yield record if new[number] else Skipped(record.document.id)
        else:
            yield _add_record(record, ledger, [pair for pair in pairs if pair[0] == record.document])


def _add_record(record: Record, ledger: "Ledger", pairs: Sequence[tuple[Document, Capture]]) -> Outcome:
    from onrecord.ledger.forgetting import FORGOTTEN  # late, as what only reads needs no database

    if ledger.has_forgotten(record.document):  # while it was read
        return refuse_document(record.document, FORGOTTEN)
    return record if ledger.add_all((record,), pairs)[0] else Skipped(record.document.id)


def _keep_bytes(document: Document, ledger: "Ledger", captures: dict[Document, Capture]) -> None:
    """Those of a document that the ledger, or its quarantine, has."""
    capture = captures.pop(document, None)
    if capture:
        ledger.captures.add(document, capture)


def reread_ledger(
    ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1, on: str | None = None
) -> Iterator[Outcome]:
    """Read with this reader every revision that it has not read; the old records stay."""
    reader = make_reader()
    items = ledger.unread(reader.version)
    execute = choose_executor(on, jobs)
    read_all = execute(items, (lambda: reader) if execute is read_here else make_reader)
    return _keep((told.refuse() if isinstance(told, Failed) else told for told in read_all), ledger, {})


def _skip_known(items: Iterable[Item], ledger: "Ledger", captures: dict[Document, Capture]) -> Iterator[Item | Skipped]:
    from onrecord.ledger.forgetting import FORGOTTEN  # late, as what only reads needs no database

    for item in items:
        if isinstance(item, Document) and ledger.has(item):
            _keep_bytes(item, ledger, captures)
            yield Skipped(item.id)
        elif isinstance(item, Document) and ledger.has_forgotten(item):
            captures.pop(item, None)
            yield refuse_document(item, FORGOTTEN)
        elif isinstance(item, Document) and ledger.quarantine.has(item):
            _keep_bytes(item, ledger, captures)
            yield refuse_document(
                item, "It is in quarantine: `onrecord quarantine` says why, and with --retry reads it again."
            )
        else:
            yield item


@cache
def _kept_reader() -> Reader:
    return open_reader()
