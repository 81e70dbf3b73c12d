"""Counts by document -> a figure with its bootstrap interval, held against its floor."""

import random
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Counts", "Measured", "exact", "f1", "failures", "pooled", "share", "table", "total"]

RESAMPLES = 1000  # 95 % bounds move by less than half a point between seeds at 1,000


@dataclass(frozen=True, slots=True)
class Counts:
    """What a scorer counted in one document."""

    hits: float
    predicted: float
    gold: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table; low and high bound the 95 % bootstrap interval over documents."""

    question: str
    what: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""


def f1(counts: Counts) -> float:
    """F1 of pooled counts; 1 where there was nothing to find and nothing was found."""
    both = counts.predicted + counts.gold
    return 2 * counts.hits / both if both else 1.0


def share(counts: Counts) -> float:
    """Hits over gold."""
    return counts.hits / counts.gold if counts.gold else 1.0


def pooled(
    question: str, what: str, by_document: Sequence[Counts], *, formula: Callable[[Counts], float] = f1, note: str = ""
) -> Measured:
    """The figure over all documents and the interval of its bootstrap over documents (seed fixed)."""
    chance = random.Random(20310519)
    values = sorted(
        formula(total([by_document[chance.randrange(len(by_document))] for _ in by_document])) for _ in range(RESAMPLES)
    )
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
    return Measured(question, what, formula(total(by_document)), low, high, note)


def exact(question: str, what: str, value: float, note: str = "") -> Measured:
    """A figure without an interval: a count, a time, a size."""
    return Measured(question, what, value, note=note)


def failures(measured: Sequence[Measured], folder: Path) -> list[str]:
    """Where a figure is below its `at_least` or above its `at_most` in its question's floors.toml."""
    found = []
    for line in measured:
        path = folder / line.question / "floors.toml"
        floors: Mapping[str, float] = {}
        limits: Mapping[str, float] = {}
        if path.exists():
            rules = tomllib.loads(path.read_text(encoding="utf-8"))
            floors, limits = rules.get("at_least", {}), rules.get("at_most", {})
        if line.value < floors.get(line.what, line.value):
            found.append(f"{line.question}: {line.what} is {line.value:.4g}, its floor is {floors[line.what]:.4g}")
        if line.value > limits.get(line.what, line.value):
            found.append(f"{line.question}: {line.what} is {line.value:.4g}, its limit is {limits[line.what]:.4g}")
    return found


def table(measured: Sequence[Measured]) -> str:
    """The figures as one Markdown table."""
    rows = ["| question | what | value | 95 % | note |", "| --- | --- | ---: | --- | --- |"]
    for line in measured:
        value = (
            f"{line.value:.3f}"
            if line.low is not None
            else f"{line.value:,.4g}"
            if line.value < 1000
            else f"{line.value:,.0f}"
        )
        interval = f"{line.low:.2f} to {line.high:.2f}" if line.low is not None and line.high is not None else ""
        rows.append(f"| {line.question} | {line.what} | {value} | {interval} | {line.note} |")
    return "\n".join(rows) + "\n"


def total(counts: Sequence[Counts]) -> Counts:
    """The counts of several documents together."""
    return Counts(sum(c.hits for c in counts), sum(c.predicted for c in counts), sum(c.gold for c in counts))
