"""What the web was asked for -> rows of a ledger that only grow: attempts, visits to pages, polls of sources.

A visit is written when what came of it is in the ledger, a poll when all its visits are: whatever is killed in between
is found undone, and done again. Times are ISO 8601 in UTC, so that their order is that of their letters.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, func, select

from onrecord.documents.attempts import Attempt
from onrecord.documents.text import clean_line
from onrecord.errors import Reason
from onrecord.ledger.engine import telling, writing
from onrecord.ledger.patience import insert_once, outlasting
from onrecord.ledger.tables import attempts, polls, visits

__all__ = ["NAMED", "VISIT_OUTCOMES", "Poll", "Visit", "VisitLog", "VisitOutcome"]

NAMED = "named on the command line"
"""The source of a visit that no source announced; no source may have such an id."""

VisitOutcome = Literal["new", "revised", "redated", "same", "refused"]

VISIT_OUTCOMES: tuple[VisitOutcome, ...] = ("new", "revised", "redated", "same", "refused")
"""`redated` is a fresh date on unchanged words, `same` a page the ledger has as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A look at a page that a source announced; `announced` is the day that the source gave it."""

    source: str
    url: str
    time: str
    outcome: VisitOutcome
    announced: str | None = None
    document: str | None = None
    etag: str | None = None
    modified: str | None = None
    reason: Reason | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A look at a source: how many pages it announced, what came of those visited, or why it could not be had."""

    source: str
    begun: str
    ended: str
    announced: int
    outcomes: dict[VisitOutcome, int]
    wait: str | None = None
    reason: Reason | None = None
    message: str | None = None


class VisitLog:
    """The account of a ledger. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def add_attempt(self, attempt: Attempt, source: str | None = None) -> None:
        """Write down one request."""
        self._insert(attempts, {"source": source, **asdict(attempt)}, [])

    def add_visit(self, visit: Visit) -> None:
        """Write down what came of a page."""
        self._insert(visits, asdict(visit), [])

    def add_poll(self, poll: Poll) -> None:
        """Write down that a source was dealt with."""
        self._insert(polls, {**asdict(poll), "outcomes": json.dumps(poll.outcomes)}, [])

    def attempts(self, url: str) -> tuple[Attempt, ...]:
        """All requests for an address, in their order."""
        query = select(attempts).where(attempts.c.url == url).order_by(attempts.c.number)
        return tuple(Attempt(**_without(row, "number", "source")) for row in self._select(query))

    def visits(self, url: str) -> tuple[Visit, ...]:
        """All visits to a page, in their order."""
        query = select(visits).where(visits.c.url == url).order_by(visits.c.number)
        return tuple(Visit(**_without(row, "number")) for row in self._select(query))

    def find_source(self, document: str) -> str | None:
        """The source whose announcement last brought a document; None for one that was not watched."""
        query = select(visits.c.source).where(visits.c.document == document).order_by(visits.c.number.desc()).limit(1)
        return next((str(row["source"]) for row in self._select(query)), None)

    def polls(self, source: str) -> tuple[Poll, ...]:
        """All looks at a source, in their order."""
        query = select(polls).where(polls.c.source == source).order_by(polls.c.number)
        return tuple(_make_poll(row) for row in self._select(query))

    def count_polls(self) -> int:
        """How many looks there were in all: the number of the last."""
        query = select(func.coalesce(func.max(polls.c.number), 0).label("many"))
        return next(int(row["many"]) for row in self._select(query))

    def last_poll(self, source: str) -> Poll | None:
        """The last look at a source."""
        query = select(polls).where(polls.c.source == source).order_by(polls.c.number.desc()).limit(1)
        return next((_make_poll(row) for row in self._select(query)), None)

    @outlasting
    def _insert(self, table: Any, values: dict[str, object], tried: list[int]) -> None:
        with telling(self._name), writing(self._engine) as connection:
            insert_once(connection, table, {name: _clean(value) for name, value in values.items()}, tried)

    @outlasting
    def _select(self, query: Any) -> list[dict[str, Any]]:
        with self._reading() as connection:
            return [dict(row) for row in connection.execute(query).mappings()]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self._name), self._engine.begin() as connection:
            yield connection


def _clean(value: object) -> object:
    """What servers say of themselves may not be writable."""
    return clean_line(value) if isinstance(value, str) else value


def _make_poll(row: dict[str, Any]) -> Poll:
    return Poll(**{**_without(row, "number"), "outcomes": json.loads(row["outcomes"])})


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
