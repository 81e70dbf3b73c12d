"""Many who write and many who read one ledger at once: python -m benchmarks.ledger.contention sqlite --seconds 120.

Each writes and reads in a process of its own, as fast as it can. True at the end: what a writer was told is there, is
there, once; nobody was told of an error; the chain and every span verify; what readers saw only grew.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ledger.places import Database, open_place
from benchmarks.ledger.records import make_records, make_searches
from onrecord.errors import OnRecordError
from onrecord.ledger.ledger import Ledger, open_ledger

__all__ = ["Contention", "contend", "describe"]

_LARGEST = 20  # records of one transaction
_APART = 10_000_000  # between the numbers of the records of two writers


@dataclass(frozen=True, slots=True, kw_only=True)
class Contention:
    """What came of it: `written` as the writers were told, `stored` as it is; seconds of the slowest call of each."""

    seconds: float
    written: int
    read: int
    stored: int
    errors: tuple[str, ...]
    faults: tuple[str, ...]
    slowest_write: float
    slowest_read: float

    @property
    def passed(self) -> bool:
        """Nothing lost, nothing wrong, and somebody did something."""
        return bool(self.written and self.read) and self.written == self.stored and not self.errors + self.faults


def contend(place: str, *, writers: int, readers: int, seconds: float) -> Contention:
    """Let so many write and read the empty ledger at this place."""
    open_ledger(place).close()
    begun = time.monotonic()
    roles = [("write", number) for number in range(writers)] + [("read", number) for number in range(readers)]
    command = [sys.executable, "-m", "benchmarks.ledger.contention", place, "--seconds", str(seconds)]
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                subprocess.Popen([*command, "--as", *map(str, role)], stdout=subprocess.PIPE, text=True)
            )
            for role in roles
        ]
        told = [_hear(process) for process in started]
    lasted = time.monotonic() - begun
    wrote, looked = told[:writers], told[writers:]
    with open_ledger(place) as ledger:
        stored = {record.document.id for record in ledger.records()}
        faults = tuple(f"{fault.place}: {fault.message}" for fault in ledger.verify())
        documents = ledger.count()[0]
    names = {name for each in wrote for name in each.names}
    lost = tuple(f"{name} was written and is not there" for name in sorted(names - stored))
    return Contention(
        seconds=lasted,
        written=sum(len(each.names) for each in wrote),
        read=sum(each.calls for each in looked),
        stored=documents,
        errors=tuple(error for each in told for error in each.errors),
        faults=faults + lost,
        slowest_write=max(each.slowest for each in wrote),
        slowest_read=max(each.slowest for each in looked),
    )


def describe(found: Contention) -> str:
    """One line for people."""
    return (
        f"{found.written:,} documents written and {found.read:,} reads in {found.seconds:.0f} s; "
        f"{found.stored:,} are there; slowest write {found.slowest_write:.1f} s, read {found.slowest_read:.1f} s; "
        f"{len(found.errors)} errors, {len(found.faults)} faults"
    )


def _hear(process: "subprocess.Popen[str]") -> "_Told":
    told, _ = process.communicate()
    if process.returncode:
        return _Told(names=[], calls=0, slowest=0, errors=[f"A process ended with {process.returncode}."])
    return _Told(**json.loads(told))


@dataclass(slots=True)
class _Told:
    """What one process says of itself: the ids it wrote, how many calls it made, what it was told of."""

    names: list[str] = field(default_factory=list)
    calls: int = 0
    slowest: float = 0
    errors: list[str] = field(default_factory=list)


def _play(place: str, role: str, number: int, seconds: float) -> _Told:
    """Write or read until the time is over."""
    told = _Told()
    list(make_records(0, 1))  # makes the vocabulary, which takes its time
    with open_ledger(place) as ledger:
        end = time.monotonic() + seconds
        steps = _write(ledger, number) if role == "write" else _read(ledger, number)
        while time.monotonic() < end:
            begun = time.monotonic()
            try:
                told.names += next(steps)
            except OnRecordError as error:
                told.errors.append(str(error))
                break
            told.calls += 1
            told.slowest = max(told.slowest, time.monotonic() - begun)
    return told


def _write(ledger: Ledger, number: int) -> Iterator[list[str]]:
    """Add some records at a time, and tell their ids once they are there."""
    chance = random.Random(number)
    records = make_records(number * _APART, _APART)
    while some := list(islice(records, chance.randint(1, _LARGEST))):
        ledger.add_all(some)
        yield [record.document.id for record in some]


def _read(ledger: Ledger, number: int) -> Iterator[list[str]]:
    """Search, list, open and count; what is listed can be opened, and the count only grows."""
    chance, before = random.Random(number), 0
    for words in cycle(make_searches(1000)):
        found = ledger.search(words) if chance.random() < 0.7 else ledger.documents(limit=20)
        for listing in found[:2]:
            ledger.record(listing.id)
        documents, records = ledger.count()
        if documents < before or records < documents:
            raise OnRecordError(f"There were {before} documents, and now there are {documents} with {records} records.")
        before = documents
        yield []


def main() -> None:
    """Let them write and read, and say what came of it; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", help="sqlite or postgresql")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--as", dest="role", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role:
        print(json.dumps(asdict(_play(given.place, given.role[0], int(given.role[1]), given.seconds))))
        return
    database: Database = given.place
    with TemporaryDirectory() as folder, open_place(database, Path(folder)) as place:
        found = contend(place, writers=given.writers, readers=given.readers, seconds=given.seconds)
    print(describe(found))
    for wrong in (*found.errors, *found.faults)[:20]:
        print(wrong)
    sys.exit(not found.passed)


if __name__ == "__main__":
    main()
