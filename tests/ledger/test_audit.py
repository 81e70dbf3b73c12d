"""The chain tells what was added behind the ledger's back, changed in it, or cut out of it."""

import sqlite3
from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord
from tests.ledger.test_verification import tamper

from onrecord.ledger.ledger import open_ledger


@pytest.fixture
def place(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A ledger of two documents: six entries."""
    path = tmp_path / "office.db"
    with open_ledger(path) as ledger:
        ledger.add(make_record("a"))
        ledger.add(make_record("b"))
    return path


@pytest.mark.parametrize(
    ("found", "words", "statement"),
    [
        ("audit 3", "chain is broken", "UPDATE audit SET digest = 'x' WHERE number = 3"),
        ("audit 4", "chain is broken", "DELETE FROM audit WHERE number = 3"),
        ("audit", "no entry", "DELETE FROM audit WHERE number = 6"),
        ("audit 6", "is gone", "DELETE FROM records WHERE number = 2"),
        ("audit 2", "was changed", "UPDATE revisions SET digest = 'x' WHERE number = 1"),
        ("audit 1", "was changed", "UPDATE documents SET id = 'z' WHERE number = 1"),
    ],
)
def test_what_was_done_behind_its_back_is_found(place: Path, found: str, words: str, statement: str) -> None:
    """With the place in the chain."""
    tamper(place, statement)
    with open_ledger(place) as ledger:
        faults = list(ledger.verify())
    assert any(fault.place == found and words in fault.message for fault in faults)


@pytest.mark.parametrize("table", ["audit", "forgets"])
def test_the_chain_refuses_changes(place: Path, table: str, make_record: MakeRecord) -> None:
    """In the database itself."""
    with open_ledger(place) as ledger:
        ledger.forget("a", why="a court's order", time="2031-05-06T08:00:00+00:00")
    connection = sqlite3.connect(place)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET document = 9"):
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            connection.execute(statement)
    connection.close()
