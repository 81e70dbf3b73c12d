"""The file of users: a SQLite file of its own, beside the ledger and in no dump of it.

`views` and `changes` only grow.
"""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from onrecord.errors import SignInError
from onrecord.own_files import OwnFile

__all__ = ["VERSION", "connect_users", "create_users"]

VERSION = 3

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


_FILE = OwnFile(named="users", version=VERSION, steps=_STEPS, error=SignInError)


def create_users(path: Path) -> None:
    """Make the file where there is none, readable by its owner alone, and bring an older one up.

    Raises SignInError where it is something else.
    """
    _FILE.create(path)


def connect_users(path: Path) -> AbstractContextManager[sqlite3.Connection]:
    """One connection for one transaction: kept where the block ends, and undone where it raises."""
    return _FILE.connect(path)
