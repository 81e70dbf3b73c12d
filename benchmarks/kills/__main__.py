"""Runs that are killed, end all the same: python -m benchmarks.kills [--kills N] [--seed S] [--executors here,4,ray].

N kills by SIGKILL are spread over SQLite and PostgreSQL and over the executors, each at an instant by chance: of the
whole run with all its processes, and where there are workers of one of them alone. A run is started again until it
ends by itself; its ledger must be that of an undisturbed run, to the last byte of its dump. Then PostgreSQL is
restarted in the middle of runs, and a small disk is filled. Exits with 1 where a ledger differs.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.kills.disks import fill_disk
from benchmarks.kills.places import Server, open_server
from benchmarks.kills.program import PlainReader, add_documents
from benchmarks.kills.runs import COUNT, Run, compare_ledgers

PER_LEDGER = 5  # kills before a run is left to end


def main() -> int:
    """The exit code says whether every ledger was that of an undisturbed run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--restarts", type=int, default=6, help="of PostgreSQL")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--executors", default="1,4,ray", help="1 is here, 4 is in so many processes")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with TemporaryDirectory(prefix="onrecord-kills-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        whole = str(folder / "whole.db")
        add_documents(whole, "1", COUNT, PlainReader)
        with open_server(folder) as server:
            faults = kill_runs(arguments, chance, folder, server, whole)
            faults += restart_server(arguments.restarts, chance, server, whole)
        faults += fill_disk(folder, whole)
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def kill_runs(
    arguments: argparse.Namespace, chance: random.Random, folder: Path, server: Server, whole: str
) -> list[str]:
    """Spread the kills over databases and executors; what is wrong with a ledger."""
    makers: dict[str, Callable[[], str]] = {
        "SQLite": lambda: str(folder / f"{chance.getrandbits(64):x}.db"),
        "PostgreSQL": server.make_place,
    }
    cells = [(database, executor) for executor in arguments.executors.split(",") for database in makers]
    shares = dict.fromkeys(cells, 0)
    for cell, _ in zip(cycle(cells), range(arguments.kills), strict=False):
        shares[cell] += 1
    faults = []
    for (database, executor), share in ((cell, share) for cell, share in shares.items() if share):
        begun, ledgers, workers = time.monotonic(), 0, 0
        for left in range(share, 0, -PER_LEDGER):
            run = Run(makers[database](), executor, chance)
            for _ in range(min(left, PER_LEDGER)):
                workers += run.kill()
            run.finish()
            ledgers += 1
            faults += [f"{database}, {executor}: {fault}" for fault in compare_ledgers(run.place, whole)]
        seconds = time.monotonic() - begun
        said = f"{share} kills ({workers} of a worker alone) of runs of {COUNT} documents, {ledgers} ledgers"
        print(f"{database}, executor {executor}: {said}, {len(faults)} faults so far, {seconds:.0f} s", flush=True)
    return faults


def restart_server(restarts: int, chance: random.Random, server: Server, whole: str) -> list[str]:
    """Restart PostgreSQL in the middle of runs, as told and as by a crash; what is wrong: each is to wait and go on."""
    faults = []
    for number in range(restarts):
        mode = ("fast", "immediate")[number % 2]
        run = Run(server.make_place(), "1", chance)
        went_on, said = run.disturb(lambda mode=mode: server.restart(mode))  # type: ignore[misc]
        if not went_on:
            faults.append(f"restart {mode}: the run did not go on")
            run.finish()
        faults += [f"restart {mode}: {fault}" for fault in compare_ledgers(run.place, whole)]
        print(f"PostgreSQL restarted ({mode}): {said or 'it was not noticed'}", flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main())
