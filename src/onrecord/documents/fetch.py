"""An address -> the bytes behind it. The only socket of OnRecord.

Only http and https, only addresses of the public internet: names are resolved first, every resolved address is judged,
and the connection goes to that very address, so that a name cannot change its mind in between. Each redirect is judged
like a new address. Time, size and redirects have limits; proxies of the environment are not used, for they would
resolve again. What is not fetched is a FetchError with its reason.
"""

import ipaddress
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from onrecord.errors import FetchError, Reason

if TYPE_CHECKING:
    import httpx

__all__ = ["Fetched", "Limits", "fetch_page", "is_public", "resolve_host"]

_AGENT = "OnRecord/0.1 (reads announcements; one page at a time)"
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_REASONS: dict[int, Reason] = {
    **dict.fromkeys((401, 403, 429, 451), "blocked"),
    **dict.fromkeys((404, 410), "not found"),
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came: the address it came from after redirects, its bytes, and when (ISO 8601, UTC)."""

    url: str
    data: bytes
    is_html: bool = False
    charset: str | None = None
    retrieved: str | None = None


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


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, seen through every wrapping of IPv4 in IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch_page(
    url: str,
    *,
    limits: Limits | None = None,
    resolve: Callable[[str, int], tuple[str, ...]] = resolve_host,
    allow: Callable[[str], bool] = is_public,
) -> Fetched:
    """The page at a URL. Raises FetchError; `resolve` and `allow` are how hosts are found and judged."""
    import httpx  # late: most runs fetch nothing

    limits = limits or Limits()
    deadline = time.monotonic() + limits.whole
    with httpx.Client(trust_env=False, timeout=limits.step, follow_redirects=False) as client:
        for _ in range(limits.redirects + 1):
            parts = _check_url(url)
            request = _pin(client, parts, _choose_address(parts, resolve=resolve, allow=allow))
            try:
                with closing(client.send(request, stream=True)) as response:
                    if response.status_code not in _REDIRECTS:
                        return _receive(response, url=url, limits=limits, deadline=deadline)
                    url = urljoin(url, response.headers.get("location", ""))
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                raise FetchError(f"{url} was not fetched: {error or type(error).__name__}.") from error
    raise FetchError(f"{url} was not fetched: more than {limits.redirects} redirects.")


def _check_url(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url} is not an address: {error}.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise FetchError(f"{url} is not an http or https address.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://{parts.hostname} was not fetched: its address holds a user or password.")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _choose_address(
    parts: SplitResult, *, resolve: Callable[[str, int], tuple[str, ...]], allow: Callable[[str], bool]
) -> str:
    """The first resolved address of the host. One private address among them refuses the host."""
    host = parts.hostname or ""
    try:
        addresses = resolve(host, _port(parts))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} has no known address: {error}.") from error
    for address in addresses:
        if not allow(address):
            raise FetchError(f"{host} was not fetched: {address} is not an address of the public internet.")
    if not addresses:
        raise FetchError(f"{host} has no known address.")
    return addresses[0]


def _pin(client: "httpx.Client", parts: SplitResult, address: str) -> "httpx.Request":
    """A request that connects to this very address; host header and certificate are still those of the name."""
    place = f"[{address}]" if ":" in address else address
    pinned = urlunsplit((parts.scheme, f"{place}:{_port(parts)}", parts.path or "/", parts.query, ""))
    name = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else str(parts.hostname)
    host = name if parts.port is None else f"{name}:{parts.port}"
    headers = {"Host": host, "User-Agent": _AGENT, "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1"}
    return client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": parts.hostname})


def _receive(response: "httpx.Response", *, url: str, limits: Limits, deadline: float) -> Fetched:
    status = response.status_code
    if status >= 400:
        reason = _REASONS.get(status, "not fetched")
        raise FetchError(f"{url} answered {status} {response.reason_phrase}.", reason=reason)
    data = bytearray()
    for piece in response.iter_bytes(65_536):
        data += piece
        if len(data) > limits.size:
            raise FetchError(f"{url} has more than {limits.size:,} bytes.", reason="too large")
        if time.monotonic() > deadline:
            raise FetchError(f"{url} took more than {limits.whole:g} seconds.")
    kind = response.headers.get("content-type", "").lower()
    return Fetched(
        url=url,
        data=bytes(data),
        is_html="html" in kind,
        charset=response.charset_encoding,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
    )
