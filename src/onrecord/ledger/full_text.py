"""Words of records -> what finds them: FTS5 in SQLite, tsvector in PostgreSQL, with the same words and the same marks.

Works inside a transaction that its caller began. A row holds words without private names (index.py); neither database
keeps the text itself there.
"""

import re
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, text

from onrecord.errors import LedgerError
from onrecord.ledger.index import Row
from onrecord.ledger.tsvector import SEARCH_DEPTH, Tsvector

__all__ = ["FullText", "find_full_text", "split_search"]


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
        """Rows of `listings` with all of these words or phrases.

        Of the latest SEARCH_DEPTH those with all in their titles come first; else the latest record does.
        """


def find_full_text(connection: Connection) -> FullText:
    """That of the database that is connected."""
    return Tsvector() if connection.dialect.name == "postgresql" else _Fts5()


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
        words = " AND ".join(f'"{term}"' for term in terms)
        values = {"words": words, "titles": f"{{title}} : ({words})", "most": max(SEARCH_DEPTH, limit + offset)}
        return connection.execute(_SEARCH, {**values, "limit": limit, "offset": offset}).all()


_ADD = text("INSERT INTO words(rowid, title, publisher, text) VALUES (:rowid, :title, :publisher, :text)")
_REMOVE = text(
    "INSERT INTO words(words, rowid, title, publisher, text) VALUES ('delete', :rowid, :title, :publisher, :text)"
)
# The latest that are found, and of these whose titles have the words, among rows that are no older: neither gets slower
# as the ledger grows, as ranking (bm25) does, which counts all rows of each word and looks at each that is found.
_SEARCH = text(
    "WITH found AS MATERIALIZED (SELECT listings.* FROM words JOIN listings ON listings.record = words.rowid "
    "WHERE words MATCH :words ORDER BY words.rowid DESC LIMIT :most) "
    "SELECT * FROM found ORDER BY record NOT IN (SELECT rowid FROM words WHERE words MATCH :titles "
    "AND rowid >= (SELECT min(record) FROM found)), record DESC LIMIT :limit OFFSET :offset"
)
