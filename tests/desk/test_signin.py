"""Every address of the desk: nobody without a session, none in the wrong role, no forged, replayed or late request."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.desk.people import PASSWORD, find_forms, make_users, open_desk, sign_in
from tests.hand import make_record

from onrecord.desk.app import list_routes
from onrecord.desk.gate import BODY_LIMIT
from onrecord.desk.rights import RIGHTS, list_rights
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.users.lockout import NAME_LIMIT
from onrecord.users.roles import ROLES, Role, is_enough
from onrecord.users.tables import connect_users
from onrecord.users.users import IDLE, LASTS, Users

NAMES = ("Quint", "Rook", "Varga", "Lund", "Vesna")
TABLE = [row for row in list_rights(list_routes()) if row[2] != "anyone"]
COOKIE = "onrecord-8317"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with the record made by hand."""
    with open_ledger(tmp_path_factory.mktemp("signin") / "ledger.db") as opened:
        opened.add(make_record())
        yield opened


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Users:
    """One in each role."""
    return make_users(tmp_path_factory.mktemp("users") / "users.db")


@pytest.fixture
def browser(ledger: Ledger, users: Users) -> Iterator[TestClient]:
    """A browser that nobody signed in with."""
    with open_desk(ledger, users) as client:
        yield client


def fill(path: str) -> str:
    """An address that fits a route."""
    for part, value in {
        "{id:path}": "hand",
        "{id}": "hand",
        "{fact}": "x1",
        "{kind}": "css",
        "{name}": "documents",
        "{ext}": "json",
    }.items():
        path = path.replace(part, value)
    return path


def ask(client: TestClient, method: str, path: str, **more: Any) -> int:
    """The status of the answer."""
    return client.request(method, fill(path), **more).status_code


@pytest.mark.parametrize(("method", "path"), [row[:2] for row in TABLE])
def test_nobody_comes_in_without_a_session(browser: TestClient, method: str, path: str) -> None:
    """Nor with a cookie that somebody made up; and nothing is told."""
    for cookie in ("", f"{COOKIE}=guess", f"{COOKIE}={hashlib.sha256(b'').hexdigest()}", "session=1"):
        answer = browser.request(method, fill(path), headers={"cookie": cookie})
        assert answer.status_code == 403
        assert "Holloway" not in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_every_address_is_for_its_roles_alone(browser: TestClient, role: Role) -> None:
    """A refusal is 403 for a role that is not enough, and never for one that is."""
    sign_in(browser, f"the-{role}")
    forms = find_forms(browser)
    for method, path, right in TABLE:
        if path == "/sign-out":
            continue
        data = {"forms": forms} if method != "GET" else None
        status = ask(browser, method, path, data=data)
        if right == "anyone" or is_enough(role, right):
            assert status != 403 or path == "/account", (method, path)
        else:
            assert status == 403, (method, path)


CHANGING = [row[:2] for row in TABLE if row[0] != "GET"]


@pytest.mark.parametrize(("method", "path"), CHANGING)
@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"forms": ""},
        {"forms": "guess"},
        {"forms": "0" * 64},
    ],
)
def test_a_forged_form_changes_nothing(
    browser: TestClient, ledger: Ledger, method: str, path: str, forged: dict[str, str]
) -> None:
    """Without the word of the session, or with another one."""
    sign_in(browser, "the-owner")
    head = ledger.head()
    assert ask(browser, method, path, data=forged) in (403, 415)
    assert ledger.head() == head
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize(("method", "path"), CHANGING)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    browser: TestClient, ledger: Ledger, method: str, path: str, headers: dict[str, str]
) -> None:
    """Even with the right word."""
    sign_in(browser, "the-owner")
    head = ledger.head()
    assert ask(browser, method, path, data={"forms": find_forms(browser)}, headers=headers) == 403
    assert ledger.head() == head


def test_the_word_of_another_session_is_none(browser: TestClient) -> None:
    """Of another user, or of the same one before."""
    sign_in(browser, "the-reviewer")
    old = find_forms(browser)
    sign_in(browser, "the-owner")
    assert find_forms(browser) != old
    assert browser.post("/sign-out", data={"forms": old}).status_code == 403


@pytest.mark.parametrize("end", ["sign out", "expire", "idle", "other role", "other password"])
def test_an_ended_session_cannot_be_replayed(browser: TestClient, users: Users, end: str) -> None:
    """Its cookie, sent again, opens nothing."""
    sign_in(browser, "the-editor")
    cookie = browser.cookies[COOKIE]
    assert browser.get("/").status_code == 200
    now = datetime.now(UTC)
    match end:
        case "sign out":
            assert browser.post("/sign-out", data={"forms": find_forms(browser)}).status_code == 303
        case "expire":
            _age(users, "begun", now - LASTS - timedelta(seconds=1))
        case "idle":
            _age(users, "seen", now - IDLE - timedelta(seconds=1))
        case "other role":
            users.set_role("the-editor", "editor")
        case _:
            users.set_password("the-editor", PASSWORD)
    browser.cookies.clear()
    for method, path, _ in TABLE:
        assert ask(browser, method, path, headers={"cookie": f"{COOKIE}={cookie}"}) == 403


def _age(users: Users, column: str, time: datetime) -> None:
    with connect_users(users._path) as connection:
        connection.execute(f"UPDATE sessions SET {column} = ?", (time.isoformat(),))


def test_the_cookie_is_for_this_site_alone(browser: TestClient) -> None:
    """No script reads it; over TLS no other host can set it, and it never goes in the clear."""
    answer = browser.post("/sign-in", data={"name": "the-viewer", "password": PASSWORD})
    parts = {part.strip() for part in answer.headers["set-cookie"].split(";")}
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= parts
    over = TestClient(browser.app, base_url="https://127.0.0.1", follow_redirects=False)
    secure = over.post("/sign-in", data={"name": "the-viewer", "password": PASSWORD})
    assert secure.headers["set-cookie"].startswith("__Host-onrecord=")
    assert "Secure" in secure.headers["set-cookie"]
    assert "max-age" in secure.headers["strict-transport-security"]
    gone = over.post("/sign-out", data={"forms": find_forms(over)}).headers["set-cookie"]
    assert gone.startswith("__Host-onrecord=")
    assert {"Max-Age=0", "Secure"} <= {part.strip() for part in gone.split(";")}


def test_a_session_is_new_whatever_cookie_came_along(browser: TestClient) -> None:
    """A token that someone planted is not taken over."""
    answer = browser.post(
        "/sign-in", data={"name": "the-viewer", "password": PASSWORD}, headers={"cookie": f"{COOKIE}=planted"}
    )
    assert "planted" not in answer.headers["set-cookie"]
    assert browser.get("/", headers={"cookie": f"{COOKIE}=planted"}).status_code == 403


@pytest.mark.parametrize(
    "wanted", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x", ""]
)
def test_signing_in_leads_to_no_other_site(browser: TestClient, wanted: str) -> None:
    """Whatever the form says."""
    answer = browser.post("/sign-in", data={"name": "the-viewer", "password": PASSWORD, "next": wanted})
    assert answer.headers["location"] == "/"


def test_a_page_that_was_asked_for_comes_after_signing_in(browser: TestClient) -> None:
    """The form knows it."""
    page = browser.get("/documents/hand")
    assert 'name="next" value="/documents/hand"' in page.text
    answer = browser.post("/sign-in", data={"name": "the-viewer", "password": PASSWORD, "next": "/documents/hand"})
    assert answer.headers["location"] == "/documents/hand"


def test_who_guesses_is_locked_out(ledger: Ledger, tmp_path: Path) -> None:
    """After five tries the right password opens nothing either, and the page says for how long."""
    with open_desk(ledger, make_users(tmp_path / "users.db")) as client:
        for _ in range(NAME_LIMIT):
            answer = client.post("/sign-in", data={"name": "the-owner", "password": "guess and guess"})
            assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
            assert "That is not a name and its password." in answer.text
        answer = client.post("/sign-in", data={"name": "the-owner", "password": PASSWORD})
        assert answer.status_code == 403
        assert "try again in" in answer.text


def test_a_password_is_changed_by_who_knows_it(ledger: Ledger, tmp_path: Path) -> None:
    """And every session of the name ends."""
    with open_desk(ledger, make_users(tmp_path / "users.db")) as client:
        sign_in(client, "the-viewer")
        data = {"forms": find_forms(client), "new": "four lamps in rain", "again": "four lamps in rain"}
        assert client.post("/account", data={**data, "password": "guess and guess"}).status_code == 403
        assert client.post("/account", data={**data, "password": PASSWORD, "again": "other"}).status_code == 403
        assert client.post("/account", data={**data, "password": PASSWORD}).status_code == 303
        assert client.get("/account").status_code == 403
        answer = client.post("/sign-in", data={"name": "the-viewer", "password": "four lamps in rain"})
        assert answer.status_code == 303


BODIES = [
    (413, "application/x-www-form-urlencoded", b"forms=" + b"a" * BODY_LIMIT),
    (415, "multipart/form-data; boundary=x", b"--x--"),
    (415, "application/json", b"{}"),
    (415, "text/plain", b"forms=a"),
    (403, "application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(500))),
]


@pytest.mark.parametrize(("status", "kind", "body"), BODIES)
def test_a_body_is_a_form_of_its_size(browser: TestClient, status: int, kind: str, body: bytes) -> None:
    """There is nothing to upload."""
    sign_in(browser, "the-reviewer")
    answer = browser.post("/reviews/hand", content=body, headers={"content-type": kind})
    assert answer.status_code == status


def test_no_body_at_all_is_no_form(browser: TestClient) -> None:
    """Nor has it the word of a session."""
    sign_in(browser, "the-reviewer")
    request = browser.build_request("POST", "/sign-out", headers={"content-type": "application/x-www-form-urlencoded"})
    del request.headers["content-length"]
    assert browser.send(request).status_code == 403


def test_a_body_without_a_length_is_refused(browser: TestClient) -> None:
    """Nobody can send without end."""
    sign_in(browser, "the-reviewer")
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.post("/sign-out", content=iter([b"forms=", b"a"]), headers=kind)
    assert answer.status_code == 400


@pytest.mark.parametrize(("role", "sees"), [("viewer", False), ("reviewer", True), ("owner", True)])
def test_hidden_names_are_for_reviewers_and_every_view_is_written_down(
    ledger: Ledger, tmp_path: Path, role: Role, sees: bool
) -> None:
    """Where the desk shows them at all; never those of victims and relatives."""
    users = make_users(tmp_path / "users.db")
    with open_desk(ledger, users, names=True) as client:
        sign_in(client, f"the-{role}")
        page = client.get("/documents/hand").text
        client.get("/documents/none")
        client.get("/onrecord.css")
    assert ("Quint" in page) is sees
    assert "Vesna" not in page
    seen = [(view.user, view.page) for view in users.views()]
    assert seen == ([(f"the-{role}", "/documents/hand")] if sees else [])


def test_the_table_of_rights_is_of_routes_that_are_there() -> None:
    """Nothing in it is spelled wrong, and what changes anything is in it."""
    routes = {(method, path) for method, path, _ in list_rights(list_routes())}
    assert set(RIGHTS) <= routes
    assert {(method, path) for method, path in routes if method != "GET"} <= set(RIGHTS)
