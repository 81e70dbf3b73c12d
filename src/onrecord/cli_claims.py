"""What happened when, and how many, as commands: of one event or case by its id, or of all that options find."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli_options import answer_format_option, ledger_option, limit_option, offset_option
from onrecord.cli_search import make_query, query_options

if TYPE_CHECKING:
    from onrecord.answers.answer import Answer
    from onrecord.answers.linked_records import Library
    from onrecord.schema import Unit
    from onrecord.shown import ShownLedger

__all__ = ["CLAIMS"]

_UNITS = "people arrests percent dollars items days agencies other".split()

_id = click.argument("id", required=False)
_words = click.option("--words", default="", metavar="WORDS", help='With these words, or "words in a row".')


def _is_found(id: str | None, words: str, chosen: dict[str, Any]) -> bool:  # noqa: A002 - the word of the record
    """Whether no id says of what. Raises UsageError where options do too."""
    if id is not None and (words.strip() or any(value is not None for value in chosen.values())):
        raise click.UsageError("Give the ID of a document or a case, or options that find documents; not both.")
    return id is None


def _print(ledger: str, form: str | None, ask: "Callable[[Library, ShownLedger], Answer]") -> None:
    from onrecord.answers.linked_records import open_library
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing_answers import print_findings
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        library, shown = open_library(opened), open_shown(opened, Viewer())
        print_findings(shown.show_answer(ask(library, shown), library.record), form)


@click.command()
@_id
@_words
@query_options
@limit_option
@offset_option
@answer_format_option
@ledger_option
def timeline(
    id: str | None,  # noqa: A002 - the word of the record
    words: str,
    limit: int,
    offset: int,
    form: str | None,
    ledger: str,
    **chosen: Any,
) -> None:
    """Tell what happened when: in a case, in the event of a document and its cases, or in all that the options find.

    Of a --place those events are told that happened there or in a part of it; of a --body those that it did or told.
    """
    from onrecord.answers.timeline import find_timeline, tell_timeline
    from onrecord.links.pages import Page

    page, found, query = Page(limit=limit, offset=offset), _is_found(id, words, chosen), make_query(words, chosen)

    def ask(library: "Library", shown: "ShownLedger") -> "Answer":
        if found:
            return find_timeline(library, query, page, keep=shown.keep_from(query))
        return tell_timeline(library, id or "", page)

    _print(ledger, form, ask)


@click.command()
@_id
@_words
@click.option("--measures", metavar="TYPE", help="Only counts of this: arrest, charge, victim …")
@click.option("--unit", type=click.Choice(_UNITS), help="Only counts in this unit.")
@query_options
@limit_option
@offset_option
@answer_format_option
@ledger_option
def figures(
    id: str | None,  # noqa: A002 - the word of the record
    words: str,
    measures: str | None,
    unit: "Unit | None",
    limit: int,
    offset: int,
    form: str | None,
    ledger: str,
    **chosen: Any,
) -> None:
    """Tell how many, by whose count: in all documents on the event of a document, or in all that the options find.

    Of a --place those counts are told that are of it or of a part of it; of a --body those that it gives.
    """
    from onrecord.answers.figures import compare_counts, find_counts
    from onrecord.links.pages import Page

    page, query = Page(limit=limit, offset=offset), make_query(words, chosen)
    found = _is_found(id, words, {**chosen, "measures": measures, "unit": unit})

    def ask(library: "Library", shown: "ShownLedger") -> "Answer":
        if found:
            return find_counts(library, query, page, measures=measures, unit=unit, keep=shown.keep_from(query))
        return compare_counts(library, id or "", page)

    _print(ledger, form, ask)


CLAIMS: tuple[click.Command, ...] = (figures, timeline)
"""Every command of this file."""
