"""Questions to a ledger as commands: each prints one answer, private names hidden, every finding with its words.

On a terminal words, else one JSON object a finding.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_options import answer_format_option, as_of_option, ledger_option, limit_option, offset_option

if TYPE_CHECKING:
    from onrecord.answers.answer import Answer
    from onrecord.answers.linked_records import Library
    from onrecord.links.pages import Page

__all__ = ["ANSWERS"]


def _print(ledger: str, form: str | None, ask: "Callable[[Library], Answer]", *, as_of: str | None = None) -> None:
    from onrecord.answers.linked_records import open_library
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing_answers import print_findings
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        library = open_library(opened, as_of=as_of)
        print_findings(open_shown(opened, Viewer()).show_answer(ask(library), library.record), form)


def _page(limit: int, offset: int) -> "Page":
    from onrecord.links.pages import Page

    return Page(limit=limit, offset=offset)


_id = click.argument("id")


@click.command()
@click.argument("id", required=False)
@limit_option
@offset_option
@answer_format_option
@ledger_option
def cases(id: str | None, limit: int, offset: int, form: str | None, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Tell how far the law has got in each court case, or in the case with this ID or number, step by step."""
    from onrecord.answers.cases import list_cases, tell_case

    _print(ledger, form, lambda library: tell_case(library, id) if id else list_cases(library, _page(limit, offset)))


@click.command()
@_id
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--figure", metavar="FIGURE", help="Only this one (f1, f2 …).")
@answer_format_option
@ledger_option
def compare(id: str, dataset: Path, figure: str | None, form: str | None, ledger: str) -> None:  # noqa: A002 - as above
    """Compare the counts of the document ID with the statistics that the TOML file DATASET describes."""
    from onrecord.answers.comparisons import compare_claims
    from onrecord.answers.datasets import load_dataset

    table = load_dataset(dataset)
    _print(ledger, form, lambda library: compare_claims(library, id, table, figure=figure))


@click.command()
@as_of_option
@limit_option
@offset_option
@answer_format_option
@ledger_option
def debt(as_of: str, limit: int, offset: int, form: str | None, ledger: str) -> None:
    """List who was accused and of whom nothing was told since, the longest silence first."""
    from onrecord.answers.debt import find_debt

    _print(ledger, form, lambda library: find_debt(library, as_of=as_of, page=_page(limit, offset)), as_of=as_of)


@click.command()
@click.argument("id", required=False)
@limit_option
@offset_option
@answer_format_option
@ledger_option
def echoes(id: str | None, limit: int, offset: int, form: str | None, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Tell who repeats whom; or sentence by sentence what the documents on the event of this document repeat."""
    from onrecord.answers.echoes import map_echoes, rank_echoes

    _print(ledger, form, lambda library: map_echoes(library, id) if id else rank_echoes(library, _page(limit, offset)))


@click.command()
@as_of_option
@limit_option
@offset_option
@answer_format_option
@ledger_option
def lapses(as_of: str, limit: int, offset: int, form: str | None, ledger: str) -> None:
    """List what was published at regular times and then was not, or with the numbers of before."""
    from onrecord.answers.lapses import find_lapses

    _print(ledger, form, lambda library: find_lapses(library, _page(limit, offset)), as_of=as_of)


@click.command()
@click.argument("name", required=False)
@limit_option
@offset_option
@answer_format_option
@ledger_option
def reliance(name: str | None, limit: int, offset: int, form: str | None, ledger: str) -> None:
    """Tell on whom documents draw: who is repeated, cited, and the only source; or which documents draw on NAME."""
    from onrecord.answers.reliance import rank_reliance, tell_reliance

    page = _page(limit, offset)
    _print(ledger, form, lambda library: tell_reliance(library, name, page) if name else rank_reliance(library, page))


@click.command()
@ledger_option
def relink(ledger: str) -> None:
    """Make all links between documents anew. They are the same, unless what was kept of them is damaged."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.links.store import drop_links, refresh_links

    with find_ledger(ledger) as opened:
        drop_links(opened)
        refresh_links(opened)


@click.command()
@limit_option
@offset_option
@answer_format_option
@ledger_option
def series(limit: int, offset: int, form: str | None, ledger: str) -> None:
    """List what is published at regular times."""
    from onrecord.answers.lapses import list_series

    _print(ledger, form, lambda library: list_series(library, _page(limit, offset)))


@click.command()
@click.option("--body", metavar="NAME", help="Only what this agency, court or company left unsaid.")
@click.option("--derived", is_flag=True, help="Also what no text says is missing, and is.")
@as_of_option
@limit_option
@offset_option
@answer_format_option
@ledger_option
def questions(
    as_of: str, body: str | None, limit: int, offset: int, form: str | None, ledger: str, *, derived: bool
) -> None:
    """List what was left unsaid: what is still open, with its age, and what a later document answers."""
    from onrecord.answers.questions import find_questions
    from onrecord.answers.search import Query
    from onrecord.care import Viewer
    from onrecord.shown import open_shown

    def ask(library: "Library") -> "Answer":
        keep = open_shown(library.source, Viewer()).keep_from(Query(body=body))
        page = _page(limit, offset)
        return find_questions(library, as_of=as_of, derived=derived, body=body, page=page, keep=keep)

    _print(ledger, form, ask)


ANSWERS: tuple[click.Command, ...] = (
    cases,
    compare,
    debt,
    echoes,
    lapses,
    questions,
    reliance,
    relink,
    series,
)
"""Every command of this file."""
