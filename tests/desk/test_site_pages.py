"""Which file an address has, and what becomes of a page."""

import pytest

from onrecord.desk.site_pages import Page, find_file, rewrite_page
from onrecord.documents.document import make_handle

FILES = [
    ("index.html", "/"),
    ("cases.html", "/cases"),
    ("cases.html", "/cases?page=1"),
    ("documents.html", "/documents?kind=&page=1"),
    (f"documents/{make_handle('a b/c')}.html", "/documents/a%20b%2Fc"),
    (f"cases/{make_handle('31-cr-217')}.html", "/cases/31-cr-217"),
    ("search.html", "/search?q=fire"),
    ("onrecord.css", "/onrecord.css"),
    (None, "/documents?kind=release"),
    (None, "/documents/a.json"),
    (None, "/why/x1/a"),
    (None, "/reviews/a"),
    (None, "//elsewhere.example/"),
    (None, "https://elsewhere.example/cases"),
]


@pytest.mark.parametrize(("expected", "address"), FILES)
def test_the_file_of_an_address(expected: str | None, address: str) -> None:
    """A list has its own, a thing that of its handle; what only a desk can do has none."""
    assert find_file(address) == expected


def test_a_page_of_a_list_has_a_file_of_its_own() -> None:
    """The same for the same question, however it is asked."""
    second = find_file("/documents?page=2")
    assert second is not None
    assert second.startswith("documents-")
    assert find_file("/documents?kind=&page=2&since=") == second
    assert find_file("/documents?page=3") != second


REWRITTEN = [
    ("a link", '<a href="../cases.html#x">A</a>', '<a href="/cases#x">A</a>'),
    ("the web", '<a href="https://a.example/?a=1&amp;b=2">A</a>', '<a href="https://a.example/?a=1&amp;b=2">A</a>'),
    ("no such page", "<p>Open &amp; shut</p>", '<p><a href="/documents?kind=x">Open &amp; shut</a></p>'),
    ("of the desk", "<p>A </p>", '<p>A <a href="/why/x1/d">why?</a></p>'),
    ("a form", "<p>A</p>", '<p>A</p><form action="/reviews/d"><input name="a"><button>B</button></form>'),
    ("the search", '<form action="../search.html"><input></form>', '<form action="/search"><input></form>'),
    ("choices", '<div class=""><p>A</p></div>', '<div class="sided"><p class="facets"><b>C</b></p><p>A</p></div>'),
    ("words", "<b>&lt;script&gt;&#39;</b>", "<b>&lt;script&gt;&#39;</b>"),
    ("title", "<title>A · R&amp;D</title>", "<title>A · OnRecord</title>"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "html"), [row[1:] for row in REWRITTEN], ids=[row[0] for row in REWRITTEN])
def test_a_page_as_a_file(expected: str, html: str) -> None:
    """What the site has is linked, what it has not is left out, words stay as they are."""
    assert rewrite_page(Page("/documents/d", html), "R&D")[0].decode() == expected


def test_the_links_of_a_page_are_told_once() -> None:
    """For whoever writes the others; not those of files that are always there."""
    html = '<link href="/onrecord.css"><a href="/cases#a">A</a><a href="/cases#b">B</a><img src="/charts/figures.svg">'
    assert rewrite_page(Page("/", html), "R")[1] == ["/cases", "/charts/figures.svg"]
