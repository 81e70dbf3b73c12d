"""The answer to one request -> the page as it came, or a FetchError with its reason. Opens nothing.

Nothing an answer says of itself is believed further than it can do harm: it is unpacked piece by piece within the limit
of size, and what was cut off, was not asked for, or is only a part is refused, so that half a page is never a page.
"""

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from onrecord.errors import FetchError, Reason

if TYPE_CHECKING:
    import httpcore

__all__ = [
    "Fetched",
    "Headers",
    "Known",
    "Limits",
    "Sent",
    "find_header",
    "parse_wait",
    "receive_page",
    "unpack_body",
]

Headers = list[tuple[bytes, bytes]]

_WHOLE = frozenset([200, 203])  # the statuses whose body is the page itself
_REASONS: dict[int, Reason] = {
    **dict.fromkeys((401, 403, 407, 429, 451), "blocked"),
    **dict.fromkeys((404, 410), "not found"),
}
_PASSING = frozenset([408, 425, 429, 500, 502, 503, 504])  # may be gone when asked again
_LONGEST_WAIT = 86_400.0  # seconds of Retry-After believed; longer ones are mistakes
_ZLIB_STARTS = (b"\x78", b"\x58", b"\x38", b"\x68", b"\x48", b"\x28", b"\x18", b"\x08")  # RFC 1950: method 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the last good answer said of itself, so that the next may be "not modified"."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came: the address it came from after redirects, its bytes unpacked, and when (ISO 8601, UTC).

    `status` 304 says that nothing changed, and has no bytes; `moved` that every redirect on the way was permanent.
    """

    url: str
    data: bytes
    is_html: bool = False
    charset: str | None = None
    retrieved: str | None = None
    status: int = 200
    media: str | None = None
    known: Known = Known()
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds for one step and for one request with its answer, bytes after decompression, redirects."""

    step: float = 10
    whole: float = 30
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was answered to a message: the status of HTTP, and the seconds that it asks to wait before another."""

    status: int
    wait: float | None = None


def receive_page(response: "httpcore.Response", *, url: str, limits: Limits, deadline: float, asked: Known) -> Fetched:
    """The page in an answer that is no redirect; `asked` is what the request was conditional on. Raises FetchError."""
    status, headers = response.status, response.headers
    unchanged = status == 304 and asked != Known()
    if not unchanged and status not in _WHOLE:
        raise _refuse_status(status, headers)
    data = bytearray()
    if not unchanged:
        for piece in unpack_body(response.iter_stream(), find_header(headers, "content-encoding") or "", limits.size):
            data += piece
            if len(data) > limits.size:
                raise FetchError(f"It has more than {limits.size:,} bytes.", reason="too large", status=status)
            if time.monotonic() > deadline:
                raise FetchError(f"It took more than {limits.whole:g} seconds.", status=status, passing=True)
    content = Message()
    content["content-type"] = " ".join((find_header(headers, "content-type") or "application/octet-stream").split())
    return Fetched(
        url=url,
        data=bytes(data),
        is_html="html" in content.get_content_type(),
        charset=content.get_content_charset(),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        status=status,
        media=content.get_content_type(),
        known=Known(etag=find_header(headers, "etag"), modified=find_header(headers, "last-modified")),
    )


def find_header(headers: Headers, name: str) -> str | None:
    """The first value of a header, read as UTF-8, else byte for byte."""
    wanted = name.encode()
    raw = next((value for key, value in headers if key.lower() == wanted), None)
    if raw is None:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def unpack_body(pieces: Iterable[bytes], coding: str, size: int) -> Iterator[bytes]:
    """The bytes without their coding, never more than `size` and a piece at once: a bomb is cut off while small."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from pieces
    elif coding in ("gzip", "x-gzip", "deflate"):
        yield from _inflate(pieces, size, bare=coding == "deflate")
    else:
        raise FetchError(f"It came packed as {coding[:40]}, which was not asked for.", reason="unreadable")


def parse_wait(words: str | None) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date; None where it asks for none."""
    words = (words or "").strip()
    if not words:
        return None
    if words.isascii() and words.isdigit():
        return min(float(words), _LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(wait, 0.0), _LONGEST_WAIT)


def _refuse_status(status: int, headers: Headers) -> FetchError:
    said = "It answered 206, a part of the page that was not asked for." if status == 206 else f"It answered {status}."
    return FetchError(
        said,
        reason=_REASONS.get(status, "not fetched"),
        status=status,
        wait=parse_wait(find_header(headers, "retry-after")),
        passing=status in _PASSING,
    )


def _inflate(pieces: Iterable[bytes], size: int, *, bare: bool) -> Iterator[bytes]:
    """`bare`: deflate comes with and without its wrapping. gzip may have several members, which are one page."""
    unpacker = None
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker is None:
                wrapping = -zlib.MAX_WBITS if bare and rest[:1] not in _ZLIB_STARTS else 32 + zlib.MAX_WBITS
                unpacker = zlib.decompressobj(wrapping)
            elif unpacker.eof:
                if bare or not rest.startswith(b"\x1f"):
                    return  # what some servers leave after the end is no part of the page
                unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)
            yield unpacker.decompress(rest, size + 1)
            rest = unpacker.unused_data
    if unpacker is not None and not unpacker.eof:
        raise FetchError("It was cut off before its end.", passing=True)
