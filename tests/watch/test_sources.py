"""What sources.toml says, and what is said of its faults."""

from datetime import timedelta
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.watch.sources import Listing, Source, load_sources

WHOLE = """
[[source]]
id = "halden-sheriff"
name = "Sheriff of Port Halden"
kind = "official"
feeds = ["https://sheriff.example/rss"]
sitemaps = ["https://sheriff.example/sitemap.xml"]
listings = [{ page = "https://sheriff.example/news", links = "/news/[0-9]+" }]
pages = ["https://sheriff.example/jail-count"]
poll = "2 hours"
cadence = "1 week"
recheck = "3 days"
delay = "5 seconds"

[[source]]
id = "herald"
name = "The Halden Herald"
kind = "newsroom"
feeds = ["https://herald.example/rss"]
"""


def write(folder: Path, text: str) -> Path:
    """A file with this text."""
    place = folder / "sources.toml"
    place.write_text(text, encoding="utf-8")
    return place


def test_all_that_can_be_said_of_a_source(tmp_path: Path) -> None:
    """In its order; what is not said has its usual value."""
    first, second = load_sources(write(tmp_path, WHOLE))
    assert first == Source(
        id="halden-sheriff",
        name="Sheriff of Port Halden",
        kind="official",
        feeds=("https://sheriff.example/rss",),
        sitemaps=("https://sheriff.example/sitemap.xml",),
        listings=(Listing(page="https://sheriff.example/news", links="/news/[0-9]+"),),
        pages=("https://sheriff.example/jail-count",),
        poll=timedelta(hours=2),
        cadence=timedelta(weeks=1),
        recheck=timedelta(days=3),
        delay=timedelta(seconds=5),
    )
    assert (second.id, second.poll, second.cadence) == ("herald", timedelta(hours=1), None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "official"', 'kind = "police"', r"sources.toml:5: kind: of halden-sheriff: must be one of official"),
        ('kind = "official"', "", r"sources.toml:3: kind: of halden-sheriff"),
        ('id = "herald"', 'id = "halden-sheriff"', "id: halden-sheriff is there twice"),
        ('id = "herald"', 'id = "The Herald"', r"sources.toml:16: id: 'The Herald' must be lower-case"),
        ('name = "The Halden Herald"', "", r"sources.toml:16: name: of herald: is missing or no text"),
        ('feeds = ["https://herald.example/rss"]', "", r"sources.toml:16: id: herald has no place"),
        (
            '"https://herald.example/rss"',
            '"herald.example/rss"',
            r"sources.toml:19: feeds: 'herald.example/rss' is not",
        ),
        ('"https://herald.example/rss"', "7", "feeds: 7 is not an http or https address"),
        ('"https://herald.example/rss"', '"https://me:word@herald.example/"', "feeds: .* is not an http"),
        ('feeds = ["https://herald.example/rss"]', 'feeds = "https://x.example"', "feeds: must be a list"),
        ("/news/[0-9]+", "/news/[", r"sources.toml:8: links: '/news/\[' is no regular expression"),
        ('links = "', 'link = "', "listings: must be a list like"),
        ('"2 hours"', '"2 fortnights"', r"sources.toml:10: poll: '2 fortnights' is no time"),
        ('"2 hours"', '"0 hours"', "poll: '0 hours' is no time"),
        ('"2 hours"', "2", "poll: 2 is no time"),
        ('poll = "2', 'polls = "2', "polls: no such key; there are id, name"),
        ("[[source]]", "[source]", "."),
        (WHOLE, "", "source: write each source under"),
        (WHOLE, "source = 7", "source: write each source under"),
        ('\n[[source]]\nid = "h', 'version = 2\n\n[[source]]\nid = "h', "version: no such key"),
    ],
)
def test_a_fault_names_its_line_and_key(tmp_path: Path, old: str, new: str, said: str) -> None:
    """And what to write instead."""
    with pytest.raises(SourceError, match=said) as caught:
        load_sources(write(tmp_path, WHOLE.replace(old, new, 1)))
    assert str(caught.value).startswith(str(tmp_path))


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, and bytes that are no text."""
    with pytest.raises(SourceError, match="the file is missing"):
        load_sources(tmp_path / "none.toml")
    with pytest.raises(SourceError, match="cannot be read"):
        load_sources(tmp_path)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match=r"bytes\.toml"):
        load_sources(tmp_path / "bytes.toml")


def test_the_example_of_the_docs_is_right(tmp_path: Path) -> None:
    """Whoever copies it gets a source."""
    page = Path(__file__).parent.parent.parent / "docs" / "howto" / "watch-sources.md"
    example = page.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (source,) = load_sources(write(tmp_path, example))
    assert (source.id, source.cadence, source.delay) == (
        "halden-sheriff",
        timedelta(weeks=1),
        timedelta(seconds=2),
    )
