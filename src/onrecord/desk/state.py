"""A ledger -> words for its state, the same as long as all that pages show of it is: who agrees changes nothing.

A review is in the ledger at once, and what pages tell of its document alone follows it at once. Links, and lists that
rest on them, follow a review that changed a record at the next request, but not more often than each `late` seconds;
until then they tell of the state before, all of it. Where it changed who is named, or documents came, everybody waits.

Where somebody follows (following.py), who asks for a page makes no links for a review: that is done beside, as is what
the first pages show of the new state, and only then it is told.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from types import MappingProxyType

from onrecord.documents.document import make_handle
from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.untouched import ChangeKind, find_change, find_last_review
from onrecord.links.store import Linker, Made, find_made
from onrecord.schema import Id

__all__ = ["LATE", "Standing", "State"]

LATE = 20.0
"""Seconds from one time that links are made anew for a review to the next: of a hundred thousand documents it takes a
second, and then all lists are worked out again."""

_PATIENCE = 0.1  # seconds; a ledger of thousands is linked anew within it, and one of a hundred thousand is not
_SHARE = 100  # times as long as links took beyond a moment, until who follows makes them anew: of a hundred thousand
_QUICK = 0.05  # documents a quarter of a second, so each twenty; of a few at the next look
_HELP = 20.0  # seconds that another process is given for the next few thousand documents to link
_LOOK = 0.05  # seconds between two looks at whether it has
_LONG = 3  # times `late`, until who asks for a page makes links after all where whoever follows does not get on


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
    """The state of one ledger as one desk knows it; `links` says whether links are made here, or by another process."""

    def __init__(self, late: float = LATE, *, links: bool = True) -> None:
        self._linker = Linker()
        self._late = late
        self._links = links
        self._next = 0.0  # when links may be made anew for a review
        self._looked = 0  # the entry of the chain up to which it is known what changed
        self._waiting: ChangeKind = "none"  # what changed since links were made
        self._changed = self._added = self._named = self._reviewed = 0
        self._reviews: Mapping[Id, int] = MappingProxyType({})
        self._known = 0, 0  # an entry up to which links were made, and the last review up to it
        self._followed: Made | None = None  # the links of which pages tell, where somebody follows
        self._at = 0.0  # when whoever follows got on last
        self._looking, self._turn = Lock(), Lock()

    def find(self, ledger: Ledger) -> Standing:
        """The state as it is now, or for links the one before where they are to follow a review later."""
        kind = self._look(ledger)
        if (linked := self._find_followed(kind)) is not None:
            return self._tell(linked)
        if kind == "none":
            return self._tell()
        linked = self.find_linked(ledger) if kind == "reviews" else None
        if linked is None:
            self._turn.acquire()
        elif time.monotonic() < self._next or not self._turn.acquire(timeout=_PATIENCE):
            return self._tell(linked)
        try:
            self._settle(ledger)
        finally:
            self._turn.release()
        return self._tell()

    def find_linked(self, ledger: Ledger) -> int | None:
        """The last review that is known to the links as they are kept; None where nothing was linked yet."""
        made = find_made(ledger)
        return None if made is None else self._find_last(ledger, made)

    def link(self, ledger: Ledger) -> None:
        """Link what is not linked yet; where another process does, wait until it has, but not for ever."""
        if self._links or not self._wait(ledger):
            self._linker.refresh(ledger)

    def open(self, ledger: Ledger) -> None:
        """Take up what is needed to make links, where they are made here, before there are any to be made."""
        if self._links:
            self._linker.take_up(ledger)

    def follow(self, ledger: Ledger, prepare: Callable[[Standing], None]) -> bool:
        """Go on to the newest state, and make links where it is time and they are made here.

        For one thread, which calls it again and again; `prepare` is called with a new state before it is told. Whether
        one is told now. Raises LedgerError.
        """
        kind = self._look(ledger)
        if self._links and (kind == "more" or (kind == "reviews" and time.monotonic() >= self._next)):
            begun = time.monotonic()
            self._linker.refresh(ledger)
            took = time.monotonic() - begun
            self._next = time.monotonic() + min(self._late, _SHARE * max(0.0, took - _QUICK))
        if kind in ("names", "more"):
            with self._turn:
                self._settle(ledger)
        made = find_made(ledger)
        if made is None or made.head < self._added:  # there is nothing to tell of yet
            return False
        old = self._tell()
        is_new = kind == "reviews" and self._followed is not None and made.turn != self._followed.turn
        if is_new:
            prepare(replace(old, all=str(made.head), linked=self._find_last(ledger, made)))
        with self._looking:
            if (self._added, self._named) != (int(old.documents), int(old.names)):  # more has changed meanwhile
                return False
            if is_new:
                self._changed = made.head
            self._followed = made
            if self._waiting == "reviews" and self._reviewed <= made.head:
                self._waiting = "none"
            if is_new or self._waiting == "none":
                self._at = time.monotonic()
        return is_new

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
            if change.kind != "none":
                self._reviewed = change.head
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
            self.link(ledger)
            self._next = time.monotonic() + self._late
        self._changed = head
        with self._looking:
            if self._looked == head:  # else what came meanwhile waits
                self._waiting = "none"

    def _wait(self, ledger: Ledger) -> bool:
        """Whether another process links all documents and whoever is named: it is waited for as long as it gets on."""
        with self._looking:
            head = max(self._added, self._named)
        seen, end = None, time.monotonic() + _HELP
        while (made := find_made(ledger)) is None or made.head < head:
            if made != seen:
                seen, end = made, time.monotonic() + _HELP
            if time.monotonic() > end:
                return False
            time.sleep(_LOOK)
        return True

    def _find_followed(self, kind: ChangeKind) -> int | None:
        """The last review of which pages tell where somebody follows, and gets on; None where nobody does."""
        made = self._followed
        if made is None or kind in ("names", "more") or made.head < self._added:
            return None
        return self._known[1] if time.monotonic() < self._at + _LONG * self._late else None

    def _find_last(self, ledger: Ledger, made: Made) -> int:
        if self._known[0] != made.head:
            with telling(ledger.name), ledger.engine.begin() as connection:
                self._known = made.head, find_last_review(connection, made.head)
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
