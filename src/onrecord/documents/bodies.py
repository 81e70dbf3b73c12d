"""The body of an answer as an archive kept it -> the bytes of the page, never more than one page holds.

Some archives unpack a page and leave what the server said of its coding: a body that is plainly none of what is said is
taken as it is. What is packed in a way that is not known, or is cut off, is no page.
"""

import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from onrecord.documents.fetched import unpack_body
from onrecord.errors import DocumentError, FetchError

__all__ = ["CAPTURE_LIMIT", "Body", "read_body"]

CAPTURE_LIMIT = 20_000_000
"""Bytes of one page, as in fetched.Limits."""

_PIECE = 65_536  # bytes read at once
_LONGEST_HEAD = 64  # bytes of the line before a chunk
_PLAIN = (b"<", b"%PDF-")
_GZIP = b"\x1f\x8b"
_KNOWN = ("gzip", "x-gzip", "deflate")


class Body(Protocol):
    """What is left to be read of one record."""

    def read(self, length: int = ..., /) -> bytes: ...

    def readline(self, length: int = ..., /) -> bytes: ...


def read_body(body: Body, codings: tuple[str, str]) -> bytes:
    """The page in it; `codings` is what Transfer-Encoding and Content-Encoding say. Raises DocumentError."""
    sent, packed = codings
    pieces = _join_chunks(body) if sent == "chunked" else _read_pieces(body)
    first = next(pieces, b"")
    plain = not packed or first.lstrip().startswith(_PLAIN) or ("gzip" in packed and not first.startswith(_GZIP))
    if not plain and packed not in _KNOWN:
        raise DocumentError(f"The page is packed as {packed[:40]}, which cannot be unpacked.", reason="unreadable")
    data = bytearray()
    try:
        for piece in unpack_body(chain([first], pieces), "" if plain else packed, CAPTURE_LIMIT):
            data += piece
            if len(data) > CAPTURE_LIMIT:
                raise DocumentError(f"The page has more than {CAPTURE_LIMIT:,} bytes.", reason="too large")
    except (FetchError, zlib.error) as error:
        raise DocumentError(
            "The archive holds only a part of the page, or a broken one.", reason="unreadable"
        ) from error
    return bytes(data)


def _read_pieces(body: Body) -> Iterator[bytes]:
    while piece := body.read(_PIECE):
        yield piece


def _join_chunks(body: Body) -> Iterator[bytes]:
    """What stands between the lines that say how long each chunk is (RFC 9112); all where there are no such lines."""
    head = body.readline(_LONGEST_HEAD)
    if _parse_size(head) is None:
        yield head
        yield from _read_pieces(body)
        return
    while size := _parse_size(head):
        while size and (piece := body.read(min(size, _PIECE))):
            size -= len(piece)
            yield piece
        body.readline(_LONGEST_HEAD)
        head = body.readline(_LONGEST_HEAD)


def _parse_size(head: bytes) -> int | None:
    words = head.partition(b";")[0].strip()
    if not head.endswith(b"\n") or not words or not all(sign in b"0123456789abcdefABCDEF" for sign in words):
        return None
    return int(words, 16)
