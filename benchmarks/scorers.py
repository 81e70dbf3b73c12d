"""The scorers beside the shared corpora, asked for what they count in one document at a time.

A scorer is a script; it is loaded by its path, and its own formula for precision, recall and F1 is replaced by one
that hands the counts through, so that what is counted is always the scorer's decision.
"""

import contextlib
import importlib.util
import io
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.figures import Counts

__all__ = ["as_counts", "counts_of", "load_scorer", "run_scorer"]


def load_scorer(path: Path) -> ModuleType:
    """The scorer at a path as a module of its own."""
    spec = importlib.util.spec_from_file_location(f"scorer_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_scorer(scorer: ModuleType, *arguments: str) -> str:
    """What the scorer prints for these arguments."""
    printed = io.StringIO()
    argv = sys.argv
    sys.argv = [scorer.__name__, *arguments]
    try:
        with contextlib.redirect_stdout(printed):
            scorer.main()
    finally:
        sys.argv = argv
    return printed.getvalue()


def counts_of(scorer: ModuleType, *arguments: str) -> dict[str, Any]:
    """The scorer's JSON in which each triple of precision, recall and F1 is (hits, predicted, gold)."""
    formula = scorer.f1
    setattr(scorer, "f1", lambda hits, predicted, gold: [hits, predicted, gold])  # noqa: B010 (a module has no such field)
    try:
        found: dict[str, Any] = json.loads(run_scorer(scorer, *arguments, "--json"))
    finally:
        setattr(scorer, "f1", formula)  # noqa: B010 (as above)
    return found


def as_counts(triple: list[float]) -> Counts:
    """A triple that `counts_of` handed through."""
    return Counts(*triple)
