"""The terminal's page: every fact with its words, nothing cut off, and no text that can repaint it."""

import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from tests.hand import make_record

from onrecord.exports.text import print_record
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record


def print_page(record: Record, *, width: int = 100, colour: bool = False) -> str:
    """The page as a terminal of this width gets it."""
    stream = io.StringIO()
    console = Console(file=stream, width=width)
    if colour:
        console = Console(file=stream, width=width, force_terminal=True, color_system="standard")
    print_record(record, console)
    return stream.getvalue()


LINES = [
    "Release · Department of Home Affairs · 19 May 2031",
    "DHA Deputy Secretary Maren Holloway said · promises · quoted",
    "“Nobody wants violent offenders walking free,”  […]  “Our officers will keep going.”",
    "his lawyer Petra Lund said · denies · reported",
    "Tomas Arvelo Quint, 34 years old, male, from Costa Verde",
    "● sentenced for “rape” : “12 years in prison”",
    "○ charged with “armed robbery”",
    "alleged: Nine Keys  “alleged member of the Nine Keys gang”",
    "✗ acquitted of “burglary”",
    "✗ dismissed “battery”",
    "Hamish Orr · judge · Judge",
    "arrest “arrested” · by Officers · of Tomas Arvelo Quint · in Port Halden · 13 May 2031",
    "remove “removal” · did not happen · June 2031",
    "“More than 40” at least 41 people · agent",
    "“Eleven” 11 people · arrest · in Stellan · part of “nearly 30”",
    "Corvania · state",
    "“last week” · 12 to 18 May 2031",
    "Emil Varga · 31-cr-0418 · Halden County Court",
    "“open-door city” · the word of Department of Home Affairs",
    "“an order” · order · by Halden County Court · 12 May 2031",
    "How many · not given · about arrests",
    "A comment · declined",
    "On what charges · not in the text · about Eleven people",
    "Eleven people were arrested; for none of them is a charge given in the text.",
]


@pytest.mark.parametrize("line", LINES)
def test_page_has_the_line(line: str) -> None:
    """Who says what, how far the law has got, what is said to have happened, and what is not said."""
    assert line in [printed.strip() for printed in print_page(make_record()).splitlines()]


@pytest.mark.parametrize("width", [30, 60, 100, 200])
def test_nothing_is_cut_off(width: int) -> None:
    """In a narrow terminal lines are folded: all words are there in their order, and no line is too wide."""
    page = print_page(make_record(), width=width)
    assert max(len(line) for line in page.splitlines()) <= width
    assert re.sub(r"\s+", "", page) == re.sub(r"\s+", "", print_page(make_record(), width=100))


def test_colour_only_on_a_terminal() -> None:
    """A file gets words alone."""
    assert "\x1b[" not in print_page(make_record())
    assert "\x1b[" in print_page(make_record(), colour=True)


def test_no_text_steers_the_terminal() -> None:
    """Escape codes and marks that turn the direction are made visible, square brackets are no markup."""
    document = Document(id="d", text="A", title="\x1b[2J[red]not red[/red]\u202eabc\x07")
    page = print_page(replace(Record(reader=make_record().reader, document=document)))
    assert "�[2J[red]not red[/red]�abc�" in page
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", page)


def test_another_language_is_told() -> None:
    """A text that is not English says that more was missed."""
    record = make_record()
    page = print_page(replace(record, document=replace(record.document, language="es")))
    assert "This text is in Spanish" in page


def test_nothing_missing_is_told() -> None:
    """The section stands even where nothing was found missing."""
    assert "Nothing that this reader looks for was found missing." in print_page(replace(make_record(), omissions=()))


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=120), title=st.none() | st.text(max_size=20))
def test_any_record_is_printed(reader: StandardReader, text: str, title: str | None) -> None:
    """Whatever was read is printed."""
    assert print_page(reader.read(Document(id="d", text=text, title=title)), width=40)
