"""Who follows a desk makes links and first pages of a new state before it is told; no page waits for a review."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event
from tests.desk.serving import wait_until
from tests.hand import make_record
from tests.ledger.test_untouched import say

from onrecord.care import Viewer
from onrecord.desk.case import list_page
from onrecord.desk.desk import Desk
from onrecord.desk.following import follow, keep_linked
from onrecord.desk.home import find_home
from onrecord.desk.shelf import Shelf
from onrecord.desk.state import Standing, State
from onrecord.ledger.ledger import Ledger, find_ledger
from onrecord.links.store import find_made, refresh_links

READER = Viewer(signed_in=True)
SOON = 10.0  # seconds at most from one time that links are made for reviews to the next; of one document far less


@contextmanager
def count_links(ledger: Ledger) -> Iterator[list[str]]:
    """The names of the threads that write who made links, each time they do."""
    writers: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("UPDATE linkers"):
            writers.append(threading.current_thread().name)

    event.listen(ledger.engine, "before_cursor_execute", note)
    try:
        yield writers
    finally:
        event.remove(ledger.engine, "before_cursor_execute", note)


def list_offenses(desk: Desk) -> set[str]:
    """The offenses of the document in the records on which lists rest."""
    record = Shelf(desk, READER).open_library().record("hand")
    return {offense.id for person in record.people for offense in person.offenses}


def test_a_review_is_followed_beside(ledger: Ledger) -> None:
    """Lists tell of the state before until links and first pages are made; who asks for a page makes neither."""
    desk = Desk(ledger, state=State(late=SOON))
    with count_links(ledger) as writers, follow(desk):
        wait_until(lambda: desk.find_state().linked is not None)
        told, home, before = list_page(Shelf(desk, READER), 1), find_home(Shelf(desk, READER)), len(writers)
        say(ledger, "reject")
        assert find_home(Shelf(desk, READER)).debt is home.debt
        wait_until(lambda: list_page(Shelf(desk, READER), 1) != told)
        assert "x1" not in list_offenses(desk)
        say(ledger, "reject", of="x2")
        wait_until(lambda: "x2" not in list_offenses(desk))
        later = writers[before:]
    assert later
    assert threading.current_thread().name not in later


def test_first_pages_are_there_when_the_state_is_told(ledger: Ledger) -> None:
    """They are asked for by nobody between."""
    desk, prepared = Desk(ledger, state=State(late=SOON)), list[Standing]()

    def prepare(standing: Standing) -> None:
        assert desk.find_state().all != standing.all
        prepared.append(standing)

    assert not desk.state.follow(ledger, prepare)
    say(ledger, "reject")
    wait_until(lambda: desk.state.follow(ledger, prepare))
    assert [standing.all for standing in prepared] == [desk.find_state().all]
    assert not desk.state.follow(ledger, prepare)
    say(ledger, "accept", of="x2")
    assert not desk.state.follow(ledger, prepare)
    assert len(prepared) == 1


def test_one_process_links_for_the_others(ledger: Ledger) -> None:
    """What it has linked they tell, and they link no rejection; the page of its document shows it at once."""
    refresh_links(ledger)
    desk = Desk(ledger, state=State(late=60, links=False))
    with count_links(ledger) as writers:
        desk.find_state()
        assert not desk.state.follow(ledger, lambda _: None)
        say(ledger, "reject")
        assert not desk.state.follow(ledger, lambda _: None)
        assert "x1" in list_offenses(desk)
        shown = Shelf(desk, READER).find("hand")
        assert shown is not None
        assert "x1" not in {offense.id for person in shown.people for offense in person.offenses}
        assert writers == []
        refresh_links(ledger)
        assert desk.state.follow(ledger, lambda _: None)
        assert "x1" not in list_offenses(desk)


def test_documents_and_names_are_waited_for(ledger: Ledger) -> None:
    """Another process links what came; who asks meanwhile gets no page of the state before."""
    desk = Desk(ledger, state=State(late=60, links=False))
    with keep_linked(ledger.name):
        assert find_home(Shelf(desk, READER)).documents == 1
        record = make_record()
        ledger.add(replace(record, document=replace(record.document, id="another")))
        assert find_home(Shelf(desk, READER)).documents == 2
        Shelf(desk, READER).open_library()
        made = find_made(ledger)
        assert made is not None
        assert str(made.head) >= desk.find_state().documents
        before = desk.find_state()
        say(ledger, "reject", of="p2")
        after = desk.find_state()
        assert (after.names != before.names, after.all != before.all) == (True, True)


def test_who_asks_links_after_all_where_nobody_gets_on(ledger: Ledger) -> None:
    """Whoever follows may fail, or be gone: that is not to be waited for for ever."""
    desk = Desk(ledger, state=State(late=0))
    for _ in range(2):
        desk.state.follow(ledger, lambda _: None)
    say(ledger, "reject")
    assert "x1" not in list_offenses(desk)


def test_nothing_is_said_where_it_fails(ledger: Ledger) -> None:
    """A ledger whose tables are gone: whoever asks for a page is told, and the desk goes on."""
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE listings")
    failed: list[object] = []
    before, threading.excepthook = threading.excepthook, failed.append
    try:
        with follow(Desk(ledger)):
            time.sleep(1.2)
    finally:
        threading.excepthook = before
    assert failed == []


def test_what_nobody_foresaw_is_told(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """By its kind, as its words may be anybody's; the thread goes on."""
    asked: list[bool] = []

    def find_no_day() -> date:
        asked.append(True)
        raise ValueError("Person A")

    failed: list[object] = []
    before, threading.excepthook = threading.excepthook, failed.append
    try:
        with follow(Desk(ledger, today=find_no_day)):
            wait_until(lambda: bool(asked))
    finally:
        threading.excepthook = before
    assert failed == []
    assert capsys.readouterr().err == "What is done beside the desk failed (ValueError); it is tried again.\n"


def test_links_of_an_unlinked_ledger_are_of_no_state(ledger: Ledger) -> None:
    """They are told of once they are made."""
    assert find_made(ledger) is None
    refresh_links(ledger)
    made = find_made(ledger)
    assert made is not None
    with find_ledger(ledger.name) as again:
        assert find_made(again) == made
