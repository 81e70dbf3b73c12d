"""robots.txt, or the way it could not be had -> what a site asks of robots (RFC 9309). Fetches nothing."""

from urllib.parse import urlsplit

from protego import Protego

from onrecord.documents.fetch import AGENT
from onrecord.errors import FetchError

__all__ = ["Robots", "locate_robots", "read_robots", "read_robots_error"]

_LONGEST = 512_000  # bytes that are read, as RFC 9309 asks for at least; what follows is passed over
_BUSY = 429


class Robots:
    """What a site asks: which addresses are not to be visited, and how many seconds to leave between two visits."""

    def __init__(self, rules: Protego, *, closed: str | None = None) -> None:
        self._rules = rules
        self.closed = closed  # why nothing at all is visited for now
        asked = rules.crawl_delay(AGENT)
        rate = rules.request_rate(AGENT)
        self.delay = max(asked or 0.0, rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0)

    def allows(self, url: str) -> bool:
        """Whether this address of the site may be visited."""
        return self.closed is None and self._rules.can_fetch(url, AGENT)


def locate_robots(url: str) -> str:
    """Where the rules for this address lie."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_robots(data: bytes) -> Robots:
    """The rules in these bytes; what is no rule is passed over, so any bytes will do."""
    whole = data[:_LONGEST]
    lines = whole if len(data) <= _LONGEST else whole[: whole.rfind(b"\n") + 1]
    return Robots(Protego.parse(lines.decode("utf-8-sig", "replace")))


def read_robots_error(error: FetchError) -> Robots:
    """The rules where there is no file: all is open where the site says so (4xx), else all is closed for now.

    429 says that we come too often, and is not taken for leave to come more.
    """
    status = error.status or 0
    nothing = Protego.parse("")
    if 400 <= status < 500 and status != _BUSY:
        return Robots(nothing)
    return Robots(nothing, closed=str(error))
