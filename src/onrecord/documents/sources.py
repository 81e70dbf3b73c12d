"""Files, folders, addresses and "-" -> documents and refusals, one at a time and always in the same order.

Folders are read to their depth in the order of their paths; hidden files are passed over, any other file that cannot be
a document is refused and so is seen. Nothing here opens a socket: addresses go to the fetcher that is handed in.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.documents.document import Given, make_document
from onrecord.documents.fetched import Fetched
from onrecord.documents.html import Page, is_html, parse_page
from onrecord.documents.jsonl import read_lines
from onrecord.documents.mail import Mail, is_mail, read_mail
from onrecord.documents.pdf import read_pdf
from onrecord.documents.refusal import Refusal
from onrecord.documents.screens import screen_text
from onrecord.documents.text import decode_html, decode_text
from onrecord.documents.warc import Capture, read_warc
from onrecord.errors import DocumentError
from onrecord.schema import Document

__all__ = ["FILE_LIMIT", "Note", "capture_page", "find_documents", "forget_bytes", "open_document"]

FILE_LIMIT = 20_000_000
"""Bytes of one text or page: 5 MB of text in UTF-32, or a page with its scripts."""

Item = Document | Refusal
Note = Callable[[Document, Capture], None]
_PAGES = frozenset([".html", ".htm", ".xhtml"])
_TEXTS = frozenset([".txt", ".text", ".md"])
_LINES = frozenset([".jsonl", ".ndjson"])
_OTHERS = frozenset([".pdf", ".eml"])
_ARCHIVES = (".warc", ".warc.gz")
_BINARY = (
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3\x00", "a database"),
)


def forget_bytes(_: Document, __: Capture) -> None:
    """Keep no bytes."""


def find_documents(
    sources: Iterable[str],
    *,
    jsonl: Iterable[str] = (),
    given: Given | None = None,
    stdin: BinaryIO | None = None,
    fetch: Callable[[str], Fetched] | None = None,
    note: Note = forget_bytes,
) -> Iterator[Item]:
    """What each source holds, then what each file of JSON lines holds; `given` is said of all but the lines.

    `note` is handed the bytes of each document before it comes; those of the lines are in the document itself.
    """
    known = given or Given()
    for source in sources:
        if source == "-":
            yield _try("-", lambda: _open_bytes(_read_stdin(stdin), known, note))
        elif source.lower().startswith(("http://", "https://")):
            yield _try(source, lambda address=source: _fetch_document(address, known, fetch or _find_fetcher(), note))  # type: ignore[misc]
        else:
            yield from _find_in_path(Path(source), known, note)
    for source in jsonl:
        yield from _read_jsonl(Path(source), stdin if source == "-" else None)


def open_document(
    data: bytes, given: Given | None = None, *, charset: str | None = None, page: bool = False
) -> Document:
    """The document in these bytes, a page where they begin as one or are said to be. Raises DocumentError."""
    given = given or Given()
    for start, name in _BINARY:
        if data.startswith(start):
            raise DocumentError(f"This is {name}, not text or HTML.", reason="binary")
    if len(data) > FILE_LIMIT:
        raise DocumentError(f"It has more than {FILE_LIMIT // 1_000_000} MB.", reason="too large")
    if data.startswith(b"%PDF-"):
        return _open_pdf(data, given)
    if not page and is_mail(data):
        return _open_mail(data, given)
    text = decode_text(data)
    if not page and not is_html(text):
        return make_document(text, given)
    found = parse_page(decode_html(data, declared=charset), url=given.url)
    _screen_page(found)
    return make_document(
        found.text,
        replace(_fill(given, found), url=found.url),
    )


def capture_page(page: Fetched) -> Capture:
    """A page that was fetched, as an archive keeps it."""
    return Capture(
        url=page.url,
        data=page.data,
        media="text/html" if page.is_html else _name_media(page.data),
        charset=page.charset,
        retrieved=page.retrieved,
    )


def _fill(given: Given, found: Page | Mail) -> Given:
    """What was given, and where nothing was, what a page or a message says of itself."""
    return replace(
        given,
        title=given.title or found.title,
        publisher=given.publisher or found.publisher,
        published=given.published or found.published,
    )


def _open_pdf(data: bytes, given: Given) -> Document:
    text, title = read_pdf(data)
    return make_document(text, replace(given, title=given.title or title))


def _open_mail(data: bytes, given: Given) -> Document:
    mail = read_mail(data)
    said = _fill(given, mail)
    if mail.is_html:
        return open_document(mail.body, said, charset=mail.charset, page=True)
    return make_document(decode_html(mail.body, declared=mail.charset), said)


def _open_capture(capture: Capture, given: Given, note: Note) -> Document:
    known = capture.given or replace(given, url=capture.url, retrieved=capture.retrieved)
    document = open_document(capture.data, known, charset=capture.charset, page="html" in capture.media)
    note(document, capture)
    return document


def _open_bytes(data: bytes, given: Given, note: Note, *, page: bool = False) -> Document:
    document = open_document(data, given, page=page)
    note(document, Capture(url=given.url or "", data=data, media="text/html" if page else _name_media(data)))
    return document


def _name_media(data: bytes) -> str:
    """As `open_document` tells them apart; a page without its head is opened as the text that it looks like."""
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    return "message/rfc822" if is_mail(data) else "text/plain"


def _screen_page(page: Page) -> None:
    """A wall or error page seldom has a main text: judge its title and all that is visible."""
    if page.visible:
        screen_text(f"{page.title or ''}\n{page.visible}")


def _find_in_path(path: Path, given: Given, note: Note) -> Iterator[Item]:
    if not path.is_dir():
        yield from _find_in_file(path, given, note)
        return
    troubles: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(path, onerror=troubles.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            file = Path(folder, name)
            if file.exists() and not file.is_file():  # a pipe would be waited for without end
                yield Refusal(source=_label(file), reason="no document", message="It is a pipe or a device, no file.")
            elif file.suffix.lower() in _PAGES | _TEXTS | _LINES | _OTHERS or name.lower().endswith(_ARCHIVES):
                yield from _find_in_file(file, given, note)
            else:
                yield Refusal(
                    source=_label(file),
                    reason="no document",
                    message="Its name is not that of a text, HTML, PDF, e-mail, WARC or JSON lines file; name it.",
                )
    yield from (_refuse(_label(Path(error.filename)), error) for error in troubles)
    if empty and not troubles:
        yield Refusal(source=_label(path), reason="no document", message="There is no file in this folder.")


def _find_in_file(path: Path, given: Given, note: Note) -> Iterator[Item]:
    if path.suffix.lower() in _LINES:
        yield from _read_jsonl(path, None)
    elif path.name.lower().endswith(_ARCHIVES):
        yield from _read_archive(path, given, note)
    else:
        page = path.suffix.lower() in _PAGES
        yield _try(_label(path), lambda: _open_bytes(_read_file(path), given, note, page=page))


def _read_jsonl(path: Path, stdin: BinaryIO | None) -> Iterator[Item]:
    if stdin is not None:
        yield from read_lines(stdin, "-")
        return
    try:
        with path.open("rb") as stream:
            yield from read_lines(stream, _label(path))
    except OSError as error:
        yield _refuse(_label(path), error)


def _read_archive(path: Path, given: Given, note: Note) -> Iterator[Item]:
    try:
        with path.open("rb") as stream:
            for found in read_warc(stream, _label(path)):
                if isinstance(found, Refusal):
                    yield found
                else:
                    yield _try(found.url, lambda capture=found: _open_capture(capture, given, note))  # type: ignore[misc]
    except OSError as error:
        yield _refuse(_label(path), error)


def _read_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(FILE_LIMIT + 1)


def _read_stdin(stdin: BinaryIO | None) -> bytes:
    if stdin is None:
        raise DocumentError("There is no standard input to read.", reason="not found")
    return stdin.read(FILE_LIMIT + 1)


def _find_fetcher() -> Callable[[str], Fetched]:
    from onrecord.documents.fetch import fetch_page  # late: most sources are files, and need no sockets

    return fetch_page


def _fetch_document(address: str, given: Given, fetch: Callable[[str], Fetched], note: Note) -> Document:
    fetched = fetch(address)
    known = replace(given, url=fetched.url, retrieved=fetched.retrieved)
    document = open_document(fetched.data, known, charset=fetched.charset, page=fetched.is_html)
    note(document, capture_page(fetched))
    return document


def _try(source: str, read: Callable[[], Document]) -> Item:
    try:
        return read()
    except DocumentError as error:
        return Refusal(source=source, reason=error.reason, message=str(error))
    except OSError as error:
        return _refuse(source, error)


def _refuse(source: str, error: OSError) -> Refusal:
    missing = isinstance(error, FileNotFoundError)
    message = "There is no such file." if missing else f"It cannot be read: {error.strerror or error}."
    return Refusal(source=source, reason="not found" if missing else "unreadable", message=message)


def _label(path: Path) -> str:
    """The path as text; bytes that are no text become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
