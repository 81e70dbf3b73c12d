"""No address of the desk is without its row in the table of rights, in the docs and in the tests of who comes in."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute, Route
from tests.desk.people import make_users, open_desk
from tests.desk.test_signin import TABLE, fill
from tests.hand import make_record

from onrecord.desk.app import ROUTES, list_routes
from onrecord.desk.rights import RIGHTS, find_right, list_rights
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.users.roles import ROLES, is_enough

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference" / "rights.md"
UNSAID = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with the record made by hand."""
    with open_ledger(tmp_path_factory.mktemp("rights") / "ledger.db") as opened:
        opened.add(make_record())
        yield opened


@pytest.fixture(scope="module")
def stranger(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A browser that nobody signed in with."""
    with open_desk(ledger, make_users(tmp_path_factory.mktemp("users") / "users.db")) as client:
        yield client


def list_unknown(routes: Sequence[BaseRoute]) -> list[str]:
    """What an application serves beside plain routes of our own table, by its class."""
    ours = {id(route) for router in ROUTES for route in router.routes}
    found = []
    for route in routes:
        inside = getattr(route, "original_router", None)  # how FastAPI keeps a router that it included
        parts = inside.routes if isinstance(inside, APIRouter) else [route]
        found += [type(part).__name__ for part in parts if id(part) not in ours or not isinstance(part, Route)]
    return found


def test_the_table_has_all_that_a_desk_serves(stranger: TestClient) -> None:
    """The application is asked, and not our own list: no folder of files, socket or page beside."""
    app = stranger.app
    assert isinstance(app, FastAPI)
    assert list_unknown(app.routes) == []
    assert len(app.routes) >= len(ROUTES)
    served = {
        (method, route.path) for route in list_routes() if isinstance(route, Route) for method in route.methods or ()
    }
    assert {row[:2] for row in list_rights(list_routes())} == {row for row in served if row[0] != "HEAD"}


def test_what_is_served_beside_would_be_found() -> None:
    """Such as a folder of files that somebody mounts, or a page that is put on the application itself."""
    app = FastAPI(openapi_url=None)
    app.mount("/files", app)
    app.get("/beside")(lambda: None)
    assert list_unknown(app.routes) == ["Mount", "APIRoute"]


def test_every_address_can_be_tried() -> None:
    """The tests of who comes in fill each part of an address: a new part must be given a value there."""
    assert [path for _, path, _ in TABLE if "{" in fill(path)] == []


def test_the_docs_have_every_row() -> None:
    """With a yes for each role that may."""
    text = REFERENCE.read_text(encoding="utf-8")
    rows = {
        (method, path): ["yes" in cell for cell in cells.split("|")[:-1]]
        for method, path, cells in re.findall(r"^\| (\w+) \| `([^`]+)` \|(.*)$", text, re.MULTILINE)
    }
    expected = {
        (method, path): [right == "anyone", *(right == "anyone" or is_enough(role, right) for role in ROLES)]
        for method, path, right in list_rights(list_routes())
    }
    assert expected == rows


@pytest.mark.parametrize("path", sorted({path for _, path, _ in TABLE}))
def test_nobody_comes_in_by_another_method(stranger: TestClient, path: str) -> None:
    """Whatever a request calls itself."""
    for method in UNSAID:
        answer = stranger.request(method, fill(path))
        assert answer.status_code in (403, 415), method
        assert "Holloway" not in answer.text


def test_what_is_in_no_table_is_refused() -> None:
    """An address that nobody thought of is a page to read, and a change to make for the owner alone."""
    routes = list_routes()
    assert find_right(routes, {"type": "http", "method": "GET", "path": "/new"}) == "viewer"
    assert find_right(routes, {"type": "http", "method": "POST", "path": "/new"}) == "owner"
    assert set(RIGHTS) <= {row[:2] for row in list_rights(routes)}
