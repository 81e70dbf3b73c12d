"""A desk that was just opened has its first pages ready; one that cannot reach its ledger opens, and says so there."""

import threading
from datetime import date

from sqlalchemy import event

from onrecord.care import Viewer
from onrecord.desk.desk import Desk
from onrecord.desk.home import find_home
from onrecord.desk.shelf import Shelf
from onrecord.desk.warming import warm, warm_beside
from onrecord.ledger.ledger import Ledger

READER = Viewer(signed_in=True)


def count_statements(ledger: Ledger, *, warmed: bool) -> int:
    """How often the first page of a new desk asks the database."""
    desk = Desk(ledger, today=lambda: date(2031, 7, 1))
    if warmed:
        warm(desk)
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(ledger.engine, "before_cursor_execute", note)
    try:
        assert find_home(Shelf(desk, READER)).documents > 0
    finally:
        event.remove(ledger.engine, "before_cursor_execute", note)
    return len(asked)


def test_the_first_page_is_there(examples: Ledger) -> None:
    """Little is asked of the database for it, beside whether anything changed."""
    cold, warmed = (count_statements(examples, warmed=warmed) for warmed in (False, True))
    assert warmed < cold / 4


def test_nothing_is_said_where_it_fails(ledger: Ledger) -> None:
    """A ledger whose tables are gone: whoever asks for a page is told, and the desk goes on."""
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE listings")
    failed: list[object] = []
    before, threading.excepthook = threading.excepthook, failed.append
    try:
        warm_beside(Desk(ledger)).join(timeout=60)
    finally:
        threading.excepthook = before
    assert failed == []
