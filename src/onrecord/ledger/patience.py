"""A server that goes away -> a run that waits for it: what found nobody there is done again, for so long.

Only a ledger that was opened with patience waits, as a run does; who looks something up is told at once. What is done
again is one transaction, of which nothing is there unless all is: it adds what is not there yet.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Table, func, select

from onrecord.errors import UnreachableError

__all__ = ["Patience", "Patient", "insert_once", "outlasting"]

_FIRST = 0.5  # seconds until it is tried again; each time twice as long
_LONGEST = 15.0  # a server that is restarted is there again after some seconds, and one that recovers after minutes


@dataclass(slots=True)
class Patience:
    """How a run waits: `seconds` in all since the last answer, `tell` what for, `pause` until it may end early.

    A pause that gives something true ends the waiting: the run was asked to stop.
    """

    tell: Callable[[str], None]
    seconds: float = 600.0
    pause: Callable[[float], object] = time.sleep
    _since: float | None = field(default=None, init=False)
    _next: float = field(default=_FIRST, init=False)

    def wait(self, error: UnreachableError) -> None:
        """Wait some seconds; longer each time. Raises UnreachableError when it was long enough."""
        now = time.monotonic()
        if self._since is None:
            self._since = now
            self.tell(f"{error} Waiting for it, {_say(self.seconds)} at most.")
        left = self._since + self.seconds - now
        if left <= 0 or self._pause(min(self._next, left)):
            waited = f"It was waited for, {_say(now - self._since)}; nothing that was read is lost."
            raise UnreachableError(f"{error} {waited} Run the command again.") from error
        self._next = min(2 * self._next, _LONGEST)

    def _pause(self, seconds: float) -> object:
        try:
            return self.pause(seconds)
        except BaseException:  # Ctrl-C: what a run still does before it ends waits no more
            self.seconds = 0.0
            raise

    def rest(self) -> None:
        """It has answered."""
        if self._since is not None:
            self.tell("It answers again.")
        self._since, self._next = None, _FIRST


class Patient(Protocol):
    """What may wait: the patience is an option of its engine."""

    _engine: Engine


_Self = TypeVar("_Self", bound=Patient)
_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def outlasting(
    act: Callable[Concatenate[_Self, _Given], _Answer],
) -> Callable[Concatenate[_Self, _Given], _Answer]:
    """A method of one transaction, done again where its server went away, as long as its ledger has patience."""

    @wraps(act)
    def outlast(self: _Self, /, *given: _Given.args, **named: _Given.kwargs) -> _Answer:
        patience: Patience | None = self._engine.get_execution_options().get("patience")
        while True:
            try:
                answer = act(self, *given, **named)
            except UnreachableError as error:
                if patience is None:
                    raise
                patience.wait(error)
            else:
                if patience is not None:
                    patience.rest()
                return answer

    return outlast


def insert_once(connection: Connection, table: Table, values: dict[str, Any], tried: list[int]) -> None:
    """Insert a row, unless a try before has: a server can go away between keeping a row and saying so.

    `tried` is empty at the first try, and the same list at the next. In a transaction that holds the pen.
    """
    if tried:
        row = connection.execute(select(table).where(table.c.number == tried[-1])).mappings().first()
        if row is not None and all(row[name] == value for name, value in values.items()):
            return
    tried.append(connection.execute(select(func.coalesce(func.max(table.c.number), 0) + 1)).scalar_one())
    connection.execute(table.insert(), {"number": tried[-1], **values})


def _say(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes > 1 else f"{round(seconds)} seconds"
