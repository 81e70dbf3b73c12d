"""The body of an archived answer is the page that was sent, unpacked already or not, or it is refused."""

import gzip
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.bodies import CAPTURE_LIMIT, read_body
from onrecord.errors import DocumentError

PAGE = b"<html><p>Two men were arrested in Port Halden on Monday, the sheriff said.</p></html>"
PDF = b"%PDF-1.4"
DEFLATE = zlib.compress(PAGE)
BARE = zlib.compress(PAGE)[2:-4]


def chunk(data: bytes, size: int = 7) -> bytes:
    """The data in chunks of so many bytes."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "packed", "body", "page"),
    [
        ("", "", PAGE, PAGE),
        ("", "", b"", b""),
        ("", "gzip", gzip.compress(PAGE, mtime=0), PAGE),
        ("", "x-gzip", gzip.compress(PAGE, mtime=0), PAGE),
        ("", "gzip", gzip.compress(PAGE[:9], mtime=0) + gzip.compress(PAGE[9:], mtime=0), PAGE),
        ("", "deflate", DEFLATE, PAGE),
        ("", "deflate", BARE, PAGE),
        ("", "gzip", PAGE, PAGE),
        ("", "gzip", b"Two men were arrested.", b"Two men were arrested."),
        ("", "deflate", PAGE, PAGE),
        ("", "br", PAGE, PAGE),
        ("", "br", PDF, PDF),
        ("chunked", "", chunk(PAGE), PAGE),
        ("chunked", "", b"A; name=1\r\n<html>1234\r\n0\r\n", b"<html>1234"),
        ("chunked", "", PAGE, PAGE),
        ("chunked", "gzip", chunk(gzip.compress(PAGE, mtime=0)), PAGE),
        ("chunked", "gzip", gzip.compress(PAGE, mtime=0), PAGE),
        ("chunked", "gzip", PAGE, PAGE),
    ],
)
def test_the_page_is_unpacked(sent: str, packed: str, body: bytes, page: bytes) -> None:
    """Whatever the archive did with it."""
    assert read_body(BytesIO(body), (sent, packed)) == page


@pytest.mark.parametrize(
    ("packed", "body", "words"),
    [
        ("br", b"\x0b\x02\x80abc\x03", "packed as br"),
        ("zstd", b"(\xb5/\xfd\x04", "packed as zstd"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-12], "only a part"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:20] + b"xxxx" + gzip.compress(PAGE, mtime=0)[24:], "broken"),
        ("deflate", b"x\x9cThis is nothing that was packed.", "broken"),
        ("gzip", gzip.compress(bytes(CAPTURE_LIMIT + 1), mtime=0), "more than 20,000,000 bytes"),
        ("", bytes(CAPTURE_LIMIT + 1), "more than 20,000,000 bytes"),
    ],
)
def test_half_a_page_is_no_page(packed: str, body: bytes, words: str) -> None:
    """Nor is one that cannot be unpacked, or is too large."""
    with pytest.raises(DocumentError, match=words):
        read_body(BytesIO(body), ("", packed))


def test_a_chunk_is_as_long_as_it_is() -> None:
    """Whatever the line before it says: no more than a page is held."""
    with pytest.raises(DocumentError, match="more than"):
        read_body(BytesIO(b"7fffffff\r\n" + bytes(CAPTURE_LIMIT + 1)), ("chunked", ""))


@given(st.binary(max_size=2000), st.integers(min_value=1, max_value=100))
def test_chunks_are_joined(data: bytes, size: int) -> None:
    """However they are cut."""
    assert read_body(BytesIO(chunk(data, size)), ("chunked", "")) == data
