"""The tables of a data package -> the codebook: what each table, column and value means, in words of our own."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from onrecord.beats import load_packaged_beat
from onrecord.exports.tables import Column, Table, find_tables

__all__ = ["render_text", "tell_column", "tell_table", "tell_value", "write_codebook"]

_EDGES = ("_start", "_end", "_text")


def write_codebook() -> str:
    """The codebook of every table, and of the event types of the beat, as Markdown."""
    words = {"tell_table": tell_table, "tell_column": tell_column, "tell_value": tell_value}
    return render_text("codebook.md", tables=find_tables(), beats=[load_packaged_beat()], **words)


def tell_table(table: Table) -> str:
    """What a table holds."""
    return str(_words()["tables"][table.name])


def tell_column(table: Table, column: Column) -> str:
    """What a column holds; of the edges of a span, what the span is."""
    known: dict[str, str] = _words()["columns"]
    for name in (f"{table.name}.{column.name}", column.name):
        if name in known:
            return known[name]
    for edge, said in zip(_EDGES, ("where they begin", "where they end", "as they are"), strict=True):
        span = column.name.removesuffix(edge)
        found = known.get(f"{table.name}.{span}", known.get(span))
        if column.name.endswith(edge) and found:
            return f"{found} Here: {said}."
    raise KeyError(f"{table.name}.{column.name} is not in the codebook")


def tell_value(table: Table, column: Column, value: str) -> str:
    """What a value of a closed set means."""
    return str(_words()["values"][f"{table.name}.{column.name}"][value])


def render_text(name: str, **values: object) -> str:
    """A text of exports/texts, which is Markdown, with these values; nothing in it is escaped."""
    environment = Environment(  # noqa: S701 - Markdown of our own
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["tick"] = lambda word: f"`{word}`"
    return environment.from_string(_read(name)).render(values)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_read("codebook.toml"))


@cache
def _read(name: str) -> str:
    return (files("onrecord.exports") / "texts" / name).read_text(encoding="utf-8")
