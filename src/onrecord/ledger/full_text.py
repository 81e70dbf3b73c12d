"""Words of records -> what finds them: FTS5 in SQLite, tsvector in PostgreSQL, with the same words and the same marks.

Works inside a transaction that its caller began. A row holds words without private names (index.py); neither database
keeps the text itself there.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, text

from onrecord.errors import LedgerError
from onrecord.ledger.index import Row

__all__ = ["FullText", "find_full_text", "split_search"]

_CHUNK_WORDS = 12_000  # PostgreSQL counts places in a row up to 16,383, and a row holds a million bytes
_CHUNK_BYTES = 400_000
_OVERLAP = 50  # words that stand in two rows, so that a phrase of so many is found wherever a row ends
_LONGEST = 200  # code points of a word; PostgreSQL takes 2,046 bytes


class FullText(Protocol):
    """What a database must do for search."""

    def add(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Make records findable, each by the words of its row; there is one at least."""

    def remove(self, connection: Connection, row: Row) -> None:
        """Take back what was added with this row."""

    def clear(self, connection: Connection) -> None:
        """Take back all."""

    def tidy(self, connection: Connection) -> None:
        """Leave nothing of what was removed in old pages of the index."""

    def has(self, connection: Connection, record: int) -> bool:
        """Whether a record can be found."""

    def search(self, connection: Connection, terms: Sequence[str], *, limit: int, offset: int) -> Sequence[Any]:
        """Rows of `listings` with all of these words or phrases, best first."""


def find_full_text(connection: Connection) -> FullText:
    """That of the database that is connected."""
    return _Tsvector() if connection.dialect.name == "postgresql" else _Fts5()


def split_search(words: str) -> list[str]:
    """What a person typed as terms, each a word or "words in a row"; no mark is an operator. LedgerError for none."""
    found = re.findall(r'"([^"]*)"|([^\s"]+)', words)
    terms = [" ".join(re.findall(r"\w+", phrase or word)) for phrase, word in found]
    if not any(terms):
        raise LedgerError("Search for one word or more.")
    return [term for term in terms if term]


class _Fts5:
    def add(self, connection: Connection, rows: Sequence[Row]) -> None:
        connection.execute(_ADD, rows)

    def remove(self, connection: Connection, row: Row) -> None:
        connection.execute(_REMOVE, row)

    def clear(self, connection: Connection) -> None:
        connection.execute(text("INSERT INTO words(words) VALUES ('delete-all')"))

    def tidy(self, connection: Connection) -> None:
        connection.execute(text("INSERT INTO words(words) VALUES ('optimize')"))

    def has(self, connection: Connection, record: int) -> bool:
        query = text("SELECT count(*) FROM words WHERE rowid = :number")
        return bool(connection.execute(query, {"number": record}).scalar())

    def search(self, connection: Connection, terms: Sequence[str], *, limit: int, offset: int) -> Sequence[Any]:
        values = {"words": " ".join(f'"{term}"' for term in terms), "limit": limit, "offset": offset}
        return connection.execute(_SEARCH, values).all()


_ADD = text("INSERT INTO words(rowid, title, publisher, text) VALUES (:rowid, :title, :publisher, :text)")
_REMOVE = text(
    "INSERT INTO words(words, rowid, title, publisher, text) VALUES ('delete', :rowid, :title, :publisher, :text)"
)
_SEARCH = text(
    "SELECT listings.* FROM words JOIN listings ON listings.record = words.rowid "
    "WHERE words MATCH :words ORDER BY bm25(words, 4, 1, 1), listings.document LIMIT :limit OFFSET :offset"
)


class _Tsvector:
    def add(self, connection: Connection, rows: Sequence[Row]) -> None:
        connection.execute(_ADD_VECTOR, [chunk for row in rows for chunk in _chunk_row(row)])

    def remove(self, connection: Connection, row: Row) -> None:
        connection.execute(text("DELETE FROM words WHERE record = :rowid"), {"rowid": row["rowid"]})

    def clear(self, connection: Connection) -> None:
        connection.execute(text("DELETE FROM words"))

    def tidy(self, connection: Connection) -> None:
        """What was removed goes when the ledger is scrubbed."""

    def has(self, connection: Connection, record: int) -> bool:
        query = text("SELECT count(*) FROM words WHERE record = :number")
        return bool(connection.execute(query, {"number": record}).scalar())

    def search(self, connection: Connection, terms: Sequence[str], *, limit: int, offset: int) -> Sequence[Any]:
        folded = [" ".join(_fold(term)) for term in terms]
        values: dict[str, object] = {f"term{number}": term for number, term in enumerate(folded)}
        found = (
            f"listings.record IN (SELECT record FROM words WHERE vector @@ {_QUERY.format(name)})"  # noqa: S608 - a name
            for name in values
        )
        ranks = " + ".join(f"ts_rank(vector, {_QUERY.format(name)})" for name in values)
        query = text(
            f"SELECT listings.* FROM listings WHERE {' AND '.join(found)} ORDER BY "  # noqa: S608 - made of the above
            f"(SELECT max({ranks}) FROM words WHERE words.record = listings.record) DESC, listings.document "
            "LIMIT :limit OFFSET :offset"
        )
        return connection.execute(query, {**values, "limit": limit, "offset": offset}).all()


_QUERY = "phraseto_tsquery('onrecord', :{})"
_ADD_VECTOR = text(
    "INSERT INTO words(record, vector) VALUES (:record, setweight(to_tsvector('onrecord', :head), 'A') || "
    "setweight(to_tsvector('onrecord', :side), 'B') || to_tsvector('onrecord', :text))"
)


def _chunk_row(row: Row) -> list[Row]:
    """The rows of the table for one of the index; the title and the publisher stand in the first."""
    title, publisher, body = (_fold(str(row[name] or "")) for name in ("title", "publisher", "text"))
    rows: list[Row] = [{"record": row["rowid"], "head": "", "side": "", "text": chunk} for chunk in _chunk(body)]
    rows[0] |= {"head": " ".join(title[:1000]), "side": " ".join(publisher[:1000])}
    return rows


def _fold(words: str) -> list[str]:
    """Words in small letters without accents, as FTS5 splits and compares them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return [word[:_LONGEST] for word in re.findall(r"[^\W_]+", plain.lower())]


def _chunk(words: list[str]) -> Iterator[str]:
    """The words in pieces that a row holds; one, empty, where there are none."""
    start = 0
    while True:
        size, end = 0, start
        while end < len(words) and end - start < _CHUNK_WORDS and size < _CHUNK_BYTES:
            size += len(words[end].encode()) + 8
            end += 1
        yield " ".join(words[start:end])
        if end >= len(words):
            return
        start = max(start + 1, end - _OVERLAP)
