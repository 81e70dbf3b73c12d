"""Revisions of a document, and times at which they were seen -> which of them stands at its address now.

A page that goes from A to B and back to A shows A: a return. It counts as one only where the time of retrieval says so,
later than any that is known of the document, so that to add the same archive again returns nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from onrecord.ledger.tables import returns, revisions

__all__ = ["Standing", "newest_revision"]


@dataclass(slots=True)
class Standing:
    """Of one document: the revision that stands there, the one that was added last, the latest time it was seen."""

    revision: int = 0
    last: int = 0
    latest: str = ""
    timed: bool = False  # whether it is known when the revision that stands there was retrieved

    def add(self, revision: int, retrieved: str | None) -> None:
        """A new revision stands there."""
        self.revision = self.last = revision
        self._see(retrieved)

    def turn(self, revision: int, *, after: int, retrieved: str) -> None:
        """A known one stood there again when `after` was the last."""
        time = _tell_time(retrieved) or ""
        if after == self.last:
            self.revision = revision
            self._see(retrieved)
        self.latest = max(self.latest, time)

    def is_left(self, revision: int, retrieved: str | None) -> bool:
        """Whether this revision, seen at this time, shows that another one stands there no more."""
        time = _tell_time(retrieved)
        return revision != self.revision and self.timed and time is not None and time > self.latest

    def _see(self, retrieved: str | None) -> None:
        time = _tell_time(retrieved)
        self.timed = time is not None
        self.latest = max(self.latest, time or "")


def newest_revision(document: ColumnElement[Any]) -> ColumnElement[Any]:
    """The number of the revision that stands there, as SQL, of the document with this number."""
    theirs, back = revisions.alias(), revisions.alias()
    last = select(func.max(theirs.c.number)).where(theirs.c.document == document).scalar_subquery()
    again = (
        select(returns.c.revision)
        .join(back, back.c.number == returns.c.revision)
        .where(back.c.document == document, returns.c.after == last)
        .order_by(returns.c.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(again, last)


def _tell_time(retrieved: str | None) -> str | None:
    """The time in UTC, in letters whose order is that of times; one without a zone is of UTC."""
    try:
        time = datetime.fromisoformat(retrieved or "")
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")
