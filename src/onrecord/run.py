"""The whole way of a document on one page: sources -> Reader -> Ledger, here or in processes, always the same result.

Outcomes come in the order of the sources, whatever the number of processes. A document that the reader cannot read is
refused, with the exception in the log, and the run goes on. A run that was killed is started again as it was: what the
ledger has is skipped.
"""

import logging
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.errors import EndpointError, OnRecordError
from onrecord.records.reader import Reader, open_reader
from onrecord.schema import Document, DocumentKind, Id, Record

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.records.explaining import Explanation

__all__ = [
    "Outcome",
    "Skipped",
    "Summary",
    "add_items",
    "explain_item",
    "read",
    "read_items",
    "reread_ledger",
    "retry_quarantine",
]

_TRIES = 3  # of a document, before it counts as one that cannot be read: want of memory may pass
_AHEAD = 4  # documents given to each process before the first is taken back: keeps all busy, bounds memory
_BATCH = 100  # outcomes of one transaction: twice as many add some 3 % more a second
_WEIGHT = 2_000_000  # code points of their texts: a record takes some twenty times as many bytes
_PATIENCE = 0.5  # seconds for which an outcome waits for others
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that the ledger has already."""

    id: str


@dataclass(frozen=True, slots=True)
class _Failed:
    """A document that could not be read: `told` to who ran it, and `kept`, which holds no words of the text."""

    document: Document
    told: str
    kept: str

    def refuse(self) -> Refusal:
        return _refuse(self.document, self.told)


Item = Document | Refusal
Outcome = Record | Skipped | Refusal
_Told = Outcome | _Failed


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
    items: Iterable[Item], *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Record | Refusal]:
    """The record of each document, in order; refusals pass through. `make_reader` is called once a process."""
    execute = _read_here if jobs == 1 else _read_in_processes
    for outcome in execute(items, make_reader, jobs):
        assert not isinstance(outcome, Skipped), "nothing skips where there is no ledger"
        yield outcome.refuse() if isinstance(outcome, _Failed) else outcome


def add_items(
    items: Iterable[Item], ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Outcome]:
    """Read what the ledger does not have and add it, each document whole, before its outcome is given.

    What fails, or kills its process, three times is put into quarantine and refused. Only a run in several processes
    outlives the death of one.
    """
    execute = _read_here if jobs == 1 else _read_in_processes
    return _keep(execute(_skip_known(items, ledger), make_reader, jobs), ledger)


def retry_quarantine(
    ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Outcome]:
    """Read what is in quarantine; what can be read is added, and is there no more."""
    execute = _read_here if jobs == 1 else _read_in_processes
    return _keep(execute(ledger.quarantine.documents(), make_reader, jobs), ledger)


def _keep(outcomes: "Iterable[_Told]", ledger: "Ledger") -> Iterator[Outcome]:
    """Add what was read, some at a time, in one transaction; outcomes are given once they are in the ledger."""
    waiting: list[_Told] = []
    weight, begun = 0, time.monotonic()
    try:
        for outcome in outcomes:
            waiting.append(outcome)
            weight += len(outcome.document.text) if isinstance(outcome, Record) else 0
            late = time.monotonic() - begun > _PATIENCE
            if late or len(waiting) >= _BATCH or weight > _WEIGHT or isinstance(outcome, _Failed):
                ready, waiting = waiting, []
                yield from _add_outcomes(ready, ledger)
                weight, begun = 0, time.monotonic()
        ready, waiting = waiting, []
        yield from _add_outcomes(ready, ledger)
    finally:
        list(_add_outcomes(waiting, ledger))  # what was read is kept, whatever ends the run


def _add_outcomes(outcomes: Sequence[_Told], ledger: "Ledger") -> Iterator[Outcome]:
    added = iter(_add_records([outcome for outcome in outcomes if isinstance(outcome, Record)], ledger))
    for outcome in outcomes:
        if isinstance(outcome, _Failed):
            ledger.quarantine.add(outcome.document, tries=_TRIES, message=outcome.kept)
            yield outcome.refuse()
        else:
            yield next(added) if isinstance(outcome, Record) else outcome


def _add_records(records: Sequence[Record], ledger: "Ledger") -> Iterator[Outcome]:
    try:
        new = ledger.add_all(records)
    except Exception:  # whatever is wrong with one, the others are kept, and it is raised for that one
        new = None
    for number, record in enumerate(records):
        if new is not None:
            yield record if new[number] else Skipped(record.document.id)
        else:
            yield _add_record(record, ledger)


def _add_record(record: Record, ledger: "Ledger") -> Outcome:
    from onrecord.ledger.forgetting import FORGOTTEN  # late, as what only reads needs no database

    if ledger.has_forgotten(record.document):  # while it was read
        return _refuse(record.document, FORGOTTEN)
    return record if ledger.add(record) else Skipped(record.document.id)


def reread_ledger(
    ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Outcome]:
    """Read with this reader every revision that it has not read; the old records stay."""
    reader = make_reader()
    items = ledger.unread(reader.version)
    read_all = _read_here(items, lambda: reader, 1) if jobs == 1 else _read_in_processes(items, make_reader, jobs)
    return _keep((told.refuse() if isinstance(told, _Failed) else told for told in read_all), ledger)


def _skip_known(items: Iterable[Item], ledger: "Ledger") -> Iterator[Item | Skipped]:
    from onrecord.ledger.forgetting import FORGOTTEN  # late, as what only reads needs no database

    for item in items:
        if isinstance(item, Document) and ledger.has(item):
            yield Skipped(item.id)
        elif isinstance(item, Document) and ledger.has_forgotten(item):
            yield _refuse(item, FORGOTTEN)
        elif isinstance(item, Document) and ledger.quarantine.has(item):
            yield _refuse(item, "It is in quarantine: `onrecord quarantine` says why, and with --retry reads it again.")
        else:
            yield item


def _read_here(items: Iterable[Item | Skipped], make_reader: Callable[[], Reader], _: int) -> Iterator[_Told]:
    reader: Reader | None = None
    for item in items:
        if isinstance(item, Document):
            reader = reader or make_reader()
            yield _read_document(reader, item)
        else:
            yield item


def _read_document(reader: Reader, document: Document) -> Record | _Failed:
    for left in reversed(range(_TRIES)):
        try:
            return reader.read(document)
        except EndpointError:  # no fault of the document: the next ones would end alike, and be in quarantine
            raise
        except Exception as error:  # a fault of the reader must not lose the documents after this one
            if not left:
                _log.exception("The reader failed on document %s.", document.id)
                told = f"The reader failed on it ({type(error).__name__}: {error}); please report this."
                return _Failed(document, told, f"{type(error).__name__} in {_place(error)}")
    raise AssertionError("the last try returns")


def _place(error: Exception) -> str:
    """The line of code where an exception was raised: its words may be those of the text."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"


def _refuse(document: Document, message: str) -> Refusal:
    source = document.url or (f"{document.id} ({document.title})" if document.title else document.id)
    return Refusal(source=source, reason="unreadable", message=message)


def _read_in_processes(
    items: Iterable[Item | Skipped], make_reader: Callable[[], Reader], jobs: int
) -> Iterator[_Told]:
    processes = _Processes(make_reader, jobs)
    waiting: deque[tuple[Item | Skipped, _Promise | None]] = deque()
    try:
        for item in items:
            waiting.append((item, processes.submit(item) if isinstance(item, Document) else None))
            if len(waiting) >= jobs * _AHEAD:
                yield processes.take(waiting)
        while waiting:
            yield processes.take(waiting)
    finally:
        processes.close()


_Promise = Future[Record | _Failed]


class _Processes:
    """A pool that outlives the death of a process: the document that killed it is refused, the others are read."""

    def __init__(self, make_reader: Callable[[], Reader], jobs: int) -> None:
        self._make_reader = make_reader
        self._jobs = jobs
        self._pool = self._open(jobs)
        self._lone: ProcessPoolExecutor | None = None

    def submit(self, document: Document) -> _Promise:
        try:
            return self._pool.submit(_read_there, document)
        except BrokenProcessPool:
            self._pool = self._open(self._jobs)
            return self._pool.submit(_read_there, document)

    def take(self, waiting: deque[tuple[Item | Skipped, _Promise | None]]) -> _Told:
        item, promise = waiting.popleft()
        if promise is None or not isinstance(item, Document):
            assert not isinstance(item, Document), "every document was submitted"
            return item
        try:
            return promise.result()
        except BrokenProcessPool:
            return self._read_alone(item)

    def close(self) -> None:
        for pool in (self._pool, self._lone):
            if pool:
                pool.shutdown(wait=False, cancel_futures=True)

    def _read_alone(self, document: Document) -> Record | _Failed:
        """When a process dies, its whole pool does; alone, the document that kills is told from the rest."""
        for _ in range(_TRIES):
            self._lone = self._lone or self._open(1)
            try:
                return self._lone.submit(_read_there, document).result()
            except BrokenProcessPool:
                self._lone = None
        died = "The process that read it died, perhaps for want of memory."
        return _Failed(document, died, died)

    def _open(self, jobs: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, context, initializer=_start_process, initargs=(self._make_reader,))


_own_reader: Reader | OnRecordError | None = None  # of a process of the pool


def _start_process(make_reader: Callable[[], Reader]) -> None:
    global _own_reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _own_reader = make_reader()
    except OnRecordError as error:
        _own_reader = error


def _end_with_parent() -> None:
    """A killed run leaves no process behind that waits for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "only processes of a pool call this"
    parent.join()
    os._exit(1)


def _read_there(document: Document) -> Record | _Failed:
    assert _own_reader is not None, "_start_process has run"
    if isinstance(_own_reader, OnRecordError):
        raise _own_reader
    return _read_document(_own_reader, document)


@cache
def _kept_reader() -> Reader:
    return open_reader()
