"""Archives give their pages in order; what is written can be read; what is broken is told."""

import gzip
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.documents.refusal import Refusal
from onrecord.documents.warc import Capture, read_warc, write_warc

PAGE = Capture(
    url="https://office.example/1",
    data=b"<html><p>Two men were arrested.",
    media="text/html",
    charset="utf-8",
    retrieved="2031-05-06T08:00:00+00:00",
)


def archive(*captures: Capture) -> bytes:
    """A packed archive of these captures."""
    stream = BytesIO()
    assert write_warc(captures, stream) == len(captures)
    return stream.getvalue()


def test_what_is_written_can_be_read() -> None:
    """Address, bytes, charset and time come back; pictures and errors are passed over."""
    picture = Capture(url="https://office.example/2", data=b"x", media="image/png")
    gone = Capture(url="https://office.example/3", data=b"x", media="text/html", status=404)
    assert list(read_warc(BytesIO(archive(picture, PAGE, gone, PAGE)), "a.warc.gz")) == [PAGE, PAGE]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-05-06T08:00:00Z", "2031-05-06T08:00:00+00:00"),
        ("2031-05-06T08:00:00.123456Z", "2031-05-06T08:00:00+00:00"),
        ("2031-05-06", "2031-05-06"),
        ("zzzz-05-06", None),
    ],
)
def test_times_are_in_one_form(written: str, read: str | None) -> None:
    """Their order is that of their letters: what is no time would be the latest for ever."""
    (found,) = read_warc(BytesIO(archive(replace(PAGE, retrieved=written))), "a.warc.gz")
    assert isinstance(found, Capture)
    assert found.retrieved == read


def test_a_page_that_cannot_be_unpacked_is_refused_alone() -> None:
    """With its reason; the next is read."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80abc\x03"
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
    record = f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    refusal, page = read_warc(BytesIO(gzip.compress(record + body + b"\r\n\r\n") + archive(PAGE)), "a.warc.gz")
    assert isinstance(refusal, Refusal)
    assert refusal.message == "The page is packed as br, which cannot be unpacked."
    assert page == PAGE


def test_an_archive_without_pages_says_so() -> None:
    """Nothing read and nothing said would look like success."""
    (refusal,) = read_warc(BytesIO(b""), "a.warc")
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "no document"


def test_an_archive_cut_off_keeps_what_came_before() -> None:
    """The first page stands, the fault is told."""
    whole = archive(PAGE)
    first, *rest = read_warc(BytesIO(whole + whole[: len(whole) // 2]), "a.warc.gz")
    assert first == PAGE
    assert all(isinstance(item, Refusal) or item.data != PAGE.data for item in rest)


def test_a_line_without_end_ends_in_time() -> None:
    """Twenty million bytes without a line break, with and without the head of an archive."""
    for head in (b"WARC/1.0\r\n", b""):
        (refusal,) = read_warc(BytesIO(head + b"a" * 20_000_000), "a.warc")
        assert isinstance(refusal, Refusal)
        assert len(refusal.message) < 400


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_crash(noise: bytes, at: int) -> None:
    """Noise inside a good archive gives captures and refusals."""
    whole = archive(PAGE)
    for item in read_warc(BytesIO(whole[:at] + noise + whole[at:]), "a.warc.gz"):
        assert isinstance(item, Capture | Refusal)


def test_a_page_that_the_archive_holds_in_part_is_refused() -> None:
    """Cut off at the end of the archive, or by whoever made it: half a page is never a page."""
    whole = gzip.decompress(archive(PAGE))
    at = whole.index(b"were arrested")
    (cut,) = read_warc(BytesIO(whole[:at]), "a.warc")
    (packed,) = read_warc(BytesIO(gzip.compress(whole[:at])), "a.warc.gz")
    marked = whole.replace(b"WARC-Type: response", b"WARC-Truncated: length\r\nWARC-Type: response")
    (said,) = read_warc(BytesIO(marked), "a.warc")
    length = whole.rindex(b"Content-Length: ", 0, whole.index(b"HTTP/1.1"))
    short = whole[:length] + b"Content-Length: 99" + whole[whole.index(b"\r\n", length) :]
    (wrong,) = read_warc(BytesIO(short), "a.warc")
    for found in (cut, packed, said, wrong):
        assert isinstance(found, Refusal)
        assert (found.reason, "only a part" in found.message) == ("unreadable", True)


def test_a_head_without_end_is_refused() -> None:
    """Its lines are not gathered until the memory is full; records after each other are not one head."""
    head = b"WARC/1.1\r\n" + b"X-More: more\r\n" * 20_000
    (found,) = read_warc(BytesIO(head), "a.warc")
    assert isinstance(found, Refusal)
    assert "10,000 lines" in found.message
    many = archive(*[PAGE] * 1500)
    assert sum(isinstance(found, Capture) for found in read_warc(BytesIO(many), "a.warc.gz")) == 1500
