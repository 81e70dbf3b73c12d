"""argv -> one call. JSON on standard output, the log on standard error; exit 0 done, 1 refused or wrong, 2 usage.

Everything heavy is imported where it is used, so that `onrecord --help` answers at once.
"""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_answers import ANSWERS
from onrecord.cli_claims import CLAIMS
from onrecord.cli_desk import desk
from onrecord.cli_export import export
from onrecord.cli_grant import grant
from onrecord.cli_options import check_date, ledger_option, make_patience, on_option
from onrecord.cli_reviews import REVIEWS
from onrecord.cli_search import search
from onrecord.cli_users import users
from onrecord.cli_watch import WATCHING
from onrecord.cli_webhooks import webhooks
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.documents.fetched import Fetched
    from onrecord.documents.refusal import Refusal
    from onrecord.documents.sources import Note
    from onrecord.records.reader import Reader
    from onrecord.schema import Document

__all__ = ["cli", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Read announcements and the news about them, and keep the record.

    A SOURCE is a text, HTML or JSON lines file, a folder of them, an http(s) address, or - for standard input.
    """


def main() -> None:
    """Run the command line; what OnRecord raises on purpose becomes one sentence, a closed pipe a quiet end."""
    try:
        cli()
    except OnRecordError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)


_sources = click.argument("sources", nargs=-1, metavar="SOURCE…")
_jsonl = click.option("--jsonl", multiple=True, metavar="FILE", help="Documents as JSON lines; - is standard input.")
_published = click.option("--published", callback=check_date, metavar="DATE", help="Day of publication, if known.")
_jobs = click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "jsonl", "html"]),
    help="text on a terminal, else jsonl; json is one object, or a list where there are several documents.",
)

_model = click.option(
    "--model", metavar="URL#NAME", help="Ask this language model too, as in http://127.0.0.1:8080/v1#qwen."
)
_may_leave = click.option(
    "--text-may-leave", is_flag=True, help="Let the texts go to a --model on another machine. They stay here otherwise."
)


@cli.command()
@_sources
@_jsonl
@_format
@_published
@_jobs
@on_option
@_model
@_may_leave
@click.option("--explain", metavar="FACT", help="Say instead why one fact (e1, x2, s3 …) stands in the record.")
def read(
    sources: tuple[str, ...],
    jsonl: tuple[str, ...],
    form: str | None,
    published: str | None,
    jobs: int,
    on: str | None,
    model: str | None,
    explain: str | None,
    *,
    text_may_leave: bool,
) -> None:
    """Print the record of each document. Nothing is kept, and nothing hidden: it is your own text."""
    from onrecord.printing import print_explanation, print_records, tell_refusals
    from onrecord.run import explain_item, read_items

    items = _find_items(sources, jsonl, published)
    make_reader, tell = _choose_reader(
        model, elsewhere=text_may_leave, alone=jobs == 1 and on in (None, "here") and not explain
    )
    if explain:
        print_explanation(explain_item(items, explain), form)
        return
    refused: list[Refusal] = []
    outcomes = read_items(items, make_reader=make_reader, jobs=jobs, on=on)
    print_records(tell_refusals(outcomes, refused), form)
    tell()
    sys.exit(1 if refused else 0)


@cli.command()
@_sources
@_jsonl
@_published
@_jobs
@on_option
@_model
@_may_leave
@ledger_option
def add(
    sources: tuple[str, ...],
    jsonl: tuple[str, ...],
    published: str | None,
    jobs: int,
    on: str | None,
    model: str | None,
    ledger: str,
    *,
    text_may_leave: bool,
) -> None:
    """Read documents into a ledger. What it has is skipped: a run that was cut off is started again as it was."""
    from onrecord.ledger.ledger import open_ledger
    from onrecord.printing import print_summary, show_progress
    from onrecord.run import add_items
    from onrecord.watch.named import NamedPages

    _check_named(sources, jsonl)
    make_reader, tell = _choose_reader(model, elsewhere=text_may_leave, alone=jobs == 1 and on in (None, "here"))
    with open_ledger(ledger, patience=make_patience()) as opened:
        pages = NamedPages(opened)
        items = _find_items(sources, jsonl, published, fetch=pages.fetch, note=pages.note)
        outcomes = add_items(items, opened, make_reader=make_reader, jobs=jobs, on=on, captures=pages.captures)
        refused = print_summary(show_progress(outcomes))
    tell()
    sys.exit(1 if refused else 0)


@cli.command()
@click.argument("id")
@_format
@ledger_option
def show(id: str, form: str | None, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Print the record of a document of the ledger, private names hidden."""
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_records
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        print_records([open_shown(opened, Viewer()).show_record(opened.record(id))], form)


@cli.command(name="list")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many, the latest first.")
@ledger_option
def list_documents(limit: int, ledger: str) -> None:
    """List the documents of the ledger, the latest published first."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_listings

    with find_ledger(ledger) as opened:
        print_listings(opened, opened.documents(limit=limit))


@cli.command()
@click.argument("id", required=False)
@ledger_option
def changes(id: str | None, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Tell what changed between the revisions of a document, or of all: claims, days and words; noise comes last."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_changes

    with find_ledger(ledger) as opened:
        print_changes(opened, [id] if id else opened.revised())


@cli.command()
@ledger_option
def verify(ledger: str) -> None:
    """Check all bytes of the ledger, and every span of every record against the stored text.

    Prints the head of its chain of hashes: who notes it can tell later that nothing before it was changed.
    """
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_verification

    with find_ledger(ledger) as opened:
        faults = print_verification(opened)
    sys.exit(1 if faults else 0)


@cli.command()
@click.argument("id")
@click.option("--why", required=True, metavar="WORDS", help="The reason, kept in the tombstone: name nobody in it.")
@ledger_option
def forget(id: str, why: str, ledger: str) -> None:  # noqa: A002 - the word of the record
    """Take a document out for ever: text, records and index go, a tombstone stays, and it is not taken again."""
    from datetime import UTC, datetime

    from onrecord.ledger.ledger import find_ledger
    from onrecord.links.store import drop_forgotten

    with find_ledger(ledger) as opened:
        scrubbed = opened.forget(id, why=why, time=datetime.now(UTC).isoformat(timespec="seconds"))
        drop_forgotten(opened)
    left = "" if scrubbed else " Its words leave the disk when no other program reads the ledger: run `onrecord list`."
    click.echo(f"It is forgotten.{left}", err=True)


@cli.command()
@click.option("--retry", is_flag=True, help="Read them again, and add what can be read now.")
@_jobs
@ledger_option
def quarantine(retry: bool, jobs: int, ledger: str) -> None:  # noqa: FBT001 - click passes options by name
    """List the documents that could not be read, or that killed the process that read them, three times."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_quarantine, print_summary, show_progress
    from onrecord.run import retry_quarantine

    with find_ledger(ledger, patience=make_patience()) as opened:
        if not retry:
            print_quarantine(opened)
            return
        refused = print_summary(show_progress(retry_quarantine(opened, jobs=jobs)))
    sys.exit(1 if refused else 0)


@cli.command()
@_jobs
@on_option
@_model
@_may_leave
@ledger_option
def reread(jobs: int, on: str | None, model: str | None, ledger: str, *, text_may_leave: bool) -> None:
    """Read again, with this reader, what an older one read; the old records are kept."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.printing import print_summary, show_progress
    from onrecord.run import reread_ledger

    make_reader, tell = _choose_reader(model, elsewhere=text_may_leave, alone=jobs == 1 and on in (None, "here"))
    with find_ledger(ledger, patience=make_patience()) as opened:
        refused = print_summary(show_progress(reread_ledger(opened, make_reader=make_reader, jobs=jobs, on=on)))
    tell()
    sys.exit(1 if refused else 0)


@cli.command()
@ledger_option
def reindex(ledger: str) -> None:
    """Make the lists, tables of facts and full text anew from the stored bytes."""
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        opened.reindex()


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def dump(file: Path, ledger: str) -> None:
    """Write the whole ledger to a new zip FILE of JSON lines, private names too: keep it as you keep the ledger."""
    from onrecord.ledger.ledger import find_ledger

    with find_ledger(ledger) as opened:
        opened.dump(file)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@ledger_option
def load(file: Path, ledger: str) -> None:
    """Fill a new ledger from the dump in FILE: the same ledger, tombstones and chain included, or nothing."""
    from onrecord.ledger.ledger import open_ledger

    with open_ledger(ledger) as opened:
        opened.load(file)
        click.echo("{} documents, {} records.".format(*opened.count()), err=True)


@cli.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from onrecord.printing import print_json
    from onrecord.schema import record_json_schema

    print_json(record_json_schema())


for _other in (*ANSWERS, *CLAIMS, search, *REVIEWS, desk, export, grant, users, webhooks, *WATCHING):
    cli.add_command(_other)


def _choose_reader(
    model: str | None, *, elsewhere: bool, alone: bool
) -> "tuple[Callable[[], Reader], Callable[[], None]]":
    """How the reader is made, and what is told on standard error when it has read. A model is asked by one process."""
    from onrecord.records.reader import open_reader

    if model is None:
        return open_reader, lambda: None
    if not alone:
        raise click.UsageError(
            "A language model is asked about one text after another: leave --jobs, --on, --explain out."
        )
    from onrecord.language_model.endpoint import parse_endpoint
    from onrecord.language_model.reader import open_language_model_reader
    from onrecord.language_model.tally import Tally

    tally = Tally()
    endpoint = parse_endpoint(model, elsewhere=elsewhere, key=os.environ.get("ONRECORD_MODEL_KEY"))
    return partial(open_language_model_reader, endpoint, tally=tally), lambda: click.echo(tally.describe(), err=True)


def _check_named(sources: tuple[str, ...], jsonl: tuple[str, ...]) -> None:
    if not sources and not jsonl:
        raise click.UsageError("Name a SOURCE, or --jsonl FILE.")


def _find_items(
    sources: tuple[str, ...],
    jsonl: tuple[str, ...],
    published: str | None,
    *,
    fetch: "Callable[[str], Fetched] | None" = None,
    note: "Note | None" = None,
) -> "Iterator[Document | Refusal]":
    _check_named(sources, jsonl)
    from onrecord.documents.document import Given
    from onrecord.documents.sources import find_documents, forget_bytes
    from onrecord.documents.visitor import Visitor

    given, fetch, note = Given(published=published), fetch or Visitor().visit, note or forget_bytes
    items = find_documents(sources, jsonl=jsonl, given=given, stdin=sys.stdin.buffer, fetch=fetch, note=note)
    return _tell_days(items, published) if published else items


def _tell_days(items: "Iterator[Document | Refusal]", published: str) -> "Iterator[Document | Refusal]":
    """Say where another day is printed at the head of a text than the one that was given for it."""
    from onrecord.documents.dates import find_published
    from onrecord.documents.refusal import Refusal

    for item in items:
        if not isinstance(item, Refusal) and item.published == published:
            printed = find_published(item.text)
            if printed not in (None, published):
                name = item.title or item.url or item.id
                click.echo(f"{name}: its text is dated {printed}; {published}, which you gave, counts.", err=True)
        yield item
