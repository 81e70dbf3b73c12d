"""Who writes to a SQLite file takes turns with others who do.

SQLite itself asks for the lock again after a tenth of a second, so that whoever has just let it go takes it again, and
one of eight writers waited for a minute. Here all ask at short intervals: each is as likely to be the next.
"""

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

__all__ = ["begin_writing"]

_PAUSE = 0.003  # seconds; the shortest transaction takes one
_PATIENCE = "PRAGMA busy_timeout"


def begin_writing(connection: Connection, *, wait: float) -> None:
    """Begin a transaction that holds the pen, after so many seconds at most. Raises DBAPIError where that cannot be."""
    raw: Any = connection.connection.driver_connection
    (patience,) = raw.execute(_PATIENCE).fetchone()
    end = time.monotonic() + wait
    raw.execute(f"{_PATIENCE} = 0")
    try:
        while not _begin(connection, last=time.monotonic() >= end):
            time.sleep(_PAUSE)
    finally:
        raw.execute(f"{_PATIENCE} = {patience}")


def _begin(connection: Connection, *, last: bool) -> bool:
    """False where another writes, and this is not the last time that we ask."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        cause = error.orig
        if last or not isinstance(cause, sqlite3.Error) or cause.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
