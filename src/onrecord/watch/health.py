"""The account of a source -> how it is: what came last, and why nothing comes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from onrecord.errors import Reason
from onrecord.ledger.visits import Poll
from onrecord.watch.sources import Source

__all__ = ["Health", "HealthState", "TroubleState", "find_trouble", "judge_health"]

HealthState = Literal["well", "not visited", "silent", "redated", "moved", "blocked", "failing"]
TroubleState = Literal["moved", "blocked", "failing"]

_RECENT = timedelta(days=3)  # a look that is older says little of how a source is now; a weekend is shorter
_STATES: dict[Reason, TroubleState] = {
    "blocked": "blocked",
    "not found": "moved",
    "no document": "moved",
    "unreadable": "moved",  # a feed that is now a page of HTML
    "empty": "moved",
    "binary": "moved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source is. Times are ISO 8601 in UTC; `errors` counts polls in trouble since the last good one."""

    source: str
    name: str
    state: HealthState
    last_fetch: str | None
    last_document: str | None
    errors: int
    explanation: str


def judge_health(source: Source, polls: tuple[Poll, ...], now: datetime) -> Health:
    """Silence of the publisher, a page that moved, a wall before us and fresh dates on old words, told apart."""
    good = [poll for poll in polls if poll.reason is None]
    fruitful = [poll for poll in polls if poll.outcomes.get("new") or poll.outcomes.get("revised")]
    errors = next((number for number, poll in enumerate(reversed(polls)) if poll.reason is None), len(polls))
    state, explanation = _judge(source, polls, fruitful[-1:], now)
    return Health(
        source=source.id,
        name=source.name,
        state=state,
        last_fetch=good[-1].ended if good else None,
        last_document=fruitful[-1].ended if fruitful else None,
        errors=errors,
        explanation=explanation,
    )


def find_trouble(reason: Reason) -> TroubleState:
    """How a source is when this is why it could not be had."""
    return _STATES.get(reason, "failing")


def _judge(source: Source, polls: tuple[Poll, ...], fruitful: list[Poll], now: datetime) -> tuple[HealthState, str]:
    if not polls:
        return "not visited", "It was not looked at yet."
    last = polls[-1]
    if last.reason:
        return find_trouble(last.reason), last.message or last.reason
    if last.message:
        return "moved", last.message
    ended = datetime.fromisoformat(last.ended)
    if now - ended > max(3 * source.poll, _RECENT):
        return "not visited", f"It was not looked at for {(now - ended).days} days; run onrecord watch."
    visited = next((poll for poll in reversed(polls) if poll.outcomes), last)
    if visited.reason and set(visited.outcomes) == {"refused"}:
        return find_trouble(visited.reason), visited.message or visited.reason
    since = datetime.fromisoformat((fruitful or [polls[0]])[-1].ended)
    days = (now - since).days
    dated = sum(poll.outcomes.get("redated", 0) for poll in polls if not fruitful or poll.ended > fruitful[-1].ended)
    if dated:
        return "redated", f"Pages were given a fresh date {dated} times; no word has changed for {days} days."
    if source.cadence and now - since > 2 * source.cadence:
        return "silent", f"It publishes every {source.cadence.days or 1} days or so; nothing new came for {days} days."
    return "well", "New documents come as expected." if source.cadence else "It answers."
