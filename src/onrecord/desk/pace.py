"""Requests that change something -> whether one more comes too soon. Kept in memory: a new desk begins anew."""

from collections import OrderedDict, deque
from threading import Lock

__all__ = ["PER_MINUTE", "Pace"]

PER_MINUTE = 240
"""Four a second: a person who reviews by keyboard was seen to do one every two seconds."""

_MOST = 10_000  # callers remembered; who is forgotten begins anew


class Pace:
    """How often each caller asked within the last minute."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        self._limit = per_minute
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_too_fast(self, caller: str, now: float) -> bool:
        """Whether the caller asked too often by this time (seconds); else this time counts."""
        with self._lock:
            times = self._asked.setdefault(caller, deque())
            self._asked.move_to_end(caller)
            while len(self._asked) > _MOST:
                self._asked.popitem(last=False)
            while times and times[0] <= now - 60:
                times.popleft()
            if len(times) >= self._limit:
                return True
            times.append(now)
            return False
