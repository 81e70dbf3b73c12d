"""RSS, Atom or JSON Feed -> its entries. Raises DocumentError where the bytes are no feed; fetches nothing."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from onrecord.documents.addresses import join_link
from onrecord.documents.dates import parse_date
from onrecord.documents.text import clean_line
from onrecord.errors import DocumentError

__all__ = ["FEED_LIMIT", "Entry", "parse_moment", "read_feed"]

FEED_LIMIT = 5_000_000
"""Bytes; feeds of agencies have 20 to 500 KB."""

_MOST = 5000  # entries
_MOST_TAGS = 50_000  # those of the articles in it too; that many take feedparser some 4 s
_MOST_ATTRIBUTES = 100_000  # and signs of equality in addresses
_MOST_IN_TAG = 500
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{2000,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item that a feed or sitemap announces: absolute address, title, ISO day; None where it says nothing.

    `modified` is when it was last changed, a day or a time in UTC, ISO 8601.
    """

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


def parse_moment(words: str) -> str | None:
    """The day or the time in UTC that is written here in ISO 8601; None where it is anything else.

    >>> parse_moment("2031-05-06"), parse_moment("2031-05-06T08:00:00+02:00"), parse_moment("yesterday")
    ('2031-05-06', '2031-05-06T06:00:00+00:00', None)
    """
    words = words.strip()
    try:
        moment = datetime.fromisoformat(words)
        day = moment.date().isoformat()
        return day if len(words) <= len(day) else moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def read_feed(data: bytes, url: str) -> tuple[Entry, ...]:
    """The entries in the order of the feed; `url` is where it lies."""
    if len(data) > FEED_LIMIT:
        raise DocumentError(f"The feed has more than {FEED_LIMIT:,} bytes.", reason="too large")
    entries = _read_json(data, url) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _read_xml(data, url)
    return entries[:_MOST]


def _read_json(data: bytes, url: str) -> tuple[Entry, ...]:
    """JSON Feed 1.1: {"version": "https://jsonfeed.org/…", "items": [{"url", "title", "date_published"}]}."""
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"The feed is not JSON: {error}.", reason="unreadable") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise DocumentError('The JSON is no feed: it has no "items".', reason="unreadable")
    rows = (item for item in items if isinstance(item, dict))
    made = (
        _make_entry(url, row.get("url") or row.get("id"), row.get("title"), row.get("date_published")) for row in rows
    )
    return tuple(entry for entry in made if entry)


def _read_xml(data: bytes, url: str) -> tuple[Entry, ...]:
    import feedparser  # late: 0.1 s

    _screen_xml(data)
    try:
        found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets what its parsers raise on broken bytes pass
        raise DocumentError(f"The feed cannot be read: {type(error).__name__}.", reason="unreadable") from error
    if not found.get("version"):
        raise DocumentError("These bytes are neither RSS nor Atom nor JSON Feed.", reason="unreadable")
    made = (
        (_make_entry(url, row.get("link") or row.get("id"), row.get("title"), _day(row)), row) for row in found.entries
    )
    return tuple(replace(entry, modified=_find_update(row)) for entry, row in made if entry)


def _screen_xml(data: bytes) -> None:
    """Refuse what takes feedparser minutes: its time grows with the square of a tag's attributes."""
    if b"<!ENTITY" in data:
        raise DocumentError("The feed declares entities, which no feed needs.", reason="unreadable")
    if data.count(b"<") > _MOST_TAGS or data.count(b"=") > _MOST_ATTRIBUTES:
        raise DocumentError(
            f"The feed has more than {_MOST_TAGS:,} tags or {_MOST_ATTRIBUTES:,} attributes.", reason="too large"
        )
    if any(len(tag[0].split()) > _MOST_IN_TAG for tag in _LONG_TAG.finditer(data)):
        raise DocumentError(f"A tag of the feed has more than {_MOST_IN_TAG} attributes.", reason="too large")


def _day(row: object) -> str | None:
    moment = getattr(row, "get", lambda _: None)("published_parsed")
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}" if moment else None


def _find_update(row: dict[str, object]) -> str | None:
    """When Atom says that the entry was changed; feedparser gives other feeds' day of publication for it."""
    updated = row.get("updated") if "updated" in row else None
    return parse_moment(updated) if isinstance(updated, str) else None


def _make_entry(base: str, link: object, title: object, published: object) -> Entry | None:
    address = join_link(base, link) if isinstance(link, str) else None
    if address is None:
        return None
    words = clean_line(" ".join(title.split())) if isinstance(title, str) else None
    day = parse_date(published) if isinstance(published, str) else None
    return Entry(url=address, title=words or None, published=day)
