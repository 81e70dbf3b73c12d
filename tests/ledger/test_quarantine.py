"""What could not be read is kept, told without a name, and goes when it was read or is to be forgotten."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.ledger.conftest import MakeRecord, NewPlace
from tests.ledger.test_verification import tamper

from onrecord.documents.document import make_handle
from onrecord.errors import LedgerError
from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.quarantine import Failure

TIME = "2031-05-06T08:00:00+00:00"
MESSAGE = "ValueError in figures.py:88"


@pytest.fixture
def place(new_place: NewPlace, make_record: MakeRecord) -> str:
    """A ledger of one document, and another that could not be read."""
    path = new_place()
    with open_ledger(path) as ledger:
        ledger.add(make_record("a"))
        failed = make_record("corvin-hale", text="Quillweather men were held.", retrieved=TIME)
        ledger.quarantine.add(failed.document, tries=3, message=MESSAGE)
    return path


def test_it_is_kept_whole_and_told_without_a_name(place: str, make_record: MakeRecord) -> None:
    """By its handle; the document itself, with the time of its retrieval, waits."""
    with open_ledger(place) as ledger:
        assert ledger.quarantine.failures() == (Failure(handle=make_handle("corvin-hale"), tries=3, message=MESSAGE),)
        (document,) = ledger.quarantine.documents()
        assert (document.id, document.text, document.retrieved) == ("corvin-hale", "Quillweather men were held.", TIME)
        assert ledger.quarantine.has(replace(document, retrieved=None))
        assert not ledger.quarantine.has(make_record("b").document)
        assert ledger.count() == (1, 1)
        assert list(ledger.verify()) == []


def test_what_is_read_is_there_no_more(place: str, make_record: MakeRecord) -> None:
    """Whoever read it."""
    with open_ledger(place) as ledger:
        ledger.add(make_record("corvin-hale", text="Quillweather men were held."))
        assert ledger.quarantine.failures() == ()
        assert list(ledger.quarantine.documents()) == []


@pytest.mark.parametrize("name", ["corvin-hale", make_handle("corvin-hale")])
def test_it_can_be_forgotten(place: str, make_record: MakeRecord, name: str) -> None:
    """By id or handle: nothing of it is left, and it does not come back, not even into quarantine."""
    with open_ledger(place) as ledger:
        ledger.forget(name, why="a court's order", time=TIME)
        assert ledger.quarantine.failures() == ()
        again = make_record("b", text="Quillweather men were held.")
        ledger.quarantine.add(again.document, tries=3, message=MESSAGE)
        assert ledger.quarantine.failures() == ()
        with pytest.raises(LedgerError, match="was forgotten"):
            ledger.add(again)
        assert list(ledger.verify()) == []
    for path in Path(place).parent.glob("*.db*"):
        assert b"Quillweather" not in path.read_bytes()


def test_the_text_of_a_forgotten_document_goes_from_quarantine_too(place: str, make_record: MakeRecord) -> None:
    """Under whatever id it waits there."""
    with open_ledger(place) as ledger:
        ledger.add(make_record("b", text="Quillweather men were held."))
        ledger.forget("b", why="a court's order", time=TIME)
        assert ledger.quarantine.failures() == ()


def test_nothing_leaves_quarantine_by_another_way(place: str) -> None:
    """The database itself refuses."""
    for statement in ("DELETE FROM failures", "UPDATE failures SET tries = 0"):
        with (
            open_ledger(place) as ledger,
            pytest.raises(DBAPIError, match="only grows"),
            writing(ledger._engine) as connection,
        ):
            connection.exec_driver_sql(statement)


def test_it_is_in_the_dump(place: str, tmp_path: Path) -> None:
    """Nothing is lost on the way."""
    with open_ledger(place) as ledger, open_ledger(":memory:") as copy:
        ledger.dump(tmp_path / "office.zip")
        copy.load(tmp_path / "office.zip")
        assert copy.quarantine.failures() == ledger.quarantine.failures()
        assert list(copy.quarantine.documents()) == list(ledger.quarantine.documents())


def test_what_was_changed_in_it_is_found(tmp_path: Path, make_record: MakeRecord) -> None:
    """Its bytes are verified like all others."""
    place = tmp_path / "office.db"
    with open_ledger(place) as ledger:
        ledger.quarantine.add(make_record("b", text="Two men.").document, tries=3, message=MESSAGE)
        assert list(ledger.verify()) == []
    tamper(place, "UPDATE failures SET bytes = CAST(replace(bytes, 'Two', 'Ten') AS BLOB)")
    with open_ledger(place) as ledger:
        assert [fault.place for fault in ledger.verify()] == ["failures 1"]
