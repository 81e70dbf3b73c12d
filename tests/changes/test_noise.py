"""What changes by itself on a page, and what may be a claim."""

import pytest

from onrecord.changes.noise import NoiseMap
from onrecord.schema import Document


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        ("counter", "1,204 views"),
        ("counter", "3 comments · 12 shares"),
        ("counter", "Views: 12K"),
        ("counter", "5 min read"),
        ("today", "Today is Tuesday, May 6, 2031"),
        ("today", "© 2031 Halden County"),
        ("today", "May 6, 2031"),
        ("links", "Related stories"),
        ("links", "Ten men are charged in Stellan"),
        (None, "Eleven men were arrested."),
        (None, "40 arrests"),
        (None, "Last updated May 9, 2031"),
        (None, "12 people viewed the bodies, the sheriff said"),
        (None, "May 5, 2031"),
    ],
)
def test_a_line_and_its_noise(expected: str | None, line: str) -> None:
    """None where it may be a claim: a count of arrests, the day on which the page says it was changed."""
    before = "Related stories\n" if line.startswith("Ten men") else "A long time ago two men were held.\n"
    text = before + line + "\nTwo men were held in Port Halden on Monday."
    document = Document(id="d", text=text, published="2031-05-05", retrieved="2031-05-06T08:00:00+00:00")
    start = text.index(line) if line not in before else 0
    assert NoiseMap(document).find(document.span(start, start + len(line))) == expected


def test_words_of_two_kinds_are_no_noise() -> None:
    """A sentence and the counter under it."""
    document = Document(id="d", text="Two men were held.\n12 views\n")
    assert NoiseMap(document).find(document.span(0, 27)) is None
    assert NoiseMap(document).find(document.span(19, 21)) == "counter"


def test_after_the_links_the_text_goes_on() -> None:
    """A sentence is no link, nor is what comes after it."""
    document = Document(id="d", text="Read more\nTen men charged\nTwo men were held.\nNobody said why\n")
    noise = NoiseMap(document)
    assert noise.find(document.span(10, 25)) == "links"
    assert noise.find(document.span(26, 40)) is None
    assert noise.find(document.span(46, 60)) is None
