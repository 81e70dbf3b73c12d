"""A document is found by its id and by its handle, in the ledger and in its quarantine."""

import pytest
from tests.ledger.conftest import MakeRecord

from onrecord.documents.document import make_handle
from onrecord.ledger.engine import writing
from onrecord.ledger.finding import admit_failed, find_id, find_number
from onrecord.ledger.ledger import open_ledger


@pytest.mark.parametrize(
    ("name", "number"),
    [("a", 1), ("b", 2), (make_handle("b"), 2), ("c", None), (make_handle("c"), None), ("0" * 16, None), ("", None)],
)
def test_a_document_has_a_number(make_record: MakeRecord, name: str, number: int | None) -> None:
    """By what its address or its pages call it."""
    with open_ledger(":memory:") as ledger:
        ledger.add_all([make_record("a"), make_record("b")])
        with ledger._engine.begin() as connection:
            assert find_number(connection, name) == number


@pytest.mark.parametrize(("handle", "id"), [(make_handle("a"), "a"), ("a", None), (make_handle("b"), None)])
def test_a_handle_stands_for_an_id(make_record: MakeRecord, handle: str, id: str | None) -> None:  # noqa: A002
    """Where the ledger has a document of it."""
    with open_ledger(":memory:") as ledger:
        ledger.add(make_record("a"))
        with ledger._engine.begin() as connection:
            assert find_id(connection, handle) == id


@pytest.mark.parametrize("name", ["c", make_handle("c")])
def test_what_is_in_quarantine_alone_is_admitted(make_record: MakeRecord, name: str) -> None:
    """So that it can have a tombstone; what is nowhere is not."""
    with open_ledger(":memory:") as ledger:
        ledger.quarantine.add(make_record("c").document, tries=3, message="ValueError in figures.py:88")
        with writing(ledger._engine) as connection:
            assert admit_failed(connection, "d") is None
            assert admit_failed(connection, name) == 1
            assert find_number(connection, "c") == 1
