"""A path or URL -> an engine on a ledger, made where there was none. What a database says becomes a LedgerError."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from onrecord.errors import LedgerError, UnreachableError
from onrecord.ledger.patience import Patience
from onrecord.ledger.tables import POSTGRESQL_DDL, SQLITE_DDL, VERSION, ledger, metadata
from onrecord.ledger.turns import begin_writing

__all__ = ["connect_ledger", "create_tables", "has_ledger", "locate_ledger", "name_ledger", "telling", "writing"]

_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON", "wal_autocheckpoint=8000")
# The log is carried over each 32 MB: at SQLite's 4 MB, pages written again and again made adding take a fifth longer.
_MANY_PAGES = "PRAGMA cache_size = -65536"
# 64 MB for who writes: a new document stands at a place by chance in the indexes of ids, days and names.
_OPEN = 10  # connections that stay open: the threads of a desk, and who links; others are closed after use
_PEN = 8_317_001_998  # any number that no other program is likely to lock
_WAIT = 180_000  # milliseconds for another writer; one transaction takes under 10, but eight writers on two cores at a
# load of 24 kept one of them waiting for 60,000
_UNREACHABLE = "{} cannot be reached; see whether the server runs, and whether it lets you in."
_SAYINGS = (
    ("file is not a database", "{} is not a ledger."),
    ("malformed", "{} is damaged; take the last copy of it."),
    ("No space left on device", "The disk of its server is full. Nothing that was in {} is lost; make room there."),
    ("disk is full", "The disk is full. Nothing that was in {} is lost; make room and run the command again."),
    ("readonly", "{} cannot be written; it or its folder is read-only."),
    ("read-only", "{} cannot be written; it or its folder is read-only."),
    ("lock timeout", "{} is in use by another program that does not let go; try again later."),
    ("locked", "{} is in use by another program that does not let go; try again later."),
    ("unable to open", "{} cannot be opened; its folder is missing, or may not be read or written."),
    ("does not exist", "There is no database at {}, or not for this user; make it, as createdb does."),
    ("connection failed", _UNREACHABLE),
    ("connection to server", _UNREACHABLE),
    ("permission denied", "{} does not let this user do that; the owner of its tables can."),
    ("must be owner", "{} does not let this user do that; the owner of its tables can."),
    ("a ledger only grows", "{} was not changed: a ledger only grows."),
)


def locate_ledger(place: str | Path) -> URL:
    """The URL of a path; a URL as it is. Raises LedgerError for a database that cannot hold a ledger."""
    if not str(place).strip():
        raise LedgerError("The ledger has no name: name a file.")
    if Path(place).is_dir():
        raise LedgerError(f"{place} is a folder; name a file in it, like {Path(place, 'onrecord.db')}.")
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise LedgerError(f"{place} is not the address of a ledger: name a file, or postgresql://HOST/NAME.") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise LedgerError(f"A ledger is a SQLite file or a PostgreSQL database, not {url.drivername}: name a file.")
    return url


def name_ledger(url: URL) -> str:
    """The path of a ledger's file, or its address without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect_ledger(url: URL, patience: Patience | None = None) -> Engine:
    """An engine whose transactions begin at once, wait for their turn, and survive a kill at any instant.

    With `patience` what is marked as outlasting waits for a server that goes away.
    """
    engine = _connect_sqlite(url) if url.get_backend_name() == "sqlite" else _connect_postgresql(url)
    return engine.execution_options(patience=patience)


def _connect_sqlite(url: URL) -> Engine:
    """WAL with synchronous=NORMAL: a killed process loses no finished transaction, and a power cut no consistency.

    Zeros are written over all that goes, pages of the full text that are merged too, so that no free page tells it.
    """
    memory = url.database in (None, "", ":memory:")
    engine = create_engine(url, poolclass=StaticPool) if memory else create_engine(url, pool_size=_OPEN)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # BEGIN is ours
        for pragma in (f"busy_timeout={_WAIT}", *_PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(_MANY_PAGES)
            begin_writing(connection, wait=_WAIT / 1000)
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def _connect_postgresql(url: URL) -> Engine:
    """Who writes holds a lock that all who write wait for; who reads sees one instant, however long it takes.

    Each transaction is on the server's disk before it counts: a run that waits for a server that went away does not
    add again what it was told is there.
    """
    if find_spec("psycopg") is None:
        raise LedgerError("A ledger on PostgreSQL needs psycopg: pip install 'onrecord[postgres]'.")
    options = f"-c synchronous_commit=on -c lock_timeout={_WAIT}"
    engine = create_engine(url, pool_size=_OPEN, pool_pre_ping=True, connect_args={"options": options})

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_PEN})")
        elif options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that holds the pen from its beginning."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def telling(name: object) -> Iterator[None]:
    """Say in one sentence what went wrong with the ledger of this name."""
    try:
        yield
    except DBAPIError as error:
        words = str(error.orig)
        said = next((saying for cause, saying in _SAYINGS if cause in words), "{} cannot be used: " + words + ".")
        if said == _UNREACHABLE or error.connection_invalidated:
            raise UnreachableError(_UNREACHABLE.replace("{}", str(name))) from error
        raise LedgerError(said.replace("{}", str(name))) from error


def has_ledger(engine: Engine, name: object) -> bool:
    """Whether there are tables of a ledger."""
    with engine.begin() as connection:
        return _find_version(connection, name) is not None


def create_tables(engine: Engine, name: object) -> None:
    """Make the tables where there are none, bring older ones up; LedgerError where they are something else's."""
    with engine.begin() as connection:
        if _find_version(connection, name) == VERSION:
            return
    with writing(engine) as connection:
        version = _find_version(connection, name)  # another process may have been first
        if version is None:
            metadata.create_all(connection)
            for statement in SQLITE_DDL if connection.dialect.name == "sqlite" else POSTGRESQL_DDL:
                connection.exec_driver_sql(statement)
            connection.execute(ledger.insert().values(version=VERSION))
            return
        from onrecord.ledger.migrating import migrate_tables  # late: most ledgers are as they should be

        migrate_tables(connection, version)  # one transaction: a ledger is of one version or the other
        connection.execute(ledger.update().values(version=VERSION))


def _find_version(connection: Connection, name: object) -> int | None:
    """None where there are no tables at all."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "ledger" not in tables or "revisions" not in tables:
        raise LedgerError(f"{name} is a database, but not a ledger.")
    version = connection.execute(select(ledger.c.version)).scalar()
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise LedgerError(
            f"{name} was written by a newer OnRecord (version {version}, known is {VERSION}); update OnRecord."
        )
    return version
