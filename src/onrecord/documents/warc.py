"""A WARC or WARC.gz -> the pages, PDFs and texts it captured, and the other way round. Never holds more than one.

Broken records are refused and end the file, for where the next begins is not known; what came before stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from io import BytesIO
from typing import Any, BinaryIO

from onrecord.documents.refusal import Refusal

__all__ = ["Capture", "read_warc", "write_warc"]

_LIMIT = 20_000_000  # bytes of one page, as in fetched.Limits
_LONGEST_LINE = 65_536  # bytes of a line of a head; servers send under 8 KB
_MEDIA = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it was fetched: address, bytes unpacked, media type, charset, ISO time, HTTP status."""

    url: str
    data: bytes
    media: str
    charset: str | None = None
    retrieved: str | None = None
    status: int = 200


def read_warc(stream: BinaryIO, source: str) -> Iterator[Capture | Refusal]:
    """The responses with status 200 that are HTML, PDF or text, in their order; others are passed over."""
    number = 0
    empty = True
    try:
        for record in _open(stream):
            number += 1
            found = _read_record(record, f"{source}#{number}")
            if found is not None:
                empty = False
                yield found
    except Exception as error:  # warcio raises whatever its parts do on broken bytes
        message = f"The archive is broken after {number} records: {str(error)[:200] or type(error).__name__}."
        yield Refusal(source=source, reason="unreadable", message=message)
        return
    if empty:
        message = f"There is no page, PDF or text among the {number} records of this archive."
        yield Refusal(source=source, reason="no document", message=message)


def write_warc(captures: Iterable[Capture], stream: BinaryIO) -> int:
    """Write WARC 1.1, each record packed by itself; the number of captures written."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(stream, gzip=True, warc_version="1.1")
    written = 0
    for capture in captures:
        media = f"{capture.media}; charset={capture.charset}" if capture.charset else capture.media
        head = StatusAndHeaders(
            f"{capture.status} OK",
            [("Content-Type", media), ("Content-Length", str(len(capture.data)))],
            protocol="HTTP/1.1",
        )
        date = {"WARC-Date": (capture.retrieved or "").replace("+00:00", "Z")} if capture.retrieved else {}
        record = writer.create_warc_record(
            capture.url,
            "response",
            payload=BytesIO(capture.data),
            length=len(capture.data),
            http_headers=head,
            warc_headers_dict=date,
        )
        writer.write_record(record)
        written += 1
    return written


def _open(stream: BinaryIO) -> Iterator[Any]:
    """The records of an archive, read line by line of bounded length: warcio's time grows with a line's square."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader

    class Reader(DecompressingBufferedReader):  # type: ignore[misc] # warcio has no types
        def readline(self, length: int = 0) -> bytes:
            line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
            return line

    archive = ArchiveIterator(stream, arc2warc=False)
    archive.reader = Reader(stream, block_size=65_536)
    return iter(archive)


def _read_record(record: Any, source: str) -> Capture | Refusal | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    content = Message()
    content["content-type"] = record.http_headers.get_header("content-type") or ""
    media = content.get_content_type()
    if record.http_headers.get_statuscode() != "200" or media not in _MEDIA:
        return None
    data = record.content_stream().read(_LIMIT + 1)
    if len(data) > _LIMIT:
        return Refusal(source=source, reason="too large", message=f"The page has more than {_LIMIT:,} bytes.")
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI") or source,
        data=data,
        media=media,
        charset=content.get_content_charset(),
        retrieved=record.rec_headers.get_header("WARC-Date"),
    )
