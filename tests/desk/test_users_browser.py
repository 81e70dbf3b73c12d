"""In a browser: the pages of users, and of two people who coded a document, shut nobody out and fit a phone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.desk.browsing import find_overflow, open_browser
from tests.desk.people import PASSWORD, make_users
from tests.desk.serving import serve_app
from tests.desk.test_browser import RULES, tell
from tests.ledger.test_untouched import say

from onrecord.desk.app import open_app
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import UserEntrance
from onrecord.ledger.ledger import Ledger

pytestmark = pytest.mark.slow

ASKED = "?coding=round+1&one=mara&two=ines"
PAGES = ["/account", "/users", "/views", "/codings", f"/codings/hand{ASKED}", f"/agreement{ASKED}", "/accuracy"]


@pytest.fixture
def address(ledger: Ledger, tmp_path: Path) -> Iterator[str]:
    """A desk with users, on which two have coded the document and one view of names was noted."""
    users = make_users(tmp_path / "users.db")
    users.note_view("the-owner", "/documents/hand", now=datetime.now(UTC))
    for who, fact in (("mara", "x1"), ("ines", "x2")):
        say(ledger, "reject", of=fact, coding="round 1", who=who)
        say(ledger, "done", coding="round 1", who=who, kind=None, anchor=None, owner=None, told=())
    say(ledger, "accept")
    with serve_app(open_app(Desk(ledger), UserEntrance(users, names=False))) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with open_browser() as found:
        yield found


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_users_shut_nobody_out(address: str, browser: Browser, width: int) -> None:
    """From signing in by keyboard on: axe finds nothing against WCAG 2.2 AA, and nothing is wider than a phone."""
    axe, wrong = Axe(), {}
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}/")
        for path in ["", *PAGES]:
            if path:
                answer = page.goto(address + path)
                assert (path, answer and answer.status) == (path, 200)
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
            if said := [*tell(found["violations"]), *find_overflow(page)]:
                wrong[path] = said
            if not path:
                page.get_by_label("Name").fill("the-owner")
                page.keyboard.press("Tab")
                page.keyboard.type(PASSWORD)
                with page.expect_navigation():
                    page.keyboard.press("Enter")
        page.goto(f"{address}/users")
        assert "the-editor" in page.content()
    assert wrong == {}
