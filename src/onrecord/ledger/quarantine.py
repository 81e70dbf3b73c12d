"""Documents that the reader could not read -> rows that keep them, until a reader can.

A row holds the document itself, as its source may be gone. It says why by the kind of trouble and its place in the
code, never by words of the text: who lists the quarantine sees no name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, or_, select

from onrecord.documents.document import make_handle
from onrecord.ledger.digests import digest_bytes, digest_words
from onrecord.ledger.engine import telling, writing
from onrecord.ledger.patience import insert_once, outlasting
from onrecord.ledger.rows import decode_document, encode_document
from onrecord.ledger.tables import documents, failures, forgets, revisions
from onrecord.schema import Document

__all__ = ["Failure", "Quarantine", "find_name", "remove_failures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A document in quarantine: its handle, how often it was tried, and why it could not be read."""

    handle: str
    tries: int
    message: str


_ANY = select(func.max(failures.c.number))
_KNOWN = select(failures.c.number).where(failures.c.digest == bindparam("hash")).limit(1)
_ROW = select(failures).where(failures.c.number == bindparam("row"))
_FORGOTTEN = (
    select(forgets.c.document)
    .where(or_(forgets.c.id == bindparam("id"), forgets.c.texts.contains(bindparam("words"))))
    .limit(1)
)
_TRIES = select(func.sum(failures.c.tries)).where(failures.c.digest == bindparam("hash"))
_READ = (
    select(revisions.c.number)
    .join(documents)
    .where(documents.c.id == bindparam("name"), revisions.c.digest == bindparam("hash"))
)


class Quarantine:
    """The documents that wait for a reader. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    def add(self, document: Document, *, tries: int, message: str) -> None:
        """Keep a document that was tried in vain, again or for the first time; not one that was forgotten."""
        data = encode_document(document)
        values: dict[str, object] = {
            "id": digest_words(document.id),
            "text": digest_words(document.text),
            "digest": digest_bytes(data),
            "bytes": data,
            "retrieved": document.retrieved,
            "tries": tries,
            "message": message,
        }
        self._insert(values, [])

    @outlasting
    def has(self, document: Document) -> bool:
        """Whether this very text, which the ledger does not have, is here."""
        with self._reading() as connection:
            if connection.execute(_ANY).scalar() is None:
                return False
            return connection.execute(_KNOWN, {"hash": digest_bytes(encode_document(document))}).first() is not None

    def documents(self) -> Iterator[Document]:
        """What is here now, in the order in which it was last tried; what was read since is not."""
        for number in self._list():
            document = self._find(number)
            if document:
                yield document

    def failures(self) -> tuple[Failure, ...]:
        """What is said of each document that is here, in the same order."""
        with self._reading() as connection:
            return tuple(_tell(connection, row) for row in _list_rows(connection))

    @outlasting
    def _insert(self, values: dict[str, object], tried: list[int]) -> None:
        with telling(self._name), writing(self._engine) as connection:
            known = {"id": values["id"], "words": values["text"]}
            if connection.execute(_FORGOTTEN, known).first() is None:
                insert_once(connection, failures, values, tried)

    @outlasting
    def _list(self) -> tuple[int, ...]:
        with self._reading() as connection:
            return _list_rows(connection)

    @outlasting
    def _find(self, number: int) -> Document | None:
        with self._reading() as connection:
            found = _find(connection, number)
        return found[1] if found else None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self._name), self._engine.begin() as connection:
            yield connection


def find_name(connection: Connection, name: str) -> tuple[Document, ...]:
    """The documents in quarantine of this id or handle."""
    found = (_find(connection, number) for number in _list_rows(connection))
    documents_found = (item[1] for item in found if item)
    return tuple(each for each in documents_found if name in (each.id, make_handle(each.id)))


def remove_failures(connection: Connection, *, id: str, texts: list[str]) -> None:  # noqa: A002 - the record's word
    """Take away what has the id or one of the texts of a forgotten document, all given as digests."""
    connection.execute(failures.delete().where(or_(failures.c.id == id, failures.c.text.in_(texts))))


def _list_rows(connection: Connection) -> tuple[int, ...]:
    """The newest row of each document that was not read since, in their order."""
    newest = select(func.max(failures.c.number)).group_by(failures.c.digest)
    return tuple(number for number in sorted(connection.execute(newest).scalars()) if _find(connection, number))


def _find(connection: Connection, number: int) -> tuple[Any, Document] | None:
    """A row and its document; None where it was read since, or forgotten."""
    row = connection.execute(_ROW, {"row": number}).first()
    if row is None:
        return None
    document = replace(decode_document(row.bytes), retrieved=row.retrieved)
    read = connection.execute(_READ, {"name": document.id, "hash": row.digest}).first()
    return None if read else (row, document)


def _tell(connection: Connection, number: int) -> Failure:
    found = _find(connection, number)
    assert found is not None, "it was found in the same transaction"
    row, document = found
    tries = connection.execute(_TRIES, {"hash": row.digest}).scalar_one()
    return Failure(handle=make_handle(document.id), tries=tries, message=row.message)
