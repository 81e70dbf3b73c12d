"""The looks at a source while nothing came -> why nothing came: silent, moved, blocked, failing, or nobody looked.

Where one look was answered the source could be read, and brought nothing: then it was silent, whatever else failed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from onrecord.ledger.visits import Poll
from onrecord.schema import IsoDate
from onrecord.watch.health import find_trouble

__all__ = ["Cause", "CauseState", "find_cause"]

CauseState = Literal["silent", "moved", "blocked", "failing", "not visited"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why nothing came, and the looks that show it: how many, how many were answered, the days of first and last."""

    state: CauseState
    looks: int
    answered: int
    first: IsoDate | None
    last: IsoDate | None
    redated: Annotated[int, Field(description="pages that got a fresh date and no new word")]


def find_cause(polls: Iterable[Poll], since: IsoDate, until: IsoDate) -> Cause:
    """Why nothing came on these days, both inclusive, as the looks of these days tell."""
    inside = [poll for poll in polls if since <= poll.begun[:10] <= until]
    answered = [poll for poll in inside if poll.reason is None]
    state: CauseState = "not visited"
    if answered:
        state = "silent"
    elif inside:
        states: Counter[CauseState] = Counter(find_trouble(poll.reason) for poll in inside if poll.reason)
        state = max(sorted(states), key=lambda each: states[each])
    return Cause(
        state=state,
        looks=len(inside),
        answered=len(answered),
        first=inside[0].begun[:10] if inside else None,
        last=inside[-1].begun[:10] if inside else None,
        redated=sum(poll.outcomes.get("redated", 0) for poll in inside),
    )
