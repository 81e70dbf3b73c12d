"""A run waits for a server that goes away in the middle of it, for so long, and loses and doubles nothing."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from benchmarks.kills.places import Server, open_server
from sqlalchemy import Engine, create_engine
from tests.ledger.conftest import MakeRecord
from tests.plain_reader import PlainReader
from tests.test_run import documents

from onrecord.errors import LedgerError, UnreachableError
from onrecord.executors.outcomes import Skipped
from onrecord.ledger.engine import writing
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.patience import Patience, insert_once, outlasting
from onrecord.ledger.tables import polls
from onrecord.ledger.visits import Poll
from onrecord.run import add_items, retry_quarantine
from onrecord.schema import Record

DAY = "2031-05-06T08:00:00+00:00"
POLL = Poll(source="office", begun=DAY, ended=DAY, announced=0, outcomes={})
ROW = {"source": "office", "begun": DAY, "ended": DAY, "announced": 0, "outcomes": "{}", "wait": None}


@dataclass
class Away:
    """Something that answers after so many calls."""

    _engine: Engine
    calls: Iterator[int] = field(default_factory=count)

    @outlasting
    def ask(self, *, after: int) -> str:
        """An answer, or nobody."""
        if next(self.calls) < after:
            raise UnreachableError("office cannot be reached.")
        return "an answer"


def make_away(said: list[str], pauses: list[float], *, seconds: float = 600, stop: bool = False) -> Away:
    """What is away, with a patience that writes down what it says and how long it would sleep."""

    def pause(length: float) -> bool:
        pauses.append(length)
        return stop

    patience = Patience(tell=said.append, seconds=seconds, pause=pause)
    return Away(create_engine("sqlite://").execution_options(patience=patience))


def test_it_is_asked_again_ever_more_seldom() -> None:
    """What it waits for is said once, and that it answers again too."""
    said: list[str] = []
    pauses: list[float] = []
    assert make_away(said, pauses).ask(after=8) == "an answer"
    assert pauses == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]
    assert said == ["office cannot be reached. Waiting for it, 10 minutes at most.", "It answers again."]


@pytest.mark.parametrize(("seconds", "stop"), [(0, False), (600, True)])
def test_it_is_not_waited_for_without_end(seconds: float, stop: bool) -> None:
    """Nor when the run is asked to stop; it is said what to do."""
    said: list[str] = []
    away = make_away(said, [], seconds=seconds, stop=stop)
    with pytest.raises(UnreachableError, match=r"cannot be reached\. It was waited for, 0 seconds; .* again\."):
        away.ask(after=9)
    assert len(said) == 1


def test_ctrl_c_ends_the_waiting_for_good() -> None:
    """What a run still tries to write before it ends is not waited for again."""
    pauses: list[float] = []

    def interrupt(length: float) -> None:
        pauses.append(length)
        raise KeyboardInterrupt

    said: list[str] = []
    patience = Patience(tell=said.append, pause=interrupt)
    away = Away(create_engine("sqlite://").execution_options(patience=patience))
    with pytest.raises(KeyboardInterrupt):
        away.ask(after=9)
    with pytest.raises(UnreachableError):
        away.ask(after=9)
    assert pauses == [0.5]


def test_nobody_waits_who_was_not_given_patience() -> None:
    """Who looks something up is told at once."""
    with pytest.raises(UnreachableError):
        Away(create_engine("sqlite://")).ask(after=1)


@pytest.mark.parametrize(
    ("tried", "rows"),
    [([], [1, 2]), ([1], [1]), ([2], [1, 2])],
    ids=["at first", "kept, and not told", "not kept"],
)
def test_a_row_is_there_once(tried: list[int], rows: list[int]) -> None:
    """Where a server went away before it said that the row is kept, or before it kept it."""
    with open_ledger(":memory:") as ledger:
        ledger.visits.add_poll(POLL)
        with writing(ledger.engine) as connection:
            insert_once(connection, polls, ROW, tried)
            found = connection.execute(polls.select().order_by(polls.c.number)).all()
        assert [row.number for row in found] == rows


def test_a_row_of_another_in_its_place_is_not_taken_for_it() -> None:
    """Another writer had the number meanwhile."""
    with open_ledger(":memory:") as ledger:
        ledger.visits.add_poll(Poll(source="court", begun=DAY, ended=DAY, announced=3, outcomes={}))
        with writing(ledger.engine) as connection:
            insert_once(connection, polls, ROW, [1])
        assert ledger.visits.polls("office") == (POLL,)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL of our own, as it is delivered, that may be stopped."""
    folder = tmp_path_factory.mktemp("patience")
    for above in (folder, folder.parent, folder.parent.parent):
        above.chmod(0o755)
    with open_server(folder) as opened:
        yield opened


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "jobs"), [("fast", 1), ("immediate", 2)])
def test_a_run_outlives_a_restart_of_its_server(server: Server, tmp_path: Path, mode: str, jobs: int) -> None:
    """As told and as by a crash: no document is lost or doubled, and its ledger is that of an undisturbed run."""
    said: list[str] = []
    read = set()
    with (
        open_ledger(":memory:") as whole,
        open_ledger(server.make_place(), patience=Patience(tell=said.append)) as ledger,
    ):
        for number, outcome in enumerate(add_items(documents(300), ledger, make_reader=PlainReader, jobs=jobs)):
            if isinstance(outcome, Record | Skipped):
                read.add(outcome.document.id if isinstance(outcome, Record) else outcome.id)
            if number == 100:
                restart = threading.Thread(target=server.restart, args=(mode,))
                restart.start()
        restart.join()
        list(add_items(documents(300), whole, make_reader=PlainReader))
        assert len(read) == 300
        for name, each in (("whole", whole), ("restarted", ledger)):
            each.dump(tmp_path / f"{name}.zip")
        assert (tmp_path / "restarted.zip").read_bytes() == (tmp_path / "whole.zip").read_bytes()
        assert list(ledger.verify()) == []
    assert said[-1:] in ([], ["It answers again."])


@pytest.mark.slow
def test_all_that_a_run_does_waits_for_its_server(server: Server, make_record: MakeRecord) -> None:
    """Writing, looking up, the quarantine and the account of the web; a server that stays away is told of."""
    said: list[str] = []

    def tell(line: str) -> None:
        said.append(line)
        if line.endswith("at most."):  # it waits: only now is there a server again
            server.start()

    place = server.make_place()
    with open_ledger(place, patience=Patience(tell=tell)) as ledger, open_ledger(place) as looking:
        ledger.add(make_record("a"))
        document = make_record("b").document
        for act in (
            lambda: ledger.add(make_record("c")),
            lambda: ledger.quarantine.add(document, tries=3, message="ValueError in figures.py:88"),
            lambda: ledger.visits.add_poll(POLL),
            lambda: list(retry_quarantine(ledger, make_reader=PlainReader)),
            lambda: ledger.has(document),
        ):
            server.stop()
            with pytest.raises(UnreachableError, match="cannot be reached"):
                looking.count()
            act()
        assert said == ["It answers again." if number % 2 else said[0] for number in range(10)]
        assert (ledger.count(), ledger.visits.polls("office"), list(ledger.verify())) == ((3, 3), (POLL,), [])
        server.stop()
        with open_ledger(":memory:") as other:
            assert other.count() == (0, 0)
    try:
        with pytest.raises(LedgerError, match="cannot be reached"):
            open_ledger(place, patience=Patience(tell=said.append))
    finally:
        server.start()
