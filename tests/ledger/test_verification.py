"""Whatever was changed behind the ledger's back is found, and an index can be made anew."""

import sqlite3
from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord

from onrecord.ledger.ledger import open_ledger


@pytest.fixture
def place(tmp_path: Path, make_record: MakeRecord) -> Path:
    """A ledger of three documents."""
    path = tmp_path / "office.db"
    with open_ledger(path) as ledger:
        for id in "abc":  # noqa: A001
            ledger.add(make_record(id))
    return path


def tamper(place: Path, *statements: str) -> None:
    """Change a ledger as its owner could, without its triggers."""
    connection = sqlite3.connect(place)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_ledger_as_written_has_no_fault(place: Path) -> None:
    """Verification is not a check that cannot fail: see below."""
    with open_ledger(place) as ledger:
        assert list(ledger.verify()) == []


@pytest.mark.parametrize(
    ("found", "statement"),
    [
        (
            "revisions 2",
            "UPDATE revisions SET bytes = CAST(replace(bytes, 'Port', 'Fort') AS BLOB) WHERE number = 2",
        ),
        (
            "records 2",
            "UPDATE records SET bytes = CAST(replace(bytes, 'alleged', 'planned') AS BLOB) WHERE number = 2",
        ),
        ("records 2", "UPDATE records SET bytes = x'7b7d' WHERE number = 2"),
        ("revisions 2", "UPDATE revisions SET bytes = x'00' WHERE number = 2"),
        ("revisions 2", "DELETE FROM records WHERE number = 2"),
        ("events", "UPDATE events SET factuality = 'asserted' WHERE record = 2"),
        ("people", "DELETE FROM people WHERE record = 2"),
        ("listings", "DELETE FROM listings WHERE record = 2"),
    ],
)
def test_what_was_changed_is_found(place: Path, found: str, statement: str) -> None:
    """With the document and the place."""
    tamper(place, statement)
    with open_ledger(place) as ledger:
        faults = list(ledger.verify())
    assert found in {fault.place for fault in faults}
    assert {fault.document for fault in faults} == {"b"}


def test_the_index_is_made_anew(place: Path) -> None:
    """The same as it was: the columns are a function of the bytes."""
    with open_ledger(place) as ledger:
        before = (ledger.documents(), ledger.search("arrested"))
        tamper(place, "DELETE FROM people", "DELETE FROM listings", "UPDATE figures SET low = 9")
        assert list(ledger.verify()) != []
        ledger.reindex()
        assert list(ledger.verify()) == []
        assert (ledger.documents(), ledger.search("arrested")) == before
