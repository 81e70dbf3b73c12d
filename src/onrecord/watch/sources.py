"""sources.toml -> the sources to watch. Every fault is a SourceError that names file, line and key.

[[source]]
id = "halden-sheriff"                       # short and lasting: the account of the source is kept under it
name = "Sheriff of Port Halden"
kind = "official"                           # official, newsroom, court or statistics
feeds = ["https://sheriff.example/rss"]     # RSS, Atom or JSON Feed
sitemaps = ["https://sheriff.example/sitemap.xml"]
listings = [{ page = "https://sheriff.example/news", links = "/news/[0-9]+" }]
pages = ["https://sheriff.example/jail-count"]   # single pages that change
poll = "1 hour"                             # how often it is looked at
cadence = "1 week"                          # how often it publishes: silent after twice as long
recheck = "1 week"                          # how often a page that is still announced is looked at again
delay = "2 seconds"                         # between two pages, at least; robots.txt may ask for more
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.declarations import TomlFile
from onrecord.documents.addresses import split_url
from onrecord.errors import FetchError, SourceError

__all__ = ["Listing", "Source", "SourceKind", "load_sources"]

SourceKind = Literal["official", "newsroom", "court", "statistics"]

_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)
_PLACES = ("feeds", "sitemaps", "listings", "pages")
_KEYS = ("id", "name", "kind", *_PLACES, "poll", "cadence", "recheck", "delay")
_POLL = timedelta(hours=1)
_RECHECK = timedelta(weeks=1)
_DELAY = timedelta(seconds=1)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_TIME = re.compile(r"(\d{1,4}) (second|minute|hour|day|week)s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists others: those whose address the pattern is found in."""

    page: str
    links: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher, and where it announces what it publishes."""

    id: str
    name: str
    kind: SourceKind
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    pages: tuple[str, ...] = ()
    poll: timedelta = _POLL
    cadence: timedelta | None = None
    recheck: timedelta = _RECHECK
    delay: timedelta = _DELAY


class _File(TomlFile):
    """The file of the sources."""

    def fault(self, key: str, value: object, why: str) -> SourceError:
        return SourceError(self.tell(key, value, why))


def load_sources(path: Path) -> tuple[Source, ...]:
    """The sources in this file, in its order. Raises SourceError for a missing or faulty file."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise SourceError(f"{path}: the file is missing; name the sources to watch in it") from error
    except OSError as error:
        raise SourceError(f"{path}: it cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"{path}: {error}") from error
    file = _File(path, text)
    entries = data.get("source")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries) or not entries:
        raise file.fault("source", None, "write each source under [[source]]")
    if other := next((key for key in data if key != "source"), None):
        raise file.fault(other, None, "no such key; write each source under [[source]]")
    found = tuple(_read_source(file, entry) for entry in entries)
    names = [source.id for source in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise file.fault("id", twice, f"{twice} is there twice")
    return found


def _read_source(file: _File, entry: Mapping[str, Any]) -> Source:
    if unknown := next((key for key in entry if key not in _KEYS), None):
        raise file.fault(unknown, None, f"no such key; there are {', '.join(_KEYS)}")
    name = _read_text(file, entry, "id")
    if not _ID.fullmatch(name):
        raise file.fault("id", name, f"{name!r} must be lower-case letters, digits and hyphens")
    kind = next((kind for kind in _KINDS if kind == entry.get("kind")), None)
    if kind is None:
        raise file.fault("kind", entry.get("kind", name), f"of {name}: must be one of {', '.join(_KINDS)}")
    if not any(entry.get(key) for key in _PLACES):
        raise file.fault("id", name, f"{name} has no place to look at: name feeds, sitemaps, listings or pages")
    return Source(
        id=name,
        name=_read_text(file, entry, "name"),
        kind=kind,
        feeds=_read_addresses(file, entry, "feeds"),
        sitemaps=_read_addresses(file, entry, "sitemaps"),
        listings=_read_listings(file, entry),
        pages=_read_addresses(file, entry, "pages"),
        poll=_read_time(file, entry, "poll") or _POLL,
        cadence=_read_time(file, entry, "cadence"),
        recheck=_read_time(file, entry, "recheck") or _RECHECK,
        delay=_read_time(file, entry, "delay") or _DELAY,
    )


def _read_listings(file: _File, entry: Mapping[str, Any]) -> tuple[Listing, ...]:
    rows = entry.get("listings", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) and set(row) == {"page", "links"} for row in rows):
        raise file.fault("listings", None, 'must be a list like [{ page = "https://…", links = "PATTERN" }]')
    found = []
    for row in rows:
        pattern = _read_text(file, row, "links")
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            raise file.fault("links", pattern, f"{pattern!r} is no regular expression: {error}") from error
        found.append(Listing(page=_check_address(file, "page", row["page"]), links=pattern))
    return tuple(found)


def _read_addresses(file: _File, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list):
        raise file.fault(key, None, "must be a list of addresses")
    return tuple(_check_address(file, key, value) for value in values)


def _check_address(file: _File, key: str, value: object) -> str:
    try:
        split_url(value if isinstance(value, str) else "")
    except FetchError as error:
        raise file.fault(key, value, f"{value!r} is not an http or https address") from error
    assert isinstance(value, str), "an address is a text"
    return value


def _read_time(file: _File, entry: Mapping[str, Any], key: str) -> timedelta | None:
    if key not in entry:
        return None
    value = entry[key]
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None or not int(found[1]):
        raise file.fault(key, value, f'{value!r} is no time; write it like "2 hours" or "1 week"')
    return timedelta(**{f"{found[2]}s": int(found[1])})


def _read_text(file: _File, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise file.fault(key, value or entry.get("id"), f"of {entry.get('id', 'a source')}: is missing or no text")
    return value
