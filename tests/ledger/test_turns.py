"""Who writes waits for who writes, takes its turn soon, and is told when there is none."""

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event
from tests.ledger.conftest import MakeRecord

from onrecord.errors import LedgerError
from onrecord.ledger.engine import locate_ledger, telling, writing
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.turns import begin_writing


def test_who_waits_is_soon_the_next(tmp_path: Path, make_record: MakeRecord) -> None:
    """Beside one who lets the pen go and takes it again at once; SQLite alone would ask ten times a second."""
    place = tmp_path / "office.db"
    open_ledger(place).close()
    done = threading.Event()

    def write() -> None:
        with open_ledger(place) as ledger:
            for number in range(10_000):
                ledger.add(make_record(f"a{number}"))
                if done.is_set():
                    return

    greedy = threading.Thread(target=write)
    greedy.start()
    try:
        with open_ledger(place) as ledger:
            begun = time.monotonic()
            for number in range(10):
                assert ledger.add(make_record(f"b{number}"))
            assert time.monotonic() - begun < 20
    finally:
        done.set()
        greedy.join()


def test_who_does_not_let_go_is_told_of(tmp_path: Path) -> None:
    """After the time that is given, in words."""
    place = tmp_path / "office.db"
    open_ledger(place).close()
    waiting = create_engine(locate_ledger(place))
    event.listen(waiting, "begin", lambda connection: begin_writing(connection, wait=0.2))
    with open_ledger(place) as ledger, writing(ledger._engine):
        begun = time.monotonic()
        with pytest.raises(LedgerError, match="in use by another program"), telling(place), waiting.begin():
            pass
        assert 0.2 <= time.monotonic() - begun < 5
    waiting.dispose()
