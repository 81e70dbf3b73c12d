"""A ledger as shown -> a folder of Parquet files, a table each, with the columns of the CSV files and their types.

Needs the extra `parquet`. A thousand rows of each table are in memory at a time.
"""

from collections import defaultdict
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ExportError
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import MARK, write_folder
from onrecord.exports.tables import Cell, Kind, Row, Table, find_tables, list_rows
from onrecord.shown import ShownLedger

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["export_parquet"]

_ROWS = 1_000  # of a table held at once; texts are some 5 kB each


def export_parquet(ledger: ShownLedger, folder: Path, *, replacing: bool = False) -> Manifest:
    """Write the tables; what they hold. Raises ExportError, also where pyarrow is not installed."""
    try:
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'onrecord[parquet]'.") from error
    manifest = begin_manifest("parquet", ledger)
    with write_folder(folder, replacing=replacing) as part:
        with ExitStack() as stack:
            writers: dict[str, ParquetWriter] = {
                table.name: stack.enter_context(
                    ParquetWriter(part / f"{table.name}.parquet", _make_schema(table), compression="zstd")
                )
                for table in find_tables()
            }
            held: defaultdict[str, list[Row]] = defaultdict(list)
            for shown in manifest.count(ledger):
                for name, row in list_rows(shown):
                    held[name].append(row)
                for name in [name for name, rows in held.items() if len(rows) >= _ROWS]:
                    _write(writers[name], name, held.pop(name))
            for name, rows in held.items():
                _write(writers[name], name, rows)
        (part / MARK).write_bytes(manifest.encode())
    return manifest


def _make_schema(table: Table) -> "pa.Schema":
    import pyarrow as pa

    kinds: dict[Kind, Any] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    return pa.schema(
        pa.field(
            column.name,
            kinds[column.kind],
            nullable=not column.required,
            metadata={"description": column.note} if column.note else None,
        )
        for column in table.columns
    )


def _write(writer: Any, name: str, rows: list[Row]) -> None:
    """One group of rows. Raises ExportError where a date is no day of the calendar."""
    import pyarrow as pa

    arrays = []
    for number, field in enumerate(writer.schema):
        cells: list[Cell | date] = [row[number] for row in rows]
        if pa.types.is_date(field.type):
            cells = [_read_day(row[number], name, row[0]) for row in rows]
        arrays.append(pa.array(cells, type=field.type))
    writer.write_table(pa.Table.from_arrays(arrays, schema=writer.schema))


def _read_day(cell: Cell, table: str, document: Cell) -> date | None:
    try:
        return date.fromisoformat(str(cell)) if cell is not None else None
    except ValueError as error:
        raise ExportError(f"{cell} in {table} of document {document} is no day; run `onrecord reread`.") from error
