"""A WARC or WARC.gz -> the pages, PDFs and texts it captured, and the other way round. Never holds more than one.

Broken records are refused and end the file, for where the next begins is not known; what came before stands.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from email.message import Message
from io import BytesIO
from typing import Any, BinaryIO, get_args

from onrecord.documents.bodies import read_body
from onrecord.documents.dates import parse_date
from onrecord.documents.document import Given
from onrecord.documents.feeds import parse_moment
from onrecord.documents.refusal import Refusal
from onrecord.errors import DocumentError
from onrecord.schema import DocumentKind

__all__ = ["Capture", "read_warc", "write_warc"]

_FIELD = "X-OnRecord-Given"  # of a record: what a ledger knew of the document beside its bytes
_LONGEST_LINE = 65_536  # bytes of a line of a head; servers send under 8 KB
_MOST_LINES = 10_000  # of the head of a record and of the answer in it; servers send under 100
_MEDIA = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "message/rfc822")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One page as it was fetched: address, bytes unpacked, media type, charset, ISO time, HTTP status.

    `given` is what a ledger knew of its document, and goes before what the page says.
    """

    url: str
    data: bytes
    media: str
    charset: str | None = None
    retrieved: str | None = None
    status: int = 200
    given: Given | None = None


def read_warc(stream: BinaryIO, source: str) -> Iterator[Capture | Refusal]:
    """The responses with status 200 that are HTML, PDF or text, in their order; others are passed over."""
    number = 0
    empty = True
    try:
        for record, ends_right in _open(stream):
            number += 1
            found = _read_record(record, f"{source}#{number}")
            if found is not None:
                empty = False
                yield found if ends_right() else _refuse_part(f"{source}#{number}")
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
        said = {"WARC-Date": (capture.retrieved or "").replace("+00:00", "Z")} if capture.retrieved else {}
        if capture.given:
            said[_FIELD] = json.dumps({name: value for name, value in asdict(capture.given).items() if value})
        record = writer.create_warc_record(
            capture.url,
            "response",
            payload=BytesIO(capture.data),
            length=len(capture.data),
            http_headers=head,
            warc_headers_dict=said,
        )
        writer.write_record(record)
        written += 1
    return written


def _open(stream: BinaryIO) -> Iterator[tuple[Any, Callable[[], bool]]]:
    """The records of an archive, each with a way to ask whether it ends where it says.

    Lines are of bounded length: warcio's time grows with their square.

    Raises ValueError for a head without end, whose lines warcio would gather until the memory is full.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import DecompressingBufferedReader

    class Reader(DecompressingBufferedReader):  # type: ignore[misc] # warcio has no types
        lines = 0  # since the last record

        def readline(self, length: int = 0) -> bytes:
            self.lines += 1
            if self.lines > _MOST_LINES:
                raise ValueError(f"the head of a record has more than {_MOST_LINES:,} lines")
            line: bytes = super().readline(min(length or _LONGEST_LINE, _LONGEST_LINE))
            return line

    class Archive(ArchiveIterator):  # type: ignore[misc] # as above
        INC_RECORD = ""  # a wrong length is told in a refusal, not on standard error

        def ends_right(self) -> bool:
            before = self.err_count
            self.read_to_end()
            return bool(self.err_count == before)

    archive = Archive(stream, arc2warc=False)
    reader = archive.reader = Reader(stream, block_size=65_536)
    for record in archive:
        reader.lines = 0
        yield record, archive.ends_right


def _read_record(record: Any, source: str) -> Capture | Refusal | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    content = Message()
    content["content-type"] = record.http_headers.get_header("content-type") or ""
    media = content.get_content_type()
    if record.http_headers.get_statuscode() != "200" or media not in _MEDIA:
        return None
    try:
        data = read_body(record.raw_stream, _find_codings(record.http_headers))
    except DocumentError as error:
        return Refusal(source=source, reason=error.reason, message=str(error))
    if record.rec_headers.get_header("WARC-Truncated") or _is_cut_off(record):
        return _refuse_part(source)
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI") or source,
        data=data,
        media=media,
        charset=content.get_content_charset(),
        retrieved=parse_moment(record.rec_headers.get_header("WARC-Date") or ""),
        given=_read_given(record.rec_headers.get_header(_FIELD)),
    )


def _find_codings(headers: Any) -> tuple[str, str]:
    """How the page was sent and how it was packed, in small letters; nothing where nothing is said."""
    names = ("transfer-encoding", "content-encoding")
    sent, packed = ((headers.get_header(name) or "").strip().lower() for name in names)
    return sent, packed


def _read_given(words: str | None) -> Given | None:
    """What a ledger wrote; anything else is nothing."""
    try:
        said = json.loads(words or "null")
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    known = {field.name: said.get(field.name) for field in fields(Given)}
    right = all(value is None or (isinstance(value, str) and value.isprintable()) for value in known.values())
    day = known["published"]
    right = right and known["kind"] in (None, *get_args(DocumentKind)) and (day is None or parse_date(day) == day)
    return Given(**known) if right else None


def _refuse_part(source: str) -> Refusal:
    return Refusal(source=source, reason="unreadable", message="The archive holds only a part of the page.")


def _is_cut_off(record: Any) -> bool:
    """Whether the archive ends before the record does."""
    return record.raw_stream.limit > 0 and not record.raw_stream.read(1)
