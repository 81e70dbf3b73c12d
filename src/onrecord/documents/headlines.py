"""A page and its main text -> the text with the page's own headline above it, where extraction left that out.

Extraction looks for the part of a page that has the paragraphs, and loses a headline that stands outside of it: beside
a share bar, or in a section of its own. What one page says only there ("Fourteen arrested") is then nowhere.
"""

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["restore_headline"]

_FEWEST = 4  # words: shorter ones are names of sites and sections, as in headings.py
_LONGEST = 300  # code points, as in headings.py
_BESIDE = frozenset("a aside button footer head nav noscript option script style template title".split())
_TITLES = ("string(.//title)", "string(.//meta[@property='og:title']/@content)")


def restore_headline(source: str, text: str, *, title: str | None) -> str:
    """The text, below the headline that its page shows, where that stands nowhere in the text.

    A headline is the one <h1>, where the title that the page gives itself begins with it, or the `title` as it was
    found, where that is the whole of an element that is no link and stands in no menu.
    """
    tree = _parse(source) if text else None
    if tree is None:
        return text
    for headline in _find_headlines(tree, title or ""):
        if len(_fold(headline).split()) >= _FEWEST and len(headline) <= _LONGEST:
            return text if _fold(headline) in _fold(text) else f"{headline}\n{text}"
    return text


def _parse(source: str) -> Any:
    """The tree of a page; None where there is none."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(source.encode(), parser)
    except (etree.LxmlError, ValueError):
        return None


def _find_headlines(tree: Any, title: str) -> Iterator[str]:
    """The heading first: all of the page is gone through only where that is none."""
    yield _read_heading(tree)
    if title:
        yield _find_line(tree, title)


def _read_heading(tree: Any) -> str:
    """The words of the one <h1> with which the page's title begins; none where there is no such, or there are more."""
    headings = tree.findall(".//h1")
    if len(headings) != 1:
        return ""
    for line_break in headings[0].iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    heading = " ".join("".join(headings[0].itertext()).split())
    return heading if any(_fold(str(tree.xpath(path))).startswith(_fold(heading)) for path in _TITLES) else ""


def _find_line(tree: Any, title: str) -> str:
    """The title as an element shows it that has nothing else in it."""
    wanted = _fold(title)
    for element in tree.iter():
        if wanted and not len(element) and _fold(element.text or "") == wanted:
            above = {element.tag, *(each.tag for each in element.iterancestors())}
            if above.isdisjoint(_BESIDE):
                return " ".join(element.text.split())
    return ""


def _fold(words: str) -> str:
    """Words alone, whatever stands between them."""
    return " ".join(re.findall(r"\w+", words.casefold()))
