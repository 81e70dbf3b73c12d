"""How well attributed speech is read, on the development part of PolNeAR."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.documents import read_rows, record_lines
from benchmarks.figures import Measured, pooled
from benchmarks.scorers import as_counts, counts_of, load_scorer
from onrecord.records.reader import Reader

__all__ = ["measure"]


def measure(shared: Path, reader: Reader) -> list[Measured]:
    """Exact F1 of source, cue and content at the corpus's own sentence ends, and F1 of whole attributions."""
    folder = shared / "bench" / "attribution"
    scorer = load_scorer(folder / "score.py")
    dev = folder / "polnear" / "dev"
    rows = (json.dumps({"id": path.stem, "text": path.read_text(encoding="utf-8")}) for path in _texts(dev))
    counts = []
    with TemporaryDirectory() as work:
        for record in read_rows(rows, reader):
            one = Path(work) / record.document.id
            (one / "attributions").mkdir(parents=True)
            for path in (dev / "attributions").glob(f"{record.document.id}_*.ann"):
                (one / "attributions" / path.name).write_bytes(path.read_bytes())
            (one / "record.jsonl").write_text(record_lines([record]), encoding="utf-8")
            sentences = str(folder / "polnear" / "dev.sentences.jsonl")
            counts.append(
                counts_of(
                    scorer,
                    str(dev / "text"),
                    str(one / "attributions"),
                    str(one / "record.jsonl"),
                    "--sentences",
                    sentences,
                )
            )
    lines = [
        pooled("attribution", f"exact {label}", [as_counts(one["exact"][label]) for one in counts])
        for label in ("source", "cue", "content")
    ]
    return [*lines, pooled("attribution", "pairs", [as_counts(one["pairs"]) for one in counts])]


def _texts(dev: Path) -> list[Path]:
    marked = {path.stem.rsplit("_", 1)[0] for path in (dev / "attributions").glob("*.ann")}
    return sorted(path for path in (dev / "text").glob("*.txt") if path.stem in marked)
