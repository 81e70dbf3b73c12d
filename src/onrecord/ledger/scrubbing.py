"""What was deleted -> nothing of it in the files.

SQLite writes zeros over it, in a log that must be carried over; PostgreSQL writes the tables anew. A deletion sets a
mark in its own transaction. Killed before it was scrubbed, the mark stands, and the next who opens the ledger finishes.
The mark is how many deletions are to be finished: SQLite's user_version, PostgreSQL's comment on the table `ledger`.
"""

from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from onrecord.ledger.tables import TRUTH, facts, listings, names

__all__ = ["finish_scrubbing", "mark_scrubbing", "scrub"]

_MARK = "PRAGMA user_version"
_COMMENT = "SELECT coalesce(obj_description('ledger'::regclass), '0')::int"
_OWNED = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'ledger'::regclass"
_WAIT = "SET lock_timeout = '10s'"
_TABLES = ", ".join([*(table.name for table in (*TRUTH, listings, names, *facts.values())), "words"])


def mark_scrubbing(connection: Connection) -> None:
    """Say, in the transaction that deletes, that what it deletes is to be scrubbed."""
    marked = _read_mark(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"{_MARK} = {marked + 1}")
    else:
        connection.exec_driver_sql(f"COMMENT ON TABLE ledger IS '{marked + 1}'")


def finish_scrubbing(engine: Engine) -> None:
    """Scrub where one that was killed left it undone, if it is ours to do."""
    with engine.begin() as connection:
        due = _read_mark(connection) and _may_scrub(connection)
    if due:
        scrub(engine)


def scrub(engine: Engine) -> bool:
    """Leave nothing of what was deleted. False, and left to the next, where others read for too long."""
    return _carry_over(engine) if engine.dialect.name == "sqlite" else _write_anew(engine)


def _read_mark(connection: Connection) -> int:
    query = _MARK if connection.dialect.name == "sqlite" else _COMMENT
    return int(connection.exec_driver_sql(query).scalar_one())


def _may_scrub(connection: Connection) -> bool:
    """Who may only add to a ledger on PostgreSQL leaves it to the owner of the tables."""
    return connection.dialect.name == "sqlite" or bool(connection.exec_driver_sql(_OWNED).scalar_one())


def _carry_over(engine: Engine) -> bool:
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


def _write_anew(engine: Engine) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        marked = _read_mark(connection)
        connection.exec_driver_sql(_WAIT)
        try:
            connection.exec_driver_sql(f"VACUUM (FULL) {_TABLES}")
        except OperationalError:
            return False
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _read_mark(connection) == marked:
            connection.exec_driver_sql("COMMENT ON TABLE ledger IS '0'")
    return True
