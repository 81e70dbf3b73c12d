"""The tables of a ledger. Three hold the truth as bytes and only grow; the rest is an index that can be made anew.

documents, revisions and records are append-only in the database itself: triggers refuse UPDATE and DELETE. The columns
of people, statements, events and figures come from the types of schema.py, so a new field needs no line here.
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
    "VERSION",
    "documents",
    "facts",
    "ledger",
    "listings",
    "metadata",
    "records",
    "revisions",
]

VERSION = 1
"""Of the three truth tables. A ledger with a higher one was written by a newer OnRecord."""

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

SQLITE_DDL = (
    *(
        f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'a ledger only grows'); END"
        for table in ("documents", "revisions", "records")
        for verb in ("UPDATE", "DELETE")
    ),
    # Contentless: the text stands once, in the bytes. A row is a record's; the newest is told by `listings`.
    "CREATE VIRTUAL TABLE words USING fts5(title, publisher, text, content='', "
    "tokenize='porter unicode61 remove_diacritics 2')",
)
