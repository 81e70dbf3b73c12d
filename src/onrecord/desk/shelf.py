"""A ledger and a viewer -> what the pages show: every record and every line of a list has gone through care.

No page touches the ledger but through here.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from onrecord.care import Viewer, show_document, show_explanation, show_record
from onrecord.errors import LedgerError, ReaderError
from onrecord.exports.wording import Standing, find_standing
from onrecord.ledger.ledger import Ledger
from onrecord.records.explaining import Explanation
from onrecord.records.reader import StandardReader, open_reader
from onrecord.schema import Document, Id, Record

__all__ = ["Line", "Shelf", "Snippet", "UnexplainedError", "find_snippet"]

_AROUND = 90  # characters of a snippet on either side of what was found


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where a word that was searched for stands in the text as shown."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One document in a list."""

    document: Document
    standings: dict[Standing, int]  # offenses by how far the law has got
    statements: int
    omissions: int
    snippet: Snippet | None


class UnexplainedError(Exception):
    """Why nothing can be said of why a fact stands in its record: words for the page."""


class Shelf:
    """The ledger as one viewer sees it."""

    def __init__(
        self, ledger: Ledger, viewer: Viewer, *, make_reader: Callable[[], StandardReader] = open_reader
    ) -> None:
        self._ledger = ledger
        self._viewer = viewer
        self._make_reader = make_reader
        self._reader: StandardReader | None = None
        self._reading = Lock()  # a reader serves one at a time

    def find(self, id: str) -> Record | None:  # noqa: A002 - the word of the record
        """The record of a document as shown; None where no document is shown by this id."""
        try:
            shown = show_record(self._ledger.record(id), self._viewer)
        except LedgerError:
            return None
        return shown if shown.document.id == id else None  # nobody is found by an id made of a private name

    def explain(self, id: str, fact: Id) -> Explanation | None:  # noqa: A002 - the word of the record
        """Why a fact stands in the record of a document, as shown; None where no such fact is shown.

        The text is read again, so only what this very reader wrote can be explained. Raises UnexplainedError.
        """
        if self.find(id) is None:
            return None
        record = self._ledger.record(id)
        with self._reading:
            self._reader = self._reader or self._make_reader()
            if record.reader != self._reader.version:
                raise UnexplainedError(
                    "This record was written by another reader, or another version of it. Read the ledger again "
                    "(onrecord reread), and it can be explained."
                )
            try:
                explanation = self._reader.explain(record.document, fact)
            except ReaderError:
                return None
        return show_explanation(record, explanation, self._viewer)

    def list(self, words: str, *, limit: int, offset: int) -> Sequence[Line]:
        """Documents with all these words, best first; without words all of them, the latest first."""
        if re.search(r"\w", words):
            listings = self._ledger.search(words, limit=limit, offset=offset)
        else:
            listings = self._ledger.documents(limit=limit, offset=offset)
        return [self._describe(self._ledger.record(listing.id), words) for listing in listings]

    def _describe(self, record: Record, words: str) -> Line:
        document = show_document(record, self._viewer)
        snippet = find_snippet(document.text, words)
        return Line(document, _count_standings(record), len(record.statements), len(record.omissions), snippet)


def _count_standings(record: Record) -> dict[Standing, int]:
    offenses = [offense for person in record.people for offense in person.offenses]
    return dict(Counter(find_standing(offense.disposition) for offense in offenses))


def find_snippet(text: str, words: str) -> Snippet | None:
    """The first place where one of the words stands, with some of the text around it, cut at spaces.

    >>> find_snippet("The bureau declined to comment.", "comment")
    Snippet(before='The bureau declined to ', found='comment', after='.')
    """
    terms = sorted(set(re.findall(r"\w+", words)), key=lambda term: (-len(term), term))
    if not terms:
        return None
    match = re.search(rf"\b(?:{'|'.join(map(re.escape, terms))})\w*", text, re.IGNORECASE)
    if match is None:
        return None
    before, after = text[max(0, match.start() - _AROUND) : match.start()], text[match.end() : match.end() + _AROUND]
    if match.start() > _AROUND:
        before = "… " + before.split(" ", 1)[-1]
    if match.end() + _AROUND < len(text):
        after = after.rsplit(" ", 1)[0] + " …"
    return Snippet(before, match.group(), after)
