"""Killed at any instant and started again, a run ends with the ledger of an undisturbed one, in each database."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ledger.conftest import NewPlace
from tests.plain_reader import PlainReader
from tests.test_run import documents

from onrecord.ledger.ledger import open_ledger
from onrecord.run import add_items

ROOT = Path(__file__).parent.parent.parent
COUNT = 400
PROGRAM = """
import sys
from onrecord.ledger.ledger import open_ledger
from onrecord.run import add_items
from tests.plain_reader import PlainReader
from tests.test_run import documents

if __name__ == "__main__":
    with open_ledger(sys.argv[1]) as ledger:
        print("begun", flush=True)
        for outcome in add_items(documents(int(sys.argv[2])), ledger, make_reader=PlainReader, jobs=int(sys.argv[3])):
            pass
"""


def run_program(folder: Path, place: str, *, jobs: int, kill_after: float | None = None) -> None:
    """Add documents in a process of its own; kill it and all it started so many seconds after it began."""
    script = folder / "add.py"
    script.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(script), place, str(COUNT), str(jobs)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        if kill_after is not None:
            time.sleep(kill_after)
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.returncode in (0, -signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_instant_a_run_ends_with_the_same_ledger(tmp_path: Path, new_place: NewPlace, jobs: int) -> None:
    """No document is lost, doubled or half there, nothing is put into quarantine, and the chain is the same."""
    place = new_place()
    chance = random.Random(jobs)  # the same instants each time, as far as a clock allows
    for _ in range(5):
        run_program(tmp_path, place, jobs=jobs, kill_after=chance.uniform(0, 0.8))
    run_program(tmp_path, place, jobs=jobs)
    with open_ledger(":memory:") as whole, open_ledger(place) as broken:
        list(add_items(documents(COUNT), whole, make_reader=PlainReader))
        assert (broken.digest(), broken.head()) == (whole.digest(), whole.head())
        assert broken.count() == (COUNT, COUNT)
        assert broken.quarantine.failures() == ()
        assert list(broken.verify()) == []
