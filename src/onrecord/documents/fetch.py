"""An address -> the bytes behind it. The only socket of OnRecord.

Only http and https, only addresses of the public internet: a name is resolved where the connection is made, every
resolved address is judged, and the connection goes to that very address, so that a name cannot change its mind in
between. Each redirect is judged like a new address. Time, size (packed and unpacked) and redirects have limits; proxies
of the environment are not used, for they would resolve again. What is not fetched is a FetchError with its reason.
"""

import socket
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin

from onrecord.documents.addresses import encode_host, encode_target, is_public, port_of, split_url
from onrecord.errors import FetchError, Reason

if TYPE_CHECKING:
    import httpcore

__all__ = ["AGENT", "Fetched", "Known", "Limits", "fetch_page", "resolve_host"]

AGENT = "OnRecord/0.1"
"""What robots.txt calls us; the whole line says what we do."""

_AGENT_LINE = f"{AGENT} (reads announcements; one page at a time)"
_ACCEPT = "text/html,application/pdf,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.1"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_PERMANENT = frozenset([301, 308])
_REASONS: dict[int, Reason] = {
    **dict.fromkeys((401, 403, 429, 451), "blocked"),
    **dict.fromkeys((404, 410), "not found"),
}
_LONGEST_WAIT = 86_400.0  # seconds of Retry-After believed; longer ones are mistakes

Resolve = Callable[[str, int], tuple[str, ...]]
Allow = Callable[[str], bool]
Headers = list[tuple[bytes, bytes]]


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
    """Seconds for one step and for the whole, bytes after decompression, redirects."""

    step: float = 10
    whole: float = 30
    size: int = 20_000_000
    redirects: int = 5


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch_page(
    url: str,
    *,
    known: Known | None = None,
    limits: Limits | None = None,
    resolve: Resolve = resolve_host,
    allow: Allow = is_public,
) -> Fetched:
    """The page at a URL. Raises FetchError; `resolve` and `allow` are how hosts are found and judged."""
    import httpcore  # late: most runs fetch nothing

    from onrecord.documents.connections import GuardedNetwork

    limits = limits or Limits()
    deadline = time.monotonic() + limits.whole
    network = GuardedNetwork(resolve=resolve, allow=allow, deadline=deadline)
    moved = True
    with httpcore.ConnectionPool(network_backend=network) as pool:
        for hop in range(limits.redirects + 1):
            parts = split_url(url)
            place = httpcore.URL(
                scheme=parts.scheme.encode(), host=encode_host(parts), port=port_of(parts), target=encode_target(parts)
            )
            timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.step)
            headers = _ask(parts, known or Known())
            try:
                with pool.stream("GET", place, headers=headers, extensions={"timeout": timeout}) as response:
                    if response.status not in _REDIRECTS:
                        return _receive(response, url=url, limits=limits, deadline=deadline, moved=moved and hop > 0)
                    moved = moved and response.status in _PERMANENT
                    url = urljoin(url, _header(response.headers, "location") or "")
            except FetchError as error:
                raise FetchError(
                    f"{url} was not fetched: {error}", reason=error.reason, status=error.status, wait=error.wait
                ) from error
            except (httpcore.TimeoutException, TimeoutError) as error:
                raise FetchError(
                    f"{url} took more than {limits.step:g} seconds a step, or {limits.whole:g}."
                ) from error
            except (*_FAULTS, httpcore.ProtocolError, httpcore.NetworkError, httpcore.UnsupportedProtocol) as error:
                raise FetchError(f"{url} was not fetched: {error or type(error).__name__}.") from error
    raise FetchError(f"{url} was not fetched: more than {limits.redirects} redirects.")


_FAULTS = (OSError, ValueError, zlib.error)


def _ask(parts: SplitResult, known: Known) -> Headers:
    port = f":{parts.port}" if parts.port else ""
    asked = {
        "Host": parts.netloc if parts.netloc.isascii() else encode_host(parts).decode() + port,
        "User-Agent": _AGENT_LINE,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "If-None-Match": known.etag,
        "If-Modified-Since": known.modified,
    }
    return [(name.encode(), value.encode("latin-1", "replace")) for name, value in asked.items() if value]


def _receive(response: "httpcore.Response", *, url: str, limits: Limits, deadline: float, moved: bool) -> Fetched:
    status, headers = response.status, response.headers
    if status >= 400:
        reason = _REASONS.get(status, "not fetched")
        raise FetchError(
            f"It answered {status}.", reason=reason, status=status, wait=_parse_wait(_header(headers, "retry-after"))
        )
    data = bytearray()
    for piece in _unpack(response.iter_stream(), _header(headers, "content-encoding") or "", limits.size):
        data += piece
        if len(data) > limits.size:
            raise FetchError(f"It has more than {limits.size:,} bytes.", reason="too large", status=status)
        if time.monotonic() > deadline:
            raise FetchError(f"It took more than {limits.whole:g} seconds.", status=status)
    content = Message()
    content["content-type"] = _header(headers, "content-type") or "application/octet-stream"
    return Fetched(
        url=url,
        data=bytes(data),
        is_html="html" in content.get_content_type(),
        charset=content.get_content_charset(),
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        status=status,
        media=content.get_content_type(),
        known=Known(etag=_header(headers, "etag"), modified=_header(headers, "last-modified")),
        moved=moved,
    )


def _unpack(pieces: Iterable[bytes], coding: str, size: int) -> Iterator[bytes]:
    """The bytes without their coding, never more than `size` and a piece at once: a bomb is cut off while small."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"It came packed as {coding}, which was not asked for.", reason="unreadable")
    unpacker = None
    for piece in pieces:
        if unpacker is None:  # deflate comes with and without its wrapping
            bare = coding == "deflate" and piece[:1] not in (b"\x78", b"\x58", b"\x38")
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS if bare else 32 + zlib.MAX_WBITS)
        yield unpacker.decompress(piece, size + 1)
    if unpacker is not None and not unpacker.eof:
        raise FetchError("It was cut off before its end.", reason="not fetched")


def _header(headers: Headers, name: str) -> str | None:
    wanted = name.encode()
    return next((value.decode("latin-1") for key, value in headers if key.lower() == wanted), None)


def _parse_wait(words: str | None) -> float | None:
    """Seconds that Retry-After asks for, as a number or a date; None where it asks for none."""
    if not words:
        return None
    if words.strip().isdigit():
        return min(float(words), _LONGEST_WAIT)
    try:
        wait = (parsedate_to_datetime(words) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(wait, 0.0), _LONGEST_WAIT)
