"""In a browser: nobody is shut out by how a page is made, nothing overflows a phone, and it works by keyboard."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.desk.browsing import find_overflow, open_browser, open_page

pytestmark = pytest.mark.slow

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "/",
    "/documents",
    "/documents?kind=article&since=2031-05-01",
    "/documents/hda-0508",
    "/documents/32db21e6b9f67f01",
    "/episodes",
    "/cases",
    "/cases/31-cr-217",
    "/questions",
    "/questions?state=answered",
    "/series",
    "/figures?measures=arrest&unit=arrests",
    "/search?q=bureau",
    "/search",
    "/method",
    "/cite/e1/dha-0312",
    "/why/e1/dha-0312",
    "/revisions/dha-0312",
    "/accuracy",
    "/codings",
    "/agreement?coding=round&one=mara&two=ines",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with open_browser() as found:
        yield found


@pytest.fixture(scope="module")
def pages(address: str, browser: Browser) -> list[str]:
    """Every kind of page, with the event of the raid."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/documents/dha-0312")
        event = page.get_by_role("link", name="tell of this event").get_attribute("href")
    assert event
    return [*PAGES, event]


def tell(violations: list[dict[str, Any]]) -> list[str]:
    """Rule and place of what is wrong."""
    return [f"{each['id']}: {node['target']}" for each in violations for node in each["nodes"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_shuts_anyone_out(address: str, browser: Browser, pages: list[str], *, dark: bool) -> None:
    """axe finds nothing against WCAG 2.2 AA; a third of the pages is looked at in the dark too."""
    axe, wrong = Axe(), {}
    with open_page(browser, address, dark=dark) as page:
        for each in pages[::3] if dark else pages:
            page.goto(address + each)
            found = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
            assert found["passes"]
            if found["violations"]:
                wrong[each] = tell(found["violations"])
    assert wrong == {}


def test_nothing_overflows_a_phone(address: str, browser: Browser, pages: list[str]) -> None:
    """At 360 px all is within the window; tables scroll by themselves."""
    with open_page(browser, address, width=360) as page:
        wide = {}
        for each in pages:
            page.goto(address + each)
            if over := find_overflow(page):
                wide[each] = over
    assert wide == {}


def test_every_chart_is_drawn(address: str, browser: Browser, pages: list[str]) -> None:
    """As an image with a width, and words beside it."""
    with open_page(browser, address) as page:
        for each in ("/series", "/figures?measures=arrest&unit=arrests", pages[-1]):
            page.goto(address + each)
            for chart in page.locator(".chart").all():
                chart.scroll_into_view_if_needed()
                image = chart.locator("img")
                image.evaluate("image => image.decode()")
                assert image.evaluate("image => image.naturalWidth") > 200
                assert len(chart.locator("figcaption").inner_text()) > 40
            assert page.locator(".chart").count() >= 1


def test_a_reporter_finds_what_was_left_out_and_who_repeats_it(address: str, browser: Browser) -> None:
    """From the first page by links alone: claim, omission, echo, case, and a citation that can be copied."""
    with open_page(browser, address) as page:
        page.get_by_role("searchbox").fill("cannery")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Residence Bureau Arrests 46 at Stellan Cannery").click()
        page.get_by_role("link", name="other documents tell of this event").click()
        assert page.locator("text=0 of 5 sentences are its own").count() == 1
        assert page.get_by_role("row", name="46 people (arrest)").locator("td").first.inner_text() == "1"
        page.get_by_role("link", name="repeats it with another number").click()
        assert page.url.endswith("/documents/cl-0312#" + page.url.partition("#")[2])
        page.get_by_role("link", name="Cite the words of").first.click()
        assert "Calder Ledger" in page.get_by_label("Quotation").input_value()
        assert '"TextQuoteSelector"' in page.get_by_label("Selectors").input_value()


def test_keyboard_alone_leads_to_the_content(address: str, browser: Browser) -> None:
    """The first stop skips the menu; every stop is seen."""
    with open_page(browser, address) as page:
        page.goto(f"{address}/questions")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
        page.keyboard.press("Enter")
        for _ in range(6):
            page.keyboard.press("Tab")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert page.evaluate("!!document.activeElement.closest('main')")


def test_layers_can_be_taken_away(address: str, browser: Browser) -> None:
    """Without a script too: a layer's marks and notes go with its box."""
    with open_page(browser, address, script=False) as page:
        page.goto(f"{address}/documents/dha-0312")
        assert page.locator(".note.event").first.is_visible()
        page.get_by_label("what happened").uncheck()
        assert not page.locator(".note.event").first.is_visible()
        assert page.locator(".note.statement").first.is_visible()


def test_the_desk_works_without_a_script(address: str, browser: Browser, pages: list[str]) -> None:
    """Every page shows its heading, and lists lead on."""
    with open_page(browser, address, script=False) as page:
        for each in pages[:4] + pages[-1:]:
            page.goto(address + each)
            assert page.locator("h1").first.inner_text().strip()
