"""What a ledger holds, written to a file for other programs: onrecord export KIND FILE."""

from pathlib import Path

import click

from onrecord.cli_export_formats import FORMATS
from onrecord.cli_export_release import release
from onrecord.cli_export_site import site
from onrecord.cli_options import ledger_option
from onrecord.cli_reviews import REVIEWED

__all__ = ["export"]


@click.group()
def export() -> None:
    """Write what the ledger holds for other programs: whole or not at all, private names hidden."""


for _format in (*FORMATS, *REVIEWED, release, site):
    export.add_command(_format)


@export.command()
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def warc(file: Path, ledger: str) -> None:
    """Write the pages and files that documents were read from to a new WARC FILE, private names too.

    `onrecord add FILE` reads it again as the same documents.
    """
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        click.echo(f"{opened.write_warc(file):,} captures.", err=True)
