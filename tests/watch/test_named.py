"""An address that a user names is fetched politely, each request is a row, and all goes when the page is forgotten."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.documents.site import Answer, allow_local, answer_with, resolve_local, serve_site
from tests.plain_reader import PlainReader
from tests.watch.newsroom import make_page

from onrecord.documents.document import make_handle
from onrecord.documents.fetch import fetch_page
from onrecord.documents.refusal import Refusal
from onrecord.documents.sources import find_documents
from onrecord.documents.visitor import Visitor
from onrecord.executors.outcomes import Outcome
from onrecord.ledger.ledger import Ledger, open_ledger
from onrecord.run import add_items
from onrecord.schema import Record
from onrecord.watch.named import NamedPages

DAY = "2031-05-06T08:00:00+00:00"


def make_visitor(*, note: Callable[..., None]) -> Visitor:
    """One who knows the local site, and wastes no time on being polite."""
    fetch = partial(fetch_page, resolve=resolve_local, allow=allow_local)
    return Visitor(note=note, pause=lambda _: None, fetch=fetch)


def add(ledger: Ledger, *addresses: str) -> list[Outcome]:
    """What comes of these addresses."""
    pages = NamedPages(ledger, make_visitor=make_visitor)
    items = find_documents(addresses, fetch=pages.fetch, note=pages.note)
    return list(add_items(items, ledger, make_reader=PlainReader, captures=pages.captures))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty one."""
    with open_ledger(tmp_path / "office.db") as opened:
        yield opened


def test_each_request_is_a_row(ledger: Ledger) -> None:
    """Of robots.txt and pages, whether one was had or not."""
    with serve_site({"/corvin-hale": answer_with(make_page("Corvin Hale"), Content_Type="text/html")}) as site:
        found, refusal = add(ledger, f"{site.url}/corvin-hale", f"{site.url}/gone")
        assert isinstance(found, Record)
        assert isinstance(refusal, Refusal)
        statuses = [
            [attempt.status for attempt in ledger.visits.attempts(site.url + path)]
            for path in ("/robots.txt", "/corvin-hale", "/gone")
        ]
        assert statuses == [[404], [200], [404]]
        assert len(list(ledger.captures.captures())) == 1


def test_forgotten_it_leaves_no_address(ledger: Ledger) -> None:
    """Neither that which was named nor that to which it led; and it is not asked for again."""
    answers: dict[str, Answer] = {
        "/hale": answer_with(b"", status="301 Moved Permanently", Location="/corvin-hale"),
        "/corvin-hale": answer_with(make_page("Corvin Hale"), Content_Type="text/html"),
    }
    with serve_site(answers) as site:
        (found,) = add(ledger, f"{site.url}/hale")
        assert isinstance(found, Record)
        ledger.forget(make_handle(found.document.id), why="a court's order", time=DAY)
        with ledger.engine.begin() as connection:
            for table in ("attempts", "visits", "captures", "contents"):
                rows = connection.execute(text(f"SELECT * FROM {table}")).all()
                assert "hale" not in repr(rows), table
        asked = len(site.asked)
        (refusal,) = add(ledger, f"{site.url}/corvin-hale")
        assert isinstance(refusal, Refusal)
        assert "It was forgotten" in refusal.message
        assert len(site.asked) == asked
