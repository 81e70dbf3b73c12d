"""When sign-ins failed -> until when no more are tried. Pure: the times are given."""

from collections.abc import Sequence
from datetime import datetime, timedelta

__all__ = ["ADDRESS_LIMIT", "NAME_LIMIT", "WINDOW", "find_end"]

NAME_LIMIT = 5
"""Failures of one name within the window: who guesses gets 480 tries a day."""

ADDRESS_LIMIT = 30
"""Failures from one address, whatever the names: an office behind one address mistypes less than that."""

WINDOW = timedelta(minutes=15)


def find_end(failures: Sequence[datetime], *, limit: int, now: datetime) -> datetime | None:
    """Until when sign-ins are refused, None where they are not; failures in the order of time."""
    recent = [time for time in failures if now - WINDOW < time <= now]
    return recent[-limit] + WINDOW if len(recent) >= limit else None
