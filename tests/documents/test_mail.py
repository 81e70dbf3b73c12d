"""A release sent by e-mail gives its body and what its head says."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.mail import is_mail, read_mail
from onrecord.documents.sources import open_document
from onrecord.errors import DocumentError

HEAD = (
    b"From: =?utf-8?q?Halden_Sheriff=E2=80=99s_Office?= <press@office.example>\r\n"
    b"Date: Tue, 06 May 2031 08:00:00 -0500\r\nSubject: Two men arrested\r\nMIME-Version: 1.0\r\n"
)
PLAIN = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\nTwo men were arrested on Monday.\r\n"
BOTH = (
    HEAD
    + b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Page</p>\r\n'
    + b"--b\r\nContent-Type: text/plain\r\n\r\nPlain words.\r\n--b--\r\n"
)


def test_the_head_speaks_for_the_document() -> None:
    """Sender, subject and day."""
    document = open_document(PLAIN)
    assert document.text.strip() == "Two men were arrested on Monday."
    assert (document.publisher, document.title) == ("Halden Sheriff’s Office", "Two men arrested")
    assert document.published == "2031-05-06"


def test_plain_text_goes_before_a_page() -> None:
    """Whatever their order."""
    mail = read_mail(BOTH)
    assert (mail.body.strip(), mail.is_html) == (b"Plain words.", False)


@pytest.mark.parametrize("data", [b"From: the office\nTwo men were arrested.", b"", b"Two men\n\nwere arrested."])
def test_a_text_is_no_message(data: bytes) -> None:
    """One line that looks like a field makes no message."""
    assert not is_mail(data)


def test_parts_within_parts_end() -> None:
    """A message nested two thousand times has no text, or is refused; nothing breaks."""
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (depth, depth) for depth in range(2000)
    )
    with pytest.raises(DocumentError):
        read_mail(HEAD + nested + b"\r\nTwo men\r\n")


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=300), st.integers(0, len(BOTH)))
def test_no_message_crashes(noise: bytes, at: int) -> None:
    """Noise anywhere."""
    with suppress(DocumentError):
        read_mail(BOTH[:at] + noise + BOTH[at:])


def test_parts_without_end_are_refused() -> None:
    """The parser would take a minute."""
    head = b"From: a@office.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    for body in (b"--b\n\nTwo men.\n" * 20_000, b"\n" * 1_000_001):
        with pytest.raises(DocumentError, match="10,000 parts or 1,000,000 lines") as caught:
            read_mail(head + body)
        assert caught.value.reason == "too large"
