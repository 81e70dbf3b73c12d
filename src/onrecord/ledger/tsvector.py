"""The full text of a ledger in PostgreSQL: a row of `words` for each piece of a record, a tsvector in it.

Words are split and folded here, as FTS5 does it in SQLite, and cut to their stems by the server. It is asked for the
stem of each word once a connection: to have it parse every text took longer than all else.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from onrecord.ledger.bulk import copy_rows
from onrecord.ledger.index import Row
from onrecord.ledger.sought import Sought

__all__ = ["SEARCH_DEPTH", "Tsvector"]

SEARCH_DEPTH = 500
"""Of so many, the latest that are found, those come first that have the words in their titles."""

_CHUNK_WORDS = 12_000  # PostgreSQL counts places in a row up to 16,383, and a row holds a million bytes
_CHUNK_BYTES = 400_000
_OVERLAP = 50  # words that stand in two rows, so that a phrase of so many is found wherever a row ends
_LONGEST = 200  # code points of a word; PostgreSQL takes 2,046 bytes
_HEAD = 1000  # words of a title or of a publisher
_STEMS = 200_000  # kept for a connection, some 30 MB
_ASCII_WORD = re.compile("[a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")

Stems = dict[str, tuple[str, ...]]


class Tsvector:
    """What `full_text.FullText` asks for."""

    def add(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Make records findable, each by the words of its row; there is one at least."""
        pieces = [piece for row in rows for piece in _cut_row(row)]
        stems = _find_stems(connection, set[str]().union(*(part for _, parts, _ in pieces for part in parts)))
        marks = {row["rowid"]: "".join(f" '/{mark}'" for mark in str(row.get("marks") or "").split()) for row in rows}
        vectors = [
            (number, _write_vector(parts, stems) + marks[number] + " '/long'" * long) for number, parts, long in pieces
        ]
        copy_rows(connection, "words", ("record", "vector"), vectors)

    def remove(self, connection: Connection, row: Row) -> None:
        """Take back what was added with this row."""
        connection.execute(text("DELETE FROM words WHERE record = :rowid"), {"rowid": row["rowid"]})

    def clear(self, connection: Connection) -> None:
        """Take back all."""
        connection.execute(text("DELETE FROM words"))

    def tidy(self, connection: Connection) -> None:
        """What was removed goes when the ledger is scrubbed."""

    def has(self, connection: Connection, record: int) -> bool:
        """Whether a record can be found."""
        query = text("SELECT count(*) FROM words WHERE record = :number")
        return bool(connection.execute(query, {"number": record}).scalar())

    def search(self, connection: Connection, sought: Sought, *, limit: int, offset: int) -> Sequence[Any]:
        """Rows of `listings` with all that is sought, in the order that `full_text.FullText` says."""
        folded = {f"term{number}": " ".join(_fold(term)) for number, term in enumerate(sought.terms)}
        chosen = {f"mark{number}": _join_marks(group) for number, group in enumerate(sought.marks)}
        asked, marks = [_QUERY.format(name) for name in folded], [f"CAST(:{name} AS tsquery)" for name in chosen]
        values: dict[str, object] = {"most": max(SEARCH_DEPTH, limit + offset), "limit": limit, "offset": offset}
        values |= {"since": sought.since or "", "until": sought.until or "9999"}
        pieces = [f"SELECT record FROM words WHERE vector @@ ({' && '.join([_LONG, term, *marks])})" for term in asked]  # noqa: S608 - names
        query = _SEARCH.format(
            query=" && ".join([*asked, *marks]),
            titles=" && ".join(asked) or _NOTHING,
            dated=_DATED if sought.since is not None or sought.until is not None else "true",
            apart=f"UNION ({' INTERSECT '.join(pieces)})" if len(asked) > 1 else "",
        )
        return connection.execute(text(query), {**folded, **chosen, **values}).all()


_QUERY = "phraseto_tsquery('onrecord', :{})"
_NOTHING = "$$$$::tsquery"
_DATED = "listings.published BETWEEN :since AND :until"
_LONG = "$$'/long'$$::tsquery"
# As in SQLite: the latest first, whose titles have the words before the others. The words of a long text may stand in
# several pieces of it, and are looked for one by one in all that are marked as such.
_SEARCH = """
WITH whole AS MATERIALIZED (
  SELECT words.record FROM words JOIN listings ON listings.record = words.record
  WHERE vector @@ ({query}) AND {dated} ORDER BY words.record DESC LIMIT :most
), found AS MATERIALIZED (
  SELECT listings.* FROM listings WHERE record IN (SELECT record FROM whole {apart}) AND {dated}
)
SELECT * FROM found ORDER BY EXISTS (
  SELECT FROM words WHERE words.record = found.record AND ts_filter(vector, '{{a}}') @@ ({titles})
) DESC, record DESC LIMIT :limit OFFSET :offset
"""
_ASK_STEMS = (
    "SELECT word, lexeme FROM unnest(%s::text[]) AS word, unnest(to_tsvector('onrecord', word)) "
    "ORDER BY word, positions"
)

Parts = tuple[list[str], list[str], list[str]]
"""Words of a title, a publisher and a text, as a row of `words` takes them."""


def _find_stems(connection: Connection, words: set[str]) -> Stems:
    """The stem of each word; several of one that the server splits again."""
    known: Stems = connection.info.setdefault("stems", {})
    if len(known) > _STEMS:
        known.clear()
    asked = sorted(words - known.keys())
    if asked:
        found: Stems = dict.fromkeys(asked, ())
        for word, stem in connection.exec_driver_sql(_ASK_STEMS, (asked,)):
            found[word] = (*found[word], stem)
        known |= found  # once all are there: what failed in the middle is asked again
    return known


def _write_vector(parts: Parts, stems: Stems) -> str:
    """A tsvector as PostgreSQL reads it: each stem with its place, and how much that weighs."""
    title, publisher, body = ([stem for word in words for stem in stems[word]] for words in parts)
    found = [f"'{stem}':{place}A" for place, stem in enumerate(title, 1)]
    found += [f"'{stem}':{place}B" for place, stem in enumerate(publisher, len(title) + 1)]
    found += [f"'{stem}':{place}" for place, stem in enumerate(body, len(title) + len(publisher) + 1)]
    return " ".join(found)


def _cut_row(row: Row) -> Iterator[tuple[int, Parts, bool]]:
    """The pieces of a row of the index, and whether there are several; title and publisher stand in the first."""
    number, title, publisher, body = (row[name] for name in ("rowid", "title", "publisher", "text"))
    assert isinstance(number, int), "search_row numbers its rows"
    head = _fold(str(title or ""))[:_HEAD], _fold(str(publisher or ""))[:_HEAD]
    chunks = list(_cut(_fold(str(body or ""))))
    for chunk in chunks:
        yield number, (*head, chunk), len(chunks) > 1
        head = [], []


def _join_marks(group: Sequence[str]) -> str:
    """Any of these marks, as PostgreSQL reads it; marks are letters and digits."""
    return " | ".join(f"'/{mark}'" for mark in group)


def _fold(words: str) -> list[str]:
    """Words in small letters without accents, as FTS5 splits and compares them."""
    if words.isascii():  # the same, sooner
        return [word[:_LONGEST] for word in _ASCII_WORD.findall(words.lower())]
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return [word[:_LONGEST] for word in _WORD.findall(plain.lower())]


def _cut(words: list[str]) -> Iterator[list[str]]:
    """The words in pieces that a row holds; one, empty, where there are none."""
    if len(words) <= _CHUNK_WORDS and 4 * sum(map(len, words)) + 8 * len(words) < _CHUNK_BYTES:
        yield words  # the same, sooner
        return
    start = 0
    while True:
        size, end = 0, start
        while end < len(words) and end - start < _CHUNK_WORDS and size < _CHUNK_BYTES:
            size += 4 * len(words[end]) + 8  # bytes at most
            end += 1
        yield words[start:end]
        if end >= len(words):
            return
        start = max(start + 1, end - _OVERLAP)
