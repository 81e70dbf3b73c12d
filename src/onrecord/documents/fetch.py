"""An address -> the bytes behind it, or a message sent there. The only socket of OnRecord.

Only http and https, only addresses of the public internet: a name is resolved where the connection is made, every
resolved address is judged, and the connection goes to that very address, so that a name cannot change its mind in
between. Each redirect is judged like a new address. Time, size (packed and unpacked) and redirects have limits; proxies
of the environment are not used, for they would resolve again. What is not fetched is a FetchError with its reason.
A message goes to the very address that it was meant for: a redirect is an answer, and not followed.
"""

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urldefrag, urljoin

from onrecord.documents.addresses import encode_host, encode_target, is_public, port_of, split_url
from onrecord.documents.fetched import Fetched, Headers, Known, Limits, Sent, find_header, parse_wait, receive_page
from onrecord.errors import FetchError

if TYPE_CHECKING:
    import httpcore

__all__ = ["AGENT", "fetch_page", "permit_any", "resolve_host", "send_message"]

AGENT = "OnRecord/0.1"
"""What robots.txt calls us; the whole line says what we do."""

_AGENT_LINE = f"{AGENT} (reads announcements; one page at a time)"
_ACCEPT = "text/html,application/pdf,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.1"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_PERMANENT = frozenset([301, 308])

Resolve = Callable[[str, int], tuple[str, ...]]
Allow = Callable[[str], bool]


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def permit_any(_: str) -> None:
    """Ask nobody before an address is visited."""


def fetch_page(
    url: str,
    *,
    known: Known | None = None,
    limits: Limits | None = None,
    resolve: Resolve = resolve_host,
    allow: Allow = is_public,
    permit: Callable[[str], None] = permit_any,
) -> Fetched:
    """The page at a URL. Raises FetchError; `resolve` and `allow` are how hosts are found and judged.

    `permit` is called with each address before it is visited, that of a redirect too; it may wait, or raise FetchError.
    """
    limits, known = limits or Limits(), known or Known()
    asked = url
    seen: set[str] = set()
    moved = True
    for _ in range(limits.redirects + 1):
        if url in seen:
            raise FetchError(f"{asked} was not fetched: its redirects go round in a circle, by {url}.")
        seen.add(url)
        permit(url)
        with _telling(url, limits):
            found = _visit(url, known, limits, resolve=resolve, allow=allow)
        if isinstance(found, Fetched):
            return replace(found, moved=moved and len(seen) > 1)
        url, permanent = found
        moved = moved and permanent
    raise FetchError(f"{asked} was not fetched: more than {limits.redirects} redirects.")


def send_message(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    limits: Limits | None = None,
    resolve: Resolve = resolve_host,
    allow: Allow = is_public,
) -> Sent:
    """Post a message to a URL and say what was answered, whatever it was. Raises FetchError where nothing was."""
    limits = limits or Limits()
    deadline = time.monotonic() + limits.whole
    with _telling(url, limits, done="reached"):
        parts = split_url(url)
        asked = {"Host": _name_host(parts), "User-Agent": _AGENT_LINE, "Content-Length": str(len(body)), **headers}
        network = _guard(resolve, allow, deadline)
        with _ask(network, "POST", parts, asked, limits=limits, body=body) as response:
            return Sent(status=response.status, wait=parse_wait(find_header(response.headers, "retry-after")))


def _visit(url: str, known: Known, limits: Limits, *, resolve: Resolve, allow: Allow) -> Fetched | tuple[str, bool]:
    """The page, or the address it is said to be at and whether for good."""
    parts = split_url(url)
    deadline = time.monotonic() + limits.whole
    network = _guard(resolve, allow, deadline)
    with _ask(network, "GET", parts, _describe(parts, known), limits=limits) as response:
        if response.status not in _REDIRECTS:
            return receive_page(response, url=url, limits=limits, deadline=deadline, asked=known)
        link = (find_header(response.headers, "location") or "").strip()
        if not link:
            raise FetchError(f"It answered {response.status} without saying where to go.", status=response.status)
        return urldefrag(urljoin(url, link)).url, response.status in _PERMANENT


def _guard(resolve: Resolve, allow: Allow, deadline: float) -> "httpcore.NetworkBackend":
    from onrecord.documents.connections import GuardedNetwork  # late: most runs fetch nothing

    return GuardedNetwork(resolve=resolve, allow=allow, deadline=deadline)


@contextmanager
def _ask(
    network: "httpcore.NetworkBackend",
    method: str,
    parts: SplitResult,
    headers: Mapping[str, str],
    *,
    limits: Limits,
    body: bytes | None = None,
) -> "Iterator[httpcore.Response]":
    """The answer to one request, its body unread."""
    import httpcore

    place = httpcore.URL(
        scheme=parts.scheme.encode(), host=encode_host(parts), port=port_of(parts), target=encode_target(parts)
    )
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), limits.step)
    said: Headers = [(name.encode(), value.encode()) for name, value in headers.items()]
    with (
        httpcore.ConnectionPool(network_backend=network) as pool,
        pool.stream(method, place, headers=said, content=body, extensions={"timeout": timeout}) as response,
    ):
        yield response


@contextmanager
def _telling(url: str, limits: Limits, *, done: str = "fetched") -> Iterator[None]:
    """Say of every trouble which address it befell."""
    import httpcore

    try:
        yield
    except FetchError as error:
        raise FetchError(
            f"{url} was not {done}: {error}",
            reason=error.reason,
            status=error.status,
            wait=error.wait,
            passing=error.passing,
        ) from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        message = f"{url} took more than {limits.step:g} seconds a step, or {limits.whole:g}."
        raise FetchError(message, passing=True) from error
    except (httpcore.ProtocolError, httpcore.NetworkError) as error:
        wrong = isinstance(error.__context__, ssl.SSLError)  # a wrong certificate stays wrong
        raise FetchError(f"{url} was not {done}: {error or type(error).__name__}.", passing=not wrong) from error
    except (OSError, ValueError, zlib.error, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"{url} was not {done}: {error or type(error).__name__}.") from error


def _describe(parts: SplitResult, known: Known) -> dict[str, str]:
    asked = {
        "Host": _name_host(parts),
        "User-Agent": _AGENT_LINE,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "If-None-Match": known.etag,
        "If-Modified-Since": known.modified,
    }
    return {name: value for name, value in asked.items() if value}


def _name_host(parts: SplitResult) -> str:
    port = f":{parts.port}" if parts.port else ""
    return parts.netloc if parts.netloc.isascii() else encode_host(parts).decode() + port
