"""Sitemaps, news sitemaps and indexes, plain and packed, and links of listing pages."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.feeds import Entry
from onrecord.documents.sitemaps import MAP_LIMIT, Sitemap, find_links, read_sitemap
from onrecord.errors import DocumentError

WHERE = "https://office.example/sitemap.xml"
NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://office.example/1 </loc>
<lastmod>2032-01-01</lastmod><news:news><news:publication_date>2031-05-06T08:00:00Z</news:publication_date>
<news:title>Two men
 arrested
</news:title></news:news></url><url><loc/></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://office.example/2031.xml.gz</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize("data", [NEWS, gzip.compress(NEWS, mtime=0)])
def test_a_news_sitemap(data: bytes) -> None:
    """The day of publication is not that of the last change; packed or not."""
    page = Entry(
        url="https://office.example/1", title="Two men arrested", published="2031-05-06", modified="2032-01-01"
    )
    assert read_sitemap(data, WHERE) == Sitemap(pages=(page,))


def test_an_index_names_sitemaps() -> None:
    """They are to be fetched next."""
    assert read_sitemap(INDEX, WHERE) == Sitemap(maps=("https://office.example/2031.xml.gz",))


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"\x1f\x8bnothing", gzip.compress(b" " * (MAP_LIMIT + 1), mtime=0), b"<a>" * 20_000]
)
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    """A bomb is cut off at the limit."""
    with pytest.raises(DocumentError):
        read_sitemap(data, WHERE)


def test_links_of_a_listing_page() -> None:
    """Absolute, once each, without fragments, only those that match."""
    page = '<p><a href="/news/1#top">One</a> <a href="/news/1">Again</a> <a href="/about">About</a> <a href="http://[">x</a>'
    assert find_links(page, "https://office.example/news", r"/news/\d+") == ("https://office.example/news/1",)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([NEWS, INDEX, gzip.compress(NEWS, mtime=0)]), st.binary(max_size=60), st.integers(0, 500))
def test_no_sitemap_crashes(data: bytes, noise: bytes, at: int) -> None:
    """Noise anywhere."""
    with suppress(DocumentError):
        read_sitemap(data[:at] + noise + data[at:], WHERE)


def test_links_without_end_are_cut_off() -> None:
    """Twenty thousand are looked at; an address of any length is none."""
    links = "".join(f'<a href="/news/{number}">x</a>' for number in range(30_000))
    assert len(find_links(links, "https://office.example/", "/news/")) == 20_000
    assert find_links(f'<a href="/news/{"a" * 9000}">x</a>', "https://office.example/", "/news/") == ()
