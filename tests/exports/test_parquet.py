"""Parquet holds the rows of the records, with types."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pyarrow.parquet import ParquetFile, read_table
from tests.exports.ledgers import opened
from tests.hand import make_record

from onrecord.errors import ExportError
from onrecord.exports import parquet
from onrecord.exports.parquet import export_parquet
from onrecord.exports.tables import find_tables, list_rows


def test_what_is_read_again_is_what_was_written(tmp_path: Path) -> None:
    """Value for value; a date is a date."""
    records = [replace(make_record(), document=replace(make_record().document, id=f"d{number}")) for number in range(3)]
    with opened(records) as ledger:
        export_parquet(ledger, tmp_path / "out")
        rows = [each for shown in ledger.records() for each in list_rows(shown)]
    for table in find_tables():
        read = read_table(tmp_path / "out" / f"{table.name}.parquet").to_pylist()
        days = {column.name for column in table.columns if column.kind == "date"}
        told = [{name: str(value) if name in days and value else value for name, value in row.items()} for row in read]
        names = [column.name for column in table.columns]
        assert told == [dict(zip(names, row, strict=True)) for name, row in rows if name == table.name]
    events = read_table(tmp_path / "out" / "events.parquet").to_pylist()
    assert events[0]["start"] == date(2031, 5, 12)


def test_rows_are_written_in_groups(tmp_path: Path) -> None:
    """So that memory is bounded."""
    records = [
        replace(make_record(), document=replace(make_record().document, id=f"d{number}")) for number in range(120)
    ]
    with opened(records) as ledger:
        export_parquet(ledger, tmp_path / "out")
    file = ParquetFile(tmp_path / "out" / "events.parquet")
    assert file.metadata.num_rows == 120 * 9 > parquet._ROWS
    assert file.metadata.num_row_groups == 2


def test_a_date_that_is_no_day_is_told(tmp_path: Path) -> None:
    """Where it stands, and what to do; nothing is written."""
    record = make_record()
    wrong = replace(record, document=replace(record.document, published="2031-02-30"))
    with opened([wrong]) as ledger, pytest.raises(ExportError, match="2031-02-30 in documents of document hand"):
        export_parquet(ledger, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
