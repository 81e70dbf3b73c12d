"""A ledger -> words for its state, the same as long as all that pages show of it is: who agrees changes nothing.

A review is in the ledger at once, and what pages tell of its document alone follows it at once. Links, and lists that
rest on them, follow a review that changed a record at the next request, but not more often than each `late` seconds;
until then they tell of the state before, all of it. Where it changed who is named, or documents came, everybody waits.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

from sqlalchemy import inspect, select

from onrecord.documents.document import make_handle
from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.untouched import ChangeKind, find_change, find_last_review
from onrecord.links.store import Linker
from onrecord.links.tables import linkers
from onrecord.schema import Id

__all__ = ["LATE", "Standing", "State"]

LATE = 20.0
"""Seconds from one time that links are made anew for a review to the next: of a hundred thousand documents it takes a
second, and then all lists are worked out again."""

_PATIENCE = 0.1  # seconds; a ledger of thousands is linked anew within it, and one of a hundred thousand is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Words for the state of all that is shown, of the documents whatever was reviewed in them, and of who is named.

    `reviews` has the last review that changed a document, by its id and its handle, since the desk was opened. Where
    the links are not of this state yet, those that are kept tell of the state after the review `linked`.
    """

    all: str
    documents: str
    names: str
    reviews: Mapping[Id, int]
    linked: int | None = None


class State:
    """The state of one ledger as one desk knows it."""

    def __init__(self, late: float = LATE) -> None:
        self.linker = Linker()
        self._late = late
        self._next = 0.0  # when links may be made anew for a review
        self._looked = 0  # the entry of the chain up to which it is known what changed
        self._waiting: ChangeKind = "none"  # what changed since links were made
        self._changed = self._added = self._named = 0
        self._reviews: Mapping[Id, int] = MappingProxyType({})
        self._known = 0, 0  # an entry up to which links were made, and the last review up to it
        self._looking, self._turn = Lock(), Lock()

    def find(self, ledger: Ledger) -> Standing:
        """The state as it is now, or for links the one before where they are to follow a review later."""
        kind = self._look(ledger)
        if kind == "none":
            return self._tell()
        linked = self._find_linked(ledger) if kind == "reviews" else None
        if linked is None:
            self._turn.acquire()
        elif time.monotonic() < self._next or not self._turn.acquire(timeout=_PATIENCE):
            return self._tell(linked)
        try:
            self._settle(ledger)
        finally:
            self._turn.release()
        return self._tell()

    def _look(self, ledger: Ledger) -> ChangeKind:
        """Note what changed in the ledger, and say what is not settled of it."""
        with self._looking, telling(ledger.name):
            with ledger.engine.begin() as connection:
                change = find_change(connection, self._looked)
            if change.documents:
                calls = {call: n for id, n in change.documents.items() for call in (id, make_handle(id))}  # noqa: A001 - the word of the record
                self._reviews = MappingProxyType({**self._reviews, **calls})
            if change.kind in ("names", "more"):
                self._named = change.head  # at once: nobody who is hidden now is shown until links are made
            self._looked = change.head
            self._waiting = max(self._waiting, change.kind, key=_WEIGHTS.__getitem__)
            return self._waiting

    def _settle(self, ledger: Ledger) -> None:
        """Make links anew where reviews changed what they rest on; where documents came, who asks for links does."""
        with self._looking:
            kind, head = self._waiting, self._looked
        if kind == "none":  # another has seen to it meanwhile
            return
        if kind == "more":
            self._added = head
        else:
            self.linker.refresh(ledger)
            self._next = time.monotonic() + self._late
        self._changed = head
        with self._looking:
            if self._looked == head:  # else what came meanwhile waits
                self._waiting = "none"

    def _find_linked(self, ledger: Ledger) -> int | None:
        """The last review that is known to the links as they are kept; None where nothing was linked yet."""
        with telling(ledger.name), ledger.engine.begin() as connection:
            if not inspect(connection).has_table(linkers.name):
                return None
            head: int = connection.execute(select(linkers.c.head)).scalar_one()
            if self._known[0] != head:
                self._known = head, find_last_review(connection, head)
            return self._known[1]

    def _tell(self, linked: int | None = None) -> Standing:
        return Standing(
            all=str(self._changed),
            documents=str(self._added),
            names=str(self._named),
            reviews=self._reviews,
            linked=linked,
        )


_WEIGHTS: Mapping[ChangeKind, int] = {"none": 0, "reviews": 1, "names": 2, "more": 3}
