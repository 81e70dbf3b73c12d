"""From the first page every link leads to a page, and none of them, by no address, shows a private name."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import unquote

import httpx
import pytest
from tests.exports.test_html import check_page

from onrecord.care import Viewer, is_hidden, show_record
from onrecord.ledger.ledger import Ledger

MOST = {"why": 8, "cite": 12, "documents": 80, "documents.json": 20, "revisions": 8, "figures": 8}
"""Pages of a kind that are looked at; of any other kind 20."""


def find_names(ledger: Ledger) -> set[str]:
    """Names of two words or more of those who are hidden from a viewer without the right.

    Without names that another document has for a place or a company, and so shows.
    """
    viewer = Viewer(signed_in=True)
    records = list(ledger.records())
    people = [person for record in records for person in record.people if is_hidden(person, viewer)]
    shown = "\n".join(" ".join(show_record(record, viewer).document.text.split()) for record in records)
    named = {" ".join(person.name.split()) for person in people if person.name}
    return {name for name in named if " " in name and name not in shown}


def find_links(page: str) -> list[str]:
    """Addresses on this desk that a page leads to."""
    return [unescape(link) for link in re.findall(r'(?:href|src)="(/[^"#]*)', page)]


def walk(browser: httpx.Client, start: str) -> dict[str, httpx.Response]:
    """Every page that links lead to, up to so many of a kind."""
    seen: dict[str, httpx.Response] = {}
    kinds: Counter[str] = Counter()
    waiting = deque([start])
    while waiting:
        link = waiting.popleft()
        kind = link.split("?")[0].split("/")[1].partition(".")[0] + (".json" if ".json" in link else "")
        if link in seen or kinds[kind] >= MOST.get(kind, 20):
            continue
        kinds[kind] += 1
        seen[link] = browser.get(link)
        if "html" in seen[link].headers["content-type"]:
            waiting.extend(find_links(seen[link].text))
    return seen


@pytest.fixture(scope="module")
def pages(reporter: httpx.Client) -> dict[str, httpx.Response]:
    """What is found on the way from the first page."""
    return walk(reporter, "/")


@pytest.mark.slow
def test_every_link_leads_somewhere(pages: dict[str, httpx.Response]) -> None:
    """No link is dead, and each page holds together and weighs less than 200 kB."""
    assert {link: response.status_code for link, response in pages.items() if response.status_code != 200} == {}
    assert {link: size for link, response in pages.items() if (size := len(response.content)) > 200_000} == {}
    for response in pages.values():
        if "html" in response.headers["content-type"]:
            check_page(response.text)
    kinds = {link.split("?")[0].split("/")[1] for link in pages}
    assert {"documents", "episodes", "cases", "figures", "questions", "series", "method", "feeds"} <= kinds
    assert {"why", "cite", "revisions", "index.json", "cases.json", "documents.json"} <= kinds


@pytest.mark.slow
def test_no_page_shows_a_private_name(examples: Ledger, pages: dict[str, httpx.Response]) -> None:
    """Not in a page, a title, a feed, data or an address, whole or with other spaces."""
    names = find_names(examples)
    assert len(names) > 10
    for link, response in pages.items():
        told = " ".join((unquote(link) + " " + unescape(unquote(response.text))).split()).casefold()
        assert [name for name in names if name.casefold() in told] == [], link


@pytest.mark.slow
def test_errors_show_no_private_name(examples: Ledger, reporter: httpx.Client) -> None:
    """Who asks for a page by a private name is told that there is none, without the name."""
    for name in sorted(find_names(examples)):
        for path in ("documents", "cases", "episodes", "revisions", "why/p1", "cite/p1"):
            response = reporter.get(f"/{path}/{name}")
            assert (response.status_code, name in response.text) == (404, False)
        assert reporter.get("/documents.json", params={"publisher": name}).json()["documents"] == []
        assert reporter.get("/search.json", params={"q": name}).json()["documents"] == []
