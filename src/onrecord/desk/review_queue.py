"""A ledger -> what is to be reviewed, the worst first: worked out document by document, again where one changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock

from onrecord.answers.doubts import Doubt, count_sources, find_doubts, order_doubts
from onrecord.answers.linked_records import Library, open_library
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.reviewing import Head
from onrecord.reviews.review import Review
from onrecord.schema import Id

__all__ = ["DOCUMENTS", "Queue", "ReviewQueue"]

DOCUMENTS = 500
"""The latest documents that are queued, beside all that were reviewed before: some 10,000 facts, worked out in 3 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What nobody looked at, the worst first; and reviews whose words stand there no more, for a person to settle."""

    doubts: tuple[Doubt, ...]
    orphans: tuple[Review, ...]


class ReviewQueue:
    """The queue of one desk. How many sources tell of a person is counted once for each record of a document."""

    def __init__(self) -> None:
        self._known: dict[Head, Queue] = {}
        self._last: tuple[tuple[Head, ...], Queue] | None = None
        self._counts: dict[tuple[Id, int], dict[Id, int]] = {}  # publishers who tell of a person of a record
        self._lock = Lock()

    def find(self, ledger: Ledger) -> Queue:
        """The queue as it is now."""
        heads = ledger.reviews.heads(limit=DOCUMENTS)
        with self._lock:
            if self._last is None or self._last[0] != heads:
                self._last = heads, self._make(ledger, heads)
            return self._last[1]

    def _make(self, ledger: Ledger, heads: tuple[Head, ...]) -> Queue:
        library = cache(lambda: open_library(ledger))  # links are mended where somebody asks who tells of a person
        known: dict[Head, Queue] = {}
        for head in heads:
            known[head] = self._known.get(head) or self._read(ledger, head, library)
        self._known = known
        self._counts = {(head.document, head.record): self._find_counts(head) for head in heads}
        doubts = order_doubts(doubt for queue in known.values() for doubt in queue.doubts)
        return Queue(doubts=doubts, orphans=tuple(review for queue in known.values() for review in queue.orphans))

    def _read(self, ledger: Ledger, head: Head, library: Callable[[], Library]) -> Queue:
        counts = self._counts.setdefault((head.document, head.record), {})

        def count(person: Id) -> int:
            if person not in counts:
                counts[person] = count_sources(library(), head.document)(person)
            return counts[person]

        reviewed = ledger.reviews.apply(head.document)
        return Queue(doubts=find_doubts(reviewed, sources=count), orphans=reviewed.orphans)

    def _find_counts(self, head: Head) -> dict[Id, int]:
        return self._counts.get((head.document, head.record), {})
