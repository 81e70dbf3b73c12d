"""The desk's pages as files: every link leads to a file, nothing of the desk is left, no private name is in a byte."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from tests.desk.conftest import DATASET
from tests.exports.ledgers import find_names, opened, records, said_of
from tests.exports.test_exports import read_all

from onrecord.answers.datasets import load_dataset
from onrecord.care import Viewer
from onrecord.desk.site import export_site
from onrecord.desk.site_pages import POLICY
from onrecord.documents.document import make_handle
from onrecord.ledger.ledger import Ledger
from onrecord.schema import Record
from onrecord.shown import open_shown


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    """Or to the web, where a document came from; to no address of the desk."""
    pages = list(site.rglob("*.html"))
    assert len(pages) > 80
    for page in pages:
        html = page.read_text(encoding="utf-8")
        for link in map(unescape, re.findall(r' (?:href|src|srcset|action)="([^"]*)"', html)):
            if not link.startswith(("https://", "http://", "#")):
                assert (page.parent / link.partition("#")[0]).is_file(), (page, link)


def test_links_within_a_page_find_their_place(site: Path) -> None:
    """Facts and words lead to each other."""
    html = (site / "documents" / f"{make_handle('dha-0312')}.html").read_text(encoding="utf-8")
    ids = set(re.findall(r' id="([^"]+)"', html))
    links = set(re.findall(r' href="#([^":]+)"', html))
    assert len(links) > 20
    assert links <= ids


def test_each_kind_of_page_is_there(site: Path) -> None:
    """As many documents as the ledger has; lists, charts, the search."""
    assert len(list((site / "documents").iterdir())) == 68
    names = {path.name for path in site.iterdir()}
    lists = ("index", "documents", "episodes", "cases", "figures", "questions", "series", "method", "search")
    assert {f"{name}.html" for name in lists} <= names
    assert len(list((site / "charts").glob("*.svg"))) > 4
    assert len(list(site.glob("documents-*.html"))) == 2
    assert len(list(site.glob("questions-*.html"))) > 2
    assert len(list(site.glob("figures-*.html"))) > 2
    assert json.loads((site / "onrecord.json").read_text())["documents"] == 68


def test_every_page_keeps_the_rules(site: Path) -> None:
    """A policy that allows its own files alone, no script or style inside, no index of a search engine, its title."""
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in html
        assert '<meta name="robots" content="noindex, nofollow">' in html
        assert not re.search(r'<script(?! src="[^"]+")|<style| style="| on[a-z]+="', html)
        assert "The &lt;Stellan&gt; Record" in html
        assert not re.search(r">OnRecord<|/why/|/cite/|/feeds/|/review|\.json\"|token", html)
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


@pytest.mark.slow
def test_the_same_ledger_gives_the_same_site(site: Path, examples: Ledger, tmp_path: Path) -> None:
    """Byte for byte."""
    shown = open_shown(examples, Viewer())
    export_site(shown, tmp_path / "again", title="The <Stellan> Record", datasets=(load_dataset(DATASET),))

    def read(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert read(tmp_path / "again") == read(site)


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_no_private_name_is_in_a_site(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Nor in the name of a file, an address, the index of the search; also where the reader passed it over."""
    names = said_of(told)
    with opened(told, place=tmp_path / f"{len(list(tmp_path.iterdir()))}.db") as ledger:
        export_site(ledger, tmp_path / "site", title="OnRecord", replacing=True)
    written = list(read_all(tmp_path / "site"))
    assert len(written) > 20
    assert [piece[:200] for piece in written if find_names(piece, names)] == []
    assert not any("<script>alert" in piece for piece in written)
