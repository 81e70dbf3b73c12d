"""A desk that is killed while people review has lost nothing that it said it had taken."""

import random
from pathlib import Path

import pytest
from benchmarks.desk.kills import Taken, find_lost, kill_desk
from benchmarks.desk.serving import add_users, open_desk
from benchmarks.kills.places import open_server
from tests.hand import make_record

from onrecord.ledger.ledger import open_ledger
from onrecord.reviews.placed import list_facts

pytestmark = pytest.mark.slow

FACTS = [("hand", placed.fact.id) for placed in list_facts(make_record())]


def fill(place: str) -> None:
    """A ledger with the record made by hand."""
    with open_ledger(place) as ledger:
        ledger.add(make_record())


def kill_again_and_again(folder: Path, place: str, times: int) -> list[Taken]:
    """Kill desks on one ledger, each after another while; nothing that was taken is lost then, or later."""
    chance = random.Random(8317)
    add_users(folder / "users.db")
    taken: list[Taken] = []
    for turn in range(times):
        with open_desk(place, folder / "users.db") as desk:
            found, wrong = kill_desk(desk, FACTS, called=f"kill {turn}", wait=chance.uniform(0, 0.5), people=4)
        assert wrong == []
        taken += found
        assert find_lost(place, taken) == []
    return taken


def test_no_review_is_lost_with_sqlite(tmp_path: Path) -> None:
    """Killed at once (SIGKILL) three times while four people review: all that was answered is there, whole."""
    place = str(tmp_path / "ledger.db")
    fill(place)
    assert len(kill_again_and_again(tmp_path, place, 3)) >= 3


def test_no_review_is_lost_with_postgresql(tmp_path: Path) -> None:
    """The same where the ledger is on a server."""
    tmp_path.chmod(0o755)
    with open_server(tmp_path) as server:
        place = server.make_place()
        fill(place)
        assert len(kill_again_and_again(tmp_path, place, 2)) >= 2


def test_what_is_lost_is_found(tmp_path: Path) -> None:
    """A review that is not there, or says something else, is told."""
    place = str(tmp_path / "ledger.db")
    fill(place)
    assert find_lost(place, [Taken(1, "hand", "why")]) == ["lost: review 1 of hand, “why”"]
