"""An owner invites, changes and sends away users at the desk; who was invited comes in by a password of their own."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.people import BASE, PASSWORD, find_forms, make_users, open_desk, sign_in
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.ledger.ledger import open_ledger
from onrecord.users.users import Users


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """One in each role."""
    return make_users(tmp_path / "users.db")


@pytest.fixture
def browser(users: Users, tmp_path: Path) -> Iterator[TestClient]:
    """A browser that nobody signed in with."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(make_record())
        with open_desk(ledger, users) as client:
            yield client


def change(client: TestClient, **form: str) -> tuple[int, str]:
    """Status and page of the answer to this form."""
    answer = client.post("/users", data={"forms": find_forms(client), **form})
    return answer.status_code, answer.text


def invite(client: TestClient, name: str, role: str) -> str:
    """The address that is given to whoever is invited."""
    status, page = change(client, act="invite", name=name, role=role)
    assert status == 200, page
    check_page(page)
    (link,) = re.findall(r'value="([^"]+/join\?[^"]+)"', page)
    return unescape(link)


def test_who_is_invited_joins_and_signs_in(browser: TestClient, users: Users) -> None:
    """In the role that was chosen; the address is good once, and shown once."""
    sign_in(browser, "the-owner")
    link = invite(browser, "anton", "editor")
    assert link.startswith(f"{BASE}/join?invitation=")
    assert link.split("=")[1] not in browser.get("/users").text
    browser.cookies.clear()
    page = browser.get(link).text
    check_page(page)
    assert "invites you as editor" in page
    form = {"invitation": link.split("=")[1], "new": "four lamps in rain", "again": "four lamps in rain"}
    assert browser.post("/join", data={**form, "again": "other"}).status_code == 403
    assert browser.post("/join", data={**form, "new": "short", "again": "short"}).status_code == 403
    assert browser.post("/join", data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403
    answer = browser.post("/join", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.get(link).status_code == 403
    assert browser.post("/join", data=form).status_code == 403
    assert {user.name: user.role for user in users.list()}["anton"] == "editor"
    answer = browser.post("/sign-in", data={"name": "anton", "password": "four lamps in rain"})
    assert answer.status_code == 303


def test_a_role_is_changed_and_a_session_ended(browser: TestClient, users: Users) -> None:
    """Whoever it befell has to sign in again; it is written down, by whom."""
    sign_in(browser, "the-reviewer")
    cookie = dict(browser.cookies)
    sign_in(browser, "the-owner")
    assert change(browser, act="role", name="the-reviewer", role="viewer")[0] == 303
    assert {user.name: user.role for user in users.list()}["the-reviewer"] == "viewer"
    assert change(browser, act="end", name="the-editor")[0] == 303
    assert change(browser, act="remove", name="the-editor")[0] == 303
    page = browser.get("/users").text
    check_page(page)
    assert "ended the sessions of the-editor" in page
    assert "changed the role of the-reviewer, viewer" in page
    browser.cookies.clear()
    browser.cookies.update(cookie)
    assert browser.get("/").status_code == 403


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"act": "remove", "name": "the-owner"}, "nothing of your own"),
        ({"act": "role", "name": "the-viewer", "role": "king"}, "Choose a role"),
        ({"act": "invite", "name": "<b>", "role": "viewer"}, "A name has"),
        ({"act": "invite", "name": "the-viewer", "role": "viewer"}, "There is a user"),
        ({"act": "burn", "name": "the-viewer"}, "not done here"),
        ({}, "not done here"),
    ],
)
def test_what_cannot_be_is_said(browser: TestClient, users: Users, form: dict[str, str], words: str) -> None:
    """And changes nothing."""
    sign_in(browser, "the-owner")
    before = users.list()
    status, page = change(browser, **form)
    assert (status, words in page) == (422, True)
    assert users.list() == before


def test_an_invitation_is_taken_back(browser: TestClient) -> None:
    """Its address leads nowhere."""
    sign_in(browser, "the-owner")
    link = invite(browser, "anton", "viewer")
    assert "Take the invitation of anton back" in browser.get("/users").text
    assert change(browser, act="withdraw", name="anton")[0] == 303
    page = browser.get(link)
    assert page.status_code == 403
    assert "ask for another one" in page.text


@pytest.mark.parametrize("role", ["viewer", "reviewer", "editor"])
def test_it_is_the_owner_s_alone(browser: TestClient, users: Users, role: str) -> None:
    """Nobody else sees the page, nor changes anything by it."""
    sign_in(browser, f"the-{role}")
    assert browser.get("/users").status_code == 403
    assert change(browser, act="role", name=f"the-{role}", role="owner")[0] == 403
    assert {user.name: user.role for user in users.list()}[f"the-{role}"] == role
    assert 'href="/users"' not in browser.get("/account").text


def test_the_password_of_the_tests_is_one() -> None:
    """So that what is refused above is refused for its own reason."""
    assert len(PASSWORD) >= 12
