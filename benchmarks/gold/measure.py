"""How well the hand-marked documents are read: python -m benchmarks.gold.measure [--shared ../shared]."""

import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.documents import open_document, open_rows
from benchmarks.figures import Counts, Measured, exact, f1, pooled, total
from benchmarks.scorers import load_scorer
from onrecord.records.reader import Reader
from onrecord.schema import encode_record

__all__ = ["measure"]

HEADLINE = ("quotes", "subjects", "offense_disposition", "events", "event_time", "figures")
TASKS = (
    *HEADLINE, "event_agent", "event_subject", "event_place", "event_factuality", "figure_measures", "offense_span",
    "omissions", "subject_age", "subject_gender", "subject_origin", "subject_affiliation",
)  # fmt: skip
FAULTS = ("promotions", "ungrounded", "text_changed")


def measure(shared: Path, reader: Reader) -> list[Measured]:
    """Every task on seed, dev and train; the headline is the mean F1 of six tasks, as the scorer computes it."""
    scorer = load_scorer(shared / "gold" / "score.py")
    sets = {
        "seed": [shared / "gold" / "seed.jsonl"],
        "dev": [shared / "gold" / "dev.jsonl"],
        "train": sorted((shared / "gold").glob("train-*.jsonl")),
    }
    return [line for name, files in sets.items() for line in _measure_set(name, files, scorer, reader)]


def _measure_set(name: str, files: list[Path], scorer: ModuleType, reader: Reader) -> list[Measured]:
    faults: dict[str, int] = defaultdict(int)
    by_task: dict[str, list[Counts]] = defaultdict(list)
    rows = list(open_rows(files))
    for row, record in zip(rows, (reader.read(open_document(row)) for row in rows), strict=True):
        tallies: dict[str, Any] = defaultdict(scorer.Tally)
        scorer.score_document(row, json.loads(encode_record(record)), tallies, faults)
        for task in TASKS:
            tally = tallies[task]
            by_task[task].append(Counts(tally.tp, tally.tp + tally.fp, tally.tp + tally.fn))
    lines = [pooled("gold", f"{name} {task}", by_task[task]) for task in TASKS if sum(c.gold for c in by_task[task])]
    headline = sum(f1(total(by_task[task])) for task in HEADLINE) / len(HEADLINE)
    lines.insert(0, exact("gold", f"{name} headline", headline, f"{len(rows)} documents"))
    return lines + [exact("gold", f"{name} {fault}", faults[fault]) for fault in FAULTS]
