"""Words in shards and titles in blocks: a page finds documents without a server, in a browser as from a disk."""

import functools
import http.server
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from tests.desk.browsing import find_overflow, open_browser
from tests.desk.test_browser import RULES

from onrecord.desk.site_search import BLOCK, SearchIndex, find_words
from onrecord.documents.document import make_handle
from onrecord.schema import Document


def _read(index: SearchIndex) -> dict[str, object]:
    """The value that each file hands over."""
    found = {}
    for name, text in index.write():
        match = re.fullmatch(r"(addWords|addLines|addKnown)\((.*)\);\n", text, re.DOTALL)
        assert match
        found[name] = json.loads(match[2].replace("<\\/", "</"))
    return found


def test_words_stand_in_the_shard_of_their_two_letters() -> None:
    """With the documents that have them, in their order."""
    index = SearchIndex()
    index.add(Document(id="a", text="Fire in Stellan.", title="A fire", publisher="Courier", published="2031-05-01"))
    index.add(Document(id="b", text="Firemen </script> came."))
    files = _read(index)
    assert files["index/66-69.js"] == {"fire": [0], "firemen": [1]}
    assert files["index/block-0.js"] == [
        0,
        [
            [make_handle("a"), "A fire", "Courier", "2031-05-01"],
            [make_handle("b"), "Firemen </script> came.", "", ""],
        ],
    ]
    assert not any("</" in text for _, text in index.write())


def test_titles_stand_in_blocks() -> None:
    """So that a search loads those of what it found."""
    index = SearchIndex()
    for number in range(BLOCK + 1):
        index.add(Document(id=str(number), text="word"))
    files = _read(index)
    assert files["index/block-1.js"] == [BLOCK, [[make_handle(str(BLOCK)), "word", "", ""]]]
    assert files["index/77-6f.js"] == {"word": list(range(BLOCK + 1))}


def test_words_are_plain() -> None:
    """Accents, capitals and common words do not matter."""
    assert find_words("The Señor’s BAIL, of $75,000: é") == {"senor", "bail", "75", "000"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with open_browser() as found:
        yield found


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.slow
@pytest.mark.parametrize("where", ["host", "disk"])
def test_a_document_is_found_and_opened(browser: Browser, site: Path, where: str) -> None:
    """From any page, by the beginnings of its words; a private name finds nothing; no rule is broken."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}" if where == "host" else site.as_uri()
        page = browser.new_page()
        troubles: list[str] = []
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        page.goto(f"{base}/cases.html")
        page.get_by_role("searchbox").first.fill("video dropp")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Assault charge dropped after video is found").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Assault charge dropped after video is found"
        page.goto(f"{base}/search.html?q=Adan+Fell")
        page.get_by_text("0 documents have all of: adan, fell.").wait_for()
        if where == "host":  # from a disk axe itself asks for the style, which the policy forbids
            assert Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"] == []
        page.set_viewport_size({"width": 360, "height": 800})
        assert find_overflow(page) == []
        assert troubles == []
        page.close()
        server.shutdown()
