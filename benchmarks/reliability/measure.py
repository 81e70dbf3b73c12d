"""How often each form of a fact is right: python -m benchmarks.reliability.measure [--shared ../shared] [--write].

The record is cut down to the facts of one form (offenses with one disposition, events of one type, figures that
measure one thing, direct statements) and given to the scorer, so that what counts as right is its decision alone.
Train, read while the rules were written, tells which forms to trust; dev says whether that holds. With --write the
counts become the package's data, from which `--explain` and the desk tell how far to trust a fact.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from math import sqrt
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.documents import open_document, open_rows
from benchmarks.scorers import load_scorer
from onrecord.records.reader import Reader, open_reader
from onrecord.records.reliability import find_form
from onrecord.schema import Record, encode_record

__all__ = ["Reliability", "draw_table", "list_forms", "measure_rows", "select_form", "wilson", "write_counts"]

_Z = 1.959964  # the normal quantile of a two-sided 95 % interval
_DATA = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "reliability.toml"
_TASKS = {"offense": "offense_disposition", "event": "events", "figure": "figures", "statement": "quotes"}

Form = tuple[str, str]
"""The kind of a fact and what tells it from others of its kind: ("offense", "charged"), ("event", "arrest")."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of the facts of one form, how many there were and how many were right."""

    form: Form
    right: int
    found: int


def wilson(right: int, found: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson (1927); 0 to 1 where nothing was counted."""
    if not found:
        return 0.0, 1.0
    share, spread = right / found, _Z * _Z / found
    middle = share + spread / 2
    reach = _Z * sqrt(share * (1 - share) / found + spread / (4 * found))
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


def list_forms(record: Record) -> tuple[Form, ...]:
    """The forms of which the record holds facts, in alphabetical order."""
    offenses = (offense for person in record.people for offense in person.offenses)
    forms = (find_form(fact) for fact in chain(offenses, record.events, record.figures, record.statements))
    return tuple(sorted({form for form in forms if form is not None}))


def select_form(record: Record, form: Form) -> Record:
    """The record with the facts of one form alone; of other kinds it keeps what the scorer needs to tell whose."""
    kind, value = form
    people = tuple(
        replace(person, offenses=tuple(o for o in person.offenses if kind == "offense" and o.disposition == value))
        for person in record.people
    )
    return replace(
        record,
        people=people,
        events=tuple(event for event in record.events if kind == "event" and event.type == value),
        figures=tuple(figure for figure in record.figures if kind == "figure" and figure.measures == value),
        statements=tuple(made for made in record.statements if kind == "statement" and made.mode == value),
    )


def measure_rows(rows: Iterable[dict[str, Any]], reader: Reader, scorer: ModuleType) -> tuple[Reliability, ...]:
    """The reliability of every form that the reader finds in hand-marked documents."""
    counts: dict[Form, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        record = reader.read(open_document(row))
        for form in list_forms(record):
            tallies: dict[str, Any] = defaultdict(scorer.Tally)
            told = json.loads(encode_record(select_form(record, form)))
            scorer.score_document(row, told, tallies, defaultdict(int))
            tally = tallies[_TASKS[form[0]]]
            counts[form][0] += tally.tp
            counts[form][1] += tally.tp + tally.fp
    return tuple(Reliability(form, right, found) for form, (right, found) in sorted(counts.items()) if found)


def draw_table(train: Iterable[Reliability], dev: Iterable[Reliability]) -> Iterator[str]:
    """One row a form, the most reliable first within its kind, with Wilson's interval on train and the count on dev."""
    later = {line.form: line for line in dev}
    yield "| kind | form | train | precision | 95 % | dev | precision |"
    yield "| --- | --- | ---: | ---: | --- | ---: | ---: |"
    for line in sorted(train, key=lambda each: (each.form[0], -each.right / each.found, each.form)):
        low, high = wilson(line.right, line.found)
        other = later.get(line.form)
        tested = f"{other.right} of {other.found} | {other.right / other.found:.2f}" if other else "0 of 0 | "
        yield (
            f"| {line.form[0]} | {line.form[1]} | {line.right} of {line.found} | {line.right / line.found:.2f} "
            f"| {low:.2f} to {high:.2f} | {tested} |"
        )


def write_counts(train: Iterable[Reliability], dev: Iterable[Reliability], version: str) -> Iterator[str]:
    """The lines of the package's data: TOML, one table a form."""
    later = {line.form: line for line in dev}
    yield "# Right and found, by form: written by python -m benchmarks.reliability.measure --write. Do not edit."
    yield "# tuned: the documents that the rules were written on; held_back: those that decide."
    yield f'reader = "{version}"'
    for line in train:
        other = later.get(line.form)
        yield f"\n[{line.form[0]}.{line.form[1]}]\ntuned = [{line.right}, {line.found}]"
        yield f"held_back = [{other.right if other else 0}, {other.found if other else 0}]"


def main() -> None:
    """Read train and dev, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[3] / "shared")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gold = arguments.shared / "gold"
    scorer, reader = load_scorer(gold / "score.py"), open_reader()
    train = measure_rows(open_rows(sorted(gold.glob("train-*.jsonl"))), reader, scorer)
    dev = measure_rows(open_rows([gold / "dev.jsonl"]), reader, scorer)
    print(f"Reader {reader.version.version}.\n")
    print("\n".join(draw_table(train, dev)))
    if arguments.write:
        _DATA.write_text("\n".join(write_counts(train, dev, reader.version.version)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
