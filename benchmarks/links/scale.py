"""What linking costs as a ledger grows: python -m benchmarks.links.scale [--documents 2000 10000 100000].

Records are invented and not read, which would take hours. For each size a ledger on SQLite is filled and linked from
nothing, then a hundred documents are added and linked. Prints seconds of one processor, which hardly move with what
else the machine does, and memory. Sizes should grow, as memory is the most that was needed so far.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.links.invented import invent_records
from onrecord.answers.cases import tell_case
from onrecord.answers.echoes import map_echoes
from onrecord.answers.figures import compare_counts
from onrecord.answers.linked_records import open_library
from onrecord.answers.timeline import tell_timeline
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.links.store import refresh_links

ADDED = 100
FILLED = 500  # documents added in one transaction


def main() -> None:
    """A few lines a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[2_000, 10_000])
    for number in parser.parse_args().documents:
        with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "ledger.db") as ledger:
            _measure(ledger, number)


def _measure(ledger: Ledger, number: int) -> None:
    records = invent_records(number + ADDED)
    for start in range(0, number, FILLED):
        ledger.add_all(list(islice(records, min(FILLED, number - start))))
    took = _time(lambda: refresh_links(ledger))
    each = 1000 * took / number
    print(f"{number:,} documents: linked in {took:.1f} s, {each:.2f} ms each, {_memory():,} MB", flush=True)
    ledger.add_all(list(records))
    print(f"  {ADDED} more: {_time(lambda: refresh_links(ledger)):.2f} s", flush=True)
    print(f"  links taken up: {_time(lambda: open_library(ledger).links):.2f} s, {_memory():,} MB", flush=True)
    library = open_library(ledger)
    asked = (map_echoes, compare_counts, tell_timeline)
    times = sorted(_time(partial(ask, library, f"{event}-1")) for event in range(0, number // 5, 7) for ask in asked)
    print(f"  an answer: {1000 * times[len(times) * 95 // 100]:.1f} ms, 95 of 100", flush=True)
    print(f"  a case: {1000 * _time(lambda: tell_case(library, '31-cr-3')):.1f} ms", flush=True)


def _time(do: Callable[[], object]) -> float:
    before = time.process_time()
    do()
    return time.process_time() - before


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
