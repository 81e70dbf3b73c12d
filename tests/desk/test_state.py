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
from onrecord.desk.state import Standing, State
from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import Ledger
from onrecord.schema import Record


def test_who_agrees_changes_no_state(ledger: Ledger) -> None:
    """A rejection does, once, and so does a document."""
    state = State(late=0)
    first = state.find(ledger)
    assert first.linked is None
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


def test_what_is_linked_follows_many_reviews_later(ledger: Ledger) -> None:
    """The page of a document follows each at once; lists and links tell of one state, all of it, until it is time."""
    desk = Desk(ledger, state=State(late=60))
    find_home(Shelf(desk, Viewer()))
    say(ledger, "reject", of="x1")
    told = list_page(Shelf(desk, Viewer()), 1)
    say(ledger, "reject", of="x2")
    after = Shelf(desk, Viewer())
    assert list_page(after, 1) is told
    assert {"x1", "x2"}.isdisjoint(_list_offenses(after.find("hand")))
    assert "x2" in _list_offenses(after.open_library().record("hand"))
    assert desk.find_state().linked == 1
    soon = Desk(ledger, state=State(late=0))
    assert list_page(Shelf(soon, Viewer()), 1) != told


def test_everybody_waits_for_the_first_links(ledger: Ledger) -> None:
    """Before there are any, nothing can be told of the state before."""
    state, told = State(late=60), list[Standing]()
    state.find(ledger)
    say(ledger, "reject", of="x1")
    asking = Thread(target=lambda: told.append(state.find(ledger)))
    with state._turn:
        asking.start()
        asking.join(0.5)
        assert told == []
    asking.join()
    assert told[0].linked is None


def test_everybody_waits_where_it_changed_who_is_named(ledger: Ledger) -> None:
    """However lately links were made: nobody is shown who is hidden now."""
    desk = Desk(ledger, state=State(late=60))
    find_home(Shelf(desk, Viewer()))
    say(ledger, "reject", of="x1")
    before = desk.find_state()
    say(ledger, "reject", of="p2")
    after = desk.find_state()
    assert (after.linked, after.names != before.names, after.all != before.all) == (None, True, True)


def test_nobody_waits_long_while_somebody_links(ledger: Ledger) -> None:
    """Where it cannot be linked yet, others are told of the state before, but for lines of the document itself."""
    desk = Desk(ledger)
    home = find_home(Shelf(desk, Viewer()))
    say(ledger, "reject")
    with writing(ledger.engine):  # another process is writing: links must wait
        first = Thread(target=desk.find_state)
        first.start()
        while not desk.state._turn.locked():
            pass
        state = desk.find_state()
        assert state.linked == 0
        told = find_home(Shelf(desk, Viewer()))
        assert told.new != home.new
        assert replace(told, new=home.new) == home
        shown = Shelf(desk, Viewer()).find("hand")
        assert shown is not None
        assert "x1" not in [offense.id for person in shown.people for offense in person.offenses]
    first.join()
    after = desk.find_state()
    assert (after.all != state.all, after.linked) == (True, None)


def _list_offenses(record: Record | None) -> set[str]:
    assert record is not None
    return {offense.id for person in record.people for offense in person.offenses}
