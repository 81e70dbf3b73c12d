"""What is no ledger, or cannot be used as one, is told in one sentence."""

import os
import sqlite3
from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord

from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.tables import VERSION


@pytest.mark.parametrize("place", ["://", "mysql://x/y"])
def test_an_address_of_something_else(place: str) -> None:
    """A ledger is a SQLite file or a PostgreSQL database."""
    with pytest.raises(LedgerError, match="name a file"):
        open_ledger(place)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """It is left as it is."""
    place = tmp_path / "notes.txt"
    place.write_text("Two men were arrested. " * 99, encoding="utf-8")
    with pytest.raises(LedgerError, match="is not a ledger"):
        open_ledger(place)
    assert place.read_text(encoding="utf-8").startswith("Two men")


def test_a_database_that_is_no_ledger(tmp_path: Path) -> None:
    """No table is added to it."""
    place = tmp_path / "other.db"
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE cars (plate)")
    connection.close()
    with pytest.raises(LedgerError, match="but not a ledger"):
        open_ledger(place)


def test_a_ledger_of_a_newer_version(tmp_path: Path) -> None:
    """It says what to do."""
    place = tmp_path / "new.db"
    open_ledger(place).close()
    connection = sqlite3.connect(place)
    connection.execute("UPDATE ledger SET version = ?", (VERSION + 1,))
    connection.commit()
    connection.close()
    with pytest.raises(LedgerError, match="update OnRecord"):
        open_ledger(place)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    """Folders are not made."""
    with pytest.raises(LedgerError, match="folder is missing"):
        open_ledger(tmp_path / "none" / "office.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_that_is_read_only(tmp_path: Path, make_record: MakeRecord) -> None:
    """Nothing is added, and it is said why."""
    place = tmp_path / "office.db"
    open_ledger(place).close()
    place.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(LedgerError, match=r"read-only|cannot be opened"), open_ledger(place) as ledger:
            ledger.add(make_record())
    finally:
        tmp_path.chmod(0o755)


def test_a_full_disk_loses_nothing(tmp_path: Path, make_record: MakeRecord) -> None:
    """What was there stays, and the rest can be added when there is room."""
    with open_ledger(tmp_path / "office.db") as ledger:
        ledger.add(make_record("a"))
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerError, match="The disk is full"):
            ledger.add(make_record("b", text="Two men. " * 99_999))
        assert [record.document.id for record in ledger.records()] == ["a"]
        with ledger._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert ledger.add(make_record("b", text="Two men. " * 99_999))
        assert list(ledger.verify()) == []


@pytest.mark.parametrize("place", ["", " "])
def test_a_ledger_without_a_name(place: str) -> None:
    """SQLite would keep it in memory, and lose every document at the end."""
    with pytest.raises(LedgerError, match="name a file"):
        open_ledger(place)


def test_a_ledger_that_is_a_folder(tmp_path: Path) -> None:
    """What to do instead is said."""
    with pytest.raises(LedgerError, match="is a folder; name a file in it"):
        open_ledger(tmp_path)
