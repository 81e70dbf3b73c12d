"""The desk: nobody comes in without the token, nobody sees a private name, and every page holds together."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.care import Viewer
from onrecord.desk.app import make_app
from onrecord.desk.desk import Desk
from onrecord.desk.shelf import Shelf
from onrecord.documents.document import make_handle
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record, decode_record

TOKEN = "a-token-for-tests"
NAMES = ("Quint", "Rook", "Varga", "Lund", "Vesna")
BASE = "http://127.0.0.1:8317"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with the record made by hand and a small one."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(make_record())
        document = Document(id="a/b c?.json", text="A storm came.", title="Weather & <b>wind</b>", kind="post")
        opened.add(Record(reader=make_record().reader, document=document))
        yield opened


@pytest.fixture
def stranger(ledger: Ledger) -> Iterator[TestClient]:
    """A browser that does not know the token."""
    app = make_app(Desk(ledger), token=TOKEN, viewer=Viewer(signed_in=True))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(stranger: TestClient) -> TestClient:
    """A browser that came in by the address that the desk printed."""
    stranger.get("/", params={"token": TOKEN})
    return stranger


PAGES = [
    "/",
    "/search?q=figure",
    "/documents/hand",
    "/documents/hand.json",
    "/documents.json",
    "/documents",
    "/index.json",
    "/method",
    "/cases",
    "/questions",
    "/series",
    "/figures",
    "/episodes",
    "/revisions/hand",
    "/cite/s1/hand",
    "/feeds/documents.atom",
    "/openapi.json",
    "/documents/none",
    "/nothing",
    "/why/x1/hand",
]


@pytest.mark.parametrize("page", PAGES)
def test_nobody_comes_in_without_the_token(stranger: TestClient, page: str) -> None:
    """No page tells anything of the ledger to one who has neither token nor cookie."""
    for response in (
        stranger.get(page),
        stranger.get(page, params={"token": "guess"}),
        stranger.get(page, params={"token": ""}),
        stranger.get(page, headers={"cookie": "onrecord-8317=guess"}),
        stranger.get(page, headers={"cookie": f"onrecord-8317={TOKEN}"}),
    ):
        assert response.status_code == 403
        assert "Holloway" not in response.text
        assert TOKEN not in response.text
    assert check_page(stranger.get(page).text)


def test_the_token_is_traded_for_a_cookie(stranger: TestClient) -> None:
    """It leaves the address at once; the cookie is for this site alone, and no script reads it; over TLS secure."""
    response = stranger.get("/documents/hand", params={"token": TOKEN, "q": "a b"})
    assert (response.status_code, response.headers["location"]) == (303, "/documents/hand?q=a+b")
    cookie = response.headers["set-cookie"]
    assert TOKEN not in cookie
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    over = TestClient(stranger.app, base_url="https://127.0.0.1", follow_redirects=False)
    secure = over.get("/", params={"token": TOKEN}).headers["set-cookie"]
    assert secure.startswith("__Host-onrecord=")
    assert "Secure" in secure
    assert stranger.get("/documents/hand").status_code == 200


def test_the_token_leads_to_no_other_site(stranger: TestClient) -> None:
    """An address that begins like another site's stays on this one."""
    assert stranger.get(f"{BASE}//elsewhere.example?token={TOKEN}").headers["location"] == "/elsewhere.example"


HOSTS = [
    (200, "127.0.0.1:8317"),
    (200, "localhost:8317"),
    (200, "[::1]:8317"),
    (200, "localhost"),
    (421, "desk.example"),
    (421, "desk.example:8317"),
    (421, "127.0.0.1.desk.example:8317"),
    (421, "127.0.0.1@desk.example"),
    (421, ""),
]


@pytest.mark.parametrize(("status", "host"), HOSTS)
def test_the_desk_answers_to_its_own_name_only(browser: TestClient, status: int, host: str) -> None:
    """A page elsewhere that points its own name at this machine reads nothing."""
    assert browser.get("/onrecord.css", headers={"host": host}).status_code == status


@pytest.mark.parametrize("page", [*PAGES, "/onrecord.html", "/documents?page=0"])
def test_every_answer_has_its_headers(browser: TestClient, page: str) -> None:
    """No inline script or style, no frame, no index, no trace in a cache or a referrer."""
    response = browser.get(page)
    assert response.headers["content-security-policy"].startswith(
        "default-src 'none'; style-src 'self'; script-src 'self'"
    )
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-robots-tag"].startswith("noindex")
    assert (response.headers["referrer-policy"], response.headers["cache-control"]) == ("same-origin", "no-store")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<style|<script>|<script(?![^>]*src=)|\son\w+=|style=", response.text)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_private_name(browser: TestClient, page: str) -> None:
    """Names of those who hold no office are on no page and in no data."""
    text = browser.get(page).text
    assert [name for name in NAMES if name in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_found_by_a_private_name(browser: TestClient, name: str) -> None:
    """A search by such a name finds nothing; what was typed stands in the field alone."""
    assert browser.get("/search.json", params={"q": name}).json()["documents"] == []


def test_names_are_shown_where_the_owner_turned_them_on(ledger: Ledger) -> None:
    """The accused are named; a relative is not."""
    app = make_app(Desk(ledger), token=TOKEN, viewer=Viewer(signed_in=True, may_see_names=True))
    with TestClient(app, base_url=BASE) as client:
        text = client.get("/documents/hand", params={"token": TOKEN}).text
    assert "Tomas Arvelo Quint" in text
    assert "Vesna" not in text


def test_list_shows_documents_with_what_they_hold(browser: TestClient) -> None:
    """The latest first, with what is said of offenses and how much is not said; titles are escaped."""
    page = browser.get("/documents").text
    check_page(page)
    assert page.index("Residence Bureau Arrests") < page.index("Weather &amp; &lt;b&gt;wind&lt;/b&gt;")
    words = re.sub(r"<[^>]+>", "", page)
    assert "accused of 2 offenses" in words
    assert "convicted of 1 offense" in words
    assert "cleared of 2 offenses" in words
    assert "3 not said" in page


def test_search_finds_and_shows_where(browser: TestClient) -> None:
    """What was found is marked in its surroundings; what is not there is said to be not there."""
    page = browser.get("/search", params={"q": "exact figure"}).text
    assert "<mark>exact</mark> figure" in page
    assert "Weather" not in page
    assert 'value="exact figure"' in page
    assert "No document has all these words" in browser.get("/search", params={"q": "zebra"}).text
    assert browser.get("/search", params={"q": " \"'* "}).status_code == 200


def test_pages_of_a_list(ledger: Ledger, browser: TestClient) -> None:
    """Twenty-five a page, each document on one page."""
    record = make_record()
    for number in range(60):
        ledger.add(replace(record, document=replace(record.document, id=f"d{number}")))
    pages = [browser.get("/documents", params={"page": page}).text for page in (1, 2, 3, 4)]
    ids = [re.findall(r'href="/documents/([^"]+)"', page) for page in pages]
    assert [len(found) for found in ids] == [25, 25, 12, 0]
    assert len({name for found in ids for name in found}) == 62
    assert ['rel="next"' in page for page in pages] == [True, True, False, False]
    assert ["There are no more documents." in page for page in pages] == [False, False, False, True]


def test_document_page_holds_together(browser: TestClient) -> None:
    """Its links find their places, and its data is one click away."""
    page = check_page(browser.get("/documents/hand").text)
    assert "/documents/hand.json" in page.links
    assert "Person A" in page.words["p2"]


def test_data_of_a_page_is_the_record_as_shown(browser: TestClient) -> None:
    """`.json` gives a record of the same format, grounded in the text as shown."""
    response = browser.get("/documents/hand.json")
    assert response.headers["content-type"] == "application/json"
    record = decode_record(response.content)
    span = record.people[1].mentions[0]
    assert record.document.text[span.start : span.end] == span.text == "Person A"


@pytest.fixture
def read(tmp_path: Path, reader: StandardReader) -> Iterator[TestClient]:
    """A browser at a desk whose one document was read by this reader."""
    text = "Dana Quint was charged with arson on Monday. Sheriff Ansel Brandt said the search went on."
    with open_ledger(tmp_path / "read.db") as opened:
        opened.add(reader.read(Document(id="read", text=text, published="2024-05-08")))
        with TestClient(
            make_app(Desk(opened), token=TOKEN, viewer=Viewer()), base_url=BASE, follow_redirects=True
        ) as client:
            client.get("/", params={"token": TOKEN})
            yield client


def test_every_fact_says_why_it_stands_there(read: TestClient) -> None:
    """Each link of the page leads to its words and reasons, without a private name, and is data too."""
    page = read.get("/documents/read").text
    addresses = sorted(set(re.findall(r'href="(/why/[^"]+)"', page)))
    assert {address.split("/")[2][0] for address in addresses} >= {"x", "e", "s"}
    for address in addresses:
        told = read.get(address)
        assert told.status_code == 200
        assert "Quint" not in told.text
        check_page(told.text)
    assert "“charged with” is evidence of charged." in read.get("/why/x1/read").text
    data = read.get("/why/x1/read.json").json()
    assert (data["kind"], data["words"][0]["text"]) == ("offense", "arson")
    assert "Person A" in json.dumps(data)


def test_why_of_what_is_not_there(read: TestClient, browser: TestClient) -> None:
    """No such fact, no such document, and a record that another reader wrote."""
    assert read.get("/why/x9/read").status_code == 404
    assert read.get("/why/x1/none").status_code == 404
    refused = browser.get("/why/x1/hand")
    assert refused.status_code == 409
    assert "onrecord reread" in refused.text


def test_any_id_has_its_page(browser: TestClient) -> None:
    """An id may hold what addresses hold: the links of the list lead to the document, and to its data."""
    (link,) = (link for link in check_page(browser.get("/documents").text).links if link.startswith("/documents/a"))
    page = browser.get(link)
    assert "A storm came." in page.text
    (data,) = (link for link in check_page(page.text).links if link.endswith(".json.json"))
    assert json.loads(browser.get(data).content)["document"]["id"] == "a/b c?.json"


def test_an_id_made_of_a_name_is_no_address(ledger: Ledger, browser: TestClient) -> None:
    """Such a document has a neutral address; by the id itself nobody finds it."""
    record = make_record()
    ledger.add(replace(record, document=replace(record.document, id="tomas-quint-case")))
    handle = make_handle("tomas-quint-case")
    assert "quint" not in browser.get("/documents").text.lower() + browser.get("/documents.json").text.lower()
    assert f"/documents/{handle}" in browser.get("/documents").text
    page, data = browser.get(f"/documents/{handle}"), browser.get(f"/documents/{handle}.json")
    assert (page.status_code, data.status_code, data.json()["document"]["id"]) == (200, 200, handle)
    assert "quint" not in page.text.lower() + data.text.lower()
    assert browser.get("/documents/tomas-quint-case").status_code == 404


WRONG = [
    (404, "/documents/none"),
    (404, "/documents/none.json"),
    (404, "/documents/"),
    (404, "/onrecord.html"),
    (404, "/..%2f..%2fetc/passwd"),
    (422, "/documents?page=0"),
    (422, "/cases?page=x"),
    (422, "/documents?since=May"),
    (422, "/questions?state=closed"),
    (422, "/feeds/none.atom"),
    (422, f"/search?q={'a' * 401}"),
]


@pytest.mark.parametrize(("status", "address"), WRONG)
def test_wrong_addresses_are_told(browser: TestClient, status: int, address: str) -> None:
    """A page that says what is wrong, never a trace of the program."""
    response = browser.get(address)
    assert response.status_code == status
    assert "Traceback" not in response.text
    check_page(response.text)


def test_nothing_is_written(browser: TestClient) -> None:
    """The desk only shows."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert browser.request(method, "/documents/hand").status_code in (405, 415)


def test_shelf_has_no_document_that_is_not_there(ledger: Ledger) -> None:
    """What the ledger does not have is none, not an error."""
    assert Shelf(Desk(ledger), Viewer()).find("none") is None
