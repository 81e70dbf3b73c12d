"""Addresses -> pages, politely: robots.txt and its delays obeyed, one page of a host at a time, tries with pauses.

Every attempt is told, whether it gave a page or not. What would take longer than a run can wait for is not waited for:
its FetchError says for how many seconds to stay away.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from onrecord.documents.attempts import Attempt
from onrecord.documents.fetch import fetch_page, permit_any
from onrecord.documents.fetched import Fetched, Known, Limits
from onrecord.documents.robots import Robots, locate_robots, read_robots, read_robots_error
from onrecord.errors import FetchError

__all__ = ["Fetch", "Visitor"]

_BACKOFF = (2.0, 10.0)  # seconds before the second and the third try, where the answer names none
_PATIENCE = 120.0  # seconds waited for at once; longer, and the error says how long
_ROBOTS_LIMITS = Limits(size=2_000_000)
_ROBOTS_KEPT = 86_400.0  # seconds; RFC 9309 forbids more
_ROBOTS_ERROR_KEPT = 900.0


class Fetch(Protocol):
    """How a page is fetched: `fetch_page`, or one that knows another internet."""

    def __call__(
        self, url: str, *, known: Known | None, limits: Limits | None, permit: Callable[[str], None]
    ) -> Fetched: ...


def _tell_nobody(_: Attempt) -> None:
    """Nobody asked."""


class Visitor:
    """Visits one page after the other. `pause` waits so many seconds; `clock` counts them."""

    def __init__(
        self,
        *,
        note: Callable[[Attempt], None] = _tell_nobody,
        delay: float = 1.0,
        limits: Limits | None = None,
        fetch: Fetch = fetch_page,
        pause: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._note = note
        self._delay = delay
        self._limits = limits
        self._fetch = fetch
        self._pause = pause
        self._clock = clock
        self._free: dict[str, float] = {}  # host -> when it may be visited next
        self._robots: dict[str, tuple[float, Robots]] = {}  # address of robots.txt -> until when, what it asks

    def visit(self, url: str, known: Known | None = None, *, delay: float = 0.0) -> Fetched:
        """The page at an address, `delay` seconds at least after the last of its host. Raises FetchError."""
        for wait in (*_BACKOFF, None):
            try:
                return self._attempt(url, known, self._limits, lambda address: self._permit(address, delay))
            except FetchError as error:
                pause = wait if error.wait is None else error.wait
                if not error.passing or wait is None or pause is None or pause > _PATIENCE:
                    raise
                self._pause(pause)
        raise AssertionError("the last try gives a page or raises")

    def _permit(self, url: str, delay: float) -> None:
        robots = self._find_robots(url)
        if robots.closed:
            raise FetchError(f"{url} was not visited, for the rules of its site could not be read: {robots.closed}")
        if not robots.allows(url):
            raise FetchError(f"{url} was not visited: robots.txt asks not to.", reason="blocked")
        self._pace(url, max(delay, robots.delay))

    def _find_robots(self, url: str) -> Robots:
        place = locate_robots(url)
        until, robots = self._robots.get(place, (0.0, None))
        if robots is None or self._clock() >= until:
            try:
                page = self._attempt(place, None, _ROBOTS_LIMITS, permit_any)
                robots, kept = read_robots(page.data), _ROBOTS_KEPT
            except FetchError as error:
                robots = read_robots_error(error)
                kept = _ROBOTS_ERROR_KEPT if robots.closed else _ROBOTS_KEPT
            self._robots[place] = (self._clock() + kept, robots)
        return robots

    def _pace(self, url: str, delay: float) -> None:
        """Wait for the host's turn; the next is `delay` seconds after this one."""
        host = urlsplit(url).hostname or ""
        delay = max(delay, self._delay)
        wait = self._free.get(host, 0.0) + delay - self._clock()
        if host in self._free and wait > 0:
            if wait > _PATIENCE:
                raise FetchError(
                    f"{url} was not visited: its site asks for {delay:g} seconds between pages.", wait=wait
                )
            self._pause(wait)
        self._free[host] = self._clock()

    def _attempt(self, url: str, known: Known | None, limits: Limits | None, permit: Callable[[str], None]) -> Fetched:
        try:
            page = self._fetch(url, known=known, limits=limits, permit=permit)
        except FetchError as error:
            self._note(Attempt(url=url, time=_now(), status=error.status, reason=error.reason, message=str(error)))
            raise
        digest = hashlib.sha256(page.data).hexdigest() if page.data else None
        self._note(Attempt(url=url, time=_now(), status=page.status, size=len(page.data), digest=digest))
        return page


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
