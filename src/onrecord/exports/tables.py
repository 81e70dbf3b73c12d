"""The types of schema.py -> tables with columns, and a record as shown -> its rows: what CSV and Parquet are made of.

A field that holds one value is a column, a span three (where its words begin and end in `documents.text`, and the
words), a list a table of its own. A new field of the schema needs no line here.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from onrecord.reviews.anchoring import digest_text
from onrecord.schema import Argument, Record, Span
from onrecord.shown import Shown

__all__ = ["Cell", "Column", "Kind", "Row", "Table", "find_tables", "list_rows"]

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Kind = Literal["string", "integer", "number", "boolean", "date"]

_ONE = {
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "statements": "statement",
    "events": "event",
    "proceedings": "proceeding",
    "labels": "label",
}
"""Tables that others belong to, and the column by which a row of those says to which row it belongs."""

_KINDS: dict[object, Kind] = {str: "string", int: "integer", float: "number", bool: "boolean"}
_DATE = "ISO 8601 calendar date"
_OWN = (
    ("revision", "SHA-256 of the revision as the ledger keeps it; empty where names are hidden in it"),
    ("text_digest", "SHA-256 of text in UTF-8: all offsets are into this very text"),
)
"""What the table of documents says that no field of a record does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its type, what it means, and what it may hold."""

    name: str
    kind: Kind
    note: str = ""
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its columns, those that name a row, and the table that its rows belong to, with the columns for it.

    `item` is the type of the schema whose fields its columns are.
    """

    name: str
    item: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    owner: str | None = None
    owner_key: tuple[str, ...] = ()


@cache
def find_tables() -> tuple[Table, ...]:
    """Every table, in the order of the record; a table comes after the one that its rows belong to."""
    hints = get_type_hints(Record, include_extras=True)
    document = [column for name in ("document", "reader", "format") for column in _columns(name, hints[name])]
    document += [Column(name=name, kind="string", note=note, required=name == "text_digest") for name, note in _OWN]
    named = tuple(
        replace(each, name=each.name.removeprefix("document_").replace("document", "id")) for each in document
    )
    tables = [Table(name="documents", item="Document", columns=named, key=("id",))]
    for field in dataclasses.fields(Record):
        inner = _list_item(hints[field.name])
        if inner is not None:
            tables += _tables(field.name, inner)
    return tuple(tables)


def list_rows(shown: Shown) -> Iterator[tuple[str, Row]]:
    """The rows of one record, each with the name of its table; those it belongs to come first."""
    record = shown.record
    document = record.document
    values = [value for name in ("document", "reader", "format") for value in _cells(getattr(record, name))]
    yield "documents", (*values, shown.revision, digest_text(document.text))
    for field in dataclasses.fields(record):
        if isinstance(items := getattr(record, field.name), tuple):
            for item in items:
                yield from _rows(field.name, (document.id,), item)


def _tables(name: str, item: Any) -> Iterator[Table]:
    """The table of a list of the record, and those of the lists in its items."""
    columns = (_DOCUMENT, *_fields(item))
    yield Table(
        name=name,
        item=item.__name__,
        columns=columns,
        key=("document", "id"),
        owner="documents",
        owner_key=("document",),
    )
    for field, hint in get_type_hints(item, include_extras=True).items():
        if (inner := _list_item(hint)) is not None:
            yield _inner_table(name, field, inner)


def _inner_table(owner: str, field: str, item: Any) -> Table:
    """The table of a list in an item: of things with an id, or by position."""
    plain = _plain(item)
    parent = Column(name=_ONE[owner], kind="string", note=f"id in {owner}", required=True)
    position = Column(name="position", kind="integer", note="place in the list, from 1", required=True)
    name, columns = f"{owner}_{field}", _columns("ref", item)
    if plain in (Span, Argument):
        columns = tuple(replace(each, name=each.name.removeprefix("ref_")) for each in _columns("ref", item))
    elif dataclasses.is_dataclass(plain):
        name, columns = field, _fields(plain)
    has_id = any(column.name == "id" for column in columns)
    return Table(
        name=name,
        item=str(getattr(plain, "__name__", "Id")) if dataclasses.is_dataclass(plain) else "Id",
        columns=(_DOCUMENT, parent, *columns) if has_id else (_DOCUMENT, parent, position, *columns),
        key=("document", "id") if has_id else ("document", _ONE[owner], "position"),
        owner=owner,
        owner_key=("document", _ONE[owner]),
    )


def _rows(name: str, head: tuple[str, ...], item: Any) -> Iterator[tuple[str, Row]]:
    """The row of an item of a list of the record, and those of its lists."""
    yield name, (*head, *_cells(item))
    for field in dataclasses.fields(item):
        if isinstance(inner := getattr(item, field.name), tuple):
            for position, each in enumerate(inner, 1):
                is_whole = dataclasses.is_dataclass(each) and not isinstance(each, Span | Argument)
                place = () if hasattr(each, "id") else (position,)
                yield field.name if is_whole else f"{name}_{field.name}", (*head, item.id, *place, *_cells(each))


def _fields(item: Any) -> tuple[Column, ...]:
    """The columns of all fields of a type that hold one value."""
    hints = get_type_hints(item, include_extras=True)
    return tuple(column for field in dataclasses.fields(item) for column in _columns(field.name, hints[field.name]))


def _columns(name: str, hint: Any) -> tuple[Column, ...]:
    """The columns of a field: none for a list, one a part for what has parts, else one."""
    plain, note, optional = _plain(hint), _note(hint), _is_optional(hint)
    if get_origin(plain) is tuple:
        return ()
    if dataclasses.is_dataclass(plain):
        parts = get_type_hints(plain, include_extras=True)
        inner = (
            column for part in dataclasses.fields(plain) for column in _columns(f"{name}_{part.name}", parts[part.name])
        )
        return tuple(
            replace(each, name=each.name.replace("_span_", "_"), required=each.required and not optional)
            for each in inner
        )
    values = tuple(str(value) for value in get_args(plain)) if get_origin(plain) is Literal else ()
    kind: Kind = "string" if values else _kind(plain)
    kind = "date" if note == _DATE else kind
    return (Column(name=name, kind=kind, note=note, required=not optional, values=values),)


def _cells(value: Any) -> tuple[Cell, ...]:
    """The cells of a value, in the order of its columns."""
    item: type = type(value)
    if not dataclasses.is_dataclass(item):
        return (value,)
    cells: list[Cell] = []
    for field, width in _widths(item):
        inner = getattr(value, field)
        if width == 1 and not dataclasses.is_dataclass(inner):
            cells.append(inner)
        else:
            cells += _cells(inner) if inner is not None else [None] * width
    return tuple(cells)


@cache
def _widths(item: type) -> tuple[tuple[str, int], ...]:
    """The fields of a type that are no lists, each with the number of its columns."""
    hints = get_type_hints(item, include_extras=True)
    widths = ((field.name, len(_columns(field.name, hints[field.name]))) for field in dataclasses.fields(item))
    return tuple((name, width) for name, width in widths if width)


def _kind(plain: Any) -> Kind:
    """The narrowest kind that holds all that a hint allows."""
    if get_origin(plain) in (Union, UnionType):
        kinds = {_KINDS[part] for part in get_args(plain)}
        return "number" if "number" in kinds else kinds.pop()
    return _KINDS[plain]


def _list_item(hint: Any) -> Any:
    """What a list holds; None where the hint is no list."""
    plain = _plain(hint)
    return get_args(plain)[0] if get_origin(plain) is tuple else None


def _plain(hint: Any) -> Any:
    """A hint without its notes and without None."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        parts = [part for part in get_args(hint) if part is not NoneType]
        return _plain(parts[0]) if len(parts) == 1 else Union[tuple(parts)]  # noqa: UP007 - made while running
    return hint


def _is_optional(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return _is_optional(get_args(hint)[0])
    return get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)


def _note(hint: Any) -> str:
    """The description that stands in an Annotated type, however deep."""
    if get_origin(hint) is Annotated:
        own = [str(getattr(part, "description", "") or "") for part in get_args(hint)[1:]]
        return " ".join(filter(None, [*own, _note(get_args(hint)[0])]))
    if get_origin(hint) in (Union, UnionType):
        return " ".join(filter(None, map(_note, get_args(hint))))
    return ""


_DOCUMENT = Column(name="document", kind="string", note="id in documents", required=True)
