"""The page in HTML: self-contained, everything escaped; facts and words lead to each other."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.hand import TEXT, make_record

from onrecord.care import Viewer, show_record
from onrecord.exports.html import render_record
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

VOID = frozenset(["meta", "link", "br", "input", "img", "hr", "source"])


class Page(HTMLParser):
    """Ids, links, attributes and text of a page; wrong nesting raises."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag brings; a link inside a link is wrong."""
        given = dict(attrs)
        self.tags[tag] += 1
        assert not any(name.startswith("on") or name == "style" for name in given)
        assert tag != "a" or all(name != "a" for name, _ in self._open)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self._open.append((tag, given.get("id")))

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that is open."""
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Words belong to every open element that has an id."""
        for _, name in self._open:
            if name:
                self.words[name] = self.words.get(name, "") + data


def check_page(html: str) -> Page:
    """Ids are unique and every link within the page finds its place."""
    page = Page(html)
    assert [name for name, times in Counter(page.ids).items() if times > 1] == []
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    return page


def test_every_fact_stands_beside_its_words() -> None:
    """Each fact has one place in the page; its words link to it, and it links back to its words."""
    page = check_page(render_record(make_record()))
    facts = ["s1", "s2", "s3", "p2", "p3", "x1", "x2", "x4", "x5", "f1", "f2", "b1", "r1", "l2", "t3", "c1", "m1", "m3"]
    facts += [f"e{number}" for number in range(1, 10)]
    assert set(facts) <= set(page.ids)
    linked = [fact for fact in facts if fact not in ("c1", "m3")]
    assert {f"#{fact}" for fact in linked} <= set(page.links)
    assert {f"#w-{fact}" for fact in linked} <= set(page.links)
    assert (page.words["w-x2"], page.words["w-f1"], page.words["w-m2"]) == (
        "armed robbery",
        "More than 40",
        "declined to comment",
    )


def test_who_says_it_comes_before_what_is_said() -> None:
    """The speaker's name opens the note, and the claims of the statement stand under it."""
    page = check_page(render_record(make_record()))
    note = " ".join(page.words["s1"].split())
    assert note.startswith("The Department of Home Affairs (DHA) announced")
    assert "arrest arrests" in note


CHIPS = [
    ("proven", "sentenced for", "rape"),
    ("open", "charged with", "armed robbery"),
    ("undone", "acquitted of", "burglary"),
    ("undone", "dismissed", "battery"),
]


@pytest.mark.parametrize(("standing", "disposition", "offense"), CHIPS)
def test_chips_tell_how_far_the_law_has_got(standing: str, disposition: str, offense: str) -> None:
    """The chip's class follows the disposition, which stands in words beside the offense."""
    html = render_record(make_record())
    chip = rf'<span class="chip {standing}"><span class="standing">{disposition}</span> <a[^>]*>{offense}</a></span>'
    assert re.search(chip, html)


def test_the_whole_text_is_there() -> None:
    """All the words of the document stand in the page, in order."""
    html = render_record(make_record())
    text = html[html.index('<div class="text"') : html.index('<section class="not-said"')]
    shown = re.sub(r"<aside.*?</aside>", "", text, flags=re.DOTALL)
    assert re.sub(r"<[^>]+>|\s+", "", shown) == re.sub(r"\s+", "", TEXT)


def test_not_said_has_a_place_of_its_own() -> None:
    """Stated ones with their words, derived ones with the reason; where there is none the place still stands."""
    html = render_record(make_record())
    section = html[html.index('id="not-said"') :]
    assert "The department did not provide an exact figure on how many people were arrested." in section
    assert "not in the text" in section
    assert "Eleven people were arrested; for none of them is a charge given in the text." in section
    assert "Nothing that this reader looks for" in render_record(replace(make_record(), omissions=()))


def test_nothing_comes_from_elsewhere() -> None:
    """One file: no address is loaded, and a policy forbids any other style or script than the page's own."""
    html = render_record(make_record())
    assert not re.search(r"\b(?:src|srcset|action)=|@import|url\(|<link", html)
    assert "default-src &#39;none&#39;" in html
    assert '<meta name="robots" content="noindex">' in html


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "]]><!--",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_stay_words(attack: str) -> None:
    """In text, title, publisher, address or a name, markup is shown as it was written."""
    text = f"{attack} was arrested. {TEXT}"
    document = Document(id=attack, text=text, title=attack, publisher=attack, url=attack, language="xx")
    record = Record(reader=make_record().reader, document=document)
    person = replace(
        make_record().people[1], name=attack, title=attack, mentions=(document.span(0, len(attack)),), offenses=()
    )
    page = check_page(render_record(replace(record, people=(person,))))
    assert (page.tags["script"], page.tags["style"], page.tags["img"]) == (1, 1, 0)
    assert attack not in page.links


def test_hidden_names_are_not_in_the_page() -> None:
    """What care hid is nowhere in the source of the page."""
    html = render_record(show_record(make_record(), Viewer()))
    assert [name for name in ("Quint", "Rook", "Varga", "Lund", "Vesna") if name in html] == []
    assert "Hamish Orr" in html


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200), title=st.none() | st.text(max_size=20))
def test_any_record_is_rendered(reader: StandardReader, text: str, title: str | None) -> None:
    """Whatever was read becomes a page whose links find their places."""
    check_page(render_record(reader.read(Document(id="d", text=text, title=title, kind="release"))))


def test_examples_of_the_reader_are_rendered(reader: StandardReader) -> None:
    """A text with many facts becomes a page whose links find their places."""
    check_page(render_record(reader.read(make_record().document)))
