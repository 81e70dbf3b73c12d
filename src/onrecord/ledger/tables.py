"""The tables of a ledger. Five hold the truth and only grow; the rest is an index that can be made anew.

They are append-only in the database itself: triggers refuse UPDATE, and DELETE of what no tombstone stands for. The
columns of people, statements, events and figures come from the types of schema.py: a new field needs no line here.
"""

import types
from dataclasses import fields
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import Boolean, TypeEngine

from onrecord.schema import Event, Figure, Person, Span, Statement

__all__ = [
    "FACTS",
    "SQLITE_DDL",
    "TRUTH",
    "VERSION",
    "VERSION_2_DDL",
    "VERSION_3_DDL",
    "VERSION_4_DDL",
    "attempts",
    "audit",
    "documents",
    "facts",
    "failures",
    "forgets",
    "ledger",
    "listings",
    "metadata",
    "polls",
    "records",
    "revisions",
    "visits",
]

VERSION = 4
"""Of the tables that cannot be made anew. A higher one is of a newer OnRecord; 1 had neither audit nor forgets, 2 none
of what the web was asked for, 3 no quarantine."""

metadata = MetaData()

ledger = Table("ledger", metadata, Column("version", Integer, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
)

revisions = Table(
    "revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.number"), nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of bytes, hexadecimal
    Column("bytes", LargeBinary, nullable=False),  # the Document as JSON, without the time of its retrieval
    Column("retrieved", Text),
    UniqueConstraint("document", "digest"),
)

records = Table(
    "records",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("revision", ForeignKey("revisions.number"), nullable=False),
    Column("reader", Text, nullable=False),  # name and version, "standard 1+…"
    Column("digest", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),  # as encode_record writes it, without the time of retrieval
    UniqueConstraint("revision", "reader"),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("act", Text, nullable=False),  # document, revision, record, forget
    Column("document", Integer, nullable=False),  # its number, which is never given again
    Column("row", Integer, nullable=False),  # the number in the table that the act names
    Column("digest", Text, nullable=False),
    Column("hash", Text, nullable=False),  # SHA-256 over the hash before and this entry
)

forgets = Table(
    "forgets",
    metadata,
    Column("document", Integer, primary_key=True),
    Column("id", Text, nullable=False, index=True),  # SHA-256 of the id
    Column("texts", Text, nullable=False),  # SHA-256 of the text of each revision, a JSON list
    Column("why", Text, nullable=False),
    Column("time", Text, nullable=False),
)

attempts = Table(  # each request, whatever came of it
    "attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", Text),
    Column("url", Text, nullable=False, index=True),
    Column("time", Text, nullable=False),
    Column("status", Integer),
    Column("size", Integer, nullable=False),
    Column("digest", Text),
    Column("reason", Text),
    Column("message", Text),
)

visits = Table(  # each announced page, once what came of it is in the ledger
    "visits",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False, index=True),
    Column("time", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("announced", Text),
    Column("document", Text, index=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("reason", Text),
    Column("message", Text),
)

polls = Table(  # each look at a source, once all that it announced is dealt with
    "polls",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("begun", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("announced", Integer, nullable=False),
    Column("outcomes", Text, nullable=False),  # JSON: outcome of a visit -> how many
    Column("wait", Text),  # until when the source asks to be left alone
    Column("reason", Text),
    Column("message", Text),
)

failures = Table(  # each document that the reader could not read
    "failures",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),  # SHA-256 of the id
    Column("text", Text, nullable=False),  # SHA-256 of the text
    Column("digest", Text, nullable=False, index=True),  # SHA-256 of bytes
    Column("bytes", LargeBinary, nullable=False),  # as in revisions
    Column("retrieved", Text),
    Column("tries", Integer, nullable=False),
    Column("message", Text, nullable=False),
)

TRUTH = (documents, revisions, records, forgets, audit, attempts, visits, polls, failures)
"""The tables that cannot be made anew, each after those that it points to: what a dump holds."""

listings = Table(
    "listings",
    metadata,
    Column("document", ForeignKey("documents.number"), primary_key=True),
    Column("record", ForeignKey("records.number"), nullable=False, index=True),  # the newest of the newest revision
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("publisher", Text),
    Column("kind", Text, nullable=False),
    Column("published", Text),
    Column("language", Text, nullable=False),
    Index("listings_published", "published", "document"),
)

FACTS: dict[str, type[Any]] = {"people": Person, "statements": Statement, "events": Event, "figures": Figure}
"""Keys of the record that the index has a table for, with the type of their items."""

_TYPES: dict[object, type[TypeEngine[Any]]] = {str: Text, int: Integer, float: Float, bool: Boolean}


def _facts_table(key: str, item: type[Any]) -> Table:
    """One column a scalar field, two a span; lists inside an item stay in the bytes."""
    columns: list[Column[Any]] = [
        Column("record", ForeignKey("records.number"), primary_key=True),
        Column("id", Text, primary_key=True),
    ]
    hints = get_type_hints(item)
    for field in fields(item):
        inner = {kind for kind in _members(hints[field.name]) if kind is not types.NoneType}
        if field.name == "id":
            continue
        if inner == {Span}:
            columns += [Column(f"{field.name}_start", Integer), Column(f"{field.name}_end", Integer)]
        elif inner <= _TYPES.keys():
            columns.append(Column(field.name, Float if float in inner else _TYPES[inner.pop()]))
    return Table(key, metadata, *columns)


def _members(hint: object) -> set[object]:
    """The plain types that a hint allows: str | None -> {str, NoneType}; Literal["a"] -> {str}."""
    if get_origin(hint) is Literal:
        return {type(value) for value in get_args(hint)}
    if get_origin(hint) in (Union, types.UnionType):
        return set().union(*(_members(member) for member in get_args(hint)))
    return {hint}


facts = {key: _facts_table(key, item) for key, item in FACTS.items()}

_HELD = {
    "documents": "SELECT 1 FROM forgets WHERE document = OLD.number",
    "revisions": "SELECT 1 FROM forgets WHERE document = OLD.document",
    "records": "SELECT 1 FROM forgets JOIN revisions ON revisions.document = forgets.document "
    "WHERE revisions.number = OLD.revision",
}
"""What must stand before a row of each table may go."""

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"

VERSION_2_DDL = (
    *(f"DROP TRIGGER IF EXISTS {table}_refuse_delete" for table in _HELD),
    *(
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} WHEN NOT EXISTS ({held}) {_REFUSE}"
        for table, held in _HELD.items()
    ),
    *(
        f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} {_REFUSE}"
        for table in ("audit", "forgets")
        for verb in ("UPDATE", "DELETE")
    ),
)

VERSION_3_DDL = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_refuse_update BEFORE UPDATE ON {table} {_REFUSE}"
        for table in ("attempts", "visits", "polls")  # what names a forgotten page may go
    ),
    f"CREATE TRIGGER IF NOT EXISTS polls_refuse_delete BEFORE DELETE ON polls {_REFUSE}",
)

_FORGOTTEN = "SELECT 1 FROM forgets WHERE id = OLD.id OR instr(texts, OLD.text)"

VERSION_4_DDL = (
    f"CREATE TRIGGER IF NOT EXISTS failures_refuse_update BEFORE UPDATE ON failures {_REFUSE}",
    "CREATE TRIGGER IF NOT EXISTS failures_refuse_delete BEFORE DELETE ON failures "
    f"WHEN NOT EXISTS ({_FORGOTTEN}) {_REFUSE}",
)

SQLITE_DDL = (
    *(f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE ON {table} {_REFUSE}" for table in _HELD),
    *VERSION_2_DDL,
    *VERSION_3_DDL,
    *VERSION_4_DDL,
    # Contentless: the text stands once, in the bytes. A row is a record's; the newest is told by `listings`.
    "CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, content='', "
    "tokenize='porter unicode61 remove_diacritics 2')",
)
