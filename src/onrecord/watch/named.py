"""Addresses that a user names -> their pages, with every request written down in the ledger, as of a source's."""

from collections.abc import Callable
from datetime import UTC, datetime

from onrecord.documents.feeds import Entry
from onrecord.documents.fetched import Fetched
from onrecord.documents.visitor import Visitor
from onrecord.documents.warc import Capture
from onrecord.errors import FetchError
from onrecord.ledger.forgetting import FORGOTTEN
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.visits import NAMED, Visit
from onrecord.schema import Document
from onrecord.watch.pages import is_page_forgotten

__all__ = ["NamedPages"]


class NamedPages:
    """What `documents.sources` fetches by, and tells what came of it. `make_visitor` is called with `note`.

    `captures` are the bytes of the documents that came, and are taken by who adds them.
    """

    def __init__(self, ledger: Ledger, *, make_visitor: Callable[..., Visitor] = Visitor) -> None:
        self.captures: dict[Document, Capture] = {}
        self._ledger = ledger
        self._visitor = make_visitor(note=ledger.visits.add_attempt)
        self._asked: dict[str, str] = {}  # where a page was -> the address that led there

    def fetch(self, address: str) -> Fetched:
        """The page at an address. Raises FetchError, and asks nobody, where it was forgotten."""
        if is_page_forgotten(Entry(url=address), self._ledger):
            raise FetchError(f"{address} was not fetched. {FORGOTTEN}")
        page = self._visitor.visit(address)
        self._asked[page.url] = address
        return page

    def note(self, document: Document, capture: Capture) -> None:
        """Keep the bytes for the ledger; write down which document an address led to, to go with it when it goes."""
        self.captures[document] = capture
        address = self._asked.pop(capture.url, None)
        if address is not None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            visit = Visit(source=NAMED, url=address, time=now, outcome="new", document=document.id)
            self._ledger.visits.add_visit(visit)
