"""A path in, a file that its owner alone may read out, of this version or refused."""

import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.own_files import OwnFile

FIRST = OwnFile(named="notes", version=1, steps={0: "CREATE TABLE notes (words TEXT);"}, error=OnRecordError)
SECOND = OwnFile(
    named="notes", version=2, steps={**FIRST.steps, 1: "ALTER TABLE notes ADD COLUMN day TEXT;"}, error=OnRecordError
)


def test_a_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    """Once; made again nothing in it changes."""
    path = tmp_path / "notes.db"
    for _ in range(2):
        FIRST.create(path)
        with FIRST.connect(path) as connection:
            connection.execute("INSERT INTO notes VALUES ('told')")
    assert path.stat().st_mode & 0o777 == 0o600
    with FIRST.connect(path) as connection:
        assert [row["words"] for row in connection.execute("SELECT words FROM notes")] == ["told", "told"]


def test_an_older_file_is_brought_up(tmp_path: Path) -> None:
    """With what is in it, and a newer one is refused."""
    path = tmp_path / "notes.db"
    FIRST.create(path)
    SECOND.create(path)
    with SECOND.connect(path) as connection:
        assert connection.execute("SELECT day FROM notes").fetchall() == []
    with pytest.raises(OnRecordError, match="is no file of notes of this OnRecord; name another one with --notes FILE"):
        FIRST.create(path)


def test_what_is_something_else_is_refused(tmp_path: Path) -> None:
    """A database with other tables, and a file that is none; nothing in them changes."""
    other, text, nowhere = tmp_path / "other.db", tmp_path / "text", tmp_path / "no" / "notes.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE others (words TEXT)")
    connection.close()
    text.write_bytes(b"not a database" * 99)
    before = [path.read_bytes() for path in (other, text)]
    with pytest.raises(OnRecordError, match="is no file of notes"):
        FIRST.create(other)
    with pytest.raises(OnRecordError, match="cannot be used as the file of notes"):
        FIRST.create(text)
    with pytest.raises(OnRecordError, match="cannot be made"):
        FIRST.create(nowhere)
    assert [path.read_bytes() for path in (other, text)] == before


def _write_in_vain(path: Path) -> None:
    with FIRST.connect(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO notes VALUES ('told')")
        connection.execute("INSERT INTO others VALUES ('told')")


def test_what_raises_is_undone(tmp_path: Path) -> None:
    """A transaction that was begun leaves nothing."""
    path = tmp_path / "notes.db"
    FIRST.create(path)
    with pytest.raises(OnRecordError, match="cannot be used as the file of notes"):
        _write_in_vain(path)
    with FIRST.connect(path) as connection:
        assert connection.execute("SELECT words FROM notes").fetchall() == []
