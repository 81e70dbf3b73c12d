"""A desk that was just opened has its first pages ready."""

from datetime import date

from sqlalchemy import event

from onrecord.care import Viewer
from onrecord.desk.desk import Desk
from onrecord.desk.home import find_home
from onrecord.desk.shelf import Shelf
from onrecord.desk.warming import warm
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
