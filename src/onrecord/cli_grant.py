"""Who may do what to a ledger on PostgreSQL: onrecord grant USER."""

import click

from onrecord.cli_options import ledger_option

__all__ = ["grant"]


@click.command()
@click.argument("user")
@ledger_option
def grant(user: str, ledger: str) -> None:
    """Let a USER of PostgreSQL, who is there already, read and add to a ledger, and neither change nor remove.

    Say it as the owner of the ledger's tables, and again after an update of OnRecord that brought new ones.
    """
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        opened.grant(user)
    click.echo(f"{user} may read {opened.name} and add to it, and neither change nor remove anything.", err=True)
