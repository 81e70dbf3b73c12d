"""The headline that a page shows stands above its text, once, wherever it stands on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.headlines import restore_headline

TEXT = "PORT HALDEN – Deputies arrested 14 people on Monday.\nNobody was hurt."
TITLE = "Fourteen arrested in harbor operation"
SITE = "<title>Fourteen arrested in harbor operation | Halden County Sheriff’s Office</title>"


@pytest.mark.parametrize(
    ("stands", "page"),
    [
        (True, f"{SITE}<h1>Fourteen arrested in harbor operation</h1>"),
        (True, f"{SITE}<h1>Fourteen <b>arrested</b><br>in harbor operation</h1>"),
        (True, f"<meta property='og:title' content='{TITLE}'><h1>{TITLE}</h1>"),
        (
            True,
            f"{SITE}<h1>Halden County Sheriff’s Office</h1><div class=ttl>FOURTEEN arrested in harbor operation</div>",
        ),
        (True, f"{SITE}<table><tr><td><font size=4>{TITLE}</font></td></tr></table>"),
        (False, f"{SITE}<ul><li><a href=/1>{TITLE}</a></li></ul>"),
        (False, f"{SITE}<aside><p>{TITLE}</p></aside>"),
        (False, f"{SITE}<h1>Halden County Sheriff’s Office</h1>"),
        (False, f"<title>{TITLE}</title><h1>Two women sentenced for a burglary</h1>"),
        (False, SITE),
        (False, ""),
    ],
)
def test_a_headline_that_was_left_out_is_restored(stands: bool, page: str) -> None:
    """From the one h1, or the element that shows the title; not from a link, or beside the page."""
    restored = restore_headline(f"<html><body>{page}<p>{TEXT}</p></body></html>", TEXT, title=TITLE)
    assert restored.casefold() == (f"{TITLE}\n{TEXT}" if stands else TEXT).casefold()


@pytest.mark.parametrize("title", ["Fourteen arrested in harbor operation", "FOURTEEN ARRESTED, in harbor operation"])
def test_a_headline_stands_once(title: str) -> None:
    """However it is written above the text."""
    text = f"{title}\n{TEXT}"
    assert restore_headline(f"<html>{SITE}<h1>{TITLE}</h1><p>{TEXT}</p></html>", text, title=TITLE) == text


@pytest.mark.parametrize("title", ["News", "Jail count today", None, ""])
def test_short_titles_are_names_of_sections(title: str | None) -> None:
    """And stay out."""
    page = f"<html><title>{title}</title><h1>{title}</h1><p>{TEXT}</p></html>"
    assert restore_headline(page, TEXT, title=title) == TEXT


@given(st.text(), st.text(max_size=40), st.one_of(st.none(), st.text(max_size=20)))
def test_no_page_loses_a_word(source: str, text: str, title: str | None) -> None:
    """Whatever it is, the text stands at the end."""
    assert restore_headline(source, text, title=title).endswith(text)
