"""A page's main text with its paragraphs, and what it says of itself; never worse than trafilatura alone."""

import time
from pathlib import Path

import pytest
import trafilatura
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.html import drop_long_tags, is_html, parse_page

STORY = [
    "A man from Port Halden was charged on Monday with two counts of robbery, the sheriff's office said in writing.",
    "“We will act on every report we receive,” said Sheriff Ansel Brandt, who announced the arrest at a briefing.",
    "The office did not say how many people had reported a robbery since March, or whether others are sought.",
    "A lawyer for the man did not answer a request for comment. A hearing is set for June 3 in Dry Creek.",
]
PAGE = f"""<!doctype html><html lang="en"><head><title>Man charged with robbery | The Halden Courier</title>
<meta property="og:title" content="Man charged with robbery"><meta property="og:site_name" content="The Halden Courier">
<meta property="article:published_time" content="2031-05-06T08:00:00Z">
<link rel="canonical" href="https://courier.example/news/man-charged"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Man charged with robbery</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in STORY)}</article><footer>All rights reserved</footer></body></html>"""


def test_the_main_text_keeps_its_paragraphs() -> None:
    """One line a paragraph, without menus and footers."""
    lines = parse_page(PAGE).text.split("\n")
    assert lines[-4:] == STORY
    assert "All rights reserved" not in lines


def test_what_a_page_says_of_itself() -> None:
    """Title, publisher, day and canonical address; the address it was fetched from where it names none."""
    page = parse_page(PAGE)
    assert (page.title, page.publisher) == ("Man charged with robbery", "The Halden Courier")
    assert (page.published, page.url) == ("2031-05-06", "https://courier.example/news/man-charged")
    bare = parse_page("<html><p>Two men were arrested.</p></html>", url="https://courier.example/2")
    assert bare.url == "https://courier.example/2"
    assert bare.published is None


def test_a_page_without_a_main_text_has_what_is_visible() -> None:
    """Scripts and styles are not visible; blocks stand on lines of their own."""
    page = parse_page(
        "<html><title>Short</title><style>p{}</style><div>Two men.</div><div>One <b>car</b>.</div></html>"
    )
    assert page.visible == "Two men.\nOne car."


@pytest.mark.parametrize(
    "page", [PAGE, "\ufeff <!-- x --><HTML>", '<?xml version="1.0"?><html>', "<p>Two</p>", "<div class=a>"]
)
def test_what_is_html(page: str) -> None:
    """It begins with a tag of HTML."""
    assert is_html(page)


@pytest.mark.parametrize("text", ["", "Two men <b>said</b>", "<3 halden", "< html", "<?xml version='1.0'?><rss>", "{}"])
def test_what_is_not(text: str) -> None:
    """A tag in a text makes no page of it."""
    assert not is_html(text)


@pytest.mark.parametrize("source", ["<script>" * 2000, "<table>" + "<tr><td>two men" * 60_000, "<div>" * 30_000])
def test_hostile_pages_end_in_time(source: str) -> None:
    """Pages that are far from any article are not given to trafilatura."""
    parse_page(source)


SCRAPS = [
    "<html>",
    "<p>",
    "</p>",
    "<div",
    ">",
    "<!--",
    "-->",
    "&#x0;",
    "&nbsp;",
    "<script>",
    "</",
    "Two men",
    "\x00",
    "é",
    "<title>",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join) | st.text(max_size=200))
def test_no_page_stops_parsing(source: str) -> None:
    """Any tag soup gives a page."""
    parse_page(source)


PAGES = sorted((Path(__file__).parents[2].parent / "shared" / "docs" / "federal").glob("*.html"))


@pytest.mark.skipif(not PAGES, reason="the pages of ../shared are not here")
def test_never_worse_than_trafilatura_alone() -> None:
    """On real pages the text is the one that trafilatura gives."""
    for path in PAGES:
        source = path.read_text(encoding="utf-8")
        assert parse_page(source).text == trafilatura.extract(source, include_comments=False)
        assert parse_page(source).published in (None, path.name.split("-", 1)[1][:10])


def test_a_tag_of_a_thousand_attributes_is_dropped() -> None:
    """Its words stay; a picture of any size within the page is no such tag."""
    monster = "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">"
    assert drop_long_tags(f"<p>One.</p>{monster}Two.") == "<p>One.</p> >Two."
    picture = f'<img src="data:image/png;base64,{"A" * 100_000}==">'
    assert drop_long_tags(picture) == picture
    begun = time.perf_counter()
    assert "Two men were arrested." in parse_page(f"<html>{monster}Two men were arrested.").text
    assert time.perf_counter() - begun < 5


def test_a_table_of_ten_thousand_rows_is_read_in_time() -> None:
    """And all of its words are there."""
    rows = "".join(f"<tr><td>{number}</td><td>robbery</td></tr>" for number in range(8000))
    begun = time.perf_counter()
    text = parse_page(f"<html><body><p>Two men were arrested.</p><table>{rows}</table></body></html>").text
    assert time.perf_counter() - begun < 10
    assert "7999" in text
