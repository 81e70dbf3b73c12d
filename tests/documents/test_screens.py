"""A page that is no document is refused with its reason; a report about such pages is not."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.screens import TEXT_LIMIT, screen_text
from onrecord.errors import DocumentError

WALL = """Pardon Our Interruption
Pardon Our Interruption
As you were browsing something about your browser made us think you were a bot. There are a few reasons this may be:
You're a power user moving through this website with super-human speed.
To regain access, please make sure that cookies and JavaScript are enabled before reloading the page."""
REPORT = """Port Halden sheriff's site locks out reporters
Reporters who tried to read the sheriff's releases met a page titled “Just a moment...” that told them to
“enable JavaScript and cookies to continue” and to “verify you are human”.
The office said the wall was a mistake and that access was denied to nobody on purpose. Access Denied, a group that
counts such walls, said the county was the ninth this year to put a captcha before its press page."""


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("blocked", WALL),
        ("blocked", "Just a moment...\nEnable JavaScript and cookies to continue"),
        ("blocked", "Access Denied\nYou don't have permission to access this page.\nReference #18.2f1a"),
        ("blocked", "dhs.example\nVerify you are human by completing the action below.\nRay ID: 8a\n"
         "dhs.example needs to review the security of your connection before proceeding."),
        ("blocked", "403 Forbidden\nnginx"),
        ("no document", "404 Not Found\nnginx/1.18.0"),
        ("no document", "Dry Creek County\nPage Not Found\nThe page you are looking for has moved."),
        ("no document", "We value your privacy\nWe use cookies to improve your visit.\nAccept all cookies\nReject all"),
        ("no document", "503 Service Unavailable"),
        ("no document", "Error"),
        ("empty", ""),
        ("empty", " \n\t\u200b "),
        ("empty", "12 34 — !"),
        ("binary", "\x00\x01\x02\x03 hello \x00\x04"),
        ("binary", "PK\ufffd\ufffd\ufffd\ufffdabc"),
        ("too large", "word " * (TEXT_LIMIT // 5 + 1)),
        ("too large", "é" * (TEXT_LIMIT // 2 + 1)),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(reason: str, text: str) -> None:
    """Each with the reason that a person would give."""
    with pytest.raises(DocumentError) as caught:
        screen_text(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "Two men were arrested.",
        "Access denied: judge keeps cameras out of the Halden trial\nThe judge ruled on Monday: no camera.",
        "Port Halden, page not found: how a county lost its archive\n" + "The clerk said that it was gone. " * 20,
        "A page with one stray \x07 bell in it.",
        "x" * TEXT_LIMIT,
    ],
)
def test_a_document_is_let_through(text: str) -> None:
    """Words in quotation marks, headlines that go on, and long texts are no walls."""
    screen_text(text)


@given(st.text(max_size=300))
def test_any_text_is_let_through_or_refused(text: str) -> None:
    """No text raises anything but a DocumentError."""
    with suppress(DocumentError):
        screen_text(text)
