"""The file of users: a SQLite file of its own, beside the ledger and in no dump of it.

`views` and `changes` only grow.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from onrecord.errors import SignInError

__all__ = ["VERSION", "connect_users", "create_users"]

VERSION = 3
_WAIT = 10.0  # seconds for another process; what is written is a row

_TABLES = """
CREATE TABLE users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, made TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users(name) ON DELETE CASCADE,
    begun TEXT NOT NULL, seen TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE failures (number INTEGER PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, time TEXT NOT NULL);
CREATE INDEX failures_name ON failures (name, time);
CREATE INDEX failures_address ON failures (address, time);
CREATE TABLE views (number INTEGER PRIMARY KEY, user TEXT NOT NULL, time TEXT NOT NULL, page TEXT NOT NULL);
CREATE TRIGGER views_refuse_update BEFORE UPDATE ON views BEGIN SELECT RAISE(ABORT, 'views only grow'); END;
CREATE TRIGGER views_refuse_delete BEFORE DELETE ON views BEGIN SELECT RAISE(ABORT, 'views only grow'); END;
"""
_TABLES_2 = """
CREATE TABLE invitations (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, who TEXT NOT NULL, until TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE changes (
    number INTEGER PRIMARY KEY, time TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL, user TEXT NOT NULL, role TEXT
);
CREATE TRIGGER changes_refuse_update BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes only grow'); END;
CREATE TRIGGER changes_refuse_delete BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes only grow'); END;
"""
_TABLES_3 = """
CREATE TABLE feed_keys (user TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, made TEXT NOT NULL) WITHOUT ROWID;
CREATE TRIGGER users_remove_feed_key AFTER DELETE ON users BEGIN DELETE FROM feed_keys WHERE user = OLD.name; END;
CREATE TRIGGER users_renew_feed_key AFTER UPDATE OF hash ON users BEGIN
    DELETE FROM feed_keys WHERE user = OLD.name;
END;
"""  # no foreign key: on a desk without users the key is of ""
_STEPS = {0: _TABLES + _TABLES_2 + _TABLES_3, 1: _TABLES_2 + _TABLES_3, 2: _TABLES_3}
"""What is made of a file of each version."""


def create_users(path: Path) -> None:
    """Make the file where there is none, readable by its owner alone, and bring an older one up.

    Raises SignInError where it is something else.
    """
    if not path.exists():
        try:
            path.touch(mode=0o600)
        except OSError as error:
            raise SignInError(f"{path} cannot be made: {error.strerror or error}.") from error
    with connect_users(path) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return
        found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version not in _STEPS or (version == 0 and found):
            raise SignInError(f"{path} is no file of users of this OnRecord; name another one with --users FILE.")
        connection.executescript(f"BEGIN IMMEDIATE;{_STEPS[version]}PRAGMA user_version = {VERSION};COMMIT;")
    os.chmod(path, 0o600)  # noqa: PTH101 - of the file, also where it was made by someone else's rules


@contextmanager
def connect_users(path: Path) -> Iterator[sqlite3.Connection]:
    """One connection for one transaction: kept where the block ends, and undone where it raises."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            yield connection
    except sqlite3.DatabaseError as error:
        raise SignInError(f"{path} cannot be used as the file of users: {error}.") from error
