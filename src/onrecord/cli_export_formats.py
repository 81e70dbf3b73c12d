"""What the ledger holds in the formats of other programs: onrecord export csv|parquet|jsonl TARGET."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_options import ledger_option, names_option, replace_option

if TYPE_CHECKING:
    from onrecord.exports.manifest import Manifest
    from onrecord.shown import ShownLedger

__all__ = ["FORMATS", "run_export"]


def run_export(ledger: str, write: "Callable[[ShownLedger], Manifest]", *, names: bool) -> None:
    """Open the ledger for a viewer who sees no private names, unless the owner turned them on; and write."""
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        manifest = write(open_shown(opened, Viewer(signed_in=names, may_see_names=names)))
    shown = "shown, but for victims, relatives and minors" if manifest.names else "hidden"
    click.echo(f"{manifest.documents:,} documents; private names are {shown}.", err=True)


_file = click.argument("file", type=click.Path(path_type=Path))
_folder = click.argument("folder", type=click.Path(path_type=Path))


@click.command()
@_folder
@names_option
@replace_option
@ledger_option
def csv(folder: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write a FOLDER of CSV tables with a Frictionless datapackage.json that says what each column holds.

    Words are written as documents have them: open the files as text, as a spreadsheet may take "=" for a formula.
    """
    from onrecord.exports.csv_package import export_csv

    run_export(ledger, lambda shown: export_csv(shown, folder, replacing=replacing), names=names)


@click.command()
@_folder
@names_option
@replace_option
@ledger_option
def parquet(folder: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write a FOLDER of Parquet files with the tables of `export csv`. Needs the extra parquet."""
    from onrecord.exports.parquet import export_parquet

    run_export(ledger, lambda shown: export_parquet(shown, folder, replacing=replacing), names=names)


@click.command()
@_file
@names_option
@replace_option
@ledger_option
def jsonl(file: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write the records to a FILE of JSON lines, a document a line."""
    from onrecord.exports.jsonl import export_jsonl

    run_export(ledger, lambda shown: export_jsonl(shown, file, replacing=replacing), names=names)


FORMATS: tuple[click.Command, ...] = (csv, jsonl, parquet)
"""Every command of this file."""
