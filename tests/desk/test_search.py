"""/search has the filters of `onrecord search`: a form that keeps what was chosen, the same data and the same feed."""

import re
from html import unescape
from typing import Any

import feedparser
import httpx
import pytest
from tests.exports.test_html import check_page

from onrecord.answers.search import Query, search_documents
from onrecord.ledger.ledger import Ledger
from onrecord.links.pages import Page

ASKED: list[dict[str, str]] = [
    {"q": "cannery", "event": "arrest", "publisher": "Continental Wire", "until": "2031-03-31"},
    {"event": "charge"},
    {"status": "convicted"},
    {"place": "Port Halden"},
    {"body": "Department of Home Affairs"},
    {"kind": "release"},
    {"fact": "figures", "kind": "release"},
    {"since": "2031-05-01", "until": "2031-05-31"},
    {"q": "officers", "fact": "omissions"},
    {"q": "zebra", "kind": "article"},
]


@pytest.mark.parametrize("asked", ASKED, ids=["&".join(asked) for asked in ASKED])
def test_the_page_its_data_and_its_feed_find_the_same(
    reporter: httpx.Client, examples: Ledger, asked: dict[str, str]
) -> None:
    """What `onrecord search` finds with the same options; each choice stands in the form, and in the links."""
    values: dict[str, Any] = {"words" if key == "q" else key: value for key, value in asked.items()}
    found = search_documents(examples, Query(**values), Page(limit=200)).findings
    ids = [finding.citations[0].document for finding in found]
    assert bool(ids) is ("zebra" not in asked.values())
    data = reporter.get("/search.json", params=asked).json()
    assert [line["id"] for line in data["documents"]] == ids[:25]
    assert data["more"] is (len(ids) > 25)
    page = reporter.get("/search", params=asked).text
    assert check_page(page)
    assert page.count('<p class="imprint"') >= len(ids[:25])
    for name, value in asked.items():
        kept = rf'name="{name}"[^>]* value="{re.escape(value)}"|<option value="{re.escape(value)}" selected>'
        assert re.search(kept, page), name
    (feed,) = {unescape(link) for link in re.findall(r'href="(/feeds/search\.atom[^"]*)"', page)}
    told = feedparser.parse(reporter.get(feed).content)
    assert [entry.link.rpartition("/")[2] for entry in told.entries] == ids[:25]
    for value in asked.values():
        assert value in told.feed.title


def test_the_second_page_keeps_what_was_chosen(reporter: httpx.Client) -> None:
    """And tells other documents."""
    asked = {"q": "", "kind": "article", "fact": "statements"}
    page = reporter.get("/search", params=asked).text
    (following,) = re.findall(r'rel="next" href="([^"]*)"', page)
    first = reporter.get("/search.json", params=asked).json()["documents"]
    second = reporter.get(unescape(following).replace("/search?", "/search.json?")).json()["documents"]
    assert second
    assert not {line["id"] for line in first} & {line["id"] for line in second}


def test_every_field_has_a_label(reporter: httpx.Client) -> None:
    """And each is there without anything asked for, when nothing is found yet."""
    page = reporter.get("/search").text
    assert check_page(page)
    form = page.split('class="ask"')[1].split("</form>")[0]
    ids = re.findall(r'<(?:input|select) id="([^"]+)"', form)
    assert len(ids) == 10
    assert set(ids) == set(re.findall(r'<label for="([^"]+)"', form))
    assert '<ol class="list">' not in page
    assert reporter.get("/search.json").json()["documents"] == []


WRONG = [
    {"status": "guilty"},
    {"kind": "tweet"},
    {"fact": "x"},
    {"event": "A B"},
    {"since": "May"},
    {"since": "2031-51-85"},
    {"place": "x" * 401},
]


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "7045-05-01"},
        {"until": "1812-05-01"},
        {"since": "2031-06-01", "until": "2031-05-01"},
        {"since": "2031-02-31", "until": "2031-03-01"},
    ],
    ids=["after all", "before all", "an end before the beginning", "no such day"],
)
def test_days_without_documents_have_none(reporter: httpx.Client, asked: dict[str, str]) -> None:
    """However far off, and the wrong way round too."""
    for path in ("/search", "/feeds/search.atom", "/documents"):
        assert reporter.get(path, params=asked).status_code == 200
    assert reporter.get("/search.json", params=asked).json()["documents"] == []


@pytest.mark.parametrize("asked", WRONG, ids=[" ".join(*asked.items())[:20] for asked in WRONG])
def test_what_cannot_be_asked_is_told(reporter: httpx.Client, asked: dict[str, str]) -> None:
    """By page, data and feed alike."""
    for path in ("/search", "/search.json", "/feeds/search.atom"):
        assert reporter.get(path, params=asked).status_code == 422
