"""Rows -> a table, many at once: by one prepared statement in SQLite, by COPY in PostgreSQL.

Works inside a transaction that its caller began. SQLAlchemy says what a statement is; its values go past it, as to
look at each of them again took longer than to write them.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Float, Integer, LargeBinary, Table, Text
from sqlalchemy.exc import DBAPIError

__all__ = ["copy_rows", "insert_rows"]


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Add rows, each with a value for every column in the order of the table. Raises DBAPIError, and adds none."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insertion(table), list(rows))
    else:
        statement = f"COPY {table.name} ({_names(table)}) FROM STDIN (FORMAT binary)"
        _copy(connection, statement, rows, types=_types(table))


def copy_rows(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Add rows to a table of PostgreSQL, with values as it reads them: for types that have no binary form here."""
    _copy(connection, f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows, types=None)


@cache
def _insertion(table: Table) -> str:
    marks = ", ".join("?" * len(table.c))
    return f"INSERT INTO {table.name} ({_names(table)}) VALUES ({marks})"  # noqa: S608 - names of tables.py


@cache
def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.c)


def _copy(
    connection: Connection, statement: str, rows: Iterable[tuple[object, ...]], *, types: list[str] | None
) -> None:
    import psycopg  # late, as SQLite alone does without

    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            if types:
                copy.set_types(types)
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        if raw.closed:
            connection.invalidate(error)
        raise DBAPIError.instance(
            statement, None, error, psycopg.Error, dialect=connection.dialect, connection_invalidated=raw.closed
        ) from error


@cache
def _types(table: Table) -> list[str]:
    """The name that PostgreSQL has for the type of each column."""
    return [next(name for kind, name in _NAMES if isinstance(column.type, kind)) for column in table.c]


_NAMES = ((Integer, "int8"), (Float, "float8"), (Boolean, "bool"), (LargeBinary, "bytea"), (Text, "text"))
