"""How well places are read, on LGL, beside the most populous namesake of each name that was found."""

import xml.etree.ElementTree as ET
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from benchmarks.documents import read_rows, record_lines
from benchmarks.figures import Counts, Measured, pooled, share
from benchmarks.places.baseline import NamesakeReader
from benchmarks.scorers import as_counts, counts_of, load_scorer, run_scorer
from onrecord.records.reader import Reader
from onrecord.schema import Record

__all__ = ["measure"]


def measure(shared: Path, reader: Reader) -> list[Measured]:
    """F1 of recognition, and the share of all gold places put within 161 km; of the reader, then of the baseline."""
    folder = shared / "bench" / "places"
    return [*_measure(folder, reader), *_measure(folder, NamesakeReader(), " (most populous namesake)")]


def _measure(folder: Path, reader: Reader, which: str = "") -> list[Measured]:
    scorer = load_scorer(folder / "score.py")
    records = list(read_rows(run_scorer(scorer, str(folder / "lgl.xml"), "--texts").split("\n"), reader))
    recognition, exact, resolved = [], [], []
    with TemporaryDirectory() as work:
        articles = _split(folder / "lgl.xml", Path(work))
        for record in records:
            found = _count(scorer, articles[record.document.id], record)
            recognition.append(as_counts(found["recognition"]))
            exact.append(as_counts(found["exact"]))
            gold = found["gold_with_coordinates"]
            resolved.append(Counts(round(found["resolved"] * gold), 0, gold))
    return [
        pooled("places", f"recognition{which}", recognition),
        pooled("places", f"exact{which}", exact),
        pooled("places", f"within 161 km{which}", resolved, formula=share, note="of all gold places with coordinates"),
    ]


def _split(corpus: Path, work: Path) -> dict[str, Path]:
    """Each article in a file of its own, by its id."""
    found = {}
    for number, article in enumerate(ET.parse(corpus).getroot().iter("article")):
        name = article.get("docid") or str(number)
        found[name] = work / f"{number}.xml"
        root = ET.Element("articles")
        root.append(article)
        ET.ElementTree(root).write(found[name], encoding="utf-8")
    return found


def _count(scorer: ModuleType, article: Path, record: Record) -> dict[str, Any]:
    path = article.with_suffix(".jsonl")
    path.write_text(record_lines([record]), encoding="utf-8")
    return counts_of(scorer, str(article), str(path))
