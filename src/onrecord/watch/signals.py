"""Ctrl-C and SIGTERM -> an event that a run looks at between two pages, so that it ends with nothing half done."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["heed_signals"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def heed_signals() -> Iterator[threading.Event]:
    """The event that the first signal sets; a second one ends the process as it would any other."""
    stop = threading.Event()
    before = {int(number): signal.getsignal(number) for number in _SIGNALS}

    def heed(number: int, _: FrameType | None) -> None:
        stop.set()
        signal.signal(number, before[number])

    for number in _SIGNALS:
        signal.signal(number, heed)
    try:
        yield stop
    finally:
        for number in _SIGNALS:
            signal.signal(number, before[number])
