"""Ten facts are reviewed by keyboard alone; the pages of the review shut nobody out and fit a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.desk.browsing import find_overflow, open_browser, open_page
from tests.desk.serving import serve

from onrecord.ledger.ledger import Ledger

pytestmark = pytest.mark.slow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = ["/review", "/review/hand?fact=x1&queued=1", "/review/hand?add=offense", "/review/hand?add=person"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with open_browser() as found:
        yield found


@pytest.fixture
def address(ledger: Ledger) -> Iterator[str]:
    """Where its desk answers."""
    with serve(ledger) as found:
        yield found


def press(page: Page, *keys: str) -> None:
    """One key after the other, then what comes of it."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def test_ten_facts_are_reviewed_by_keyboard(address: str, browser: Browser, ledger: Ledger) -> None:
    """Accepted, rejected for a reason, corrected, passed over, taken back: no mouse, no selection."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/review")
        press(page, "Enter")
        assert page.locator("mark#words").inner_text() == "rape"
        press(page, "a")
        assert page.locator(".did").is_visible()
        press(page, "u")
        assert len(ledger.reviews.apply("hand").said) == 0
        page.goto(f"{address}/review")
        press(page, "Enter")
        for keys in (("a",), ("r", "1"), ("a",), ("j",), ("a",), ("r", "3"), ("a",), ("a",), ("a",), ("a",)):
            press(page, *keys)
        page.keyboard.press("f")
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        press(page, "r", "2")
    verdicts = [review.verdict for review in ledger.reviews.of("hand")[2:]]
    assert (len(verdicts), verdicts.count("accept"), verdicts.count("reject")) == (10, 7, 3)
    assert ledger.reviews.of("hand")[-1].why == "It is about someone or something else."
    assert list(ledger.verify()) == []


def test_a_coding_is_begun_by_its_name(address: str, browser: Browser, ledger: Ledger) -> None:
    """What is said then stands apart, and the page says so."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/review/hand?fact=x1")
        page.get_by_text("Code it apart").click()
        page.get_by_label("name of the coding").fill("round 1")
        press(page, "Enter")
        assert page.get_by_text("You code this document for “round 1”").is_visible()
        assert page.get_by_text("Code it apart").count() == 0
        press(page, "a")
    assert [(each.verdict, each.coding) for each in ledger.reviews.of("hand")] == [("accept", "round 1")]


def test_keys_can_be_turned_off(address: str, browser: Browser, ledger: Ledger) -> None:
    """As who speaks to their machine would set off a key by a word (WCAG 2.1.4)."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/review/hand?fact=x1")
        page.uncheck("#keys")
        page.locator("h1").click()
        page.keyboard.press("a")
        page.wait_for_timeout(200)
        page.goto(f"{address}/review/hand?fact=x2")
        assert not page.is_checked("#keys")
    assert ledger.reviews.of("hand") == ()


def test_marked_words_go_into_the_form(address: str, browser: Browser, ledger: Ledger) -> None:
    """Behind pseudonyms too: what is kept are the words of the text itself."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/review/hand?fact=s3")
        page.evaluate("""() => {
            const pieces = [...document.querySelectorAll("[data-start]")];
            getSelection().selectAllChildren(pieces.find(each => each.textContent === "declined to comment"));
        }""")
        page.keyboard.press("w")
        words = page.locator("details[open] [data-words]")
        assert words.input_value() == "declined to comment"
        with page.expect_navigation():
            page.locator("details[open] button").click()
    (review,) = ledger.reviews.of("hand")
    assert review.words is not None
    assert review.words.words.text == "declined to comment"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True])
def test_the_review_shuts_nobody_out(address: str, browser: Browser, *, width: int, dark: bool) -> None:
    """axe finds nothing against WCAG 2.2 AA, with all forms open, and nothing is wider than a phone."""
    with open_page(browser, address, width=width, dark=dark) as page:
        for path in PAGES:
            page.goto(address + path)
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
            wrong = [
                f"{each['id']}: {node['target']}" for each in found.response["violations"] for node in each["nodes"]
            ]
            assert (path, wrong, find_overflow(page)) == (path, [], [])


def test_it_works_without_a_script(address: str, browser: Browser, ledger: Ledger) -> None:
    """By mouse."""
    with open_page(browser, address, script=False) as page:
        page.goto(f"{address}/review")
        page.get_by_role("link", name="Begin with the worst").click()
        page.get_by_role("button", name="Accept").click()
        assert page.get_by_text("Review 1 is in the ledger").is_visible()
    assert [review.verdict for review in ledger.reviews.of("hand")] == ["accept"]
