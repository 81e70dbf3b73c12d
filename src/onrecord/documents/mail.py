"""A release sent by e-mail (.eml) -> its words and what its head says. Never raises but DocumentError.

Plain text goes before HTML; attachments are left alone.
"""

import email
import email.policy
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from onrecord.documents.text import clean_line
from onrecord.errors import DocumentError

__all__ = ["Mail", "is_mail", "read_mail"]

_HEAD = 100_000  # bytes of head and of one line of it; the parser's time grows faster than they do
_MOST_PARTS = 10_000  # marks between parts, or lines that look like them
_MOST_LINES = 1_000_000  # 20 MB of attachments have 260,000
_DEEPEST = 20  # parts within parts
_USUAL = (b"from:", b"received:", b"return-path:", b"delivered-to:", b"date:", b"subject:", b"message-id:", b"mime-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The body's bytes with charset, and what the head says: sender, subject, ISO date."""

    body: bytes
    is_html: bool
    charset: str | None
    publisher: str | None
    title: str | None
    published: str | None


def is_mail(data: bytes) -> bool:
    """Whether the head looks like that of a message: two of the usual fields before the first empty line."""
    head = data[:20_000].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return sum(line.startswith(_USUAL) for line in head.split(b"\n")) >= 2


def read_mail(data: bytes) -> Mail:
    """The message in these bytes. Raises DocumentError where it has no readable body."""
    head = data[:_HEAD].replace(b"\r\n", b"\n")
    if b"\n\n" not in head:
        raise DocumentError(f"The head of the message has no end within {_HEAD:,} bytes.", reason="unreadable")
    if data.count(b"\n--") > _MOST_PARTS or data.count(b"\n") > _MOST_LINES:
        said = f"The message has more than {_MOST_PARTS:,} parts or {_MOST_LINES:,} lines."
        raise DocumentError(said, reason="too large")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        body = _find_body(message)
        if body is None:
            raise DocumentError("The message has no text; save its attachment to read it.", reason="empty")
        payload = body.get_payload(decode=True)
        charset = body.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise DocumentError(f"The message cannot be read: {error}.", reason="unreadable") from error
    return Mail(
        body=payload if isinstance(payload, bytes) else b"",
        is_html=body.get_content_type() == "text/html",
        charset=charset,
        publisher=parseaddr(_field(message, "from"))[0] or None,
        title=_field(message, "subject") or None,
        published=_find_day(message),
    )


def _find_body(message: Message) -> Message | None:
    """The first part of plain text, else of HTML, that is no attachment."""
    parts = list(_walk(message, 0))
    for media in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == media and part.get_content_disposition() != "attachment":
                return part
    return None


def _walk(message: Message, depth: int) -> list[Message]:
    payload = message.get_payload()
    if not isinstance(payload, list):
        return [message]
    if depth >= _DEEPEST:
        return []
    return [found for part in payload if isinstance(part, Message) for found in _walk(part, depth + 1)]


def _field(message: Message, name: str) -> str:
    raw = str(message.get(name, ""))[:1000]
    try:
        words = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, email.errors.MessageError):
        words = raw
    return clean_line(" ".join(words.split()))


def _find_day(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))[:200]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
