"""Killed between forgetting and scrubbing, a ledger is scrubbed by the next who opens it."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord

from onrecord.ledger.ledger import open_ledger

ROOT = Path(__file__).parent.parent.parent
TEXT = "Quillweather men were held in Port Halden, and nobody said why. "
TIME = "2031-05-06T08:00:00+00:00"
PROGRAM = f"""
import os, signal, sys
from sqlalchemy import event
from onrecord.ledger.ledger import open_ledger

ledger = open_ledger(sys.argv[1])

@event.listens_for(ledger._engine, "checkin")  # the transaction is over, and its connection given back
def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

ledger.forget("vanishing-id", why="a court's order", time="{TIME}")
"""


@pytest.fixture
def place(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A ledger of two documents; what is to be forgotten is in the file, no more in its log."""
    path = tmp_path / "office.db"
    with open_ledger(path) as ledger:
        ledger.add(make_record("kept"))
        ledger.add(make_record("vanishing-id", text=TEXT * 300))
    return path


def holds(place: Path, words: bytes) -> bool:
    """Whether these words are anywhere in the files of the ledger."""
    return any(words in path.read_bytes().lower() for path in place.parent.glob("office.db*"))


def marked(place: Path) -> int:
    """How many deletions are to be finished."""
    connection = sqlite3.connect(place)
    (mark,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(mark)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_killed_before_it_is_scrubbed(place: Path) -> None:
    """It is forgotten already; the next who opens the ledger leaves nothing of it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(place)], env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert holds(place, b"quillweather"), "it was killed in between"
    with open_ledger(place) as ledger:
        assert not holds(place, b"quillweather")
        assert not holds(place, b"vanishing-id")
        assert [record.document.id for record in ledger.records()] == ["kept"]
        assert list(ledger.verify()) == []
    assert marked(place) == 0


def test_while_another_reads_it_is_left_to_the_next(place: Path) -> None:
    """Forgetting does not fail, and says that it is not finished."""
    reader = sqlite3.connect(place, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM documents").fetchone()
    with open_ledger(place) as ledger:
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        assert not ledger.forget("vanishing-id", why="a court's order", time=TIME)
        assert ledger.count() == (1, 1)
        assert marked(place) == 1
        reader.close()
    with open_ledger(place):
        assert not holds(place, b"quillweather")
    assert marked(place) == 0


def test_no_free_page_holds_what_went_before(place: Path, make_record: MakeRecord) -> None:
    """Pages that were freed while documents were added, and the index made anew, hold no words either."""
    with open_ledger(place) as ledger:
        for number in range(40):
            ledger.add(make_record(f"d{number}", text=f"Case {number}: two men were held."))
        ledger.reindex()
        assert ledger.forget("vanishing-id", why="a court's order", time=TIME)
    assert not holds(place, b"quillweather")
