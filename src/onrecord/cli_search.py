"""What documents must have, as options -> onrecord search: one finding a document, private names hidden."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli_options import answer_format_option, check_date, ledger_option, limit_option, offset_option

if TYPE_CHECKING:
    from onrecord.answers.search import Query

__all__ = ["make_query", "query_options", "search"]

_FACTS = (
    "people organizations places statements events figures proceedings omissions labels references offenses".split()
)
_STATUSES = "history wanted suspected arrested charged pleaded convicted sentenced acquitted dismissed".split()
_KINDS = "release article post filing dataset".split()
_OPTIONS = (
    click.option("--fact", type=click.Choice(_FACTS), help="With such a fact."),
    click.option("--event", metavar="TYPE", help="With an event of this type: arrest, charge, search …"),
    click.option("--status", type=click.Choice(_STATUSES), help="That state this of someone."),
    click.option("--place", metavar="NAME", help="That tell of this place or a part of it; “Boston, Georgia” too."),
    click.option("--body", metavar="NAME", help="By or about this agency, court or company."),
    click.option("--publisher", metavar="NAME", help="By this publisher."),
    click.option("--kind", type=click.Choice(_KINDS), help="Of this kind."),
    click.option("--since", callback=check_date, metavar="DATE", help="Published on this day or later."),
    click.option("--until", callback=check_date, metavar="DATE", help="Published on this day or before."),
)


def query_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say which documents; they come as keywords, for make_query."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def make_query(words: str, chosen: dict[str, Any]) -> "Query":
    """The query of these options; the types of events are those of the beat."""
    from onrecord.answers.search import Query

    return Query(words=words, **chosen)


@click.command()
@click.argument("words", nargs=-1)
@query_options
@limit_option
@offset_option
@answer_format_option
@ledger_option
def search(words: tuple[str, ...], limit: int, offset: int, form: str | None, ledger: str, **chosen: Any) -> None:
    """Find documents with all these WORDS, or with '"words in a row"', and all that the options ask for.

    Nobody is found by a private person's name.
    """
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.links.pages import Page
    from onrecord.printing_answers import print_findings
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        query = make_query(" ".join(words), chosen)
        print_findings(open_shown(opened, Viewer()).search(query, Page(limit=limit, offset=offset)), form)
