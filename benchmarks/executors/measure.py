"""What an executor costs a document: python -m benchmarks.executors.measure [--documents N].

Short documents by a reader that takes no time, here, in two processes and on Ray on this machine with two cores: what
is left is the way there and back. The start of the processes is told apart. Milliseconds a document, median of five.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from statistics import median

from benchmarks.kills.program import PlainReader, make_documents
from onrecord.executors.here import read_here
from onrecord.executors.on_ray import connect_ray, read_on_ray
from onrecord.executors.outcomes import Execute, Told
from onrecord.executors.processes import read_in_processes

__all__ = ["main"]


def main() -> None:
    """Print a line an executor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    count = parser.parse_args().documents
    with ExitStack() as stack:
        _measure("here", read_here, count)
        _measure("2 processes", partial(read_in_processes, jobs=2), count)
        begun = time.perf_counter()
        stack.enter_context(connect_ray(None, jobs=2))
        print(f"Ray was started in {time.perf_counter() - begun:.1f} s")
        _measure("Ray", partial(read_on_ray, connect=partial(connect_ray, None, jobs=2)), count)


def _measure(name: str, execute: Execute, count: int) -> None:
    started, times = zip(*(_time(execute, count) for _ in range(5)), strict=True)
    print(f"{name}: {median(times) / count * 1000:.2f} ms a document; the first comes after {median(started):.2f} s")


def _time(execute: Callable[..., Iterator[Told]], count: int) -> tuple[float, float]:
    """Seconds to the first outcome, and from there to the last."""
    begun = time.perf_counter()
    outcomes = iter(execute(make_documents(count, {}), PlainReader))
    next(outcomes)
    first = time.perf_counter()
    for _ in outcomes:
        pass
    return first - begun, time.perf_counter() - first


if __name__ == "__main__":
    main()
