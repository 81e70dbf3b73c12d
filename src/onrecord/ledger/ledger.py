"""Records -> rows, and back. A ledger only grows; what it stores as bytes is the truth, its columns are an index.

One transaction a document: killed at any instant, a ledger holds whole documents, and adding them again adds the rest.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, Select, func, select

from onrecord.documents.warc import Capture, write_warc
from onrecord.errors import LedgerError
from onrecord.ledger.audit import find_head, verify_chain
from onrecord.ledger.batch import Batch
from onrecord.ledger.captures import CaptureLog, add_captures
from onrecord.ledger.chunks import cut_up
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.dump import load_dump, write_dump
from onrecord.ledger.engine import (
    connect_ledger,
    create_tables,
    has_ledger,
    locate_ledger,
    name_ledger,
    telling,
    writing,
)
from onrecord.ledger.faults import Fault
from onrecord.ledger.finding import admit_failed, find_id, find_number
from onrecord.ledger.forgetting import FORGOTTEN, forget_document, has_forgotten
from onrecord.ledger.full_text import find_full_text
from onrecord.ledger.indexing import add_index, remake_index
from onrecord.ledger.new_file import new_file
from onrecord.ledger.patience import Patience, outlasting
from onrecord.ledger.quarantine import Quarantine
from onrecord.ledger.queries import HAS, NEWEST_OF, NEWEST_OF_ALL, REVISED, UNREAD
from onrecord.ledger.review_rows import NONE, Reviews, find_reviews
from onrecord.ledger.reviewing import ReviewLog
from onrecord.ledger.roles import grant_adding
from onrecord.ledger.rows import decode_document, decode_row, encode_document, select_newest, select_revisions
from onrecord.ledger.scrubbing import finish_scrubbing, mark_scrubbing, scrub
from onrecord.ledger.sought import Sought, seek
from onrecord.ledger.tables import documents, listings, records, revisions
from onrecord.ledger.verification import verify_rows
from onrecord.ledger.visits import VisitLog
from onrecord.schema import Document, DocumentKind, ReaderVersion, Record

__all__ = ["Ledger", "Listing", "find_ledger", "open_ledger"]

_PAGE = 100  # records held at once while all are gone through


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list says of a document. Its title may name private people: show it through Care."""

    id: str
    title: str | None
    publisher: str | None
    kind: DocumentKind
    published: str | None
    language: str


def open_ledger(place: str | Path = "onrecord.db", *, patience: Patience | None = None) -> "Ledger":
    """The ledger in this file or database, made where there is none. Raises LedgerError where it is something else.

    With `patience` what a run does waits for a server that goes away in the middle of it.
    """
    url = locate_ledger(place)
    return Ledger(connect_ledger(url, patience), name=name_ledger(url))


def find_ledger(place: str | Path = "onrecord.db", *, patience: Patience | None = None) -> "Ledger":
    """The ledger in this file or database. Raises LedgerError where there is none."""
    url = locate_ledger(place)
    name = name_ledger(url)
    missing = LedgerError(f"There is no ledger at {name}; `onrecord add` makes one.")
    if url.get_backend_name() == "sqlite":
        if name != ":memory:" and not Path(name).is_file():
            raise missing
        return open_ledger(place)
    engine = connect_ledger(url, patience)
    with telling(name):
        found = has_ledger(engine, name)
    if not found:
        engine.dispose()
        raise missing
    return Ledger(engine, name=name)


class Ledger:
    """Documents, their revisions and records. Every method is one transaction and may raise LedgerError."""

    def __init__(self, engine: Engine, *, name: str) -> None:
        self.name = name
        self._engine = engine
        self._until: int | None = None  # the last review that counts
        try:
            with telling(name):
                create_tables(engine, name)
                finish_scrubbing(engine)
        except BaseException:
            engine.dispose()
            raise

    def add(self, record: Record) -> bool:
        """Add what is new of a record: its document, revision, record and index. False where all is there."""
        return self.add_all((record,))[0]

    @outlasting
    def add_all(self, records: Sequence[Record], captures: Sequence[tuple[Document, Capture]] = ()) -> tuple[bool, ...]:
        """Add several records, and the bytes that they were read from, all or, where an error is raised, none.

        The rows are the same as one after the other.
        """
        found = [record.document for record in records]
        with telling(self.name), writing(self._engine) as connection:
            if has_forgotten(connection, found):
                raise LedgerError(FORGOTTEN)
            batch = Batch(connection, found)
            additions = [batch.add_record(record) for record in records]
            batch.write()
            add_index(connection, [addition for addition in additions if addition])
            add_captures(connection, captures)
        return tuple(addition is not None for addition in additions)

    def forget(self, id: str, *, why: str, time: str) -> bool:  # noqa: A002 - the word of the record
        """Take a document out for ever: text, records, index; a tombstone with `why` and `time` (ISO) stays.

        False where its words are still in the file's log, because others read; who opens the ledger next scrubs it.
        """
        if not why.strip():
            raise LedgerError("Say why the document is forgotten: --why WORDS.")
        with telling(self.name), writing(self._engine) as connection:
            number = find_number(connection, id) or admit_failed(connection, id)
            if number is None:
                raise self._missing(id)
            forget_document(connection, number, why=why, time=time)
            mark_scrubbing(connection)
        with telling(self.name):
            return scrub(self._engine)

    @outlasting
    def has_forgotten(self, document: Document) -> bool:
        """Whether this document, or this very text, was forgotten and so is not taken again."""
        with self._reading() as connection:
            return has_forgotten(connection, (document,))

    @property
    def quarantine(self) -> Quarantine:
        """What the reader could not read."""
        return Quarantine(self._engine, self.name)

    @outlasting
    def has(self, document: Document) -> bool:
        """Whether this very text, with what is known beside it, is there, read by any reader.

        Not where its time of retrieval says that it stands there again, after another text had.
        """
        values = {"name": document.id, "hash": digest_bytes(encode_document(document))}
        with self._reading() as connection:
            row = connection.execute(HAS, values).first()
            if row is None or row.number == row.newest or document.retrieved is None:
                return row is not None
            return Batch(connection, (document,)).is_known(document)

    def document(self, id: str) -> Document:  # noqa: A002 - the word of the record
        """The newest revision of a document."""
        return self.record(id).document

    @outlasting
    def record(self, id: str) -> Record:  # noqa: A002 - the word of the record
        """The newest record of the newest revision of a document, by its id or its handle, as reviews left it."""
        with self._reading() as connection:
            row = connection.execute(NEWEST_OF, {"name": id}).first()
            if row is None and (known := find_id(connection, id)):
                row = connection.execute(NEWEST_OF, {"name": known}).first()
            if row is None:
                raise self._missing(id)
            said = self._find_reviews(connection, {row.document}) if row.review else NONE
        return self._decode(row, said)

    @outlasting
    def records_of(self, ids: Sequence[str]) -> dict[str, Record]:
        """The same of all documents that have one of these ids, looked up at once."""
        with self._reading() as connection:
            found = [row for some in cut_up(ids) for row in connection.execute(NEWEST_OF_ALL, {"names": list(some)})]
            said = self._find_reviews(connection, {row.document for row in found if row.review})
        return {row.id: self._decode(row, said) for row in found}

    def records(self) -> Iterator[Record]:
        """The newest record of each document, in the order in which documents were added."""
        last = 0
        while True:
            query = select_newest().where(listings.c.document > last).order_by(listings.c.document).limit(_PAGE)
            with self._reading() as connection:
                rows = connection.execute(query).all()
                said = self._find_reviews(connection, {row.document for row in rows if row.review})
            if not rows:
                return
            yield from (self._decode(row, said) for row in rows)
            last = rows[-1].document

    def as_after(self, review: int) -> "Ledger":
        """The same ledger whose records are as they were after this review, and no later one."""
        other = copy(self)
        other._until = review  # noqa: SLF001 - of this class
        return other

    def revisions(self, id: str) -> tuple[Record, ...]:  # noqa: A002 - the word of the record
        """One record of each revision of a document, the oldest first; by one reader, where it has read them all."""
        with self._reading() as connection:
            number = find_number(connection, id)
            if number is None:
                raise self._missing(id)
            rows, said = select_revisions(connection, number), self._find_reviews(connection, {number})
        return tuple(self._decode(row, said) for row in rows)

    def revised(self) -> Iterator[str]:
        """The ids of documents with several revisions, in the order in which documents were added."""
        last = 0
        while True:
            rows = self._fetch(REVISED, {"last": last, "limit": _PAGE})
            if not rows:
                return
            yield from (row.id for row in rows)
            last = rows[-1].number

    def unread(self, reader: ReaderVersion) -> Iterator[Document]:
        """Every revision that this reader has not read, in the order in which they were added."""
        last, name = 0, f"{reader.name} {reader.version}"
        while True:
            rows = self._fetch(UNREAD, {"last": last, "reader_name": name, "limit": _PAGE})
            if not rows:
                return
            yield from (replace(self._decode_document(row), retrieved=row.retrieved) for row in rows)
            last = rows[-1].number

    def documents(self, *, limit: int = 100, offset: int = 0) -> tuple[Listing, ...]:
        """A list of documents, the latest published first, those without a date last."""
        order = (listings.c.published.is_(None), listings.c.published.desc(), listings.c.document)
        with self._reading() as connection:
            rows = connection.execute(select(listings).order_by(*order).limit(limit).offset(offset))
            return tuple(_listing(row) for row in rows)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[Listing, ...]:
        """The documents with all these words, or "words in a row"; never by a private person's name.

        Those with all in their titles come first, of the latest 500 that are found; else the latest that was read.
        """
        return self.find(seek(words), limit=limit, offset=offset)

    def find(self, sought: Sought, *, limit: int, offset: int = 0) -> tuple[Listing, ...]:
        """The documents with all that is sought, in the same order."""
        with self._reading() as connection:
            rows = find_full_text(connection).search(connection, sought, limit=limit, offset=offset)
        return tuple(_listing(row) for row in rows)

    def find_numbers(self, sought: Sought, *, limit: int) -> tuple[int, ...]:
        """The numbers of those of them that were read last, for what is kept beside the ledger."""
        with self._reading() as connection:
            rows = find_full_text(connection).search(connection, sought, limit=limit, offset=0)
        return tuple(row.document for row in rows)

    def count(self) -> tuple[int, int]:
        """How many documents and records there are."""
        tables = (documents, records)
        with self._reading() as connection:
            found = [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]
        return found[0], found[1]

    def verify(self) -> Iterator[Fault]:
        """What is wrong: bytes not those written, spans that do not stand in the text, an index that differs."""
        with telling(self.name), self._engine.connect() as connection:
            yield from verify_chain(connection)
            yield from verify_rows(connection)

    def digest(self) -> str:
        """SHA-256 of all that was read; neither the order of adding nor times of retrieval change it."""
        query = (
            select(documents.c.id, revisions.c.digest, records.c.reader, records.c.digest)
            .join(revisions, revisions.c.document == documents.c.number)
            .join(records, records.c.revision == revisions.c.number)
            .order_by(documents.c.id, revisions.c.digest, records.c.reader)
        )
        whole = hashlib.sha256()
        with self._reading() as connection:
            for row in connection.execute(query):
                whole.update(json.dumps(list(row)).encode() + b"\n")
        return whole.hexdigest()

    def head(self) -> str:
        """The hash of the last entry of the chain: who keeps it can tell later that nothing before it was changed."""
        with self._reading() as connection:
            return find_head(connection)[1]

    def dump(self, path: Path) -> None:
        """Write all that the ledger holds, private names too, to a new zip of JSON lines."""
        with self._reading() as connection:
            write_dump(connection, path)

    def write_warc(self, path: Path) -> int:
        """Write the bytes that documents were read from, private names too, to a new WARC; how many captures."""
        with new_file(path) as stream:
            return write_warc(self.captures.captures(), stream)

    def load(self, path: Path) -> None:
        """Fill this ledger, which must be empty, from a dump: the same rows, tombstones and chain, or nothing."""
        with telling(self.name), writing(self._engine) as connection:
            load_dump(connection, path)

    def reindex(self) -> None:
        """Make the index anew from the bytes."""
        with telling(self.name), writing(self._engine) as connection:
            remake_index(connection)

    @property
    def captures(self) -> CaptureLog:
        """The bytes that documents were read from."""
        return CaptureLog(self._engine, self.name)

    @property
    def engine(self) -> Engine:
        """For what is kept beside the ledger's own tables, and can be made anew: links."""
        return self._engine

    @property
    def reviews(self) -> ReviewLog:
        """What people said of its records."""
        return ReviewLog(self._engine, self.name)

    @property
    def visits(self) -> VisitLog:
        """What the web was asked for, and what came of it."""
        return VisitLog(self._engine, self.name)

    def grant(self, user: str) -> None:
        """Let a user of PostgreSQL read and add, with no right to change or remove; the owner of the tables can."""
        with telling(self.name), writing(self._engine) as connection:
            grant_adding(connection, user)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _missing(self, id: str) -> LedgerError:  # noqa: A002 - the word of the record
        return LedgerError(f"There is no document {id} in {self.name}; `onrecord list` lists what there is.")

    def _find_reviews(self, connection: Connection, documents: set[int]) -> Reviews:
        said, until = find_reviews(connection, documents), self._until
        if until is None:
            return said
        return {document: tuple(each for each in of if each.number <= until) for document, of in said.items()}

    def _decode(self, row: Any, said: Reviews) -> Record:
        try:
            return decode_row(row, said)
        except ValidationError as error:
            raise LedgerError(f"A record in {self.name} is damaged; `onrecord verify` tells which.") from error

    def _decode_document(self, row: Any) -> Document:
        try:
            return decode_document(row.bytes)
        except ValidationError as error:
            raise LedgerError(f"A revision in {self.name} is damaged; `onrecord verify` tells which.") from error

    @outlasting
    def _fetch(self, query: Select[Any], values: dict[str, object] | None = None) -> Sequence[Row[Any]]:
        with self._reading() as connection:
            return connection.execute(query, values).all()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with telling(self.name), self._engine.begin() as connection:
            yield connection


def _listing(row: Any) -> Listing:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name for a row by its columns
    return Listing(**{field.name: values[field.name] for field in fields(Listing)})
