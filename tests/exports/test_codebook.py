"""The codebook tells every table, column and value that there is, and no other."""

import tomllib
from importlib.resources import files

from onrecord.beats import Beat
from onrecord.exports.codebook import tell_column, write_codebook
from onrecord.exports.tables import find_tables

WORDS = tomllib.loads((files("onrecord.exports") / "texts" / "codebook.toml").read_text(encoding="utf-8"))


def test_nothing_lacks_and_nothing_is_left_over() -> None:
    """A new field, or a new value, must be told."""
    assert WORDS["tables"].keys() == {table.name for table in find_tables()}
    closed = {f"{table.name}.{column.name}": column.values for table in find_tables() for column in table.columns}
    assert {name: tuple(values) for name, values in WORDS["values"].items()} == {
        name: values for name, values in closed.items() if values
    }
    known = {name.removesuffix(edge) for name in closed for edge in ("", "_start", "_end", "_text")}
    plain = {name.split(".")[1] for name in known}
    assert {name for name in WORDS["columns"] if name not in known and name not in plain} == set()


def test_the_codebook_in_full(beat: Beat) -> None:
    """Each column with its words; the edges of a span too; the types of the beat."""
    told = write_codebook()
    for table in find_tables():
        for column in table.columns:
            assert f"| `{column.name}` | {column.kind}" in told
            assert tell_column(table, column) in told
    assert "- `dismissed`: charges dropped or declined, a conviction vacated or overturned" in told
    assert "| `cue_start` | integer, may be empty | The word of saying. Here: where they begin. |" in told
    for event in beat.events:
        assert f"- `{event.name}`: {event.definition}" in told
