"""The ledger in the browser: onrecord desk."""

from pathlib import Path

import click

from onrecord.cli_options import ledger_option

__all__ = ["desk"]


@click.command()
@ledger_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8317, show_default=True, help="Or the next that is free."
)
@click.option("--names", is_flag=True, help="Show private names; never those of victims, relatives and minors.")
@click.option(
    "--sources", "sources_file", type=click.Path(path_type=Path), help="Tell how the sources of this file are."
)
@click.option(
    "--dataset",
    "datasets",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Compare figures with the statistics that this TOML file describes; may be given again.",
)
def desk(ledger: str, port: int, sources_file: Path | None, datasets: tuple[Path, ...], *, names: bool) -> None:
    """Open the ledger in the browser, for this machine alone. The address that it prints lets you in."""
    from onrecord.answers.datasets import load_dataset
    from onrecord.desk.desk import Desk
    from onrecord.desk.server import serve_desk
    from onrecord.ledger.ledger import find_ledger
    from onrecord.watch.sources import load_sources

    sources = load_sources(sources_file) if sources_file else ()
    tables = tuple(load_dataset(path) for path in datasets)
    with find_ledger(ledger) as opened:
        serve_desk(Desk(opened, sources=sources, datasets=tables), port=port, names=names, announce=click.echo)
