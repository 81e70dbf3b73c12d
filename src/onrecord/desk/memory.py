"""What was asked, and of which state of the ledger -> what was answered then; forgotten as soon as the ledger grows.

Nothing is kept that is not a function of the ledger, the viewer and the day, all of which stand in the key.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

__all__ = ["Memory"]

_MOST = 512  # answers; a page of fifty findings with their words takes some 100 kB

Told = TypeVar("Told")


class Memory:
    """The answers of one state of the ledger, the most lately asked for."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._head: str | None = None
        self._told: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, head: str, key: Hashable, make: Callable[[], Told]) -> Told:
        """What `make` gave for this key when the head of the chain was this one, made now where it was not yet."""
        with self._lock:
            if head != self._head:
                self._head = head
                self._told.clear()
            if key in self._told:
                self._told.move_to_end(key)
                return cast("Told", self._told[key])
        told = make()
        with self._lock:
            if head == self._head:
                self._told[key] = told
                while len(self._told) > self._most:
                    self._told.popitem(last=False)
        return told
