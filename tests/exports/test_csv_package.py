"""The package is valid by Frictionless, and its cells are the rows of the records."""

import csv
import json
from pathlib import Path

import frictionless
from hypothesis import HealthCheck, given, settings
from tests.exports.ledgers import opened, records
from tests.hand import make_record

from onrecord.exports.csv_package import export_csv, write_cell
from onrecord.exports.tables import find_tables, list_rows
from onrecord.schema import Record


def _check(folder: Path) -> list[str]:
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors] + [
        error.message for error in report.errors
    ]


def test_frictionless_finds_no_fault(tmp_path: Path) -> None:
    """Types, enumerations, keys and hashes."""
    with opened([make_record()]) as ledger:
        export_csv(ledger, tmp_path / "out")
    assert _check(tmp_path / "out") == []


def test_frictionless_finds_a_wrong_cell(tmp_path: Path) -> None:
    """The check can fail: a disposition that there is not, an owner that is missing, another hash."""
    with opened([make_record()]) as ledger:
        export_csv(ledger, tmp_path / "out")
    offenses = tmp_path / "out" / "offenses.csv"
    offenses.write_text(offenses.read_text().replace("charged", "guilty").replace("p2,x1", "p99,x1"))
    found = " ".join(_check(tmp_path / "out"))
    for trouble in ("guilty", "p99", "hash"):
        assert trouble in found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=records())
def test_what_is_read_again_is_what_was_written(tmp_path: Path, told: tuple[Record, ...]) -> None:
    """Cell for cell: line breaks, quotation marks, and what looks like a formula or a tag."""
    with opened(told) as ledger:
        manifest = export_csv(ledger, tmp_path / "out", replacing=True)
        rows = [each for shown in ledger.records() for each in list_rows(shown)]
    assert manifest.documents == len(told)
    for table in find_tables():
        with (tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
            head, *body = csv.reader(stream)
        assert head == [column.name for column in table.columns]
        assert body == [[write_cell(cell) for cell in row] for name, row in rows if name == table.name]


def test_the_manifest_says_how_it_was_made(tmp_path: Path) -> None:
    """And the package whether names are hidden."""
    with opened([make_record()]) as ledger:
        export_csv(ledger, tmp_path / "out")
        digest = ledger.ledger.digest()
    manifest = json.loads((tmp_path / "out" / "onrecord.json").read_text())
    assert (manifest["export"], manifest["ledger"], manifest["documents"]) == ("csv", digest, 1)
    assert (manifest["private_names"], manifest["readers"]) == ("hidden", {"hand 1": 1})
    assert "Private names are hidden." in json.loads((tmp_path / "out" / "datapackage.json").read_text())["description"]
