"""RSS, Atom and JSON Feed give the same entries; what is no feed is refused."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.feeds import Entry, read_feed
from onrecord.errors import DocumentError

WHERE = "https://office.example/feed"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Office</title><item><title>Two men  arrested</title>
<link>/news/1</link><pubDate>Tue, 06 May 2031 08:00:00 GMT</pubDate></item><item><title>No link</title></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Office</title><entry><title>Two men arrested</title>
<link href="https://office.example/news/1"/><published>2031-05-06T08:00:00Z</published></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://office.example/news/1",
"title": "Two men arrested", "date_published": "2031-05-06T08:00:00Z"}, {"url": 3}, 4]}"""


@pytest.mark.parametrize("data", [RSS, ATOM, JSON])
def test_one_entry_in_three_formats(data: bytes) -> None:
    """An absolute address, a title on one line, a day; items without an address are left out."""
    expected = Entry(url="https://office.example/news/1", title="Two men arrested", published="2031-05-06")
    assert read_feed(data, WHERE) == (expected,)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><p>Two men",
        b"{}",
        b"{" * 100_000,
        b"x" * 5_000_001,
        b'<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    """With its reason, whatever its size and depth."""
    with pytest.raises(DocumentError):
        read_feed(data, WHERE)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([RSS, ATOM, JSON]), st.binary(max_size=60), st.integers(0, 400))
def test_no_feed_crashes(feed: bytes, noise: bytes, at: int) -> None:
    """Noise anywhere."""
    with suppress(DocumentError):
        read_feed(feed[:at] + noise + feed[at:], WHERE)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" * 60_000,
        b"<rss " + b" ".join(b"a%d='1'" % number for number in range(2000)) + b"></rss>",
        b"<rss>" + b"<a b='1' c='2'>" * 49_999 + b"<a b='1' c='2' d='3'>" * 9,
        b"<rss><![CDATA[" + b"=" * 100_001 + b"]]></rss>",
    ],
)
def test_what_would_take_minutes_is_refused(data: bytes) -> None:
    """Tags and attributes without end; a picture of 100 KB inside an article is none of these."""
    with pytest.raises(DocumentError) as caught:
        read_feed(data, "https://office.example/rss")
    assert caught.value.reason == "too large"
    picture = b"<![CDATA[<img src='data:image/png;base64," + b"A" * 100_000 + b"=='>]]>"
    item = b"<item><link>/1</link><description>" + picture + b"</description></item>"
    feed = b"<rss version='2.0'><channel>" + item + b"</channel></rss>"
    assert len(read_feed(feed, "https://office.example/rss")) == 1


def test_atom_says_when_an_entry_was_changed() -> None:
    """RSS does not, and its day of publication is not taken for it."""
    (entry,) = read_feed(
        ATOM.replace(b"</published>", b"</published><updated>2031-05-07T10:00:00+02:00</updated>"), WHERE
    )
    assert (entry.published, entry.modified) == ("2031-05-06", "2031-05-07T08:00:00+00:00")
    assert [entry.modified for entry in read_feed(RSS, WHERE)] == [None]
