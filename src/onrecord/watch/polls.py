"""Sources -> polls: each that is due is looked at, its new pages read into the ledger, and only then is it done.

Killed or stopped at any instant, the next run goes on with what is not yet there: a source without the end of its poll
is due, a page without its visit too.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from onrecord.documents.feeds import Entry
from onrecord.documents.visitor import Visitor
from onrecord.errors import DocumentError, FetchError
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.visits import VISIT_OUTCOMES, Poll, Visit
from onrecord.records.reader import Reader, open_reader
from onrecord.watch.announcements import Announcements, find_announcements
from onrecord.watch.pages import Keeper, is_page_due, is_page_forgotten, visit_page
from onrecord.watch.sources import Source

__all__ = ["LONGEST_SLEEP", "Stopped", "find_next_poll", "watch_sources"]

_ROUND = 50  # pages of a source in a row, so that one with thousands does not keep the others waiting
LONGEST_SLEEP = 60.0
"""Seconds; a clock that is set is noticed after so long."""


class Stopped(Exception):  # noqa: N818 - it is no error
    """The run was asked to stop while it waited."""


def _say_time() -> datetime:
    return datetime.now(UTC)


def find_next_poll(source: Source, last: Poll | None) -> datetime | None:
    """When a source is to be looked at again; None says at once."""
    if last is None:
        return None
    usual = datetime.fromisoformat(last.begun) + source.poll
    return max(usual, datetime.fromisoformat(last.wait)) if last.wait else usual


def watch_sources(
    sources: Iterable[Source],
    ledger: Ledger,
    *,
    stop: threading.Event,
    once: bool = False,
    make_visitor: Callable[..., Visitor] = Visitor,
    make_reader: Callable[[], Reader] = open_reader,
    now: Callable[[], datetime] = _say_time,
    between: Callable[[], float] = lambda: LONGEST_SLEEP,
) -> Iterator[Visit | Poll]:
    """What comes of each page and each source, as it is written down; ends when `stop` is set, or `once` none is due.

    `make_visitor` is called with `note` and `pause`. `between` is called after each round, and once more before the
    end; it gives the seconds after which it is to be called again.
    """
    at = _Source()

    def pause(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    visitor = make_visitor(note=lambda attempt: ledger.visits.add_attempt(attempt, at.id), pause=pause)
    keeper = Keeper(ledger=ledger, visitor=visitor, make_reader=cache(make_reader), now=now)
    rounds = {source.id: _Round(source, keeper, stop) for source in sources}
    while not stop.is_set():
        due = [turn for turn in rounds.values() if turn.is_due()]
        for turn in due:
            at.id = turn.source.id
            try:
                yield from turn.go()
            except Stopped:
                return
        again = between()
        if not due and once:
            return
        if not due:
            stop.wait(max(0.0, min([turn.seconds_left() for turn in rounds.values()] + [again, LONGEST_SLEEP])))


@dataclass(slots=True)
class _Source:
    """Which source is being visited, for the account of attempts."""

    id: str | None = None


@dataclass(slots=True)
class _Round:
    """One source: its poll may take several rounds, each of some pages."""

    source: Source
    keeper: Keeper
    stop: threading.Event
    begun: datetime | None = None  # of the poll that is not yet at its end
    announced: Announcements = field(default_factory=Announcements)
    visits: list[Visit] = field(default_factory=list)

    def is_due(self) -> bool:
        return self.begun is not None or self.seconds_left() <= 0

    def seconds_left(self) -> float:
        due = find_next_poll(self.source, self.keeper.ledger.visits.last_poll(self.source.id))
        left = (due - self.keeper.now()).total_seconds() if due else 0.0
        return min(left, LONGEST_SLEEP)

    def go(self) -> Iterator[Visit | Poll]:
        """Some of the pages that are due; the poll is written down when none is left, or the site asks to wait."""
        if self.begun is None:
            self.begun = self.keeper.now()
            self.visits = []
            delay = self.source.delay.total_seconds()
            self.announced = find_announcements(self.source, lambda url: self.keeper.visitor.visit(url, delay=delay))
        wait = max((error.wait or 0.0 for error in self.announced.troubles if isinstance(error, FetchError)), default=0)
        for number, entry in enumerate(self._find_due()):
            if self.stop.is_set() or number == _ROUND:
                return
            try:
                visit = visit_page(entry, self.source, self.keeper)
            except FetchError as error:
                wait = max(wait, error.wait or 0.0)
                break
            self.visits.append(visit)
            yield visit
        yield self._end(wait)

    def _find_due(self) -> Iterator[Entry]:
        ledger = self.keeper.ledger
        for entry in self.announced.entries:
            visits = [visit for visit in ledger.visits.visits(entry.url) if visit.source == self.source.id]
            due = is_page_due(entry, visits, self.source, self.begun or self.keeper.now())
            if due and not is_page_forgotten(entry, ledger):
                yield entry

    def _end(self, wait: float) -> Poll:
        assert self.begun is not None, "a poll that ends has begun"
        ended = self.keeper.now()
        trouble = _find_trouble(self.announced, self.visits)
        counts = Counter(visit.outcome for visit in self.visits)
        moves = "; ".join(self.announced.moves)
        poll = Poll(
            source=self.source.id,
            begun=_say(self.begun),
            ended=_say(ended),
            announced=len(self.announced.entries),
            outcomes={outcome: counts[outcome] for outcome in VISIT_OUTCOMES if counts[outcome]},
            wait=_say(ended + timedelta(seconds=wait)) if wait else None,
            reason=trouble.reason if trouble else None,
            message=str(trouble) if trouble else f"It has moved for good: {moves}." if moves else None,
        )
        self.keeper.ledger.visits.add_poll(poll)
        self.begun = None
        return poll


def _find_trouble(announced: Announcements, visits: list[Visit]) -> DocumentError | None:
    """Why a poll is not good: a place in trouble, nothing announced at all, or no page that could be had."""
    if announced.troubles:
        return announced.troubles[0]
    if not announced.entries:
        message = "Nothing is announced there: the place, or how its links are written, may have changed."
        return DocumentError(message, reason="no document")
    if visits and all(visit.outcome == "refused" for visit in visits):
        reasons = Counter(visit.reason for visit in visits if visit.reason)
        worst, number = reasons.most_common(1)[0]  # no address is named: one can tell a private name
        return DocumentError(f"None of {len(visits)} pages could be had; {number} {worst}.", reason=worst)
    return None


def _say(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
