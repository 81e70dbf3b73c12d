"""One piece of work -> the same in several processes: begun again where one ends, ended where the first one does.

They are processes of their own from the start (spawned), so that no lock or connection of the first is copied.
"""

import multiprocessing
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread

from onrecord.errors import LedgerError

__all__ = ["keep_working", "watch_parent"]

_EARLY = 20.0  # seconds; a process that ends before them had not begun to work
_TRIES = 3  # early ends in a row until it is given up
_PATIENCE = 10.0  # seconds for the processes to end what they are at

Work = Callable[[], None]


def keep_working(work: Work, processes: int) -> None:
    """Do this in so many processes until interrupted; `work` is pickled. Raises LedgerError where they keep ending."""
    context = multiprocessing.get_context("spawn")
    working: dict[BaseProcess, float] = {}  # with the times at which they were begun

    def begin() -> None:
        process = context.Process(target=_do, args=(work,))
        process.start()
        working[process] = time.monotonic()

    try:
        for _ in range(processes):
            begin()
        early = 0
        while True:
            wait([process.sentinel for process in working])
            for process in [each for each in working if not each.is_alive()]:
                early = early + 1 if time.monotonic() - working.pop(process) < _EARLY else 0
                if early >= _TRIES:
                    raise LedgerError("The processes of the desk end as soon as they begin; see what they said above.")
                begin()
    finally:
        _end(list(working))


def watch_parent(end: Callable[[], None]) -> None:
    """Call `end` once the process that began this one is there no more, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        end()

    Thread(target=watch, daemon=True).start()


def _do(work: Work) -> None:
    with suppress(KeyboardInterrupt):  # Control-C reaches all processes of a terminal
        work()


def _end(working: list[BaseProcess]) -> None:
    """Ask all to end, and end those that do not."""
    for process in working:
        process.terminate()
    end = time.monotonic() + _PATIENCE
    for process in working:
        process.join(max(0.0, end - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
