"""Records -> the new rows of one transaction, as if each record had come alone, written a table at a time.

What the ledger has of their documents is asked for once; numbers, digests and the chain are made here. Works inside a
transaction that its caller began, and that holds the pen: nobody else gives numbers meanwhile.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from onrecord.ledger.audit import Act, chain_hash, digest_return, find_head
from onrecord.ledger.bulk import insert_rows
from onrecord.ledger.chunks import cut_up
from onrecord.ledger.digests import digest_bytes, digest_words
from onrecord.ledger.indexing import Addition
from onrecord.ledger.rows import encode_document
from onrecord.ledger.standing import Standing
from onrecord.ledger.tables import audit, documents, forgets, records, returns, revisions
from onrecord.schema import Document, Record, encode_record

__all__ = ["Batch"]


class Batch:
    """New rows that are not written yet: what each `add` makes is there once `write` has been called."""

    def __init__(self, connection: Connection, found: Sequence[Document]) -> None:
        """Learn what the ledger has of these documents. No other may be added."""
        self._connection = connection
        self._documents: dict[str, int] = {}
        self._revisions: dict[tuple[int, str], int] = {}
        self._standing: dict[int, Standing] = defaultdict(Standing)  # of each document
        self._read: set[tuple[int, str]] = set()  # revision and reader
        self._newest: dict[int, int] = {}  # revision -> its newest record
        names = list(dict.fromkeys(document.id for document in found))
        for some in cut_up(names):
            self._learn(some)
        last = connection.execute(_LAST).one()
        self._last = {
            documents: max(last.document, last.forgotten),
            revisions: last.revision,
            returns: last.back,
            records: last.record,
        }
        self._head = find_head(connection)
        self._rows: dict[Any, list[tuple[object, ...]]] = {
            table: [] for table in (documents, revisions, returns, records, audit)
        }

    def add_document(self, document: Document) -> tuple[int, int]:
        """The numbers of a document and of this revision of it, each new or known."""
        number = self._documents.get(document.id)
        if number is None:
            number = self._documents[document.id] = self._add(documents, document.id)
            self._seal("document", number, number, digest_words(document.id))
        data = encode_document(document)
        digest = digest_bytes(data)
        revision = self._revisions.get((number, digest))
        if revision is None:
            revision = self._add(revisions, number, digest, data, document.retrieved)
            self._revisions[number, digest] = revision
            self._standing[number].add(revision, document.retrieved)
            self._seal("revision", number, revision, digest)
        return number, revision

    def is_known(self, document: Document) -> bool:
        """Whether there is nothing new in this text at its time of retrieval."""
        number = self._documents.get(document.id, 0)
        revision = self._revisions.get((number, digest_bytes(encode_document(document))))
        return revision is not None and not self._standing[number].is_left(revision, document.retrieved)

    def add_record(self, record: Record) -> Addition | None:
        """What the index is to know of a record; None where this reader has read this revision before."""
        document, revision = self.add_document(record.document)
        reader = f"{record.reader.name} {record.reader.version}"
        returned = self._turn(document, revision, record.document.retrieved)
        if (revision, reader) in self._read:
            if not returned:
                return None
            head = self._newest[revision]
            return Addition(number=head, document=document, record=record, heads=True, new=False)
        self._read.add((revision, reader))
        data = encode_record(replace(record, document=replace(record.document, retrieved=None)))
        digest = digest_bytes(data)
        number = self._newest[revision] = self._add(records, revision, reader, digest, data)
        self._seal("record", document, number, digest)
        heads = self._standing[document].revision == revision
        return Addition(number=number, document=document, record=record, heads=heads)

    def write(self) -> None:
        """Write all rows, each table after those that it points to."""
        for table, rows in self._rows.items():
            insert_rows(self._connection, table, rows)
            rows.clear()

    def _turn(self, document: int, revision: int, retrieved: str | None) -> bool:
        """Whether this revision stands there again; it is written down."""
        standing = self._standing[document]
        if retrieved is None or not standing.is_left(revision, retrieved):
            return False
        number = self._add(returns, revision, standing.last, retrieved)
        self._seal("return", document, number, digest_return(revision, standing.last, retrieved))
        standing.turn(revision, after=standing.last, retrieved=retrieved)
        return True

    def _learn(self, names: Sequence[str]) -> None:
        for row in self._connection.execute(_KNOWN_DOCUMENTS, {"names": names}):
            self._documents[row.id] = row.number
        numbers = [self._documents[name] for name in names if name in self._documents]
        if not numbers:
            return
        for known in self._connection.execute(_KNOWN_REVISIONS, {"numbers": numbers}):
            self._revisions[known.document, known.digest] = known.number
            self._standing[known.document].add(known.number, known.retrieved)
        for back in self._connection.execute(_KNOWN_RETURNS, {"numbers": numbers}):
            self._standing[back.document].turn(back.revision, after=back.after, retrieved=back.retrieved)
        for read in self._connection.execute(_KNOWN_RECORDS, {"numbers": numbers}):
            self._read.add((read.revision, read.reader))
            self._newest[read.revision] = read.number

    def _add(self, table: Any, *values: object) -> int:
        """The number of a new row: one after the last."""
        number: int = self._last[table] + 1
        self._last[table] = number
        self._rows[table].append((number, *values))
        return number

    def _seal(self, act: Act, document: int, row: int, digest: str) -> None:
        number, before = self._head
        self._head = number + 1, chain_hash(before, act, document, row, digest)
        self._rows[audit].append((number + 1, act, document, row, digest, self._head[1]))


def _last(column: Any, label: str) -> Any:
    return select(func.coalesce(func.max(column), 0)).scalar_subquery().label(label)


_LAST = select(
    _last(documents.c.number, "document"),
    _last(forgets.c.document, "forgotten"),  # its number is never given again
    _last(revisions.c.number, "revision"),
    _last(returns.c.number, "back"),
    _last(records.c.number, "record"),
)
_KNOWN_DOCUMENTS = select(documents.c.number, documents.c.id).where(
    documents.c.id.in_(bindparam("names", expanding=True))
)
_HELD = revisions.c.document.in_(bindparam("numbers", expanding=True))
_KNOWN_REVISIONS = (
    select(revisions.c.number, revisions.c.document, revisions.c.digest, revisions.c.retrieved)
    .where(_HELD)
    .order_by(revisions.c.number)
)
_KNOWN_RETURNS = (
    select(revisions.c.document, returns.c.revision, returns.c.after, returns.c.retrieved)
    .join(revisions)
    .where(_HELD)
    .order_by(returns.c.number)
)
_KNOWN_RECORDS = (
    select(records.c.revision, records.c.reader, records.c.number)
    .join(revisions)
    .where(_HELD)
    .order_by(records.c.number)
)
