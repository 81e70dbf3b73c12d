"""A ledger as shown -> a folder of CSV files with a Frictionless data package that says what each column holds.

Values are written as they are: words of a document may begin with "=", so open the files as text, not as formulas.
"""

import csv
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import MARK, write_folder
from onrecord.exports.tables import Cell, Column, Table, find_tables, list_rows
from onrecord.shown import Shown, ShownLedger

__all__ = ["describe_package", "export_csv", "write_cell", "write_tables"]


def export_csv(ledger: ShownLedger, folder: Path, *, replacing: bool = False) -> Manifest:
    """Write the package; what it holds. Raises ExportError."""
    manifest = begin_manifest("csv", ledger)
    with write_folder(folder, replacing=replacing) as part:
        write_tables(manifest.count(ledger), part)
        package = json.dumps(describe_package(part, manifest), indent=2, ensure_ascii=False)
        (part / "datapackage.json").write_text(package + "\n", encoding="utf-8", newline="\n")
        (part / MARK).write_bytes(manifest.encode())
    return manifest


def write_tables(records: Iterable[Shown], folder: Path) -> Mapping[str, int]:
    """One CSV file a table, also where it stays empty: UTF-8, commas, lines that end in CR LF; the rows of each."""
    counts: Counter[str] = Counter()
    with ExitStack() as stack:
        writers = {}
        for table in find_tables():
            stream = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow([column.name for column in table.columns])
        for shown in records:
            for name, row in list_rows(shown):
                writers[name].writerow(map(write_cell, row))
                counts[name] += 1
    return {table.name: counts[table.name] for table in find_tables()}


def describe_package(
    folder: Path, manifest: Manifest, about: Mapping[str, object] | None = None, *, prefix: str = ""
) -> dict[str, object]:
    """The datapackage.json of the tables in a folder; `about` is what is said of the package beside that.

    `prefix` stands before the name of each file: the way from the descriptor to the folder.
    """
    shown = "shown, but for victims, relatives and minors" if manifest.names else "hidden"
    return {
        "profile": "tabular-data-package",
        "name": "onrecord",
        **(about or {}),
        "description": "What documents state, each value with its words and where they stand in documents.text: "
        f"offsets are Unicode code points, the end is exclusive. Private names are {shown}.",
        "resources": [_describe_table(table, folder / f"{table.name}.csv", prefix) for table in find_tables()],
    }


def write_cell(cell: Cell) -> str:
    """A value as text; nothing where it is unknown."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _describe_table(table: Table, path: Path, prefix: str) -> dict[str, object]:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": prefix + path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_describe_column(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **_describe_owner(table),
        },
    }


def _describe_owner(table: Table) -> dict[str, object]:
    if table.owner is None:
        return {}
    keys = {each.name: each.key for each in find_tables()}
    reference = {"resource": table.owner.replace("_", "-"), "fields": list(keys[table.owner])}
    return {"foreignKeys": [{"fields": list(table.owner_key), "reference": reference}]}


def _describe_column(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    note = {"description": column.note} if column.note else {}
    limits = {"constraints": constraints} if constraints else {}
    return {"name": column.name, "type": column.kind, **note, **limits}
