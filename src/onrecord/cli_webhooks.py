"""Who is told of what comes into a ledger, as commands: onrecord webhooks add, list, remove, test, deliver, attempts.

What is told is what the desk shows, and needs what the desk needs.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli_options import ledger_option

if TYPE_CHECKING:
    from onrecord.desk.desk import Desk
    from onrecord.ledger.ledger import Ledger
    from onrecord.webhooks.delivery import Delivery
    from onrecord.webhooks.webhooks import Topic, Webhooks

__all__ = ["make_delivery", "webhooks", "webhooks_option"]

webhooks_option = click.option(
    "--webhooks",
    "webhooks_file",
    envvar="ONRECORD_WEBHOOKS",
    default="onrecord.webhooks.db",
    show_default=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file of webhooks.",
)
_id = click.argument("id")
_REST = 5.0  # seconds at least between two rounds of deliveries: an address that takes nothing gets one try in each


@click.group()
def webhooks() -> None:
    """Tell other programs what comes into a ledger: messages, signed as Standard Webhooks says, private names hidden.

    They are sent by `onrecord watch` after each round, and by `onrecord webhooks deliver`. What is not taken is tried
    again for three days. Nothing is sent to addresses of a private network, nor on to where a redirect leads.
    """


@webhooks.command()
@click.argument("url")
@click.option(
    "--on",
    "topics",
    type=click.Choice(["documents", "changes", "lapses", "answers"]),
    multiple=True,
    help="What it is told of; may be given again. All four where none is given, and no search.",
)
@click.option("--search", "searches", multiple=True, metavar="WORDS", help="And of documents with these words.")
@click.option("--desk", metavar="URL", help="Where the desk is, so that messages lead there.")
@webhooks_option
@ledger_option
def add(
    url: str,
    topics: "tuple[Topic, ...]",
    searches: tuple[str, ...],
    desk: str | None,
    webhooks_file: Path,
    ledger: str,
) -> None:
    """Tell URL of what comes from now on.

    Prints the secret by which it knows that a message is from here; it is not shown again.
    """
    from onrecord.ledger.ledger import find_ledger
    from onrecord.ledger.news import find_last
    from onrecord.ledger.sought import seek
    from onrecord.webhooks.webhooks import TOPICS

    for words in searches:
        seek(words)
    with find_ledger(ledger) as opened:
        opened_desk = _make_desk(opened)
        from onrecord.webhooks.news import find_known

        kept, head = _open(webhooks_file), find_last(opened)
        chosen = topics or (() if searches else TOPICS)
        known = list(find_known(opened_desk))
        made = kept.add(url, chosen, searches, desk=desk, head=head, known=known, now=datetime.now(UTC))
    click.echo(json.dumps({"id": made.id, "secret": made.secret}))
    if url.startswith("http:"):
        click.echo("Its messages go over http, and can be read on their way.", err=True)


@webhooks.command(name="list")
@webhooks_option
def list_webhooks(webhooks_file: Path) -> None:
    """List the webhooks, and how many of their messages wait, arrived, and were given up."""
    _print(_open(webhooks_file).states(), ("id", "url", "waiting", "delivered", "given_up", "reason"))


@webhooks.command()
@_id
@webhooks_option
def remove(id: str, webhooks_file: Path) -> None:  # noqa: A002 - the word of the record
    """Send nothing more there; the account of its attempts stays."""
    _open(webhooks_file).end(id, reason="It was removed.", now=datetime.now(UTC))


@webhooks.command()
@_id
@webhooks_option
@ledger_option
def test(id: str, webhooks_file: Path, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Send a message that tells nothing, and say what was answered."""
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        kept, opened_desk = _open(webhooks_file), _make_desk(opened)
        from onrecord.webhooks.delivery import send_test

        delivery = send_test(kept, opened_desk, kept.find(id))
    _print_deliveries([delivery])
    sys.exit(0 if delivery.outcome == "delivered" else 1)


@webhooks.command()
@webhooks_option
@ledger_option
def deliver(webhooks_file: Path, ledger: str) -> None:
    """Send what is due, once."""
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        opened_desk = _make_desk(opened)
        from onrecord.webhooks.delivery import deliver_messages

        trouble = _print_deliveries(deliver_messages(_open(webhooks_file), opened_desk))
    sys.exit(1 if trouble else 0)


@webhooks.command()
@click.argument("id", default="")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="How many, the latest first.")
@webhooks_option
def attempts(id: str, limit: int, webhooks_file: Path) -> None:  # noqa: A002 - the word of the record
    """List every attempt to send a message, of one webhook or of all; one without an end was cut off."""
    rows = _open(webhooks_file).attempts(id, limit=limit)
    _print(rows, ("begun", "webhook", "message", "topic", "status", "reason"))


def make_delivery(path: Path, ledger: "Ledger", is_stopping: Callable[[], bool]) -> Callable[[], float]:
    """Something that sends what is due, and says in how many seconds more will be."""
    kept, opened_desk = _open(path), _make_desk(ledger)
    from onrecord.webhooks.delivery import deliver_messages

    def deliver_due() -> float:
        _print_deliveries(deliver_messages(kept, opened_desk, is_stopping=is_stopping), err=True)
        due = kept.find_due()
        return max(_REST, (due - datetime.now(UTC)).total_seconds()) if due else 3_600.0

    return deliver_due


def _make_desk(ledger: "Ledger") -> "Desk":
    try:
        import onrecord.webhooks.news  # noqa: F401 - it shows what is told as the desk does
    except ImportError as error:
        raise click.UsageError("Webhooks need the desk: pip install 'onrecord[desk]'.") from error
    from onrecord.desk.desk import Desk

    return Desk(ledger)


def _open(path: Path) -> "Webhooks":
    from onrecord.webhooks.webhooks import open_webhooks

    return open_webhooks(path)


def _print_deliveries(deliveries: "Iterable[Delivery]", *, err: bool = False) -> bool:
    """One line an attempt; True where one was not taken."""
    trouble = False
    for delivery in deliveries:
        trouble = trouble or delivery.outcome not in ("delivered", "withdrawn")
        _print([delivery], ("webhook", "message", "topic", "status", "outcome", "reason"), err=err)
    return trouble


def _print(rows: Iterable[Any], shown: tuple[str, ...], *, err: bool = False) -> None:
    for row in map(asdict, rows):
        if (sys.stderr if err else sys.stdout).isatty():
            click.echo("  ".join(str(row[name] if row[name] is not None else "–") for name in shown), err=err)
        else:
            click.echo(json.dumps(row, ensure_ascii=False), err=err)
