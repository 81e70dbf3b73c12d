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
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.errors import OnRecordError
from onrecord.records.reader import Reader, open_reader
from onrecord.schema import Document, DocumentKind, Id, Record

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger
    from onrecord.records.explaining import Explanation

__all__ = ["Outcome", "Skipped", "Summary", "add_items", "explain_item", "read", "read_items", "reread_ledger"]

_AHEAD = 4  # documents given to each process before the first is taken back: keeps all busy, bounds memory
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that the ledger has already."""

    id: str


Item = Document | Refusal
Outcome = Record | Skipped | Refusal


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
        yield outcome


def add_items(
    items: Iterable[Item], ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Outcome]:
    """Read what the ledger does not have and add it, one transaction a document, before its outcome is given."""
    execute = _read_here if jobs == 1 else _read_in_processes
    for outcome in execute(_skip_known(items, ledger), make_reader, jobs):
        if isinstance(outcome, Record) and not ledger.add(outcome):
            yield Skipped(outcome.document.id)
        else:
            yield outcome


def reread_ledger(
    ledger: "Ledger", *, make_reader: Callable[[], Reader] = open_reader, jobs: int = 1
) -> Iterator[Outcome]:
    """Read with this reader every revision that it has not read; the old records stay."""
    reader = make_reader()
    items = ledger.unread(reader.version)
    read_all = _read_here(items, lambda: reader, 1) if jobs == 1 else _read_in_processes(items, make_reader, jobs)
    for outcome in read_all:
        if isinstance(outcome, Record):
            ledger.add(outcome)
        yield outcome


def _skip_known(items: Iterable[Item], ledger: "Ledger") -> Iterator[Item | Skipped]:
    from onrecord.ledger.forgetting import FORGOTTEN  # late, as what only reads needs no database

    for item in items:
        if isinstance(item, Document) and ledger.has(item):
            yield Skipped(item.id)
        elif isinstance(item, Document) and ledger.has_forgotten(item):
            yield _refuse(item, FORGOTTEN)
        else:
            yield item


def _read_here(items: Iterable[Item | Skipped], make_reader: Callable[[], Reader], _: int) -> Iterator[Outcome]:
    reader: Reader | None = None
    for item in items:
        if isinstance(item, Document):
            reader = reader or make_reader()
            yield _read_document(reader, item)
        else:
            yield item


def _read_document(reader: Reader, document: Document) -> Record | Refusal:
    try:
        return reader.read(document)
    except Exception as error:  # a fault of the reader must not lose the documents after this one
        _log.exception("The reader failed on document %s.", document.id)
        return _refuse(document, f"The reader failed on it ({type(error).__name__}: {error}); please report this.")


def _refuse(document: Document, message: str) -> Refusal:
    source = document.url or (f"{document.id} ({document.title})" if document.title else document.id)
    return Refusal(source=source, reason="unreadable", message=message)


def _read_in_processes(
    items: Iterable[Item | Skipped], make_reader: Callable[[], Reader], jobs: int
) -> Iterator[Outcome]:
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


_Promise = Future[Record | Refusal]


class _Processes:
    """A pool that outlives the death of a process: the document that killed it is refused, the others are read."""

    def __init__(self, make_reader: Callable[[], Reader], jobs: int) -> None:
        self._make_reader = make_reader
        self._jobs = jobs
        self._pool = self._open(jobs)

    def submit(self, document: Document) -> _Promise:
        try:
            return self._pool.submit(_read_there, document)
        except BrokenProcessPool:
            self._pool = self._open(self._jobs)
            return self._pool.submit(_read_there, document)

    def take(self, waiting: deque[tuple[Item | Skipped, _Promise | None]]) -> Outcome:
        item, promise = waiting.popleft()
        if promise is None or not isinstance(item, Document):
            assert not isinstance(item, Document), "every document was submitted"
            return item
        try:
            return promise.result()
        except BrokenProcessPool:
            return self._read_alone(item)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _read_alone(self, document: Document) -> Record | Refusal:
        """When a process dies, its whole pool does; alone, the document that kills is told from the rest."""
        with self._open(1) as pool:
            try:
                return pool.submit(_read_there, document).result()
            except BrokenProcessPool:
                return _refuse(document, "The process that read it died, perhaps for want of memory.")

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


def _read_there(document: Document) -> Record | Refusal:
    assert _own_reader is not None, "_start_process has run"
    if isinstance(_own_reader, OnRecordError):
        raise _own_reader
    return _read_document(_own_reader, document)


@cache
def _kept_reader() -> Reader:
    return open_reader()
