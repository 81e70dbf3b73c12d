"""Bytes as they came -> rows that keep them, each content once and compressed; and back to captures for an archive.

A capture is kept with the document that was read from it, and goes with it when it is forgotten. What the ledger knows
of the document beside its text is kept too, so that an archive is read again as the same documents.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, select

from onrecord.documents.bodies import CAPTURE_LIMIT
from onrecord.documents.document import Given
from onrecord.documents.text import clean_line
from onrecord.documents.warc import Capture
from onrecord.errors import LedgerError
from onrecord.ledger.digests import digest_bytes, digest_words
from onrecord.ledger.engine import telling, writing
from onrecord.ledger.faults import Fault
from onrecord.ledger.patience import outlasting
from onrecord.ledger.tables import captures, contents, documents, failures, forgets
from onrecord.schema import Document

__all__ = ["CaptureLog", "add_captures", "remove_captures", "unpack_content", "verify_captures"]

_LEVEL = 6  # of zlib, its own middle: pages become a fifth, in 10 ms for a large one
_PAGE = 100  # rows asked for at once
_GIVEN = ("id", "url", "publisher", "kind", "title", "published")

Captured = tuple[Document, Capture]


class CaptureLog:
    """The bytes of a ledger's documents. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @outlasting
    def add(self, document: Document, capture: Capture) -> bool:
        """Keep the bytes of a document that is in the ledger or its quarantine; False where it is not, or has them."""
        with self._reading() as connection:
            if not _lacks(connection, document, capture):
                return False
        with telling(self._name), writing(self._engine) as connection:
            if not _is_there(connection, document):
                return False
            return add_captures(connection, ((document, capture),)) == 1

    def captures(self) -> Iterator[Capture]:
        """All of them in the order in which they came, one at a time. Raises LedgerError where one is damaged."""
        last = 0
        while True:
            with self._reading() as connection:
                row = connection.execute(_NEXT, {"last": last}).first()
            if row is None:
                return
            data = unpack_content(row.packed)
            if data is None or digest_bytes(data) != row.content:
                raise LedgerError(f"Capture {row.number} is damaged; `onrecord verify` tells what is wrong.")
            yield _make_capture(row, data)
            last = row.number

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self._name), self._engine.begin() as connection:
            yield connection


def add_captures(connection: Connection, pairs: Sequence[Captured]) -> int:
    """Keep the bytes of these documents, in a transaction that holds the pen; how many captures are new."""
    added = 0
    for document, capture in pairs:
        if not _lacks(connection, document, capture):
            continue
        digest = digest_bytes(capture.data)
        if connection.execute(_CONTENT, {"digest_wanted": digest}).first() is None:
            packed = zlib.compress(capture.data, _LEVEL)
            connection.execute(contents.insert(), {"digest": digest, "packed": packed})
        connection.execute(captures.insert(), _make_row(document, capture, digest))
        added += 1
    return added


def remove_captures(connection: Connection, *, id: str) -> None:  # noqa: A002 - the record's word
    """Take away the captures of a forgotten document, its id given as a digest, and what no other one has."""
    held = connection.execute(select(captures.c.content).where(captures.c.id == id)).scalars().all()
    connection.execute(captures.delete().where(captures.c.id == id))
    for digest in held:
        if connection.execute(select(captures.c.number).where(captures.c.content == digest).limit(1)).first() is None:
            connection.execute(contents.delete().where(contents.c.digest == digest))


def verify_captures(connection: Connection) -> Iterator[Fault]:
    """Contents whose bytes are not those that came, or that nothing names; captures without their content."""
    last = 0
    while rows := connection.execute(_CONTENTS, {"last": last}).all():
        for row in rows:
            data = unpack_content(row.packed)
            if data is None or digest_bytes(data) != row.digest:
                message = "Its bytes are not those that came."
                yield Fault(document="", place=f"contents {row.number}", message=message)
            last = row.number
    for number in connection.execute(_BARE).scalars():
        yield Fault(document="", place=f"captures {number}", message="Its bytes are gone.")
    for number in connection.execute(_LOOSE).scalars():
        yield Fault(document="", place=f"contents {number}", message="No capture has these bytes.")


def unpack_content(packed: bytes) -> bytes | None:
    """The bytes as they came; None where these are not whole, or are more than any page that is kept."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, CAPTURE_LIMIT + 1)
    except zlib.error:
        return None
    whole = unpacker.eof and not unpacker.unused_data and len(data) <= CAPTURE_LIMIT
    return data if whole else None


def _lacks(connection: Connection, document: Document, capture: Capture) -> bool:
    values = {"name": digest_words(document.id), "digest_wanted": digest_bytes(capture.data)}
    return connection.execute(_KNOWN, values).first() is None


def _is_there(connection: Connection, document: Document) -> bool:
    """In the ledger or its quarantine, and not forgotten."""
    name = digest_words(document.id)
    if connection.execute(_TOMBSTONE, {"name": name}).first():
        return False
    known = connection.execute(_DOCUMENT, {"name": document.id}).first()
    return bool(known or connection.execute(_FAILURE, {"name": name}).first())


def _make_row(document: Document, capture: Capture, digest: str) -> dict[str, object]:
    given = {name: value for name in _GIVEN if (value := getattr(document, name)) is not None}
    return {
        "id": digest_words(document.id),
        "content": digest,
        "url": clean_line(capture.url) or None,
        "media": capture.media,
        "charset": clean_line(capture.charset or "") or None,
        "retrieved": capture.retrieved,
        "given": json.dumps(given),
    }


def _make_capture(row: Any, data: bytes) -> Capture:
    """A file has no address: its capture is given one that leads nowhere (RFC 2606), as archives ask for http."""
    known = {name: value for name, value in json.loads(row.given).items() if name in _GIVEN}
    given = replace(Given(**known), retrieved=row.retrieved)
    return Capture(
        url=row.url or f"https://onrecord.invalid/{row.content}",
        data=data,
        media=row.media,
        charset=row.charset,
        retrieved=row.retrieved,
        given=given,
    )


_KNOWN = select(captures.c.number).where(
    captures.c.id == bindparam("name"), captures.c.content == bindparam("digest_wanted")
)
_CONTENT = select(contents.c.number).where(contents.c.digest == bindparam("digest_wanted"))
_NEXT = (
    select(captures, contents.c.packed)
    .join(contents, contents.c.digest == captures.c.content)
    .where(captures.c.number > bindparam("last"))
    .order_by(captures.c.number)
    .limit(1)
)
_CONTENTS = select(contents).where(contents.c.number > bindparam("last")).order_by(contents.c.number).limit(_PAGE)
_BARE = (
    select(captures.c.number).where(captures.c.content.not_in(select(contents.c.digest))).order_by(captures.c.number)
)
_LOOSE = (
    select(contents.c.number).where(contents.c.digest.not_in(select(captures.c.content))).order_by(contents.c.number)
)
_TOMBSTONE = select(forgets.c.document).where(forgets.c.id == bindparam("name")).limit(1)
_DOCUMENT = select(documents.c.number).where(documents.c.id == bindparam("name"))
_FAILURE = select(failures.c.number).where(failures.c.id == bindparam("name")).limit(1)
