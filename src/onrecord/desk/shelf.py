"""A desk and a viewer -> what the pages show: every record, answer and line of a list has gone through care.

No page touches the ledger but through here.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from threading import Lock
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from onrecord.answers.linked_records import Library
from onrecord.answers.search import Keep, Query, find_records
from onrecord.care import ShownReviewed, Viewer
from onrecord.desk.desk import Desk
from onrecord.desk.lines import Line, describe_line
from onrecord.desk.state import Standing
from onrecord.documents.document import make_handle
from onrecord.errors import LedgerError, ReaderError
from onrecord.exports.standing import tell_said
from onrecord.ledger.catalog import Catalog, FacetName
from onrecord.ledger.cells import Cells, find_cells
from onrecord.ledger.ledger import Listing
from onrecord.ledger.names import NameIndex
from onrecord.links.pages import Page
from onrecord.links.stored import StoredLinks
from onrecord.records.explaining import Explanation
from onrecord.records.reader import StandardReader
from onrecord.reviews.applying import Reviewed
from onrecord.reviews.review import Review
from onrecord.schema import Id, IsoDate, Person, Record
from onrecord.shown import open_shown

__all__ = ["OnShelf", "Shelf", "UnexplainedError", "find_shelf"]

View = TypeVar("View")
Known = TypeVar("Known")

_READING = Lock()  # a reader serves one at a time


class UnexplainedError(Exception):
    """Why nothing can be said of why a fact stands in its record: words for the page."""


class Shelf:
    """The desk as one viewer sees it. Made anew for each request; what is worked out is kept by the desk.

    `standing` is the state that is told of, where it is another than the one of now.
    """

    def __init__(self, desk: Desk, viewer: Viewer, standing: Standing | None = None) -> None:
        self._desk = desk
        self._ledger = desk.ledger
        self._viewer = viewer
        self._standing = standing or desk.find_state()
        self._state = self._standing.all
        index = NameIndex(desk.ledger.engine, desk.ledger.name)
        firsts = desk.firsts.recall(self._standing.names, "firsts", index.load_firsts)
        self._shown = open_shown(desk.ledger, viewer, self._remember, firsts)
        self.day: IsoDate = desk.find_day(self._standing.documents)

    def find(self, id: str) -> Record | None:  # noqa: A002 - the word of the record
        """The record of a document as shown; None where no document is shown by this id."""

        def find() -> Record | None:
            try:
                shown = self._shown.show_record(self._ledger.record(id))
            except LedgerError:
                return None
            return shown if shown.document.id == id else None  # nobody is found by an id made of a private name

        return self._desk.records.recall(self._standing.names, self._key(id), find)

    def show(self, document: Id) -> Record:
        """The record of a document of the ledger as shown: what is found by the id that stands in it."""
        return self._shown.show_record(self._ledger.record(document))

    def find_said(self, id: str) -> dict[Id, str]:  # noqa: A002 - the word of the record
        """What people said of the facts of a document, by id: one line each, which names nobody but who said it."""
        said = self._ledger.reviews.apply(self._ledger.record(id).document.id).said
        return {fact: tell_said(each) for fact, each in said.items()}

    def find_revisions(self, id: str) -> tuple[Record, ...]:  # noqa: A002 - the word of the record
        """A record of each revision of a document, the oldest first, as shown; none where none is shown by this id."""
        if self.find(id) is None:
            return ()
        return self._shown.show_revisions(self._ledger.revisions(id))

    def explain(self, id: str, fact: Id) -> Explanation | None:  # noqa: A002 - the word of the record
        """Why a fact stands in the record of a document, as shown; None where no such fact is shown.

        The text is read again, so only what this very reader wrote can be explained. Raises UnexplainedError.
        """
        if self.find(id) is None:
            return None
        record = self._ledger.record(id)
        with _READING:
            reader = self._find_reader()
            if record.reader != reader.version:
                raise UnexplainedError(
                    "This record was written by another reader, or another version of it. Read the ledger again "
                    "(onrecord reread), and it can be explained."
                )
            try:
                explanation = reader.explain(record.document, fact)
            except ReaderError:
                return None
        return self._shown.show_explanation(record, explanation)

    def show_reviewed(self, reviewed: Reviewed, said: Iterable[Review]) -> ShownReviewed:
        """A document that is reviewed as shown, with what was said of it."""
        document = reviewed.read.document.id
        return self._shown.show_reviewed(reviewed, self._ledger.revisions(document), said)

    def keep_from(self, query: Query) -> Keep | None:
        """Which documents may be found by what is asked for: none by the name of somebody who is hidden in it."""
        return self._shown.keep_from(query)

    def search(self, query: Query, *, limit: int, offset: int) -> tuple[Line, ...]:
        """Documents with all that is asked for, best first."""
        page = Page(limit=limit, offset=offset)
        found = find_records(self._ledger, query, page, keep=self.keep_from(query))
        return tuple(
            describe_line(record, self._shown.show_document(record), query.words)
            if query.words
            else self._find_line(record.document.id, record)
            for record in found
        )

    def describe(self, listings: Iterable[Listing]) -> tuple[Line, ...]:
        """Lines of a list."""
        asked = [each.id for each in listings]
        known = {id for id in asked if self._desk.lines.has(self._standing.names, self._key(id))}  # noqa: A001 - the word of the record
        records = self._ledger.records_of([id for id in asked if id not in known])  # noqa: A001 - the word of the record
        return tuple(self._find_line(id, records.get(id)) for id in asked)  # noqa: A001 - the word of the record

    def find_line(self, id: str) -> Line:  # noqa: A002 - the word of the record
        """The line of a document."""
        return self._find_line(id)

    def _find_line(self, id: str, known: Record | None = None) -> Line:  # noqa: A002 - the word of the record
        """The line of a document, whose record may be known already; lines are kept."""

        def make() -> Line:
            record = known or self._ledger.record(id)
            return describe_line(record, self._shown.show_document(record))

        return self._desk.lines.recall(self._standing.names, self._key(id), make)

    @property
    def catalog(self) -> Catalog:
        """Lists of the documents, to be shown by `describe`."""
        return self._desk.catalog

    @property
    def desk(self) -> Desk:
        """The desk that this is part of."""
        return self._desk

    def know(self, key: Hashable, make: Callable[[Library, IsoDate], Known]) -> Known:
        """What was worked out of the ledger, once for each state of it: not shown yet, so never to be given away."""
        return self._recall((key, self.day), lambda: make(self.open_library(), self.day))

    def count(self, key: Hashable, make: Callable[[Catalog], Known]) -> Known:
        """What lists and counts of documents tell, once for each state of these; no review changes it."""
        return self._desk.counts.recall(self._standing.documents, key, lambda: make(self.catalog))

    def present(self, key: Hashable, make: Callable[[Library, IsoDate], View]) -> View:
        """A view as this viewer may see it, worked out once for each state of the ledger."""

        def make_shown() -> View:
            library = self.open_library()
            return self._shown.show_view(make(library, self.day), library.record)

        return self._recall((key, self.day, self._viewer), make_shown)

    @property
    def cells(self) -> Cells:
        """How many documents have what together."""
        return self.count("cells", find_cells)

    def draw(self, key: Hashable, make: Callable[[], Known]) -> Known:
        """What was drawn of a view as this viewer may see it, once for each state of the ledger."""
        return self._recall((key, self.day, self._viewer), make)

    def open_library(self) -> Library:
        """The ledger with its links as of the day."""
        state = self._desk.state
        if self._standing.linked is None:
            state.link(self._ledger)
        linked = state.find_linked(self._ledger)  # there may be newer ones by now
        records = self._ledger if linked is None else self._ledger.as_after(linked)  # as when they were linked
        return Library(StoredLinks(self._ledger, as_of=self.day), records)

    def name_values(
        self, name: FacetName, values: Sequence[tuple[str | None, Id]]
    ) -> dict[str | None, tuple[str, str]]:
        """Key and label by which each value of documents is shown, given one document that has it.

        What names a private person is called by a handle in addresses.
        """
        return {value: self._name_value(name, value, document) for value, document in values}

    def _name_value(self, name: FacetName, value: str | None, document: Id) -> tuple[str, str]:
        if value is None:
            return "unknown", "unknown"
        if name != "publisher":
            return value, value

        def make() -> tuple[str, str]:
            shown = self._shown.show_words(self._ledger.record(document), value)
            return (value if shown == value else make_handle(value)), shown

        return self._desk.lines.recall(self._standing.names, (*self._key(document), value), make)

    def _key(self, id: str) -> tuple[Hashable, ...]:  # noqa: A002 - the word of the record
        """By what is kept what is shown of one document alone: it is another one after a review that changed it."""
        return id, self._standing.reviews.get(id, 0), self._viewer

    def _recall(self, key: Hashable, make: Callable[[], Known]) -> Known:
        return self._desk.memory.recall(self._state, key, make)

    def _remember(self, record: Record, find: Callable[[], tuple[Person, ...]]) -> tuple[Person, ...]:
        """Whom others hide in a record; it is kept with them, so that no other one takes its place in memory."""
        key = (id(record), self._viewer)
        return self._desk.hidden.recall(self._standing.names, key, lambda: (record, find()))[1]

    def _find_reader(self) -> StandardReader:
        return self._desk.readers.recall("", "reader", self._desk.make_reader)  # it is no function of the ledger


def find_shelf(request: Request) -> Shelf:
    """The desk as whoever asks sees it: the gate has said who that is."""
    return Shelf(request.app.state.desk, request.state.viewer)


OnShelf = Annotated[Shelf, Depends(find_shelf)]
"""What a page asks for."""
