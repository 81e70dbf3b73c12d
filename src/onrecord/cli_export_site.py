"""What an editor publishes: onrecord export site FOLDER."""

from pathlib import Path

import click

from onrecord.cli_export_formats import run_export
from onrecord.cli_options import ledger_option, names_option, replace_option

__all__ = ["site"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="OnRecord", show_default=True, help="What the site is called.")
@click.option(
    "--dataset", "datasets", multiple=True, type=click.Path(path_type=Path), help="Official statistics; repeatable."
)
@names_option
@replace_option
@ledger_option
def site(folder: Path, title: str, datasets: tuple[Path, ...], ledger: str, *, names: bool, replacing: bool) -> None:
    """Write a FOLDER with the pages of the desk for any host: searchable without a server. Needs the extra desk."""
    from onrecord.answers.datasets import load_dataset
    from onrecord.desk.site import export_site

    loaded = tuple(map(load_dataset, datasets))
    run_export(
        ledger,
        lambda shown: export_site(shown, folder, title=title, datasets=loaded, replacing=replacing),
        names=names,
    )
