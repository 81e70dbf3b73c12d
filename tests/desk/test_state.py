"""What a desk has worked out stays as long as nothing that is shown has changed, and no longer."""

from dataclasses import replace
from threading import Thread

from tests.hand import make_record
from tests.ledger.test_untouched import say

from onrecord.care import Viewer
from onrecord.desk.case import list_page
from onrecord.desk.desk import Desk
from onrecord.desk.home import find_home
from onrecord.desk.shelf import Shelf
from onrecord.desk.state import State
from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import Ledger


def test_who_agrees_changes_no_state(ledger: Ledger) -> None:
    """A rejection does, once, and so does a document."""
    state = State()
    first = state.find(ledger)
    assert first.is_linked
    say(ledger, "accept")
    assert state.find(ledger) == first
    say(ledger, "reject")
    second = state.find(ledger)
    assert (second.all != first.all, second.documents) == (True, first.documents)
    assert state.find(ledger) == second
    record = make_record()
    ledger.add(replace(record, document=replace(record.document, id="another")))
    third = state.find(ledger)
    assert third.all not in (first.all, second.all)
    assert third.documents != first.documents


def test_pages_follow_a_review_at_once(ledger: Ledger) -> None:
    """What was rejected is on no page that is asked for afterwards, whatever was kept before."""
    desk = Desk(ledger)
    before = Shelf(desk, Viewer())
    assert "x1" in [offense.id for person in before.show("hand").people for offense in person.offenses]
    told = list_page(before, 1)
    say(ledger, "accept")
    assert list_page(Shelf(desk, Viewer()), 1) is told
    say(ledger, "reject")
    after = Shelf(desk, Viewer())
    assert "x1" not in [offense.id for person in after.show("hand").people for offense in person.offenses]
    assert after.find("hand") == after.show("hand")
    assert list_page(after, 1) != told


def test_nobody_waits_long_while_somebody_links(ledger: Ledger) -> None:
    """Where a review changed a record and it cannot be linked yet, others are told of the state before."""
    desk = Desk(ledger)
    home = find_home(Shelf(desk, Viewer()))
    say(ledger, "reject")
    with writing(ledger.engine):  # another process is writing: links must wait
        first = Thread(target=desk.find_state)
        first.start()
        while not desk.state._turn.locked():
            pass
        state = desk.find_state()
        assert not state.is_linked
        assert find_home(Shelf(desk, Viewer())) is not home
        assert find_home(Shelf(desk, Viewer())) == home
        shown = Shelf(desk, Viewer()).find("hand")
        assert shown is not None
        assert "x1" not in [offense.id for person in shown.people for offense in person.offenses]
    first.join()
    after = desk.find_state()
    assert (after.all != state.all, after.is_linked) == (True, True)
