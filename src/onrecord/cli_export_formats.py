"""The ledger in the formats of other programs: onrecord export csv|parquet|jsonl|jsonld|ftm|plover TARGET."""

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


@click.command()
@_file
@click.option("--base", metavar="URL", help="Where the pages of `export site` will stand; nodes are named by it.")
@names_option
@replace_option
@ledger_option
def jsonld(file: Path, base: str | None, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write one FILE of JSON-LD: schema.org, Web Annotation selectors for the words, PROV-O for who read what."""
    from onrecord.exports.jsonld import export_jsonld
    from onrecord.exports.vocabulary import BASE

    run_export(ledger, lambda shown: export_jsonld(shown, file, base=base or BASE, replacing=replacing), names=names)


@click.command()
@_file
@names_option
@replace_option
@ledger_option
def ftm(file: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write a FILE of FollowTheMoney entities as JSON lines, as OpenAleph takes them."""
    from onrecord.exports.ftm import export_ftm

    run_export(ledger, lambda shown: export_ftm(shown, file, replacing=replacing), names=names)


@click.command()
@_folder
@names_option
@replace_option
@ledger_option
def plover(folder: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write a FOLDER with the events in PLOVER's JSON lines, and LOSSES.md, which says what that leaves out."""
    from onrecord.exports.plover import export_plover

    run_export(ledger, lambda shown: export_plover(shown, folder, replacing=replacing), names=names)


FORMATS: tuple[click.Command, ...] = (csv, ftm, jsonl, jsonld, parquet, plover)
"""Every command of this file."""
