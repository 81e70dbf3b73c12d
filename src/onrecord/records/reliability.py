"""How often facts of one form were right in hand-marked documents: data that a benchmark wrote, told in a sentence.

A form is the kind of a fact and what tells it from others of its kind: offenses told as charged, events of one type,
figures that measure one thing, statements in direct speech. The counts are no probability of the single fact.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.schema import Event, Figure, Offense, Statement

__all__ = ["Counts", "find_form", "find_lower_bound", "load_reliability", "tell_reliability"]

_FILE = Path(__file__).parent.parent / "data" / "reliability.toml"
_ENOUGH = 10  # facts held back from which their share says more than that of those tuned on
_Z = 1.96  # of the normal distribution, for 95 %
_CALLED = {
    "offense": "offenses told as {}",
    "event": "events of the type {}",
    "figure": "figures that measure {}",
    "statement": "statements in {} speech",
}


@dataclass(frozen=True, slots=True)
class Counts:
    """Right and found: in the documents that the rules were written on, and in those held back."""

    tuned: tuple[int, int]
    held_back: tuple[int, int]


def find_form(fact: object) -> tuple[str, str] | None:
    """The kind and form of a fact, None for kinds that are not counted."""
    match fact:
        case Offense():
            return "offense", fact.disposition
        case Event():
            return "event", fact.type
        case Figure():
            return "figure", fact.measures
        case Statement() if fact.mode == "direct":
            return "statement", fact.mode
    return None


@cache
def load_reliability(path: Path = _FILE) -> Mapping[tuple[str, str], Counts]:
    """The counts of every form; what they are of stands at the head of the file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        (kind, form): Counts(tuple(counts["tuned"]), tuple(counts["held_back"]))
        for kind in _CALLED
        for form, counts in data.get(kind, {}).items()
    }


def find_lower_bound(fact: object) -> float | None:
    """How many of a hundred such facts are right at least, as a share; None where none was counted.

    The lower end of Wilson's interval at 95 % (1927), of the documents held back where they have ten, else of all:
    of two found and two right it does not make certainty.
    """
    counts = load_reliability().get(find_form(fact) or ("", ""))
    if counts is None:
        return None
    right, found = counts.held_back
    if found < _ENOUGH:
        right, found = right + counts.tuned[0], found + counts.tuned[1]
    share, square = right / found, _Z * _Z / found
    return (share + square / 2 - _Z * math.sqrt(share * (1 - share) / found + square / found / 4)) / (1 + square)


def tell_reliability(fact: object) -> str | None:
    """A sentence on facts of this form, None where none was counted."""
    form = find_form(fact)
    counts = load_reliability().get(form) if form else None
    if form is None or counts is None:
        return None
    called = _CALLED[form[0]].format(form[1])
    right, found = counts.tuned
    told = f"Of {found} {called} in the documents that the rules were written on, {right} were right"
    right, found = counts.held_back
    return f"{told}; of {found} in those held back, {right}." if found else f"{told}; those held back have none."
