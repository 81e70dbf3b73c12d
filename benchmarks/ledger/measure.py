"""How fast a ledger grows, and whether that lasts: python -m benchmarks.ledger.measure sqlite 10000 100000.

Invented records are made beforehand, so that only adding is timed: encoding, hashing, rows, index, full text, commit.
At each size that is named, a row: documents a second since the last one and since the beginning, cost of a document
beside that of the first size, search, memory of the process (its records included) and disk.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.ledger.places import Database, measure_disk, open_place
from benchmarks.ledger.records import make_records, make_searches
from onrecord.ledger.ledger import Ledger, open_ledger

__all__ = ["BATCH", "Growth", "draw_table", "measure"]

BATCH = 100
"""Records of one transaction, as a run adds them."""

_SEARCHES = 250


@dataclass(frozen=True, slots=True)
class Growth:
    """A ledger of `documents`: seconds to add them all, and those since the last row; searches in seconds.

    `latest_work` is what the process itself worked for the latest, in seconds of a processor: other programs beside it
    lengthen that less.
    """

    documents: int
    seconds: float
    latest: int
    latest_seconds: float
    latest_work: float
    searches: tuple[float, ...]
    resident: int
    disk: int


def measure(place: str, sizes: Iterable[int]) -> Iterator[Growth]:
    """Fill the empty ledger at this place; one row a size, in ascending order."""
    total = 0.0
    with open_ledger(place) as ledger:
        for begin, end in pairwise((0, *sizes)):
            spent = [_add(ledger, first, min(BATCH, end - first)) for first in range(begin, end, BATCH)]
            seconds, work = (sum(each) for each in zip(*spent, strict=True))
            total += seconds
            searches = tuple(_time_searches(ledger))
            yield Growth(end, total, end - begin, seconds, work, searches, _resident(), measure_disk(place))


def draw_table(rows: Iterable[Growth]) -> Iterator[str]:
    """The rows as Markdown, each as soon as it is there."""
    names = (
        "documents | a second | since the last | cost beside the first | processor | search p50 | p95 | resident | disk"
    )
    yield f"| {names} |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    first: float | None = None
    for row in rows:
        cost = row.seconds / row.documents
        first = first or cost
        latest = row.latest / row.latest_seconds
        slowest = quantiles(row.searches, n=20)[-1]
        yield (
            f"| {row.documents:,} | {1 / cost:,.0f} | {latest:,.0f} | {1 / latest / first:.2f} "
            f"| {row.latest_work / row.latest * 1e6:,.0f} us "
            f"| {median(row.searches) * 1000:.1f} ms | {slowest * 1000:.1f} ms "
            f"| {row.resident / 2**20:,.0f} MB | {row.disk / 2**20:,.0f} MB |"
        )


def _add(ledger: Ledger, first: int, count: int) -> tuple[float, float]:
    """Seconds to add so many records, by the clock and of a processor."""
    records = list(make_records(first, count))
    begun, worked = time.perf_counter(), time.process_time()
    ledger.add_all(records)
    return time.perf_counter() - begun, time.process_time() - worked


def _time_searches(ledger: Ledger) -> Iterator[float]:
    for words in make_searches(_SEARCHES):
        begun = time.perf_counter()
        ledger.search(words)
        yield time.perf_counter() - begun


def _resident() -> int:
    """The most bytes of memory that this process has had at once."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) * 1024


def main() -> None:
    """Fill a new ledger and print the table row by row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", choices=("sqlite", "postgresql"))
    parser.add_argument("sizes", type=int, nargs="+", help="numbers of documents, ascending; 1000000 take 25 GB")
    parser.add_argument("--folder", type=Path, help="where the ledger is meanwhile; else where temporary files are")
    parser.add_argument(
        "--keep", type=Path, help="the file that an SQLite ledger is left in, for benchmarks.ledger.beside"
    )
    given = parser.parse_args()
    database: Database = given.database
    if given.keep is not None:
        if database != "sqlite" or given.keep.exists():
            parser.error(f"--keep {given.keep}: give a file that is not there, and sqlite")
        for line in draw_table(measure(str(given.keep), given.sizes)):
            print(line, flush=True)
        return
    with TemporaryDirectory(dir=given.folder) as folder, open_place(database, Path(folder)) as place:
        for line in draw_table(measure(place, given.sizes)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
