"""A source -> the pages that it announces, and what was wrong with the places where it does so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from onrecord.documents.feeds import Entry, read_feed
from onrecord.documents.fetched import Fetched
from onrecord.documents.sitemaps import find_links, read_sitemap
from onrecord.documents.text import decode_html
from onrecord.errors import DocumentError
from onrecord.watch.sources import Listing, Source

__all__ = ["Announcements", "find_announcements"]

_MOST_MAPS = 50  # sitemaps that an index is followed to; larger sites keep the newest in the first or last

Visit = Callable[[str], Fetched]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcements:
    """Pages, each address once; troubles with the places; places that have moved for good, as "FROM to TO"."""

    entries: tuple[Entry, ...] = ()
    troubles: tuple[DocumentError, ...] = ()
    moves: tuple[str, ...] = ()


def find_announcements(source: Source, visit: Visit) -> Announcements:
    """What a source announces, in the order of sources.toml. A place in trouble does not hide the others."""
    found: dict[str, Entry] = {}
    troubles: list[DocumentError] = []
    moves: list[str] = []

    def open_place(url: str) -> Fetched:
        page = visit(url)
        if page.moved:
            moves.append(f"{url} to {page.url}")
        return page

    for read in _list_places(source, open_place):
        try:
            for entry in read():
                known = found.get(entry.url, entry)
                found[entry.url] = replace(
                    known,
                    title=known.title or entry.title,
                    published=known.published or entry.published,
                    modified=max(known.modified or "", entry.modified or "") or None,
                )
        except DocumentError as error:
            troubles.append(error)
    return Announcements(entries=tuple(found.values()), troubles=tuple(troubles), moves=tuple(moves))


def _list_places(source: Source, visit: Visit) -> Iterator[Callable[[], tuple[Entry, ...]]]:
    for url in source.feeds:
        yield lambda url=url: _read_feed(url, visit)  # type: ignore[misc]
    for url in source.sitemaps:
        yield lambda url=url: _read_maps(url, visit)  # type: ignore[misc]
    for listing in source.listings:
        yield lambda listing=listing: _read_listing(listing, visit)  # type: ignore[misc]
    yield lambda: tuple(Entry(url=url) for url in source.pages)


def _read_feed(url: str, visit: Visit) -> tuple[Entry, ...]:
    page = visit(url)
    return read_feed(page.data, page.url)


def _read_listing(listing: Listing, visit: Visit) -> tuple[Entry, ...]:
    page = visit(listing.page)
    links = find_links(decode_html(page.data, declared=page.charset), page.url, listing.links)
    return tuple(Entry(url=link) for link in links)


def _read_maps(url: str, visit: Visit) -> tuple[Entry, ...]:
    """The pages of a sitemap, or of the sitemaps of an index; an index within an index is not followed."""
    page = visit(url)
    first = read_sitemap(page.data, page.url)
    pages = list(first.pages)
    for place in first.maps[:_MOST_MAPS]:
        further = visit(place)
        pages += read_sitemap(further.data, further.url).pages
    return tuple(pages)
