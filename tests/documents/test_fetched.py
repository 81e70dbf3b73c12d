"""What comes packed is unpacked within its limits, whole or not at all."""

import gzip
import tracemalloc
import zlib

import pytest
from tests.documents.site import Answer, allow_local, answer_with, resolve_local, serve_site

from onrecord.documents.fetch import fetch_page
from onrecord.documents.fetched import Fetched, Limits
from onrecord.errors import FetchError

PAGE = b"<p>Two men were arrested.</p>" * 50


def bare(data: bytes) -> bytes:
    """Deflate without its wrapping, as some servers send it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def fetch(answer: Answer, size: int = 100_000) -> Fetched:
    """The page that this answer gives."""
    with serve_site({"/": answer}) as site:
        return fetch_page(f"{site.url}/", limits=Limits(size=size), resolve=resolve_local, allow=allow_local)


def slowly(data: bytes, coding: str) -> Answer:
    """The same bytes in pieces of seven."""

    def answer(_: dict[str, str]) -> list[bytes | float]:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
        return [head, *(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces), b"0\r\n\r\n"]

    return answer


PACKED = [
    ("gzip", gzip.compress(PAGE, mtime=0)),
    ("GZIP", gzip.compress(PAGE, mtime=0)),
    ("x-gzip", gzip.compress(PAGE[:99], mtime=0) + gzip.compress(PAGE[99:], mtime=0)),  # two members are one page
    ("gzip", gzip.compress(PAGE, mtime=0) + b"\0\0\0"),
    ("deflate", zlib.compress(PAGE)),
    ("deflate", zlib.compress(PAGE, wbits=9)),
    ("deflate", bare(PAGE)),
    ("identity", PAGE),
]


@pytest.mark.parametrize(("coding", "data"), PACKED)
def test_what_is_packed_is_unpacked(coding: str, data: bytes) -> None:
    """In every usual coding, whole and in small pieces."""
    assert fetch(answer_with(data, Content_Encoding=coding)).data == PAGE
    assert fetch(slowly(data, coding)).data == PAGE


def test_an_empty_page_may_be_packed() -> None:
    """There is nothing to unpack."""
    assert fetch(answer_with(b"", Content_Encoding="gzip")).data == b""


@pytest.mark.parametrize(
    ("coding", "data", "reason", "words"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)[:-9], "not fetched", "cut off"),
        ("gzip", gzip.compress(PAGE, mtime=0) + gzip.compress(PAGE, mtime=0)[:-9], "not fetched", "cut off"),
        ("deflate", bare(PAGE)[:-9], "not fetched", "cut off"),
        ("gzip", PAGE, "not fetched", "incorrect header"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-8] + bytes(8), "not fetched", "incorrect data check"),
        ("br", PAGE, "unreadable", "packed as br"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0), "unreadable", "packed as"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(coding: str, data: bytes, reason: str, words: str) -> None:
    """Half a page is never a page."""
    with pytest.raises(FetchError, match=words) as caught:
        fetch(answer_with(data, Content_Encoding=coding))
    assert caught.value.reason == reason


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_cut_off_while_it_is_small(coding: str) -> None:
    """200 MB in 200 KB: no more than the limit and a piece is ever held."""
    zeros = bytes(200_000_000)
    data = gzip.compress(zeros, 9, mtime=0) if coding == "gzip" else bare(zeros)
    del zeros
    with serve_site({"/": answer_with(data, Content_Encoding=coding)}) as site:
        tracemalloc.start()
        with pytest.raises(FetchError, match="more than 1,000,000 bytes") as caught:
            fetch_page(f"{site.url}/", limits=Limits(size=1_000_000), resolve=resolve_local, allow=allow_local)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert caught.value.reason == "too large"
    assert peak < 10_000_000
