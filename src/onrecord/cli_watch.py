"""Sources that are looked at when they are due, as commands: onrecord watch, onrecord sources."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_options import ledger_option, make_patience
from onrecord.cli_webhooks import make_delivery, webhooks_option

if TYPE_CHECKING:
    from threading import Event

    from onrecord.ledger.ledger import Ledger

__all__ = ["WATCHING"]

_sources_file = click.option(
    "--sources",
    "sources_file",
    envvar="ONRECORD_SOURCES",
    default="sources.toml",
    show_default=True,
    metavar="FILE",
    help="The file that names the sources.",
)


@click.command()
@_sources_file
@click.option("--once", is_flag=True, help="End when no source is due, in place of waiting for the next.")
@webhooks_option
@ledger_option
def watch(sources_file: str, webhooks_file: Path, ledger: str, *, once: bool) -> None:
    """Look at each source when it is due, and read its new pages into a ledger; Ctrl-C ends it between two pages.

    After each round the messages of webhooks are sent, where there is a file of them.
    """
    from onrecord.ledger.ledger import open_ledger
    from onrecord.printing import print_watch
    from onrecord.watch.polls import watch_sources
    from onrecord.watch.signals import heed_signals
    from onrecord.watch.sources import load_sources

    sources = load_sources(Path(sources_file))
    with heed_signals() as stop, open_ledger(ledger, patience=make_patience(stop.wait)) as opened:
        between = _tell_webhooks(webhooks_file, opened, stop)
        trouble = print_watch(watch_sources(sources, opened, stop=stop, once=once, between=between))
    sys.exit(1 if trouble else 0)


@click.command()
@_sources_file
@ledger_option
def sources(sources_file: str, ledger: str) -> None:
    """List the sources that are watched, and how each is: well, silent, redated, moved, blocked or failing."""
    from datetime import UTC, datetime

    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_health
    from onrecord.watch.health import judge_health
    from onrecord.watch.sources import load_sources

    now = datetime.now(UTC)
    found = load_sources(Path(sources_file))
    with find_ledger(ledger) as opened:
        print_health(judge_health(source, opened.visits.polls(source.id), now) for source in found)


WATCHING: tuple[click.Command, ...] = (watch, sources)


def _tell_webhooks(path: Path, ledger: "Ledger", stop: "Event") -> Callable[[], float]:
    """What is done after each round: nothing where there is no file of webhooks."""
    from onrecord.watch.polls import LONGEST_SLEEP

    return make_delivery(path, ledger, stop.is_set) if path.is_file() else lambda: LONGEST_SLEEP
