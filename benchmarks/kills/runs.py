"""A run in a process of its own -> killed, disturbed or finished, and its ledger compared with that of another."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from onrecord.ledger.ledger import open_ledger

__all__ = ["COUNT", "Run", "compare_ledgers"]

COUNT = 500
_LONGEST = {"1": 1.5, "4": 1.5, "ray": 12.0}  # seconds in which a kill falls: the run takes about as long
_WORKERS = (b"spawn_main", b"ray::")


class Run:
    """A run into one ledger that is started as often as it takes."""

    def __init__(self, place: str, executor: str, chance: random.Random) -> None:
        self.place = place
        self._executor = executor
        self._chance = chance

    def kill(self) -> bool:
        """Start it, and kill it and all that it started at some instant, or one worker alone; whether it was that."""
        process = self._start()
        time.sleep(self._chance.uniform(0, _LONGEST[self._executor]))
        lone = self._executor != "1" and self._chance.random() < 0.5 and _kill_worker(process.pid, self._chance)
        if lone:
            time.sleep(self._chance.uniform(0, 1))
        for pid in [process.pid, *_find_descendants(process.pid)]:
            _kill(pid)
        process.communicate()
        return lone

    def disturb(self, disturb: Callable[[], None]) -> tuple[bool, str]:
        """Start it, do this at some instant, and wait for its end; whether it went on to it, and what it said."""
        process = self._start()
        time.sleep(self._chance.uniform(0.1, 0.8))
        disturb()
        said = process.communicate(timeout=700)[1].decode()
        return process.returncode == 0, " ".join(said.split())

    def finish(self) -> None:
        """Start it and wait for its end. Raises RuntimeError where it says that it failed."""
        process = self._start()
        said = process.communicate(timeout=300)[1].decode()
        if process.returncode:
            raise RuntimeError(f"A run that nothing disturbed ended with {process.returncode}: {said}")

    def _start(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "benchmarks.kills.program", self.place, self._executor, str(COUNT)]
        environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
        )
        assert process.stdout is not None
        process.stdout.readline()
        return process


def compare_ledgers(place: str, whole: str) -> Iterator[str]:
    """How a ledger differs from that of an undisturbed run."""
    with open_ledger(place) as ledger, open_ledger(whole) as expected:
        yield from (f"{fault.place}: {fault.message}" for fault in ledger.verify())
        if ledger.count() != expected.count():
            yield f"it has {ledger.count()} documents and records, not {expected.count()}"
        if ledger.quarantine.failures():
            yield f"{len(ledger.quarantine.failures())} documents are in quarantine"
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = Path(folder, "ours.zip"), Path(folder, "theirs.zip")
            ledger.dump(ours)
            expected.dump(theirs)
            if ours.read_bytes() != theirs.read_bytes():
                yield "its dump is another"


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_worker(parent: int, chance: random.Random) -> bool:
    workers = [pid for pid in _find_descendants(parent) if any(mark in _read_command(pid) for mark in _WORKERS)]
    if not workers:
        return False
    _kill(chance.choice(workers))
    return True


def _find_descendants(parent: int) -> list[int]:
    """The processes that a process started, and those that they started (Linux)."""
    children = []
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        try:
            children += [int(pid) for pid in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return [pid for child in children for pid in (child, *_find_descendants(child))]


def _read_command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
