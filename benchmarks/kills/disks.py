"""A disk that is full in the middle of a run: it is said, nothing is lost, and the run goes on when there is room."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.kills.runs import Run, compare_ledgers

__all__ = ["fill_disk"]

_SIZE = 6_000_000  # bytes: a ledger of 500 short documents takes some three with its log
_ROOM = 1_000_000


def fill_disk(folder: Path, whole: str) -> list[str]:
    """What is wrong: a run that did not say that the disk is full, or a ledger that differs once there is room."""
    disk = folder / "disk"
    disk.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", disk], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print("A full disk: not tried, as no disk may be mounted here")
        return []
    try:
        return list(_try_disk(disk, whole))
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def _try_disk(disk: Path, whole: str) -> Iterator[str]:
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(_SIZE - _ROOM))
    run = Run(str(disk / "office.db"), "1", random.Random(1))
    went_on, said = run.disturb(lambda: None)
    print(f"A full disk: {said or 'the run went on'}")
    if went_on or "The disk is full" not in said:
        yield f"a full disk was not told: {said}"
    with os.fdopen(os.open(ballast, os.O_WRONLY), "wb") as file:
        file.truncate(0)
    run.finish()
    yield from (f"full disk: {fault}" for fault in compare_ledgers(run.place, whole))
