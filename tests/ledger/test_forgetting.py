"""What is forgotten is gone from every byte of the ledger, and does not come back."""

from pathlib import Path

import pytest
from tests.ledger.conftest import MakeRecord, NewPlace
from tests.plain_reader import PlainReader

from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import open_ledger
from onrecord.run import add_items

TIME = "2031-05-06T08:00:00+00:00"
TEXT = "Quillweather men were held in Port Halden, and nobody said why."


def test_nothing_of_it_is_left_in_the_files(tmp_path: Path, make_record: MakeRecord) -> None:
    """Neither text nor id, in no page of the database; the other documents stay."""
    with open_ledger(tmp_path / "office.db") as ledger:
        ledger.add(make_record("kept"))
        ledger.add(make_record("vanishing-id", text=TEXT))
        ledger.add(make_record("vanishing-id", text=TEXT + " Corrected."))
        ledger.forget("vanishing-id", why="a court's order", time=TIME)
        assert ledger.count() == (1, 1)
        assert ledger.search("quillweather") == ()
        assert [listing.id for listing in ledger.search("arrested")] == ["kept"]
        assert list(ledger.verify()) == []
        for path in tmp_path.iterdir():
            data = path.read_bytes().lower()
            assert b"quillweather" not in data, path.name
            assert b"vanishing-id" not in data, path.name


def test_it_does_not_come_back(make_record: MakeRecord, new_place: NewPlace) -> None:
    """Not by its id, nor its text under another; and its number is given to no other document."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record("a", text=TEXT))
        ledger.forget("a", why="a court's order", time=TIME)
        for record in (make_record("a"), make_record("b", text=TEXT)):
            assert ledger.has_forgotten(record.document)
            with pytest.raises(LedgerError, match="was forgotten"):
                ledger.add(record)
        assert ledger.add(make_record("c"))
        assert list(ledger.verify()) == []


def test_a_run_refuses_it_and_goes_on(new_place: NewPlace) -> None:
    """With the reason."""
    items = [make_document(f"Arrested were {name} men in Port Halden.", Given(id=name)) for name in ("two", "ten")]
    with open_ledger(new_place()) as ledger:
        list(add_items(items, ledger, make_reader=PlainReader))
        ledger.forget("two", why="a court's order", time=TIME)
        first, second = add_items(items, ledger, make_reader=PlainReader)
    assert isinstance(first, Refusal)
    assert "was forgotten" in first.message
    assert not isinstance(second, Refusal)


@pytest.mark.parametrize(("id", "why", "words"), [("a", " ", "Say why"), ("z", "an order", "There is no document z")])
def test_what_cannot_be_forgotten(make_record: MakeRecord, new_place: NewPlace, id: str, why: str, words: str) -> None:  # noqa: A002
    """Nothing is changed, and it is said in one sentence."""
    with open_ledger(new_place()) as ledger:
        ledger.add(make_record("a"))
        with pytest.raises(LedgerError, match=words):
            ledger.forget(id, why=why, time=TIME)
        assert ledger.count() == (1, 1)
