"""How well time expressions are read, on TempEval-3 platinum, beside dateparser in the same run."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from dateparser.search import search_dates

from benchmarks.documents import read_rows, record_lines
from benchmarks.figures import Measured, pooled
from benchmarks.scorers import as_counts, counts_of, load_scorer, run_scorer
from onrecord.records.reader import Reader
from onrecord.schema import Record, Time

__all__ = ["measure"]


def measure(shared: Path, reader: Reader) -> list[Measured]:
    """F1 of spans and of values; documents of the corpus one by one."""
    folder = shared / "bench" / "times"
    scorer = load_scorer(folder / "score.py")
    records = list(read_rows(run_scorer(scorer, str(folder / "platinum"), "--texts").splitlines(), reader))
    found = {"": records, " (dateparser)": [_read_with_dateparser(record) for record in records]}
    lines = []
    for name, of_reader in found.items():
        counts = [_count(scorer, folder, record) for record in of_reader]
        metrics = ("value",) if name else ("value", "relaxed", "strict", "type")
        lines += [pooled("times", metric + name, [as_counts(one[metric]) for one in counts]) for metric in metrics]
    return lines


def _count(scorer: ModuleType, folder: Path, record: Record) -> dict[str, Any]:
    with TemporaryDirectory() as work:
        path = Path(work) / "record.jsonl"
        path.write_text(record_lines([record]), encoding="utf-8")
        return counts_of(scorer, str(folder / "platinum" / f"{record.document.id}.tml"), str(path))


def _read_with_dateparser(record: Record) -> Record:
    """What the usual library finds in the same text, against the same day."""
    text = record.document.text
    base = datetime.fromisoformat(record.document.published or "2013-01-01")
    times: list[Time] = []
    at = 0
    for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            day = moment.date().isoformat()
            times.append(Time(id=f"t{len(times) + 1}", span=record.document.span(start, at), type="DATE", value=day))
    return Record(reader=record.reader, document=record.document, times=tuple(times))
