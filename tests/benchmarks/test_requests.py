"""Requests made of the desk's own document find no server's error and no answer that it does not tell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.desk.requests import Known, Planned, ask_desk, find_document, find_known, plan_requests
from benchmarks.desk.serving import Desk, add_users, open_desk, sign_in
from tests.links.corpus import read_corpus

from onrecord.ledger.ledger import open_ledger
from onrecord.users.roles import Role

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with all examples."""
    path = tmp_path_factory.mktemp("requests") / "ledger.db"
    with open_ledger(path) as ledger:
        ledger.add_all(list(read_corpus()))
    return path


@pytest.fixture(scope="module")
def known(place: Path) -> Known:
    """What can be asked for there."""
    with open_ledger(place) as ledger:
        return find_known(ledger)


@pytest.fixture(scope="module")
def desk(place: Path, known: Known) -> Iterator[Desk]:
    """A desk on it, in a process of its own, with a user in each role."""
    users = place.parent / "users.db"
    add_users(users)
    with open_desk(str(place), users) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(desk: Desk) -> dict[str, Any]:
    """What the desk says of itself."""
    return find_document(desk.address)


@pytest.fixture(scope="module")
def plan(desk: Desk, document: dict[str, Any]) -> list[Planned]:
    """How requests of each of its routes are made."""
    return plan_requests(desk.address, document)


@pytest.mark.parametrize(("role", "most"), [(None, 40), ("viewer", 100), ("reviewer", 100), ("owner", 100)])
def test_no_answer_is_but_as_it_was_told(
    desk: Desk, plan: list[Planned], known: Known, role: Role | None, most: int
) -> None:
    """The same requests each time, of every route; as nobody, and in the roles that differ in what they may do."""
    visitor = sign_in(desk.address, role) if role else None
    tally = ask_desk(plan, known, visitor=visitor, most=most, seed=8317, at_once=1)
    assert tally.faults == {}
    assert tally.answers.total() == most
    assert (200 in tally.answers) is (role is not None)


def test_what_is_not_told_is_found(desk: Desk, document: dict[str, Any], known: Known) -> None:
    """A document that leaves out an answer, or says that it has another form, is caught."""
    pages = {
        "/index.json": document["paths"]["/index.json"],
        "/cases/{id}": document["paths"]["/cases/{id}"],
    }
    answers = pages["/index.json"]["get"]["responses"]
    wrong = {**answers, "200": {"description": "", "content": {"application/json": {"schema": {"type": "array"}}}}}
    untold = {"200": pages["/cases/{id}"]["get"]["responses"]["200"]}
    told = {
        **document,
        "paths": {
            "/index.json": {"get": {**pages["/index.json"]["get"], "responses": wrong}},
            "/cases/{id}": {"get": {**pages["/cases/{id}"]["get"], "responses": untold}},
        },
    }
    visitor = sign_in(desk.address, "viewer")
    tally = ask_desk(plan_requests(desk.address, told), known, visitor=visitor, most=12, seed=1, at_once=3)
    assert sorted(tally.faults) == [
        "GET /cases/{id}: Undocumented status code",
        "GET /index.json: Response violates schema",
    ]
