"""Where things happened, on the pages of a document and an event: a map where a place is known, words where none is."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from tests.desk.serving import enter, serve
from tests.exports.test_charts import parse
from tests.exports.test_html import check_page
from tests.hand import make_record

from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Place, Record


def make_place(record: Record, name: str, **known: object) -> Place:
    """A place where its name first stands in the text."""
    start = record.document.text.index(name)
    span = record.document.span(start, start + len(name))
    return Place(id=f"l-{start}", name=name, kind="city", mentions=(span,), **known)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A desk with a document whose one place is known, and one of which none is."""
    record = make_record()
    known = make_place(record, "Port Halden", geonameid=7, latitude=41.8, longitude=-87.6, admin1="IL", country="US")
    unknown = make_place(record, "Stellan")
    other = replace(record.document, id="none", url=None)
    with open_ledger(tmp_path_factory.mktemp("map") / "ledger.db") as ledger:
        ledger.add(replace(record, document=replace(record.document, id="a/b"), places=(known, unknown)))
        ledger.add(replace(record, document=other, places=(unknown,)))
        with serve(ledger) as address, enter(address) as browser:
            yield browser


def test_a_document_with_a_place_that_is_known(browser: httpx.Client) -> None:
    """A map, its table, and a sentence that says what it shows and what not; under an id with a slash too."""
    page = browser.get("/documents/a%2Fb").text
    check_page(page)
    assert "1 point, numbered as in the table" in page
    assert "Not on the map, as where they lie is not known: Stellan." in page
    assert "41.80, -87.60" in page
    (address,) = {part.split('"')[0] for part in page.split('src="')[1:] if part.startswith("/charts/")}
    drawn = browser.get(address)
    assert drawn.headers["content-type"] == "image/svg+xml"
    parse(drawn.text)
    assert browser.get(f"{address}?narrow=true").status_code == 200


def test_a_document_without_one(browser: httpx.Client) -> None:
    """No map, and the address of one is that of none."""
    page = browser.get("/documents/none").text
    assert "On the map" not in page
    assert browser.get("/charts/documents/none.svg").status_code == 404
    assert browser.get("/charts/documents/nowhere.svg").status_code == 404
    assert browser.get("/charts/maps/nowhere.svg").status_code == 404


def test_an_event_tells_where(browser: httpx.Client) -> None:
    """Its documents' places, each once, in the page and in its data."""
    (line,) = browser.get("/episodes.json").json()["episodes"]
    page = browser.get(f"/episodes/{line['episode']}").text
    check_page(page)
    assert "Where, as it is told" in page
    places = browser.get(f"/episodes/{line['episode']}.json").json()["places"]
    assert {place["name"]: (place["latitude"], len(place["told"])) for place in places} == {
        "Port Halden": (41.8, 1),
        "Stellan": (None, 2),
    }
    parse(browser.get(f"/charts/maps/{line['episode']}.svg").text)
