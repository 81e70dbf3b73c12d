"""Items -> what came of each, read in processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from onrecord.errors import OnRecordError
from onrecord.executors.outcomes import TRIES, Failed, Item, Skipped, Told, read_document
from onrecord.records.reader import Reader
from onrecord.schema import Document, Record

__all__ = ["read_in_processes"]

_AHEAD = 4  # documents given to each process before the first is taken back: keeps all busy, bounds memory


def read_in_processes(
    items: Iterable[Item | Skipped], make_reader: Callable[[], Reader], *, jobs: int
) -> Iterator[Told]:
    """In so many processes of this machine, whose deaths the run outlives."""
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


_Promise = Future[Record | Failed]


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

    def take(self, waiting: deque[tuple[Item | Skipped, _Promise | None]]) -> Told:
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

    def _read_alone(self, document: Document) -> Record | Failed:
        """When a process dies, its whole pool does; alone, the document that kills is told from the rest."""
        for _ in range(TRIES):
            self._lone = self._lone or self._open(1)
            try:
                return self._lone.submit(_read_there, document).result()
            except BrokenProcessPool:
                self._lone = None
        died = "The process that read it died, perhaps for want of memory."
        return Failed(document, died, died)

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


def _read_there(document: Document) -> Record | Failed:
    assert _own_reader is not None, "_start_process has run"
    if isinstance(_own_reader, OnRecordError):
        raise _own_reader
    return read_document(_own_reader, document)
