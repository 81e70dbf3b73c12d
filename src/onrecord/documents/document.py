"""Text and what is given beside it -> Document. What is given goes before what the head of the text says.

A document is known by the id it was given, else by its address, else by its text: the same text twice is one document.
"""

import hashlib
from dataclasses import dataclass

from onrecord.documents.addresses import split_any
from onrecord.documents.dates import find_dateline, find_published
from onrecord.documents.headings import find_heading, find_kind
from onrecord.documents.language import find_language
from onrecord.documents.screens import screen_text
from onrecord.documents.text import clean_line
from onrecord.errors import DocumentError
from onrecord.schema import Document, DocumentKind

__all__ = ["Given", "make_document", "make_handle", "name_document"]


_LONGEST_ID = 1_000  # bytes: an index of PostgreSQL takes no more than 2,700


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a sender, a page or a line of JSON says of a document beside its text; None where it says nothing."""

    id: str | None = None
    url: str | None = None
    publisher: str | None = None
    kind: DocumentKind | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None


def make_document(text: str, given: Given | None = None) -> Document:
    """The document with this text, code point for code point. Raises DocumentError where the text is none."""
    given = given or Given()
    screen_text(text)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise DocumentError("The text holds half a surrogate pair, which cannot be written.", reason="unreadable")
    if given.id is not None and len(given.id.encode("utf-8", "surrogatepass")) > _LONGEST_ID:
        raise DocumentError(f"Its id has more than {_LONGEST_ID:,} bytes; give it a shorter one.", reason="too large")
    heading = find_heading(text)
    publisher = clean_line(given.publisher or "") or clean_line(heading.publisher or "") or None
    return Document(
        id=given.id or name_document(text, given.url),
        text=text,
        url=clean_line(given.url or "") or None,
        publisher=publisher,
        kind=given.kind or find_kind(text, publisher=publisher, url=given.url),
        title=clean_line(given.title or "") or clean_line(heading.title or "") or None,
        dateline=find_dateline(text),
        published=given.published or find_published(text),
        retrieved=given.retrieved,
        language=find_language(text),
    )


def make_handle(id: str) -> str:  # noqa: A002 - the word of the record
    """What stands for an id that must not be shown: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(b"id " + id.encode()).hexdigest()[:16]


def name_document(text: str, url: str | None) -> str:
    """16 hexadecimal digits of the SHA-256 of the address or the text; a site's front page names no document."""
    address = split_any(url or "")
    has_place = address.path.strip("/") or address.query
    return hashlib.sha256((url if url and has_place else text).encode()).hexdigest()[:16]
