"""Each page over a socket, and its data: what a reporter looks for on it is there."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from fastapi.testclient import TestClient
from tests.desk.serving import DAY, TOKEN, enter, serve
from tests.exports.test_html import check_page
from tests.hand import make_record
from tests.reviews.making import review_fact

from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.schema import Document, ReaderVersion, Record

READER = ReaderVersion(name="hand", version="1")


def get(browser: httpx.Client, address: str, **asked: str) -> Any:
    """The data of a page."""
    response = browser.get(address, params=asked)
    assert response.status_code == 200, response.text
    return response.json()


PAGES = [
    ("/", "/index.json", "Left unsaid the longest"),
    ("/documents", "/documents.json", "68 documents"),
    ("/episodes", "/episodes.json", "Residence Bureau Arrests 46 at Stellan Cannery"),
    ("/cases", "/cases.json", "Case 31-cr-217"),
    ("/cases/31-cr-217", "/cases/31-cr-217.json", "found guilty"),
    ("/questions", "/questions.json", "How many?"),
    ("/questions?state=answered", "/questions.json?state=answered", "Answered on 3 April 2031"),
    ("/series", "/series.json", "nothing came 6 times"),
    ("/figures", "/figures.json", "not comparable"),
    ("/timeline?q=cannery", "/timeline.json?q=cannery", "11 March 2031: arrest: 46 people"),
    ("/timeline?place=Port+Halden&kind=", "/timeline.json?place=Port+Halden", "What happened when"),
    ("/figures/found?q=cannery", "/figures/found.json?q=cannery", "are counts of one thing, and differ"),
    (
        "/figures/found?body=Department+of+Home+Affairs&measures=arrest",
        "/figures/found.json?measures=arrest",
        "is inside",
    ),
    ("/search?q=cannery", "/search.json?q=cannery", "Documents with “cannery”"),
    ("/method", "/method.json", "How often it is right"),
    ("/documents/dha-0312", "/documents/dha-0312.json", "4 other documents tell of this event"),
    ("/revisions/dha-0312", "/revisions/dha-0312.json", "nothing changed"),
    ("/cite/e1/dha-0312", "/cite/e1/dha-0312.json", "Hash of the revision"),
]


@pytest.mark.parametrize(("page", "data", "words"), PAGES, ids=[row[0] for row in PAGES])
def test_page_and_data(reporter: httpx.Client, page: str, data: str, words: str) -> None:
    """The page says it, holds together and leads to its data."""
    shown = reporter.get(page)
    assert shown.status_code == 200
    assert words in shown.text
    check_page(shown.text)
    assert get(reporter, data)


CHOICES = [
    (68, {}),
    (31, {"kind": "article"}),
    (14, {"publisher": "Residence and Customs Bureau"}),
    (3, {"publisher": "The Calder Ledger", "kind": "article", "since": "2031-03-01"}),
    (0, {"publisher": "Nobody’s Gazette"}),
    (0, {"kind": "article", "month": "1999-01"}),
]


@pytest.mark.parametrize(("expected", "asked"), CHOICES)
def test_facets_choose_documents(reporter: httpx.Client, expected: int, asked: dict[str, str]) -> None:
    """The count is that of the list, and what was chosen is marked among the values."""
    found = get(reporter, "/documents.json", **asked)
    assert found["count"] == expected
    assert len(found["documents"]) == min(25, expected)
    chosen = {facet["name"]: value["key"] for facet in found["facets"] for value in facet["values"] if value["chosen"]}
    if expected:
        assert chosen == {key: value for key, value in asked.items() if key != "since"}


def test_a_facet_counts_as_if_nothing_of_its_own_were_chosen(reporter: httpx.Client) -> None:
    """Every value of it leads to as many documents as it says."""
    facets = get(reporter, "/documents.json", kind="article")["facets"]
    for facet in facets:
        for value in facet["values"][:3]:
            asked = {"kind": "article", facet["name"]: value["key"]}
            assert get(reporter, "/documents.json", **asked)["count"] == value["count"], value


def test_questions_are_chosen_by_body(reporter: httpx.Client) -> None:
    """Those about the department alone, the oldest first."""
    every = get(reporter, "/questions.json")
    ages = [question["age"] for question in every["questions"]]
    assert ages == sorted(ages, reverse=True)
    assert every["open"] == len(ages)
    body = every["bodies"][0]
    chosen = get(reporter, "/questions.json", body=body["key"])
    assert len(chosen["questions"]) == body["count"]
    assert {question["body"] for question in chosen["questions"]} == {body["label"]}


def test_debt_is_what_nothing_was_told_of_since(reporter: httpx.Client) -> None:
    """The longest silence first, each with an open accusation."""
    home = get(reporter, "/index.json")
    silences = [case["silent"] for case in home["debt"]]
    assert silences == sorted(silences, reverse=True)
    assert all(silence > 0 for silence in silences)
    assert home["owed"] >= len(silences) == 5


def test_since_then(reporter: httpx.Client) -> None:
    """Beside each person of an old release stands what a later document tells, with its day."""
    page = reporter.get("/documents/hda-0321").text
    assert "Since then" in page
    assert "sentenced for" in page
    assert "as of 13 June 2031, as Halden Harbor News tells it" in " ".join(page.split())


FEEDS = ["documents", "changes", "lapses", "answers", "search?q=cannery"]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_are_atom(reporter: httpx.Client, name: str) -> None:
    """A reader of feeds finds nothing wrong with them; entries lead to pages of this desk."""
    path, _, query = name.partition("?")
    response = reporter.get(f"/feeds/{path}.atom?{query}")
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(response.content)
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert bool(feed.entries) == (path != "changes")
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries[:3]:
        assert reporter.get(entry.link).status_code == 200


def test_openapi_describes_every_page(reporter: httpx.Client) -> None:
    """Each path has a summary, and data has a schema."""
    document = get(reporter, "/openapi.json")
    assert document["openapi"].startswith("3.")
    assert {"/documents.json", "/cases.json", "/questions.json", "/index.json"} <= document["paths"].keys()
    schema = document["paths"]["/questions.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema == {"$ref": "#/components/schemas/QuestionList"}
    assert {"Question", "Citation", "Span"} <= document["components"]["schemas"].keys()


def test_charts_are_svg(reporter: httpx.Client) -> None:
    """Of a series, and wide or narrow; of nothing there is none."""
    series = get(reporter, "/series.json")["series"][0]["series"]
    wide, narrow = (reporter.get(f"/charts/series/{series}.svg", params=asked) for asked in ({}, {"narrow": "true"}))
    assert wide.headers["content-type"] == "image/svg+xml"
    assert wide.text.startswith("<svg")
    assert wide.text != narrow.text
    assert reporter.get("/charts/series/none.svg").status_code == 404
    assert reporter.get("/charts/episodes/none.svg").status_code == 404
    assert reporter.get("/charts/figures.svg?measures=none").status_code == 404


def test_errors_of_data_are_data(reporter: httpx.Client) -> None:
    """Who asks for JSON is told in JSON."""
    response = reporter.get("/cases/none.json")
    assert (response.status_code, list(response.json())) == (404, ["error"])
    assert reporter.get("/documents.json?page=0").json()["error"]


def test_a_citation_can_be_found_again(tmp_path: Path) -> None:
    """Link to the very words where no name is hidden among them, else to the page; selectors lie in the text."""
    with open_ledger(tmp_path / "cite.db") as ledger:
        ledger.add(make_record())
        with serve(ledger) as address, enter(address) as browser:
            record = json.loads(browser.get("/documents/hand.json").content)
            plain, masked = (get(browser, f"/cite/{fact}/hand.json") for fact in ("f1", "x2"))
            none = browser.get("/cite/m3/hand")
    assert plain["link"].startswith("https://home-affairs.example/releases/open-door#:~:text=More%20than%2040")
    assert plain["line"].startswith("“More than 40 officers took part.” Department of Home Affairs")
    assert (plain["exact"], masked["exact"]) == (True, False)
    assert "#" not in masked["link"]
    for copied in (plain, masked):
        quote, place = copied["selectors"]
        assert record["document"]["text"][place["start"] : place["end"]] == quote["exact"]
        assert len(copied["revision"]) == 64
    assert "Person" in masked["line"]
    assert none.status_code == 404


def test_what_changed_is_told_claims_first(tmp_path: Path) -> None:
    """Two texts of one page: the count that became another, and the words; the first page tells of it."""
    texts = [
        "Officers arrested 46 people in Stellan on March 11.",
        "Officers arrested 52 people in Stellan on March 11.",
    ]
    with open_ledger(tmp_path / "changed.db") as ledger:
        for number, text in enumerate(texts):
            document = Document(
                id="raid",
                text=text,
                title="A raid",
                published="2031-03-12",
                retrieved=f"2031-03-1{number + 2}T08:00:00+00:00",
            )
            ledger.add(Record(reader=READER, document=document))
        with serve(ledger) as address, enter(address) as browser:
            page = browser.get("/revisions/raid").text
            home = get(browser, "/index.json")
            feed = feedparser.parse(browser.get("/feeds/changes.atom").content)
            shown = browser.get("/documents/raid").text
    check_page(page)
    assert "<del" in page
    assert "46" in page
    assert "<ins" in page
    assert "52" in page
    assert [changed["revisions"] for changed in home["changed"]] == [2]
    assert [entry.title for entry in feed.entries] == ["A raid"]
    assert "2 revisions: what changed" in shown


def test_what_people_corrected_is_told(tmp_path: Path) -> None:
    """What a person rejected or fixed, with its day and document, and not who or why; what was taken back is not."""
    with open_ledger(tmp_path / "corrected.db") as ledger:
        ledger.add(make_record())
        ledger.reviews.add(review_fact(make_record(), "e5", "accept"))
        rejected = ledger.reviews.add(review_fact(make_record(), "x2", "reject"))
        with serve(ledger) as address, enter(address) as browser:
            page, data = browser.get("/method").text, get(browser, "/method.json")
            ledger.reviews.add(replace(review_fact(make_record(), "x2", "accept"), of=rejected.number))
            later = get(browser, "/method.json")
    check_page(page)
    assert "rejected an offense in" in " ".join(page.split())
    assert [(each["verdict"], each["kind"], each["line"]["id"]) for each in data["corrections"]] == [
        ("reject", "offense", "hand")
    ]
    assert rejected.who not in page
    assert rejected.why not in page
    assert later["corrections"] == []


def test_pages_are_quick_and_light(examples: Ledger) -> None:
    """A page costs the server less than 150 ms of a processor once it was asked for, and weighs less than 200 kB."""
    app = make_app(Desk(examples, today=lambda: DAY), token=TOKEN, viewer=Viewer(signed_in=True))
    with TestClient(app, base_url="http://127.0.0.1") as browser:
        browser.get("/", params={"token": TOKEN})
        for page in ("/", "/documents", "/cases", "/questions", "/documents/dha-0312", "/search?q=bureau"):
            browser.get(page)
            taken = []
            for _ in range(3):
                before = time.process_time()
                response = browser.get(page)
                taken.append(time.process_time() - before)
            assert min(taken) < 0.15, page
            assert len(response.content) < 200_000, page


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    """Every page is there before anything is read."""
    with open_ledger(tmp_path / "empty.db") as ledger, serve(ledger) as address, enter(address) as browser:
        assert "There is nothing in this ledger yet" in browser.get("/").text
        for page in ("/documents", "/episodes", "/cases", "/questions", "/series", "/figures", "/method", "/search"):
            response = browser.get(page)
            assert response.status_code == 200
            check_page(response.text)
