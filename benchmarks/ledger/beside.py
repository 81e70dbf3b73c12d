"""What a document costs in a large ledger beside a small one: python -m benchmarks.ledger.beside LARGE.db.

The large ledger is one that `python -m benchmarks.ledger.measure sqlite 1000000 --keep LARGE.db` has left; the small
one is made, of 10,000 documents. Documents are then added to both in turn, a hundred here and a hundred there, so that
whatever else the machine does weighs on both alike. The first of them are not counted: a ledger that has just been
opened has to find the pages of its indexes on the disk. The large one grows by as many each time.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from benchmarks.ledger.measure import BATCH
from benchmarks.ledger.records import make_records
from onrecord.errors import OnRecordError
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.tables import listings

__all__ = ["Cost", "compare"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the documents of one batch cost, each: seconds by the clock, and of a processor."""

    clock: float
    work: float


def compare(large: Ledger, small: Ledger, documents: int) -> Iterator[tuple[Cost, Cost]]:
    """Add so many to both, in batches that change places; of each the cost in the large and in the small one."""
    places = [(large, _count(large)), (small, _count(small))]
    for batch in range(documents // BATCH):
        turn = places if batch % 2 else places[::-1]
        spent = {ledger: _add(ledger, first + batch * BATCH) for ledger, first in turn}
        yield spent[large], spent[small]


def _count(ledger: Ledger) -> int:
    with ledger.engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(listings)).scalar_one()


def _add(ledger: Ledger, first: int) -> Cost:
    records = list(make_records(first, BATCH))
    clock, work = time.perf_counter(), time.process_time()
    ledger.add_all(records)
    return Cost((time.perf_counter() - clock) / BATCH, (time.process_time() - work) / BATCH)


def main() -> None:
    """Three lines: the large ledger, the small one, and how much more a document costs in the large one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("large", type=Path, help="an SQLite ledger that `measure --keep` has left")
    parser.add_argument("--small", type=int, default=10_000, help="documents of the small ledger (10,000)")
    parser.add_argument("--documents", type=int, default=10_000, help="documents added to each and counted (10,000)")
    parser.add_argument("--before", type=int, default=20_000, help="documents added to each before that (20,000)")
    given = parser.parse_args()
    if not given.large.is_file():
        parser.error(f"{given.large}: there is no such ledger; make one with benchmarks.ledger.measure --keep")
    try:
        with TemporaryDirectory(dir=given.large.parent) as folder:
            _tell(given.large, Path(folder) / "small.db", given.small, given.documents, given.before)
    except OnRecordError as error:
        parser.error(str(error))


def _tell(large_place: Path, small_place: Path, size: int, documents: int, before: int) -> None:
    with open_ledger(large_place) as large, open_ledger(small_place) as small:
        for first in range(0, size, BATCH):
            small.add_all(list(make_records(first, BATCH)))
        for _ in compare(large, small, before):
            pass
        print(f"{_count(large):,} documents beside {_count(small):,}, {documents:,} added to each", flush=True)
        costs = list(compare(large, small, documents))
    for name, at in (("large", 0), ("small", 1)):
        clock, work = (mean(getattr(pair[at], kind) for pair in costs) * 1e6 for kind in ("clock", "work"))
        print(f"{name}: {clock:,.0f} us by the clock, {work:,.0f} us of a processor")
    more, most = (
        sum(getattr(p[0], k) for p in costs) / sum(getattr(p[1], k) for p in costs) for k in ("clock", "work")
    )
    print(f"a document costs {more:.2f} times as much by the clock, {most:.2f} times of a processor")


if __name__ == "__main__":
    main()
