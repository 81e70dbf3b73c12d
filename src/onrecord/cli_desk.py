"""The ledger in the browser: onrecord desk."""

from pathlib import Path

import click

from onrecord.cli_options import ledger_option
from onrecord.cli_users import users_option

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
@users_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of this machine to answer at.")
@click.option("--name", "hosts", multiple=True, metavar="HOST", help="A name by which the desk is called elsewhere.")
@click.option("--tls-certificate", "certificate", type=click.Path(path_type=Path), help="Speak TLS with this PEM file.")
@click.option("--tls-key", "key", type=click.Path(path_type=Path), help="And this key.")
@click.option("--proxy", metavar="ADDRESS", help="A proxy at this address speaks TLS, and tells who calls.")
@click.option(
    "--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="That make pages: one for each core."
)
def desk(
    ledger: str,
    port: int,
    sources_file: Path | None,
    datasets: tuple[Path, ...],
    users_file: Path,
    host: str,
    hosts: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
    proxy: str | None,
    processes: int,
    *,
    names: bool,
) -> None:
    """Open the ledger in the browser.

    Without users it is for this machine alone, and the address that it prints lets you in. With users (onrecord users
    add) they sign in, and other machines may reach it over TLS.
    """
    from onrecord.answers.datasets import load_dataset
    from onrecord.desk.binding import Binding
    from onrecord.desk.server import Plan, serve_desk
    from onrecord.watch.sources import load_sources

    plan = Plan(
        ledger=ledger,
        users=users_file,
        binding=Binding(host=host, port=port, names=hosts, certificate=certificate, key=key, proxy=proxy),
        names=names,
        sources=load_sources(sources_file) if sources_file else (),
        datasets=tuple(load_dataset(path) for path in datasets),
    )
    serve_desk(plan, announce=click.echo, processes=processes)
