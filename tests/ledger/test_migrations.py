"""A ledger that an older OnRecord wrote becomes one of this version when it is opened, and nothing in it is lost.

The older tables stand in older/ as that OnRecord made them, word for word: nothing here is taken from today's.
"""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.documents.warc import Capture
from onrecord.errors import LedgerError
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.ledger.rows import encode_document
from onrecord.ledger.tables import VERSION
from onrecord.schema import Record, encode_record

OLDER = Path(__file__).parent / "older"
CAPTURE = Capture(url="https://office.example/1", data=b"<html><p>Two men.", media="text/html")


def write_rows(version: int, records: list[Record]) -> list[tuple[str, dict[str, object]]]:
    """Statements that put these records into the tables of truth, each of a document of its own."""
    rows: list[tuple[str, dict[str, object]]] = [("INSERT INTO ledger VALUES (:version)", {"version": version})]
    for number, record in enumerate(records, start=1):
        data = encode_document(record.document)
        read = encode_record(replace(record, document=replace(record.document, retrieved=None)))
        rows += [
            ("INSERT INTO documents VALUES (:number, :id)", {"number": number, "id": record.document.id}),
            (
                "INSERT INTO revisions VALUES (:number, :number, :digest, :bytes, NULL)",
                {"number": number, "digest": digest_bytes(data), "bytes": data},
            ),
            (
                "INSERT INTO records VALUES (:number, :number, 'plain 1', :digest, :bytes)",
                {"number": number, "digest": digest_bytes(read), "bytes": read},
            ),
        ]
    return rows


def copy_chain(source: Path) -> list[tuple[str, dict[str, object]]]:
    """Statements that put the chain of a ledger of today, which is that of any version, into another."""
    with closing(sqlite3.connect(source)) as connection:
        found = connection.execute("SELECT number, act, document, row, digest, hash FROM audit").fetchall()
    names = ("number", "act", "document", "row", "digest", "hash")
    statement = "INSERT INTO audit VALUES (:number, :act, :document, :row, :digest, :hash)"
    return [(statement, dict(zip(names, row, strict=True))) for row in found]


def describe(place: str) -> set[tuple[str, str]]:
    """The tables of truth, indexes and triggers of a ledger on SQLite, without what spacing and quotes differ in."""
    with closing(sqlite3.connect(place)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {(name, re.sub(r"[\s\"]+", "", sql)) for name, sql in found if not name.startswith("words")}


@pytest.fixture
def today(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A ledger of this version with two documents."""
    place = tmp_path / "today.db"
    with open_ledger(place) as ledger:
        ledger.add_all([make_record("a"), make_record("b")])
    return place


def make_older(version: int, new_place: NewPlace, today: Path, records: list[Record]) -> str:
    """A ledger as this version of OnRecord would have written it."""
    place = new_place()
    kind = "postgresql" if "://" in place else "sqlite"
    path = OLDER / f"version-{version}.{kind}.sql"
    if not path.exists():
        pytest.skip("ledgers on PostgreSQL began with version 4")
    url = place.replace("postgresql:", "postgresql+psycopg:") if "://" in place else f"sqlite:///{place}"
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in path.read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement.replace("%", "%%") if kind == "postgresql" else statement)
        for statement, values in write_rows(version, records) + (copy_chain(today) if version > 1 else []):
            connection.execute(text(statement), values)
    engine.dispose()
    return place


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_ledger_is_brought_up(
    version: int, new_place: NewPlace, today: Path, make_record: MakeRecord, tmp_path: Path
) -> None:
    """Its documents and its chain are those that a ledger of today has, to the last byte of its dump."""
    place = make_older(version, new_place, today, [make_record("a"), make_record("b")])
    with open_ledger(place) as ledger, open_ledger(today) as expected:
        ledger.reindex()
        assert list(ledger.verify()) == []
        assert (ledger.head(), ledger.digest(), ledger.count()) == (expected.head(), expected.digest(), (2, 2))
        ledger.dump(tmp_path / "older.zip")
        expected.dump(tmp_path / "today.zip")
        assert (tmp_path / "older.zip").read_bytes() == (tmp_path / "today.zip").read_bytes()
    with open_ledger(place) as ledger:
        check_use(ledger, make_record)


def check_use(ledger: Ledger, make_record: MakeRecord) -> None:
    """All that a ledger of today can do."""
    record = make_record("c", text="Three men were held in Stellan.")
    assert ledger.add_all([record], [(record.document, CAPTURE)]) == (True,)
    assert len(list(ledger.captures.captures())) == 1
    assert [found.id for found in ledger.search("Stellan")] == ["c"]
    assert ledger.forget("c", why="It was asked for.", time="2031-05-06T08:00:00+00:00")
    with pytest.raises(LedgerError, match="was forgotten"):
        ledger.add(record)
    assert list(ledger.verify()) == []


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_older_ledger_has_the_tables_of_a_new_one(
    version: int, tmp_path: Path, today: Path, make_record: MakeRecord
) -> None:
    """With the same columns, keys, indexes and triggers; only keys of the index may differ, which is made anew."""
    place = make_older(version, lambda: str(tmp_path / "older.db"), today, [make_record("a")])
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT version FROM ledger").fetchone() == (version,)
    open_ledger(place).close()
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT version FROM ledger").fetchone() == (VERSION,)
        assert "marks" in [column[1] for column in connection.execute("PRAGMA table_info(words)")]
    index = ("listings", "people", "statements", "events", "figures", "documents", "revisions", "records", "ledger")
    assert {entry for entry in describe(place) if entry[0] not in index} == {
        entry for entry in describe(str(today)) if entry[0] not in index
    }


def test_an_index_of_other_columns_is_made_anew(tmp_path: Path, today: Path, make_record: MakeRecord) -> None:
    """A field that came to the record, or went, needs no script."""
    place = make_older(4, lambda: str(tmp_path / "older.db"), today, [make_record("a"), make_record("b")])
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("ALTER TABLE people DROP COLUMN age")
        connection.execute("ALTER TABLE events ADD COLUMN weather TEXT")
        connection.commit()
    with open_ledger(place) as ledger:
        assert list(ledger.verify()) == []
        assert len(ledger.documents()) == 2


def test_an_older_ledger_that_cannot_be_brought_up_stays_as_it_is(tmp_path: Path, today: Path) -> None:
    """One transaction: it is of one version or the other."""
    place = make_older(2, lambda: str(tmp_path / "older.db"), today, [])
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE failures (number)")
        connection.commit()
    before = describe(place)
    with pytest.raises(LedgerError, match="already exists"):
        open_ledger(place)
    assert describe(place) == before
