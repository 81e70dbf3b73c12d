"""A URL -> its parts, judged; an IP address -> whether it is of the public internet. Opens nothing."""

import ipaddress
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from onrecord.errors import FetchError

__all__ = ["encode_host", "encode_target", "is_public", "join_link", "port_of", "split_any", "split_url"]

_CLOSED = tuple(  # public in form, to this or to an older Python
    ipaddress.ip_network(words)
    for words in (
        "168.63.129.16/32",  # Azure's machines ask it for their keys
        "192.0.0.0/24",  # of protocols (RFC 6890); Oracle's machines ask 192.0.0.192 for theirs
        "192.88.99.0/24",  # leads into IPv6 (RFC 7526)
        "64:ff9b:1::/48",  # leads into a network's own IPv4 (RFC 8215)
        "fec0::/10",  # of a site (RFC 3879)
        "3fff::/20",  # of examples (RFC 9637)
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST = 2_000  # bytes; sitemaps allow under 2,048, and an index of PostgreSQL takes no more than 2,700
_SAFE = "/%:@!$&'()*+,;=~-._?[]"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, seen through every wrapping of IPv4 in IPv6."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    closed = any(ip in network for network in _CLOSED if network.version == ip.version)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not closed


def split_url(url: str) -> SplitResult:
    """The parts of an http or https address without user and password. Raises FetchError for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url} is not an address: {error}.") from error
    if _is_long(url):
        raise FetchError(f"{url[:100]}… was not fetched: its address has more than {_LONGEST:,} bytes.")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise FetchError(f"{url} is not an http or https address.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://{parts.hostname} was not fetched: its address holds a user or password.")
    return parts


def split_any(words: str) -> SplitResult:
    """The parts of an address, or of words that were given as one and are none; those have no parts."""
    try:
        return urlsplit(words)
    except ValueError:
        return urlsplit("")


def join_link(base: str, link: str) -> str | None:
    """The http or https address that a link of the page at `base` leads to; None where it leads to none.

    One that cannot be written, or is longer than any that is used, leads to none.
    """
    try:
        address = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return None
    right = address.startswith(("http://", "https://")) and address.isprintable() and not _is_long(address)
    return address if right else None


def _is_long(address: str) -> bool:
    return len(address.encode("utf-8", "surrogatepass")) > _LONGEST


def port_of(parts: SplitResult) -> int:
    """The port of an address, said or usual."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def encode_host(parts: SplitResult) -> bytes:
    """The host as DNS and TLS write it. Raises FetchError where it is no name."""
    host = parts.hostname or ""
    try:
        return host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError as error:
        raise FetchError(f"{host} is no name of a host: {error}.") from error


def encode_target(parts: SplitResult) -> bytes:
    """Path and query as they go into the request line; what may not stand there is escaped."""
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return (quote(parts.path or "/", safe=_SAFE) + query).encode("ascii")
