"""An HTML page -> its main text and what it says of itself.

The text is trafilatura's, or all that is visible where it has none. Never raises on any page: what cannot be parsed has
the text that stands between its tags.
"""

import logging
import re
from dataclasses import dataclass

from onrecord.documents.dates import parse_date
from onrecord.documents.headlines import restore_headline

__all__ = ["Page", "drop_long_tags", "is_html", "parse_page"]

_OPENING = re.compile(
    r"\A(?:\s|\ufeff|<\?xml[^>]*\?>|<!--.*?-->)*<(?:!doctype\s+html|html|head|body|title|meta|article|div|p|h1)\b",
    re.I | re.S,
)
_HIDDEN = ("script", "style", "template", "svg", "head", "noframes", "iframe", "object", "textarea", "select")
_BLOCKS = frozenset(
    "p div br li ul ol dl dd dt h1 h2 h3 h4 h5 h6 table tr section article header footer nav main aside blockquote "
    "form hr pre body fieldset figure figcaption address details summary".split()
)
_TAG = re.compile(r"<[^<>]*>")
_INVALID = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what XML trees cannot hold
_LONGEST = 3_000_000  # code points, and tags below: an article's page has under a tenth of each, and the time that
_MOST_TAGS = 50_000  # trafilatura takes grows faster than they do (a table of 100,000 rows took it a minute)
_MANY_TAGS = 10_000  # from here on without trafilatura's second opinion, which compares each paragraph with all others
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")
_MOST_ATTRIBUTES = 500  # words in one tag; a parser's time grows with their square, and 500,000 took it minutes
_SHORT = 400  # code points; below this the visible text is judged in place of the main text


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Main text, a paragraph a line, and what the page says of itself; `visible` is set where that text is short."""

    text: str
    visible: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def is_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    return bool(_OPENING.match(text[:4000]))


def parse_page(source: str, *, url: str | None = None) -> Page:
    """The page in this HTML; `url` is where it was fetched, and yields to the page's canonical link."""
    source = drop_long_tags(_INVALID.sub(" ", source))
    usual = len(source) <= _LONGEST and source.count("<") <= _MOST_TAGS
    page = _extract(source, url) if usual else Page(text="", url=url)
    if len(page.text) >= _SHORT:
        return page
    visible, title = _read_visible(source)
    return Page(
        text=page.text or visible,
        visible=visible,
        title=page.title or title,
        publisher=page.publisher,
        published=page.published,
        url=page.url,
    )


def drop_long_tags(source: str) -> str:
    """The source without tags of hundreds of attributes, which nobody writes and parsers take minutes for."""
    return _LONG_TAG.sub(lambda tag: " " if len(tag[0].split()) > _MOST_ATTRIBUTES else tag[0], source)


def _extract(source: str, url: str | None) -> Page:
    from trafilatura import bare_extraction  # late: 0.3 s
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(
            source,
            url=url,
            include_comments=False,
            fast=source.count("<") > _MANY_TAGS,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2099-12-31"},
        )
    except Exception:
        found = None
    if not isinstance(found, Document):
        return Page(text="", url=url)
    fields: dict[str, object] = found.as_dict()
    title = _clean(fields.get("title"))
    site = _clean(fields.get("sitename"))
    if site and title and title.lower() in site.lower():  # trafilatura falls back to the <title>
        site = None
    return Page(
        text=restore_headline(source, str(fields.get("text") or "").strip(), title=title),
        title=title,
        publisher=site or _clean(fields.get("hostname")),
        published=parse_date(str(fields.get("date") or "")),
        url=_clean(fields.get("url")) or url,
    )


def _clean(value: object) -> str | None:
    """One line, or None where a page says nothing."""
    return " ".join(str(value).split()) or None if value else None


def _read_visible(source: str) -> tuple[str, str | None]:
    """All text that a page shows, a block a line, and its <title>."""
    from lxml import etree
    from lxml.html import document_fromstring

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)
    try:
        tree = document_fromstring(source.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return _TAG.sub(" ", source).strip(), None
    title = _clean(tree.findtext(".//title"))
    etree.strip_elements(tree, *_HIDDEN, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            pieces.append("\n")
        pieces.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line), title
