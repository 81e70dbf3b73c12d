"""The tables of a ledger. Those in TRUTH only grow; the rest is an index that can be made anew.

They are append-only in the database itself: triggers refuse UPDATE, and DELETE of what no tombstone stands for. The
columns of people, statements, events and figures come from the types of schema.py: a new field needs no line here.
"""

import types
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.types import Boolean, TypeEngine

from onrecord.schema import Event, Figure, Person, Span, Statement

__all__ = [
    "FACTS",
    "POSTGRESQL_DDL",
    "SQLITE_DDL",
    "TRUTH",
    "VERSION",
    "attempts",
    "audit",
    "captures",
    "contents",
    "documents",
    "facts",
    "failures",
    "forgets",
    "ledger",
    "listings",
    "metadata",
    "names",
    "polls",
    "records",
    "returns",
    "reviews",
    "revisions",
    "visits",
]

VERSION = 9
"""Of the tables that cannot be made anew. A higher one is of a newer OnRecord; migrations/ tells of each lower one."""

metadata = MetaData()

_WORDS = Text().with_variant(Text(collation="C"), "postgresql")  # the same order in every database
_WHOLE = Integer().with_variant(BigInteger(), "postgresql")  # as wide as SQLite's


def _number(table: str) -> Column[int]:
    """Numbers without gaps, the same in every database: one after the last, as whoever writes holds the pen."""
    after: ColumnElement[int] = literal_column(f"(SELECT coalesce(max(number), 0) + 1 FROM {table})")  # noqa: S608 - a name of this file
    return Column("number", _WHOLE, primary_key=True, autoincrement=False, default=after)


ledger = Table("ledger", metadata, Column("version", _WHOLE, nullable=False))

documents = Table(
    "documents",
    metadata,
    _number("documents"),
    Column("id", _WORDS, nullable=False, unique=True),
)

revisions = Table(
    "revisions",
    metadata,
    _number("revisions"),
    Column("document", ForeignKey("documents.number"), nullable=False),
    Column("digest", _WORDS, nullable=False),  # SHA-256 of bytes, hexadecimal
    Column("bytes", LargeBinary, nullable=False),  # the Document as JSON, without the time of its retrieval
    Column("retrieved", _WORDS),
    UniqueConstraint("document", "digest"),
)

records = Table(
    "records",
    metadata,
    _number("records"),
    Column("revision", ForeignKey("revisions.number"), nullable=False),
    Column("reader", _WORDS, nullable=False),  # name and version, "standard 1+…"
    Column("digest", _WORDS, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # as encode_record writes it, without the time of retrieval
    UniqueConstraint("revision", "reader"),
)

returns = Table(  # each time that a text stood at its address again, after another one had
    "returns",
    metadata,
    _number("returns"),
    Column("revision", ForeignKey("revisions.number"), nullable=False, index=True),
    Column("after", _WHOLE, nullable=False),  # the last revision of the document then
    Column("retrieved", _WORDS, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    _number("audit"),
    Column("act", _WORDS, nullable=False),  # document, revision, return, record, review, forget
    Column("document", _WHOLE, nullable=False),  # its number, which is never given again
    Column("row", _WHOLE, nullable=False),  # the number in the table that the act names
    Column("digest", _WORDS, nullable=False),
    Column("hash", _WORDS, nullable=False),  # SHA-256 over the hash before and this entry
)

forgets = Table(
    "forgets",
    metadata,
    Column("document", _WHOLE, primary_key=True, autoincrement=False),
    Column("id", _WORDS, nullable=False, index=True),  # SHA-256 of the id
    Column("texts", _WORDS, nullable=False),  # SHA-256 of the text of each revision, a JSON list
    Column("why", _WORDS, nullable=False),
    Column("time", _WORDS, nullable=False),
)

attempts = Table(  # each request, whatever came of it
    "attempts",
    metadata,
    _number("attempts"),
    Column("source", _WORDS),
    Column("url", _WORDS, nullable=False, index=True),
    Column("time", _WORDS, nullable=False),
    Column("status", _WHOLE),
    Column("size", _WHOLE, nullable=False),
    Column("digest", _WORDS),
    Column("reason", _WORDS),
    Column("message", _WORDS),
)

visits = Table(  # each announced page, once what came of it is in the ledger
    "visits",
    metadata,
    _number("visits"),
    Column("source", _WORDS, nullable=False),
    Column("url", _WORDS, nullable=False, index=True),
    Column("time", _WORDS, nullable=False),
    Column("outcome", _WORDS, nullable=False),
    Column("announced", _WORDS),
    Column("document", _WORDS, index=True),
    Column("etag", _WORDS),
    Column("modified", _WORDS),
    Column("reason", _WORDS),
    Column("message", _WORDS),
)

polls = Table(  # each look at a source, once all that it announced is dealt with
    "polls",
    metadata,
    _number("polls"),
    Column("source", _WORDS, nullable=False, index=True),
    Column("begun", _WORDS, nullable=False),
    Column("ended", _WORDS, nullable=False),
    Column("announced", _WHOLE, nullable=False),
    Column("outcomes", _WORDS, nullable=False),  # JSON: outcome of a visit -> how many
    Column("wait", _WORDS),  # until when the source asks to be left alone
    Column("reason", _WORDS),
    Column("message", _WORDS),
)

failures = Table(  # each document that the reader could not read
    "failures",
    metadata,
    _number("failures"),
    Column("id", _WORDS, nullable=False),  # SHA-256 of the id
    Column("text", _WORDS, nullable=False),  # SHA-256 of the text
    Column("digest", _WORDS, nullable=False, index=True),  # SHA-256 of bytes
    Column("bytes", LargeBinary, nullable=False),  # as in revisions
    Column("retrieved", _WORDS),
    Column("tries", _WHOLE, nullable=False),
    Column("message", _WORDS, nullable=False),
)

contents = Table(  # what was fetched or read from a file, byte for byte, each once
    "contents",
    metadata,
    _number("contents"),
    Column("digest", _WORDS, nullable=False, unique=True),  # SHA-256 of the bytes as they came
    Column("packed", LargeBinary, nullable=False),  # those bytes, compressed (zlib)
)

captures = Table(  # of which document the bytes are, and how they came
    "captures",
    metadata,
    _number("captures"),
    Column("id", _WORDS, nullable=False),  # SHA-256 of the document's id
    Column("content", _WORDS, nullable=False, index=True),  # the digest of its content
    Column("url", _WORDS),
    Column("media", _WORDS, nullable=False),
    Column("charset", _WORDS),
    Column("retrieved", _WORDS),
    Column("given", _WORDS, nullable=False),  # JSON: what the ledger knows of the document beside its text
    UniqueConstraint("id", "content"),
)

reviews = Table(  # what a person said of a document, or of one fact in it
    "reviews",
    metadata,
    _number("reviews"),
    Column("document", ForeignKey("documents.number"), nullable=False, index=True),
    Column("digest", _WORDS, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # as encode_review writes it
)

TRUTH = (
    documents, revisions, returns, records, reviews, forgets, audit, attempts, visits, polls, failures, contents,
    captures,
)  # fmt: skip
"""The tables that cannot be made anew, each after those that it points to: what a dump holds."""

listings = Table(
    "listings",
    metadata,
    Column("document", ForeignKey("documents.number"), primary_key=True),
    Column("record", ForeignKey("records.number"), nullable=False, index=True),  # the newest of the newest revision
    Column("id", _WORDS, nullable=False, unique=True),
    Column("title", _WORDS),
    Column("publisher", _WORDS),
    Column("kind", _WORDS, nullable=False),
    Column("published", _WORDS),
    Column("language", _WORDS, nullable=False),
    Column("review", _WHOLE, nullable=False),  # the newest of the document; 0 where there is none
    Index("listings_published", "published", "document"),
)

FACTS: dict[str, type[Any]] = {"people": Person, "statements": Statement, "events": Event, "figures": Figure}
"""Keys of the record that the index has a table for, with the type of their items."""

_TYPES: dict[object, TypeEngine[Any]] = {str: _WORDS, int: _WHOLE, float: Float(53), bool: Boolean()}


def _facts_table(key: str, item: type[Any]) -> Table:
    """One column a scalar field, two a span; lists inside an item stay in the bytes."""
    columns: list[Column[Any]] = [
        Column("record", _WHOLE, primary_key=True),  # no foreign key: to look at each took a tenth of adding a record
        Column("id", _WORDS, primary_key=True),
    ]
    hints = get_type_hints(item)
    for field in fields(item):
        inner = {kind for kind in _members(hints[field.name]) if kind is not types.NoneType}
        if field.name == "id":
            continue
        if inner == {Span}:
            columns += [Column(f"{field.name}_start", _WHOLE), Column(f"{field.name}_end", _WHOLE)]
        elif inner <= _TYPES.keys():
            columns.append(Column(field.name, _TYPES[float] if float in inner else _TYPES[inner.pop()]))
    return Table(key, metadata, *columns, sqlite_with_rowid=False)


def _members(hint: object) -> set[object]:
    """The plain types that a hint allows: str | None -> {str, NoneType}; Literal["a"] -> {str}."""
    if get_origin(hint) is Literal:
        return {type(value) for value in get_args(hint)}
    if get_origin(hint) in (Union, types.UnionType):
        return set().union(*(_members(member) for member in get_args(hint)))
    return {hint}


facts = {key: _facts_table(key, item) for key, item in FACTS.items()}

names = Table(  # by which words each private person is found, folded (names.py)
    "names",
    metadata,
    Column("record", _WHOLE, primary_key=True),
    Column("id", _WORDS, primary_key=True),
    Column("first", _WORDS, nullable=False),
    Column("last", _WORDS, nullable=False),
    Index("names_last", "last", "first"),
    sqlite_with_rowid=False,
)

_HELD = {
    "documents": "SELECT 1 FROM forgets WHERE document = OLD.number",
    "revisions": "SELECT 1 FROM forgets WHERE document = OLD.document",
    "records": "SELECT 1 FROM forgets JOIN revisions ON revisions.document = forgets.document "
    "WHERE revisions.number = OLD.revision",
    "returns": "SELECT 1 FROM forgets JOIN revisions ON revisions.document = forgets.document "
    "WHERE revisions.number = OLD.revision",
}
"""What must stand before a row of each table may go."""

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"

_FORGOTTEN = "SELECT 1 FROM forgets WHERE id = OLD.id OR instr(texts, OLD.text) > 0"
_HELD_TOO = {
    "failures": _FORGOTTEN,
    "captures": "SELECT 1 FROM forgets WHERE id = OLD.id",
    "reviews": "SELECT 1 FROM forgets WHERE document = OLD.document",
    "contents": "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM captures WHERE content = OLD.digest)",
}
"""The same, of the tables that came later."""

_ONLY_GROW = ("audit", "forgets", "polls")


def _guard(table: Table) -> str:
    """A trigger of SQLite: INSERT OR REPLACE deletes the row that is in its way, and asks no trigger of deletion."""
    unique = (each.columns.keys() for each in table.constraints if isinstance(each, UniqueConstraint))  # one at most
    taken = (
        f"EXISTS (SELECT 1 FROM {table.name} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"  # noqa: S608 - names above
        for key in (table.primary_key.columns.keys(), *unique)
    )
    return (
        f"CREATE TRIGGER {table.name}_refuse_replace BEFORE INSERT ON {table.name} WHEN {' OR '.join(taken)} {_REFUSE}"
    )


SQLITE_DDL = (
    *(_guard(table) for table in TRUTH),
    *(f"CREATE TRIGGER {table.name}_refuse_update BEFORE UPDATE ON {table.name} {_REFUSE}" for table in TRUTH),
    *(f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} {_REFUSE}" for table in _ONLY_GROW),
    *(
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} WHEN NOT EXISTS ({held}) {_REFUSE}"
        for table, held in (*_HELD.items(), *_HELD_TOO.items())
    ),
    # Contentless: the text stands once, in the bytes. A row is a record's; the newest is told by `listings`.
    "CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, marks, content='', "
    "tokenize='porter unicode61 remove_diacritics 2')",
)

_REFUSING = "RAISE EXCEPTION 'a ledger only grows'"


def _hold(table: str, held: str) -> Iterator[str]:
    """A trigger of PostgreSQL that lets a row go only where something stands for it."""
    body = f"BEGIN IF NOT EXISTS ({held}) THEN {_REFUSING}; END IF; RETURN OLD; END"
    yield f"CREATE FUNCTION {table}_hold() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    call = f"FOR EACH ROW EXECUTE FUNCTION {table}_hold()"
    yield f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} {call}"


def _compress(table: str) -> str:
    """Bytes are compressed where the server can do it fast (LZ4), and else not."""
    known = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    column = f"ALTER TABLE {table} ALTER COLUMN bytes SET"
    return f"DO $$ BEGIN IF ({known}) THEN {column} COMPRESSION lz4; ELSE {column} STORAGE EXTERNAL; END IF; END $$"


_CALL = "EXECUTE FUNCTION refuse()"

POSTGRESQL_DDL = (
    f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_REFUSING}; END $$",
    *(
        f"CREATE TRIGGER {table.name}_refuse_{verb.lower()} BEFORE {verb} ON {table.name} FOR EACH {each} {_CALL}"
        for table in TRUTH
        for verb, each in (("UPDATE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ),
    *(f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} FOR EACH ROW {_CALL}" for table in _ONLY_GROW),
    *(statement for table, held in _HELD.items() for statement in _hold(table, held)),
    *(statement for table, held in _HELD_TOO.items() for statement in _hold(table, held.replace("instr", "strpos"))),
    "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, LANGUAGE = english)",
    "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = pg_catalog.simple)",
    "ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR asciiword, word WITH onrecord_stem",
    # A vector stays in its row, uncompressed: PostgreSQL's own compression takes as long as all else, and saves little.
    "CREATE TABLE words (record bigint NOT NULL, vector tsvector NOT NULL) WITH (toast_tuple_target = 8160)",
    "ALTER TABLE words ALTER COLUMN vector SET STORAGE EXTERNAL",
    "CREATE INDEX words_vector ON words USING gin (vector) WITH (gin_pending_list_limit = 8192)",
    "CREATE INDEX words_record ON words (record)",
    *(_compress(table) for table in ("revisions", "records")),
)
