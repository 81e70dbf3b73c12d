"""A ledger -> a word for its state, the same as long as all that pages show of it is: who agrees changes nothing.

A review is in the ledger at once, and the page of its document and the queue tell it. What was worked out of records
and links stays where no record has changed. Where reviews changed one, its links are made anew by one of those who ask;
who asks meanwhile is not kept waiting for long, but told of the state before.
"""

from dataclasses import dataclass
from threading import Lock

from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.untouched import Change, find_change
from onrecord.links.store import Linker

__all__ = ["Standing", "State"]

_PATIENCE = 0.1  # seconds; a ledger of thousands is linked anew within it, and one of a hundred thousand is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Words for the state of all that is shown, and of the documents alone, whatever was reviewed in them.

    Where the links are not of this state yet, those that are kept tell of it.
    """

    all: str
    documents: str
    is_linked: bool


class State:
    """The state of one ledger as one desk knows it."""

    def __init__(self) -> None:
        self.linker = Linker()
        self._seen = 0  # the entry of the chain up to which it is known what changed
        self._changed = 0
        self._added = 0  # the same, of documents alone
        self._turn = Lock()

    def find(self, ledger: Ledger) -> Standing:
        """The state as it is now, or where a review is about to be linked the one before."""
        head, change = self._look(ledger)
        if head == self._seen:
            return self._tell(is_linked=True)
        if not self._turn.acquire(timeout=_PATIENCE if change == "reviews" else -1):
            return self._tell(is_linked=False)
        try:
            head, change = self._look(ledger)  # another may have seen to it meanwhile
            if change == "reviews":
                self.linker.refresh(ledger)
            if change != "none":
                self._changed = head
            if change == "more":
                self._added = head
            self._seen = head
            return self._tell(is_linked=True)
        finally:
            self._turn.release()

    def _tell(self, *, is_linked: bool) -> Standing:
        return Standing(all=str(self._changed), documents=str(self._added), is_linked=is_linked)

    def _look(self, ledger: Ledger) -> tuple[int, Change]:
        with telling(ledger.name), ledger.engine.begin() as connection:
            return find_change(connection, self._seen)
