"""The file of webhooks: a SQLite file of its own, beside the ledger and in no dump of it. `attempts` are never removed.

It holds secrets, and no word of the ledger: a message is told by hashes, and written when it is sent.
"""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from onrecord.errors import WebhookError
from onrecord.own_files import OwnFile

__all__ = ["VERSION", "connect_webhooks", "create_webhooks"]

VERSION = 1

_TABLES = """
CREATE TABLE webhooks (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, topics TEXT NOT NULL, searches TEXT NOT NULL,
    desk TEXT, made TEXT NOT NULL, place INTEGER NOT NULL, head TEXT NOT NULL, ended TEXT, reason TEXT
) WITHOUT ROWID;
CREATE TABLE messages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, webhook TEXT NOT NULL REFERENCES webhooks(id),
    topic TEXT NOT NULL, words TEXT NOT NULL, key TEXT NOT NULL, made TEXT NOT NULL,
    due TEXT NOT NULL, tries INTEGER NOT NULL, ended TEXT, outcome TEXT, reason TEXT
);
CREATE INDEX messages_due ON messages (webhook, due) WHERE ended IS NULL;
CREATE TABLE attempts (
    number INTEGER PRIMARY KEY, message INTEGER NOT NULL REFERENCES messages(number), begun TEXT NOT NULL,
    ended TEXT, status INTEGER, reason TEXT
);
CREATE INDEX attempts_message ON attempts (message);
CREATE TRIGGER attempts_refuse_update BEFORE UPDATE ON attempts WHEN OLD.ended IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'attempts only grow'); END;
CREATE TRIGGER attempts_refuse_delete BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts only grow'); END;
"""


_FILE = OwnFile(named="webhooks", version=VERSION, steps={0: _TABLES}, error=WebhookError)


def create_webhooks(path: Path) -> None:
    """Make the file where there is none, readable by its owner alone. Raises WebhookError where it is another's."""
    _FILE.create(path)


def connect_webhooks(path: Path) -> AbstractContextManager[sqlite3.Connection]:
    """One connection for one transaction: kept where the block ends, and undone where it raises."""
    return _FILE.connect(path)
