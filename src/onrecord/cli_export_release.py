"""What a researcher publishes: onrecord export release FILE.zip."""

from pathlib import Path

import click

from onrecord.cli_export_formats import run_export
from onrecord.cli_options import ledger_option, names_option, replace_option

__all__ = ["release"]


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the package is called.")
@click.option("--author", "authors", multiple=True, required=True, metavar="NAME", help="Who publishes it; repeatable.")
@click.option("--release-version", "number", metavar="VERSION", help="The version of these data, as in 1.0.")
@click.option("--license", "license_", metavar="SPDX", help="The licence of your part, as in CC-BY-4.0.")
@names_option
@replace_option
@ledger_option
def release(
    file: Path,
    title: str,
    authors: tuple[str, ...],
    number: str | None,
    license_: str | None,
    ledger: str,
    *,
    names: bool,
    replacing: bool,
) -> None:
    """Write a citable package to a zip FILE: data, codebook, README, CITATION.cff, digests.

    The same ledger gives the same bytes.
    """
    from onrecord.exports.release import About, export_release

    about = About(title=title, authors=authors, version=number, license=license_)
    run_export(ledger, lambda shown: export_release(shown, file, about, replacing=replacing), names=names)
