"""The language of a text, `und` where there is too little of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.language import find_language


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The sheriff said on Monday that two men from Port Halden were arrested and charged."),
        ("en", "THE SHERIFF SAID ON MONDAY THAT TWO MEN FROM PORT HALDEN WERE ARRESTED AND CHARGED."),
        ("es", "El fiscal dijo el lunes que dos hombres fueron detenidos y acusados de robo en la ciudad."),
        ("de", "Der Sheriff sagte am Montag, dass zwei Männer festgenommen und angeklagt worden seien."),
        (
            "en",
            "The clerk of the county and the head of the office said that the list of cases and of fines is kept. " * 3,
        ),
        ("nl", "De rechter zei dat de man of de vrouw in de stad was, of dat het proces daar werd voortgezet. " * 3),
        ("und", "Two men."),
        ("und", "1234 5678 — " * 20),
        ("und", ""),
    ],
)
def test_the_language(code: str, text: str) -> None:
    """Capitals do not mislead it."""
    assert find_language(text) == code


@given(st.text(max_size=200))
def test_any_text_has_a_short_code(text: str) -> None:
    """Two letters, or und."""
    assert len(find_language(text)) in (2, 3)
