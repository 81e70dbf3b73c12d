"""Bytes become text: what is decided for every encoding, and that no bytes stop it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.text import decode_html, decode_text

SAID = "“Two men were arrested,” said Sheriff Ansel Brandt of Dry Creek – on Monday, near the café."


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (SAID, SAID.encode()),
        (SAID, SAID.encode("utf-8-sig")),
        (SAID, SAID.encode("utf-16")),
        (SAID, SAID.encode("utf-32")),
        (SAID, SAID.encode("utf-16-le")),
        (SAID, SAID.encode("utf-16-be")),
        (SAID, SAID.encode("cp1252")),
        ("one\ntwo\nthree\n", b"one\r\ntwo\rthree\n"),
        ("", b""),
        ("Новости пришли поздно вечером. " * 9, ("Новости пришли поздно вечером. " * 9).encode("cp1251")),
        # A page cut in the middle of a letter, or with one bad byte, is still UTF-8.
        (SAID * 3 + "\ufffd", (SAID * 3 + "é").encode()[:-1]),
    ],
)
def test_text_is_what_its_writer_saw(text: str, data: bytes) -> None:
    """Marks go before UTF-8, UTF-8 before windows-1252, and line ends are one."""
    assert decode_text(data) == text


@pytest.mark.parametrize(
    ("text", "data", "declared"),
    [
        ("café", b"<meta charset='iso-8859-1'>caf\xe9", None),
        ("café", b"caf\xe9", "latin-1"),
        ("“café”", b"<meta charset=iso-8859-1>\x93caf\xe9\x94", None),  # as browsers do
        (
            "день",
            b'<meta http-equiv="content-type" content="text/html; charset=koi8-r">' + "день".encode("koi8-r"),
            None,
        ),
        ("café", "<meta charset='koi8-r'>café".encode(), None),  # valid UTF-8 goes before what a page says
        ("café", b"<meta charset='rot13'>caf\xe9 and many more letters", None),
    ],
)
def test_a_page_is_believed_where_it_names_its_encoding(text: str, data: bytes, declared: str | None) -> None:
    """What the transport says goes before what the page says; nonsense is passed over."""
    assert text in decode_html(data, declared=declared)


@given(st.binary(max_size=500))
def test_no_bytes_stop_decoding(data: bytes) -> None:
    """Any bytes give some text, the same each time."""
    assert decode_text(data) == decode_text(data)
    assert isinstance(decode_html(data, declared="utf-7"), str)
