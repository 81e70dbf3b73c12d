"""What was asked, and of which state of the ledger -> what was answered then; forgotten as soon as it is another.

Nothing is kept that is not a function of the ledger, the viewer and the day, all of which stand in the key. What will
be asked for in the next state can be made before that state is told.
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
        self._next: str | None = None
        self._past: deque[str | None] = deque(maxlen=_PAST)
        self._told: OrderedDict[Hashable, object] = OrderedDict()
        self._coming: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[tuple[str, Hashable], Lock] = {}
        self._lock = Lock()

    def recall(self, head: str, key: Hashable, make: Callable[[], Told]) -> Told:
        """What `make` gave for this key in this state, made now where it was not yet; by one of those who ask."""
        with self._lock:
            if head not in (self._head, self._next, *self._past):  # who began before a change changes it not back
                self._turn(head, OrderedDict())
            if key in (known := self._find(head)):
                return cast("Told", self._take(known, key))
            making = self._making.setdefault((head, key), Lock())
        with making:  # who asks for the same meanwhile waits, and finds it
            with self._lock:
                if key in (known := self._find(head)):
                    return cast("Told", self._take(known, key))
            try:
                told = make()
                with self._lock:
                    if head in (self._head, self._next):
                        known = self._find(head)
                        known[key] = told
                        while len(known) > self._most:
                            known.popitem(last=False)
            finally:
                with self._lock:
                    self._making.pop((head, key), None)
        return told

    def has(self, head: str, key: Hashable) -> bool:
        """Whether this is known of this state, so that nothing need be looked up for it."""
        with self._lock:
            return key in self._find(head)

    def prepare(self, head: str) -> None:
        """Keep what is made for this state too, which is told soon; what was made for another one so is forgotten."""
        with self._lock:
            if head != self._head:
                self._drop_next()
                self._next = head

    def go_on(self) -> None:
        """Forget all but what was prepared: that state is the one that is told now."""
        with self._lock:
            if self._next is not None:
                self._turn(self._next, self._coming)

    def _turn(self, head: str, known: OrderedDict[Hashable, object]) -> None:
        self._past.append(self._head)
        self._head, self._told = head, known
        self._drop_next()

    def _drop_next(self) -> None:
        if self._next not in (None, self._head):
            self._past.append(self._next)
        self._next, self._coming = None, OrderedDict()

    def _find(self, head: str) -> OrderedDict[Hashable, object]:
        """What is known of this state; of one that is over nothing is, and what is put there is lost."""
        if head == self._head:
            return self._told
        return self._coming if head == self._next else OrderedDict()

    @staticmethod
    def _take(known: OrderedDict[Hashable, object], key: Hashable) -> object:
        known.move_to_end(key)
        return known[key]
