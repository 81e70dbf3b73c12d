"""What was asked, and of which state of the ledger -> what was answered then; forgotten as soon as it is another.

Nothing is kept that is not a function of the ledger, the viewer and the day, all of which stand in the key.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

__all__ = ["Memory"]

_PAST = 8  # states that are known to be over
_MOST = 512  # answers; a page of fifty findings with their words takes some 100 kB

Told = TypeVar("Told")


class Memory:
    """The answers of one state of the ledger, the most lately asked for."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._head: str | None = None
        self._past: deque[str | None] = deque(maxlen=_PAST)
        self._told: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[tuple[str, Hashable], Lock] = {}
        self._lock = Lock()

    def recall(self, head: str, key: Hashable, make: Callable[[], Told]) -> Told:
        """What `make` gave for this key in this state, made now where it was not yet; by one of those who ask."""
        with self._lock:
            if head != self._head and head not in self._past:  # who began before the last change changes it not back
                self._past.append(self._head)
                self._head = head
                self._told.clear()
            if head == self._head and key in self._told:
                return cast("Told", self._find(key))
            making = self._making.setdefault((head, key), Lock())
        with making:  # who asks for the same meanwhile waits, and finds it
            with self._lock:
                if head == self._head and key in self._told:
                    return cast("Told", self._find(key))
            try:
                told = make()
                with self._lock:
                    if head == self._head:
                        self._told[key] = told
                        while len(self._told) > self._most:
                            self._told.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop((head, key), None)
        return told

    def has(self, head: str, key: Hashable) -> bool:
        """Whether this is known of this state, so that nothing need be looked up for it."""
        with self._lock:
            return head == self._head and key in self._told

    def _find(self, key: Hashable) -> object:
        self._told.move_to_end(key)
        return self._told[key]
