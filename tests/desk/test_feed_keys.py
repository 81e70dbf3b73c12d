"""A feed reader brings a key in the address: it opens feeds, as a viewer sees them, until it is taken away."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from fastapi.testclient import TestClient
from tests.desk.people import BASE, PASSWORD, find_forms, make_users, open_desk, sign_in
from tests.desk.serving import TOKEN
from tests.exports.test_html import check_page

from onrecord.care import Viewer
from onrecord.desk.app import open_app
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import TokenEntrance
from onrecord.ledger.ledger import Ledger
from onrecord.users.users import Users, open_users

NAMES = ("Quint", "Rook", "Varga", "Lund")


@pytest.fixture
def users(tmp_path: Path) -> Users:
    """One in each role."""
    return make_users(tmp_path / "users.db")


@pytest.fixture
def browser(ledger: Ledger, users: Users) -> Iterator[TestClient]:
    """A desk that shows names to reviewers."""
    with open_desk(ledger, users, names=True) as client:
        yield client


def make_key(client: TestClient) -> str:
    """A new key, as the page of the account tells it once."""
    page = client.post("/account/feed-key", data={"forms": find_forms(client), "act": "make"})
    assert page.status_code == 200
    assert check_page(page.text)
    (address, *_) = map(unescape, re.findall(r"<code>(http[^<]*)</code>", page.text))
    assert address.startswith(f"{BASE}/feeds/documents.atom?key=")
    return parse_qs(urlsplit(address).query)["key"][0]


def read(client: TestClient, key: str, feed: str = "documents", **asked: str) -> tuple[int, str]:
    """What a feed reader without a session is answered."""
    client.cookies.clear()
    answer = client.get(f"/feeds/{feed}.atom", params={**asked, "key": key})
    return answer.status_code, answer.text


@pytest.mark.parametrize("role", ["viewer", "reviewer", "owner"])
def test_a_key_opens_every_feed_and_never_a_hidden_name(browser: TestClient, role: str) -> None:
    """Whatever its user may see; the feed does not tell the key."""
    sign_in(browser, f"the-{role}")
    key = make_key(browser)
    for feed, asked in [
        ("documents", {}),
        ("changes", {}),
        ("lapses", {}),
        ("answers", {}),
        ("search", {"q": "offenders"}),
    ]:
        status, text = read(browser, key, feed, **asked)
        assert (status, feedparser.parse(text).bozo) == (200, False)
        assert [name for name in (*NAMES, key) if name in text] == []


def test_a_key_opens_nothing_else(browser: TestClient) -> None:
    """No page, no data, nothing that changes anything."""
    sign_in(browser, "the-owner")
    key = make_key(browser)
    browser.cookies.clear()
    for path in (
        "/",
        "/index.json",
        "/documents/hand",
        "/search.json",
        "/account",
        "/views",
        "/openapi.json",
        "/feeds/x/y.atom",
    ):
        assert browser.get(path, params={"key": key}).status_code == 403, path
    for path in ("/feeds/documents.atom", "/account/feed-key", "/reviews/hand"):
        assert browser.post(path, params={"key": key}, data={"act": "remove"}).status_code in (403, 405), path
    assert read(browser, key)[0] == 200


WRONG = ["", "x", "é", "x" * 3_000, "' OR 1=1 --"]


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_key_opens_nothing(browser: TestClient, key: str) -> None:
    """Also beside a right session: who follows an address must learn that it opens nothing any more."""
    assert read(browser, key)[0] == 403
    sign_in(browser, "the-viewer")
    answer = browser.get("/feeds/documents.atom", params={"key": key})
    assert answer.status_code == 403
    assert "make another one" in answer.text


def test_a_key_is_renewed_and_taken_away(browser: TestClient) -> None:
    """The one before opens nothing then; the page says since when there is one, and never again which."""
    sign_in(browser, "the-viewer")
    first, second = make_key(browser), make_key(browser)
    assert (read(browser, first)[0], read(browser, second)[0]) == (403, 200)
    sign_in(browser, "the-viewer")
    page = browser.get("/account").text
    assert "You have a key since" in page
    assert second not in page
    answer = browser.post("/account/feed-key", data={"forms": find_forms(browser), "act": "remove"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account#feeds")
    assert read(browser, second)[0] == 403
    sign_in(browser, "the-viewer")
    assert "Make a key" in browser.get("/account").text
    assert browser.post("/account/feed-key", data={"forms": find_forms(browser), "act": "x"}).status_code == 422


def test_a_key_goes_with_its_user_and_with_the_password(browser: TestClient, users: Users) -> None:
    """Another user’s stays; another role changes nothing, as a key is a viewer’s."""
    sign_in(browser, "the-viewer")
    one = make_key(browser)
    sign_in(browser, "the-editor")
    two = make_key(browser)
    users.set_role("the-editor", "viewer")
    assert (read(browser, one)[0], read(browser, two)[0]) == (200, 200)
    users.set_password("the-viewer", PASSWORD + "!")
    assert (read(browser, one)[0], read(browser, two)[0]) == (403, 200)
    users.remove("the-editor")
    assert read(browser, two)[0] == 403


def test_a_key_is_nowhere_in_words(browser: TestClient, users: Users, tmp_path: Path) -> None:
    """Not in the file of users, nor among the views of hidden names; it is not kept by a browser, nor passed on."""
    sign_in(browser, "the-owner")
    key = make_key(browser)
    browser.cookies.clear()
    answer = browser.get("/feeds/documents.atom", params={"key": key})
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    assert all(key not in view.page for view in users.views())
    for path in tmp_path.iterdir():
        assert key.encode() not in path.read_bytes(), path


def test_a_desk_without_users_has_a_key_too(ledger: Ledger, tmp_path: Path) -> None:
    """It outlives the token, which is another each time, and opens nothing once there are users."""
    users, keys = open_users(tmp_path / "users.db"), list[str]()
    for token in (TOKEN, "another-token"):
        app = open_app(Desk(ledger), TokenEntrance(token, Viewer(signed_in=True, may_see_names=True), views=users))
        with TestClient(app, base_url=BASE) as client:
            assert [read(client, key)[0] for key in keys] == [200] * len(keys)
            client.get("/", params={"token": token})
            page = client.get("/account").text
            assert check_page(page)
            assert "New password" not in page
            if not keys:
                keys.append(make_key(client))
            assert [name for name in NAMES if name in read(client, keys[0])[1]] == []
    users.add("ines", "owner", PASSWORD, now=datetime.now(UTC))
    with open_desk(ledger, users) as client:
        assert read(client, keys[0])[0] == 403


def test_a_desk_that_keeps_no_users_keeps_no_key(ledger: Ledger) -> None:
    """Its page says so by leaving it out."""
    with TestClient(open_app(Desk(ledger), TokenEntrance(TOKEN, Viewer())), base_url=BASE) as client:
        client.get("/", params={"token": TOKEN})
        page = client.get("/account").text
        assert "Feeds in a reader" not in page
        forms = TokenEntrance(TOKEN, Viewer())._forms
        assert client.post("/account/feed-key", data={"forms": forms, "act": "make"}).status_code == 404
        assert read(client, "x")[0] == 403
