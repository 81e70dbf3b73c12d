"""Bytes and chance -> other bytes: a few of the changes that real damage and real malice make."""

import random
from collections.abc import Callable

__all__ = ["mutate"]

_LONGEST = 2_000_000  # bytes; what is longer is tried by bombs.py
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\xe2\x80\xae", b"\xf0\x9f\x92\xa9",
    b"\x1f\x8b", b"\r\n\r\n", b"<", b"<!--", b"]]>", b"<![CDATA[", b"<script>", b"</html>", b"<!DOCTYPE x [",
    b"<!ENTITY a 'b'>", b"&#x110000;", b"&#0;", b"&amp;", b"%s", b"\\ud800", b"{", b"[", b'"', b"\\", b"null", b"1e999",
    b"-1", b"99999999999999999999", b"Content-Length: -1\r\n", b"charset=utf-7", b"charset=", b"=?utf-8?b?",
    b"boundary=", b"endstream", b"endobj", b"0 R", b"/Kids [2 0 R]", b"stream\n", b"http://[", b"2031-02-31", b"Feb 31",
    b"*", b"$",
)  # fmt: skip


def mutate(data: bytes, others: tuple[bytes, ...], chance: random.Random) -> bytes:
    """The data after one to eight changes; `others` are what it is crossed with. The same chance, the same bytes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        chance.choice(_CHANGES)(changed, others, chance)
        del changed[_LONGEST:]
    return bytes(changed)


def _place(data: bytearray, chance: random.Random) -> tuple[int, int]:
    """Where a change begins and ends: mostly a few bytes, now and then a long stretch."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 512, 4096)))


def _flip(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    for _number in range(chance.choice((1, 1, 4, 32, 256))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:end] = chance.randbytes(end - start)


def _insert(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    start, _end = _place(data, chance)
    data[start:start] = chance.choice(_TOKENS) * chance.choice((1, 1, 2, 50, 3000))


def _remove(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    start, end = _place(data, chance)
    del data[start:end]


def _repeat(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    start, end = _place(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 2, 20, 500))


def _cut(data: bytearray, _: tuple[bytes, ...], chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


def _cross(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    start, end = _place(data, chance)
    other = bytearray(chance.choice(others))
    begin, close = _place(other, chance)
    data[start:end] = other[begin:close]


_CHANGES: tuple[Callable[[bytearray, tuple[bytes, ...], random.Random], None], ...] = (
    _flip,
    _overwrite,
    _insert,
    _remove,
    _repeat,
    _cut,
    _cross,
)
