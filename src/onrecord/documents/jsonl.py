"""JSON lines {"id", "text", "title", "publisher", "published", "url", "kind"} -> documents, one a line.

The text is taken as it is, code point for code point; other keys are ignored, so a gold file can be read as it lies. A
line that is no document is refused with its number, and the rest goes on. Never holds more than one line.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO, Literal, get_args

from onrecord.documents.dates import parse_date
from onrecord.documents.document import Given, make_document
from onrecord.documents.refusal import Refusal
from onrecord.errors import DocumentError
from onrecord.schema import Document, DocumentKind

__all__ = ["LINE_LIMIT", "read_lines"]

LINE_LIMIT = 32_000_000
"""Bytes: 5 MB of text with every code point written as an escape of six."""

_MOST_LISTS = 500_000  # each takes some 200 bytes: a line of 30 MB took more than 1 GB
_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
_Key = Literal["id", "title", "publisher", "url", "published"]


def read_lines(stream: BinaryIO, source: str) -> Iterator[Document | Refusal]:
    """The document of each line, or why it is none; empty lines are passed over."""
    empty = True
    for number, line in _split(stream):
        place = f"{source}:{number}"
        empty = empty and line is not None and not line.strip()
        try:
            if line is None or line.strip():
                yield _read_line(line)
        except DocumentError as error:
            yield Refusal(source=place, reason=error.reason, message=str(error))
    if empty:
        yield Refusal(source=source, reason="empty", message="There is no line in this file.")


def _split(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; None for a line over the limit, which is passed over piece by piece."""
    number = 0
    while line := stream.readline(LINE_LIMIT):
        number += 1
        if len(line) < LINE_LIMIT or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while (piece := stream.readline(LINE_LIMIT)) and not piece.endswith(b"\n"):
            pass
        yield number, None


def _read_line(line: bytes | None) -> Document:
    if line is None:
        raise DocumentError(f"The line has more than {LINE_LIMIT:,} bytes.", reason="too large")
    if line.count(b"[") + line.count(b"{") > _MOST_LISTS:
        raise DocumentError(f"The line has more than {_MOST_LISTS:,} lists and objects.", reason="too large")
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise DocumentError(f"The line is not UTF-8 (byte {error.start}).", reason="unreadable") from error
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"The line is not JSON: {error}", reason="unreadable") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DocumentError('The line is no object with a "text".', reason="unreadable")
    published = _words(row, "published")
    given = Given(
        id=_words(row, "id"),
        url=_words(row, "url"),
        title=_words(row, "title"),
        publisher=_words(row, "publisher"),
        published=parse_date(published) if published else None,
        kind=next((kind for kind in _KINDS if kind == row.get("kind")), None),
    )
    return make_document(row["text"], given)


def _words(row: dict[str, object], key: _Key) -> str | None:
    """The value of a key where it is a word or a number, else None; half surrogates are no words."""
    value = row.get(key)
    words = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return words if words.strip() and words.isprintable() else None
