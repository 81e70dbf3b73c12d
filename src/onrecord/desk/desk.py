"""What all pages of a desk share: the ledger, the day, the sources it knows, and what was worked out once.

A page never holds it: it asks for a Shelf, which is the desk as one viewer sees it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from onrecord.answers.datasets import Dataset
from onrecord.desk.memory import Memory
from onrecord.desk.review_queue import ReviewQueue
from onrecord.desk.state import Standing, State
from onrecord.ledger.catalog import Catalog
from onrecord.ledger.ledger import Ledger
from onrecord.records.reader import StandardReader, open_reader
from onrecord.watch.sources import Source

__all__ = ["Desk", "find_today"]

_COUNTS = 5_000  # lists and counts of documents
_HIDDEN = 1_000  # records of which it is kept whom others hide in them
_RECORDS = 500  # records as shown
_LINES = 10_000  # lines of lists that are kept, some 1 kB each


def find_today() -> date:
    """The day, by the clock of this machine, in UTC."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Desk:
    """One ledger on one desk."""

    ledger: Ledger
    today: Callable[[], date] = find_today
    sources: tuple[Source, ...] = ()
    datasets: tuple[Dataset, ...] = ()
    make_reader: Callable[[], StandardReader] = open_reader
    memory: Memory = field(default_factory=Memory)
    queue: ReviewQueue = field(default_factory=ReviewQueue)
    lines: Memory = field(default_factory=lambda: Memory(_LINES))
    readers: Memory = field(default_factory=lambda: Memory(1))
    counts: Memory = field(default_factory=lambda: Memory(_COUNTS))
    firsts: Memory = field(default_factory=lambda: Memory(1))
    records: Memory = field(default_factory=lambda: Memory(_RECORDS))
    hidden: Memory = field(default_factory=lambda: Memory(_HIDDEN))
    state: State = field(default_factory=State)

    @property
    def catalog(self) -> Catalog:
        """Lists of the documents."""
        return Catalog(self.ledger.engine, self.ledger.name)

    def find_state(self) -> Standing:
        """The state of the ledger, by which what was worked out of it is kept."""
        return self.state.find(self.ledger)

    def find_day(self, documents: str) -> str:
        """The day as of which pages tell: today, or that of the latest document where it is later (ISO 8601).

        `documents` is the state of those of the ledger.
        """
        latest = self.counts.recall(documents, "latest", lambda: self.catalog.find_span()[1] or "")
        return max(self.today().isoformat(), latest)
