"""Words of records -> what finds them: FTS5 in SQLite, tsvector in PostgreSQL, with the same words and the same marks.

Works inside a transaction that its caller began. A row holds words without private names (index.py); neither database
keeps the text itself there.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, text

from onrecord.ledger.index import Row
from onrecord.ledger.sought import Sought
from onrecord.ledger.tsvector import SEARCH_DEPTH, Tsvector

__all__ = ["FullText", "find_full_text"]


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

    def search(self, connection: Connection, sought: Sought, *, limit: int, offset: int) -> Sequence[Any]:
        """Rows of `listings` with all that is sought.

        Of the latest SEARCH_DEPTH those with all in their titles come first; else the latest record does.
        """


def find_full_text(connection: Connection) -> FullText:
    """That of the database that is connected."""
    return Tsvector() if connection.dialect.name == "postgresql" else _Fts5()


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

    def search(self, connection: Connection, sought: Sought, *, limit: int, offset: int) -> Sequence[Any]:
        words = " AND ".join(f'"{term}"' for term in sought.terms)
        asked = [f"({{title publisher text}} : ({words}))"] if words else []
        asked += [f"({{marks}} : ({' OR '.join(group)}))" for group in sought.marks]
        values = {
            "words": " AND ".join(asked),
            "titles": f"{{title}} : ({words})" if words else "",
            "most": max(SEARCH_DEPTH, limit + offset),
            "since": sought.since or "",
            "until": sought.until or "9999",
            "dated": sought.since is not None or sought.until is not None,
        }
        query = _SEARCH if words else _FIND
        return connection.execute(query, {**values, "limit": limit, "offset": offset}).all()


_ADD = text(
    "INSERT INTO words(rowid, title, publisher, text, marks) VALUES (:rowid, :title, :publisher, :text, :marks)"
)
_REMOVE = text(
    "INSERT INTO words(words, rowid, title, publisher, text, marks) "
    "VALUES ('delete', :rowid, :title, :publisher, :text, :marks)"
)
# The latest that are found, and of these whose titles have the words, among rows that are no older: neither gets slower
# as the ledger grows, as ranking (bm25) does, which counts all rows of each word and looks at each that is found.
_MATCH = (
    "SELECT listings.* FROM words JOIN listings ON listings.record = words.rowid "
    "WHERE words MATCH :words AND (NOT :dated OR listings.published BETWEEN :since AND :until) "
    "ORDER BY words.rowid DESC LIMIT"
)
_FIND = text(_MATCH + " :limit OFFSET :offset")
_SEARCH = text(
    "WITH found AS MATERIALIZED (" + _MATCH + " :most) "  # noqa: S608 - both are of this file
    "SELECT * FROM found ORDER BY record NOT IN (SELECT rowid FROM words WHERE words MATCH :titles "
    "AND rowid >= (SELECT min(record) FROM found)), record DESC LIMIT :limit OFFSET :offset"
)
