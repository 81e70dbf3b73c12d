"""Reviews as commands: onrecord reviews, review, accuracy and agreement; and what was reviewed, in other formats."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli_options import ledger_option, names_option, replace_option

if TYPE_CHECKING:
    from onrecord.reviews.review import Verdict
    from onrecord.schema import Record

__all__ = ["REVIEWED", "REVIEWS"]

_coding = click.option("--coding", metavar="NAME", help="As part of this coding, which stands apart.")


@click.command()
@click.argument("id", required=False)
@click.option("--orphans", is_flag=True, help="Only those whose words stand there no more.")
@ledger_option
def reviews(id: str | None, ledger: str, *, orphans: bool) -> None:  # noqa: A002 - the word of the record
    """List what people said of the document ID, or of all: who, when and why, private names hidden."""
    from onrecord.care import Viewer
    from onrecord.exports.standing import tell_review
    from onrecord.ledger.ledger import find_ledger
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        viewed = open_shown(opened, Viewer())
        for document in [opened.record(id).document.id] if id else opened.reviews.documents():
            reviewed = opened.reviews.apply(document)
            said = opened.reviews.of(document)
            shown = viewed.show_reviewed(reviewed, opened.revisions(document), said)
            for review in reviewed.orphans if orphans else said:
                words = shown.mask(review.anchor.words.text) if review.anchor else None
                row = {
                    "number": review.number,
                    "document": shown.record.document.id,
                    "verdict": review.verdict,
                    "kind": review.kind,
                    "words": words,
                    "coding": review.coding,
                    "who": review.who,
                    "when": review.when,
                    "why": shown.mask(review.why),
                }
                about = f"{review.kind} “{words}”: " if review.kind else ""
                _print(row, f"{review.number:5} {row['document']}  {about}{tell_review(review)}: {row['why']}")


@click.command()
@click.argument("id")
@click.argument("fact")
@click.argument("verdict", type=click.Choice(["accept", "reject", "fix", "outcome", "done"]))
@click.option("--why", metavar="WORDS", default="", help="The reason; without one only accept and done are taken.")
@click.option("--set", "values", multiple=True, metavar="FIELD=VALUE", help="What is right; may be given again.")
@click.option("--who", default=None, help="Who reviews: by default the name of the user of this machine.")
@_coding
@ledger_option
def review(
    id: str,  # noqa: A002 - the word of the record
    fact: str,
    verdict: "Verdict",
    why: str,
    values: tuple[str, ...],
    who: str | None,
    coding: str | None,
    ledger: str,
) -> None:
    """Say of one FACT (x1, e2 …) of the document ID what is right: accept, reject, fix, outcome; or done, of all."""
    from onrecord.care import Viewer
    from onrecord.desk.review_forms import Seen, build_review
    from onrecord.desk.server import find_user
    from onrecord.ledger.ledger import find_ledger
    from onrecord.shown import open_shown

    form = {"verdict": verdict, "fact": fact, "why": why}
    for each in values:
        field, sign, value = each.partition("=")
        if not sign:
            raise click.UsageError(f"Write --set FIELD=VALUE, not {each}.")
        form[f"v.{field}"] = value
    with find_ledger(ledger) as opened:
        known = opened.record(id).document.id
        reviewed = opened.reviews.apply(known, coding=coding, who=who if coding else None)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        shown = open_shown(opened, Viewer()).show_reviewed(reviewed, ())
        seen = Seen(reviewed=reviewed, shown=shown, who=who or find_user(), when=now, coding=coding)
        taken = opened.reviews.add(build_review(form, seen))
    click.echo(f"Review {taken.number} is in the ledger.", err=True)


@click.command()
@ledger_option
def accuracy(ledger: str) -> None:
    """Tell how often the reader was right, by kind and field, counted from the reviews."""
    from onrecord.ledger.ledger import find_ledger
    from onrecord.reviews.accuracy import measure_accuracy

    with find_ledger(ledger) as opened:
        for each in measure_accuracy(opened.reviews.all()):
            told = f"{each.kind + '.' + each.field:26} {each.right:6,} of {each.looked_at:6,}"
            _print(asdict(each), f"{told}  {each.low:.0%} to {each.high:.0%}  {each.reader}")


@click.command()
@click.argument("coding")
@click.argument("one")
@click.argument("two")
@ledger_option
def agreement(coding: str, one: str, two: str, ledger: str) -> None:
    """Tell how far the coders ONE and TWO agree in CODING: on the words of each kind, and on each field.

    Documents count that both have called done.
    """
    from onrecord.ledger.ledger import find_ledger
    from onrecord.reviews.agreement import measure_fields, measure_spans

    with find_ledger(ledger) as opened:
        pairs = list(opened.reviews.both(coding, one, two))
    click.echo(f"{len(pairs)} documents that both have coded.", err=True)
    for spans in measure_spans(pairs):
        told = f"{spans.one:5} and {spans.two:5}, F1 {spans.exact_f1:.2f} exact, {spans.overlapping_f1:.2f} overlapping"
        _print(asdict(spans), f"{spans.kind:26} {told}")
    for field in measure_fields(pairs):
        alpha = "no alpha" if field.alpha is None else f"alpha {field.alpha:.2f}"
        _print(
            asdict(field), f"{field.kind + '.' + field.field:26} {field.same:5} of {field.facts:5} the same, {alpha}"
        )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@names_option
@replace_option
@ledger_option
def gold(file: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write the documents that people called done to a FILE of gold annotations, a document a line."""
    from onrecord.exports.gold import encode_gold
    from onrecord.exports.output import write_file

    with _open_done(ledger, names=names) as records, write_file(file, replacing=replacing) as stream:
        stream.writelines(map(encode_gold, records))


@click.command(name="label-studio")
@click.argument("file", type=click.Path(path_type=Path))
@names_option
@replace_option
@ledger_option
def label_studio(file: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write the documents that people called done to a FILE of tasks for Label Studio."""
    from onrecord.exports.label_studio import describe_task, encode_tasks
    from onrecord.exports.output import write_file

    with _open_done(ledger, names=names) as records, write_file(file, replacing=replacing) as stream:
        stream.write(encode_tasks([describe_task(record) for record in records]))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@names_option
@replace_option
@ledger_option
def brat(folder: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write the documents that people called done to a FOLDER for brat: a text and its marks each."""
    from onrecord.exports.brat import CONFIGURATION, write_standoff

    with _open_done(ledger, names=names) as records:
        pages = {"annotation.conf": CONFIGURATION}
        for record in records:
            name = _name_file(record)
            pages |= {f"{name}.txt": record.document.text, f"{name}.ann": write_standoff(record)}
        _write(folder, pages, kind="brat", replacing=replacing)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@names_option
@replace_option
@ledger_option
def cas(folder: Path, ledger: str, *, names: bool, replacing: bool) -> None:
    """Write the documents that people called done to a FOLDER of UIMA CAS files, as INCEpTION imports them."""
    from onrecord.exports.cas import TYPE_SYSTEM, write_cas

    with _open_done(ledger, names=names) as records:
        pages = {
            "TypeSystem.xml": TYPE_SYSTEM,
            **{f"{_name_file(record)}.xmi": write_cas(record) for record in records},
        }
        _write(folder, pages, kind="cas", replacing=replacing)


@contextmanager
def _open_done(ledger: str, *, names: bool) -> "Iterator[list[Record]]":
    """The documents that people called done, as shown; how many there were is told in the end."""
    from onrecord.care import Viewer
    from onrecord.ledger.ledger import find_ledger
    from onrecord.shown import open_shown

    with find_ledger(ledger) as opened:
        done = [document for document in opened.reviews.documents() if opened.reviews.apply(document).done]
        shown = open_shown(opened, Viewer(signed_in=names, may_see_names=names))
        records = [shown.show_record(opened.record(document)) for document in done]
    yield records
    hidden = "shown, but for victims, relatives and minors" if names else "hidden"
    click.echo(f"{len(records):,} documents; private names are {hidden}.", err=True)


def _name_file(record: "Record") -> str:
    """A name that any file system takes, the same for the same document."""
    from onrecord.documents.document import make_handle

    return make_handle(record.document.id)


def _write(folder: Path, pages: dict[str, str], *, kind: str, replacing: bool) -> None:
    from onrecord.exports.output import MARK, write_folder

    with write_folder(folder, replacing=replacing) as part:
        for name, text in {**pages, MARK: json.dumps({"kind": kind}) + "\n"}.items():
            (part / name).write_bytes(text.encode())


def _print(row: dict[str, object], told: str) -> None:
    click.echo(told if sys.stdout.isatty() else json.dumps(row, ensure_ascii=False))


REVIEWS: tuple[click.Command, ...] = (accuracy, agreement, review, reviews)
"""Commands of their own."""

REVIEWED: tuple[click.Command, ...] = (brat, cas, gold, label_studio)
"""Those under `onrecord export`."""
