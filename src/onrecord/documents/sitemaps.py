"""A sitemap, news sitemap or index of sitemaps, plain or gzip -> addresses. A listing page -> its links.

Raises DocumentError where the bytes are none. Nothing is fetched, no entity of XML is followed.
"""

import re
import zlib
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urldefrag

from onrecord.documents.addresses import join_link
from onrecord.documents.dates import parse_date
from onrecord.documents.feeds import Entry, parse_moment
from onrecord.documents.html import drop_long_tags
from onrecord.documents.text import clean_line
from onrecord.errors import DocumentError

__all__ = ["MAP_LIMIT", "Sitemap", "find_links", "read_sitemap"]

MAP_LIMIT = 52_428_800
"""Bytes unpacked: the protocol of sitemaps.org allows 50 MB and 50,000 addresses."""

_MOST = 50_000
_MOST_LINKS = 20_000  # of one listing page; an archive of ten years in one page has some 5,000
_LONGEST = 4000  # code points of an address; what is longer is refused by most servers
_LONGEST_LISTING = 5_000_000  # code points, as in feeds.FEED_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What a sitemap announces: pages with their day, and, in an index, further sitemaps."""

    pages: tuple[Entry, ...] = ()
    maps: tuple[str, ...] = ()


def read_sitemap(data: bytes, url: str) -> Sitemap:
    """The sitemap in these bytes, or in what they unpack to; `url` is where it lies."""
    from lxml import etree

    xml = _unpack(data) if data.startswith(b"\x1f\x8b") else data
    if len(xml) > MAP_LIMIT:
        raise DocumentError(f"The sitemap has more than {MAP_LIMIT:,} bytes.", reason="too large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(f"The sitemap is no XML: {error}.", reason="unreadable") from error
    if root is None or root.tag.rpartition("}")[2] not in ("urlset", "sitemapindex"):
        raise DocumentError("The XML is no sitemap: it has neither urlset nor sitemapindex.", reason="unreadable")
    rows = [_read_row(row, url) for row in root[:_MOST]]
    entries = tuple(entry for entry in rows if entry)
    if root.tag.rpartition("}")[2] == "sitemapindex":
        return Sitemap(maps=tuple(entry.url for entry in entries))
    return Sitemap(pages=entries)


def find_links(source: str, url: str, pattern: str) -> tuple[str, ...]:
    """The addresses that a page links to and that the pattern is found in, once each, in their order."""
    from lxml import etree
    from lxml.html import document_fromstring

    try:
        source = drop_long_tags(source[:_LONGEST_LISTING])
        tree = document_fromstring(source.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise DocumentError(f"The listing page cannot be read: {error}.", reason="unreadable") from error
    found: dict[str, None] = {}
    for element in islice(tree.iter("a"), _MOST_LINKS):
        address = _join(url, (element.get("href") or "")[:_LONGEST])
        if address and len(address) < _LONGEST and re.search(pattern, address):
            found[address] = None
    return tuple(found)


def _read_row(row: object, url: str) -> Entry | None:
    """Address and day of one <url> or <sitemap>; the day of publication of a news sitemap goes first."""
    values: dict[str, str] = {}
    for element in row.iter():  # type: ignore[attr-defined] # lxml has no types
        if isinstance(element.tag, str):
            values.setdefault(element.tag.rpartition("}")[2], (element.text or "").strip())
    address = _join(url, values.get("loc", ""))
    if not address:
        return None
    day = (values.get("publication_date") or "")[:10]
    return Entry(
        url=address,
        title=clean_line(" ".join(values.get("title", "").split())) or None,
        published=parse_date(day) if day else None,
        modified=parse_moment(values.get("lastmod", "")),
    )


def _join(base: str, link: str) -> str | None:
    """The address without its fragment: the parts of one page are one page."""
    address = join_link(base, link)
    return urldefrag(address).url if address else None


def _unpack(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(32 + zlib.MAX_WBITS)
    try:
        return unpacker.decompress(data, MAP_LIMIT + 1)
    except zlib.error as error:
        raise DocumentError(f"The sitemap cannot be unpacked: {error}.", reason="unreadable") from error
