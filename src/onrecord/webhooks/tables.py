"""The file of webhooks: a SQLite file of its own, beside the ledger and in no dump of it. `attempts` are never removed.

It holds secrets, and no word of the ledger: a message is told by hashes, and written when it is sent.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from onrecord.errors import WebhookError

__all__ = ["VERSION", "connect_webhooks", "create_webhooks"]

VERSION = 1
_WAIT = 10.0  # seconds for another process; what is written is some rows

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


def create_webhooks(path: Path) -> None:
    """Make the file where there is none, readable by its owner alone. Raises WebhookError where it is another's."""
    if not path.exists():
        try:
            path.touch(mode=0o600)
        except OSError as error:
            raise WebhookError(f"{path} cannot be made: {error.strerror or error}.") from error
    with connect_webhooks(path) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == VERSION:
            return
        found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version or found:
            raise WebhookError(
                f"{path} is no file of webhooks of this OnRecord; name another one with --webhooks FILE."
            )
        connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version = {VERSION};COMMIT;")
    os.chmod(path, 0o600)  # noqa: PTH101 - of the file, also where it was made by someone else's rules


@contextmanager
def connect_webhooks(path: Path) -> Iterator[sqlite3.Connection]:
    """One connection for one transaction: kept where the block ends, and undone where it raises."""
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            yield connection
    except sqlite3.DatabaseError as error:
        raise WebhookError(f"{path} cannot be used as the file of webhooks: {error}.") from error
