"""Options that several commands share, and how a run waits."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.ledger.patience import Patience

__all__ = [
    "answer_format_option",
    "as_of_option",
    "check_date",
    "ledger_option",
    "limit_option",
    "make_patience",
    "names_option",
    "offset_option",
    "on_option",
    "replace_option",
]


def check_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The day in any form that documents write, as ISO 8601."""
    from onrecord.documents.dates import parse_date

    day = parse_date(value) if value else None
    if value and not day:
        raise click.BadParameter(f"{value!r} is not a date; write it like 2025-05-19.")
    return day


def make_patience(pause: Callable[[float], object] = time.sleep) -> "Patience":
    """How a run waits for a server that goes away in the middle of it: told on standard error."""
    from onrecord.ledger.patience import Patience  # late, as it needs a database

    return Patience(tell=lambda said: click.echo(said, err=True), pause=pause)


ledger_option = click.option(
    "--ledger",
    envvar="ONRECORD_LEDGER",
    default="onrecord.db",
    show_default=True,
    help="The ledger's file, or postgresql://HOST/NAME.",
)
as_of_option = click.option(
    "--as-of",
    callback=check_date,
    metavar="DATE",
    default=lambda: datetime.now(UTC).date().isoformat(),
    show_default="today",
    help="The day on which it is asked.",
)
answer_format_option = click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), help="text on a terminal, else jsonl: a finding a line."
)
limit_option = click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="How many findings of a list."
)
offset_option = click.option(
    "--offset", type=click.IntRange(0), default=0, show_default=True, help="How many of the list to pass over."
)
on_option = click.option(
    "--on", metavar="PLACE", help="Where to read: here, processes, ray, or ray://HOST:PORT of a cluster."
)
names_option = click.option(
    "--names", is_flag=True, help="Show private names; never those of victims, relatives and minors."
)
replace_option = click.option(
    "--replace", "replacing", is_flag=True, help="Replace what an export wrote there before, once this one is whole."
)
