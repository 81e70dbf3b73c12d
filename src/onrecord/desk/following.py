"""Beside a desk a thread that follows its ledger: links and the first pages of each new state, before anybody asks.

Of several processes of one desk the first one links, as it makes no pages, and the others follow it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread

from onrecord.desk.desk import Desk
from onrecord.desk.state import Standing, State
from onrecord.desk.warming import warm
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import Ledger, find_ledger

__all__ = ["follow", "keep_linked"]

_EACH = 0.5  # seconds from one look to the next
_AFTER = 10.0  # the same after something that nobody foresaw
_OPENING = 5.0  # seconds at most until a desk answers: of a hundred thousand documents it takes two
_PATIENCE = 2.0  # seconds for what is at work when it is to end


@contextmanager
def follow(desk: Desk) -> Iterator[None]:
    """While this lasts, the desk is followed; it begins when the first pages are there, or after a few seconds."""
    opened = Event()

    def prepare(standing: Standing) -> None:
        desk.memory.prepare(standing.all)
        warm(desk, standing)

    def begin() -> None:
        try:
            warm(desk)
        finally:
            opened.set()
        desk.state.open(desk.ledger)

    def look() -> None:
        if desk.state.follow(desk.ledger, prepare):
            desk.memory.go_on()

    with _keep_at(begin, look):
        opened.wait(_OPENING)
        yield


@contextmanager
def keep_linked(place: str) -> Iterator[None]:
    """While this lasts, the ledger at this place is linked, by this process."""
    with find_ledger(place) as ledger:
        state = State()
        with _keep_at(partial(state.open, ledger), partial(_link, state, ledger)):
            yield


def _link(state: State, ledger: Ledger) -> None:
    state.follow(ledger, lambda _: None)


@contextmanager
def _keep_at(begin: Callable[[], None], look: Callable[[], object]) -> Iterator[None]:
    """Do the one and then the other again and again, in a thread: where either fails, who asks for a page is told."""
    end = Event()

    def work() -> None:
        pause = _try(begin)
        while not end.wait(pause):
            pause = _try(look)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join(_PATIENCE)


def _try(do: Callable[[], object]) -> float:
    """Seconds until the next look. What is wrong is met by whoever asks for a page, and what nobody foresaw told."""
    try:
        do()
    except LedgerError:
        return _EACH
    except Exception as error:  # links would stand still, and nobody would know
        sys.stderr.write(f"What is done beside the desk failed ({type(error).__name__}); it is tried again.\n")
        return _AFTER
    return _EACH
