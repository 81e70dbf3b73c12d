"""The account of what the web was asked for only grows, outlives its process, and names no forgotten page."""

from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from tests.ledger.conftest import MakeRecord, NewPlace

from onrecord.documents.attempts import Attempt
from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.visits import Poll, Visit

URL = "https://office.example/news/1"
DAY = "2031-05-06T08:00:00+00:00"
ATTEMPTS = (
    Attempt(url=URL, time=DAY, status=503, reason="not fetched", message="It answered 503."),
    Attempt(url=URL, time=DAY, status=200, size=29, digest="0" * 64),
)
VISITS = (
    Visit(source="office", url=URL, time=DAY, outcome="refused", reason="not fetched", message="It answered 503."),
    Visit(source="office", url=URL, time=DAY, outcome="new", announced="2031-05-06", document="d1", etag='"1"'),
)
POLL = Poll(source="office", begun=DAY, ended=DAY, announced=2, outcomes={"new": 1, "refused": 1})


@pytest.fixture
def place(new_place: NewPlace, make_record: MakeRecord) -> str:
    """A ledger with one document and how it came, in each database."""
    place = new_place()
    with open_ledger(place) as ledger:
        ledger.add(make_record("d1"))
        for attempt in ATTEMPTS:
            ledger.visits.add_attempt(attempt, "office")
        for visit in VISITS:
            ledger.visits.add_visit(visit)
        ledger.visits.add_poll(POLL)
    return place


def test_what_is_written_is_found_again(place: str) -> None:
    """In its order."""
    with open_ledger(place) as ledger:
        assert ledger.visits.attempts(URL) == ATTEMPTS
        assert ledger.visits.visits(URL) == VISITS
        assert ledger.visits.polls("office") == (POLL,)
        assert ledger.visits.last_poll("office") == POLL
        assert ledger.visits.polls("other") == ()
        assert ledger.visits.last_poll("other") is None


@pytest.mark.parametrize("table", ["attempts", "visits", "polls"])
def test_nothing_that_was_written_is_changed(place: str, table: str) -> None:
    """The database itself refuses."""
    with open_ledger(place) as ledger:
        with pytest.raises(DBAPIError, match="only grows"), writing(ledger._engine) as connection:
            connection.exec_driver_sql(f"UPDATE {table} SET reason = NULL")
        assert ledger.visits.polls("office") == (POLL,)


def test_forgetting_takes_the_address_too(place: str) -> None:
    """An address can tell a name; that the source was looked at stays."""
    with open_ledger(place) as ledger:
        ledger.forget("d1", why="asked to", time=DAY)
        assert (ledger.visits.attempts(URL), ledger.visits.visits(URL)) == ((), ())
        assert ledger.visits.polls("office") == (POLL,)
    if "://" not in place:
        assert URL.encode() not in Path(place).read_bytes()
