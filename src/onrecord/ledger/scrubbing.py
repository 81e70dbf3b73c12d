"""What was deleted -> nothing of it in the files. SQLite writes zeros over it, in a log that must be carried over.

A deletion sets a mark in its own transaction. Killed before the log was carried over, the mark stands, and the next
who opens the ledger finishes. The mark is SQLite's user_version, which holds how many deletions are to be finished.
"""

from typing import Any

from sqlalchemy import Connection, Engine

__all__ = ["finish_scrubbing", "mark_scrubbing", "scrub"]

_MARK = "PRAGMA user_version"


def mark_scrubbing(connection: Connection) -> None:
    """Say, in the transaction that deletes, that what it deletes is to be scrubbed."""
    marked: int = connection.exec_driver_sql(_MARK).scalar_one()
    connection.exec_driver_sql(f"{_MARK} = {marked + 1}")


def finish_scrubbing(engine: Engine) -> None:
    """Scrub where one that was killed left it undone."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        (marked,) = raw.execute(_MARK).fetchone()
    if marked:
        scrub(engine)


def scrub(engine: Engine) -> bool:
    """Carry the log over into the file and empty it. False, and left to the next, where others read for too long."""
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        (marked,) = raw.execute(_MARK).fetchone()
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            return False
        raw.execute("BEGIN IMMEDIATE")
        if raw.execute(_MARK).fetchone() == (marked,):  # else another deleted in between, and scrubs its own
            raw.execute(f"{_MARK} = 0")
        raw.execute("COMMIT")
    return True
