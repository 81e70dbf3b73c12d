"""Outcomes, records and listings -> standard output; the log -> standard error. Decides no exit code."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields, replace
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

import click

from onrecord.documents.document import make_handle
from onrecord.documents.refusal import Refusal
from onrecord.errors import LedgerError
from onrecord.executors.outcomes import Outcome
from onrecord.run import Summary
from onrecord.schema import Document, Record, encode_record

if TYPE_CHECKING:
    from onrecord.ledger.ledger import Ledger, Listing
    from onrecord.ledger.visits import Poll, Visit
    from onrecord.records.explaining import Explanation
    from onrecord.shown import ShownLedger
    from onrecord.watch.health import Health

__all__ = [
    "print_changes",
    "print_explanation",
    "print_health",
    "print_json",
    "print_listings",
    "print_quarantine",
    "print_records",
    "print_summary",
    "print_verification",
    "print_watch",
    "show_progress",
    "tell_refusals",
]


def print_json(value: object) -> None:
    """One indented JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell_refusals(outcomes: Iterable[Record | Refusal], refused: list[Refusal]) -> Iterator[Record]:
    """The records among the outcomes; refusals go to the log and into the list."""
    for outcome in outcomes:
        if isinstance(outcome, Refusal):
            refused.append(outcome)
            _log_refusal(outcome)
        else:
            _log_language(outcome)
            yield outcome


def print_records(records: Iterable[Record], form: str | None) -> None:
    """Records as they come, in the form asked for: by default text on a terminal, else JSON lines."""
    _PRINTERS[form or ("text" if sys.stdout.isatty() else "jsonl")](iter(records))


def _print_text(records: Iterator[Record]) -> None:
    from rich.console import Console

    from onrecord.exports.text import print_record

    console = Console()
    for record in records:
        print_record(record, console)


def _print_html(records: Iterator[Record]) -> None:
    from onrecord.exports.html import render_record

    page: str | None = None
    for record in records:
        if page is not None:
            raise click.UsageError(
                "A page shows one document: read one at a time, or `onrecord add` and `onrecord desk`."
            )
        page = render_record(record)
    if page is not None:
        click.echo(page)


def _print_lines(records: Iterator[Record]) -> None:
    for record in records:
        click.echo(encode_record(record))


def _print_list(records: Iterator[Record]) -> None:
    """One object where there is one record, else a list; no more than one record is held at a time."""
    first = list(islice(records, 2))
    before, after = ("[", "]") if len(first) > 1 else ("", "")
    for record in chain(first, records):
        click.echo(before + json.dumps(json.loads(encode_record(record)), ensure_ascii=False, indent=2), nl=False)
        before = ",\n"
    if first:
        click.echo(after)


_PRINTERS: dict[str, Callable[[Iterator[Record]], None]] = {
    "text": _print_text,
    "html": _print_html,
    "jsonl": _print_lines,
    "json": _print_list,
}


def show_progress(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes as they come; on a terminal with a line that counts them."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(outcomes)


def print_summary(outcomes: Iterable[Outcome]) -> bool:
    """What became of the documents; True where one was refused."""
    summary = Summary()
    for outcome in outcomes:
        summary.count(outcome)
        if isinstance(outcome, Refusal):
            _log_refusal(outcome)
        elif isinstance(outcome, Record):
            _log_language(outcome)
    print_json(asdict(summary))
    reasons = Counter(refusal.reason for refusal in summary.refused)
    told = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
    refused = f"{len(summary.refused)} refused ({told})" if told else "none refused"
    click.echo(f"{summary.read} read, {summary.skipped} already there, {refused}.", err=True)
    return bool(summary.refused)


def print_explanation(explanation: "Explanation", form: str | None) -> None:
    """Why a fact stands in a record: words on a terminal, else one JSON object."""
    if (form or ("text" if sys.stdout.isatty() else "json")) != "text":
        print_json(asdict(explanation))
        return
    sure = "" if explanation.score is None else f", {explanation.score:.2f} by the encoder's own measure"
    click.echo(f"{explanation.fact}: {explanation.kind}, found by {explanation.found_by}{sure}")
    for title, lines in (
        ("words", [f"“{span.text}” ({span.start}–{span.end})" for span in explanation.words]),
        ("why", explanation.why),
        ("left out", explanation.rejected),
        ("measured", [explanation.measured] if explanation.measured else []),
    ):
        for line in lines:
            click.echo(f"  {title:9} {line}")
            title = ""


def print_listings(ledger: "Ledger", listings: Iterable["Listing"]) -> None:
    """One line a document, as Care shows it: JSON, or on a terminal words."""
    shown = _open_shown(ledger)
    for listing in listings:
        _print_row(_describe(shown.show_document(ledger.record(listing.id))), ("id", "published", "publisher", "title"))


def print_changes(ledger: "Ledger", ids: Iterable[str]) -> None:
    """What changed from each revision of these documents to the next, as Care shows it: words, or JSON lines."""
    from rich.console import Console

    from onrecord.changes.comparison import compare_records
    from onrecord.exports.changes import print_change

    console, shown = Console(), _open_shown(ledger)
    for id in ids:  # noqa: A001 - the word of the record
        for before, after in pairwise(shown.show_revisions(ledger.revisions(id))):
            change = compare_records(before, after)
            if sys.stdout.isatty():
                print_change(change, console)
            else:
                click.echo(json.dumps(asdict(change), ensure_ascii=False))


def print_watch(events: Iterable["Visit | Poll"]) -> bool:
    """One line a poll; pages go to the log as they come. True where a source was in trouble."""
    from onrecord.ledger.visits import Poll

    trouble = False
    for event in events:
        if isinstance(event, Poll):
            trouble = trouble or event.reason is not None
            _print_row(asdict(event), ("source", "ended", "announced", "outcomes", "message"))
        else:
            click.echo(f"{event.outcome}: {event.message or event.url}", err=True)
    return trouble


def print_health(rows: Iterable["Health"]) -> None:
    """One line a source."""
    for health in rows:
        _print_row(asdict(health), ("source", "state", "last_fetch", "last_document", "errors", "explanation"))


def print_quarantine(ledger: "Ledger") -> None:
    """One line a document that could not be read: its handle, as nobody knows whom its id names."""
    for failure in ledger.quarantine.failures():
        _print_row(asdict(failure), ("handle", "tries", "message"))


def print_verification(ledger: "Ledger") -> bool:
    """All faults of a ledger, the digest of what it holds and the head of its chain; True where there is a fault."""
    faults = [asdict(replace(fault, document=_show_id(ledger, fault.document))) for fault in ledger.verify()]
    documents, records = ledger.count()
    counts = {"documents": documents, "records": records}
    print_json({**counts, "digest": ledger.digest(), "head": ledger.head(), "faults": faults})
    return bool(faults)


def _open_shown(ledger: "Ledger") -> "ShownLedger":
    from onrecord.care import Viewer
    from onrecord.shown import open_shown

    return open_shown(ledger, Viewer())


def _describe(document: Document) -> dict[str, object]:
    """What a list says of a document as shown."""
    from onrecord.ledger.ledger import Listing

    return {field.name: getattr(document, field.name) for field in fields(Listing)}


def _show_id(ledger: "Ledger", id: str) -> str:  # noqa: A002 - the word of the record
    """The id as Care shows it; where the record is damaged nobody knows whom the id names."""
    try:
        return _open_shown(ledger).show_document(ledger.record(id)).id
    except LedgerError:
        return make_handle(id)


def _print_row(row: dict[str, object], shown: tuple[str, ...]) -> None:
    if sys.stdout.isatty():
        click.echo("  ".join(str(row[name] or "–") for name in shown))
    else:
        click.echo(json.dumps(row, ensure_ascii=False))


def _log_refusal(refusal: Refusal) -> None:
    click.echo(f"Refused {refusal.source} ({refusal.reason}): {refusal.message}", err=True)


def _log_language(record: Record) -> None:
    document = record.document
    if document.language not in ("en", "und"):
        name = document.url or document.title or document.id
        click.echo(f"{name} is not in English ({document.language}): little can be read in it.", err=True)
