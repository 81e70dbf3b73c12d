"""How fast reading is on one core, and how long one page takes from start to end."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.documents import open_document, open_rows
from benchmarks.figures import Measured, exact
from onrecord.records.reader import Reader
from onrecord.schema import Document

__all__ = ["measure"]


def measure(shared: Path, reader: Reader) -> list[Measured]:
    """Words and documents a second over the hand-marked documents, and the cost of one page in a new process."""
    documents = [open_document(row) for row in open_rows(sorted((shared / "gold").glob("train-*.jsonl")))]
    words = sum(len(document.text.split()) for document in documents)
    reader.read(documents[0])
    seconds = _time(reader.read, documents)
    page_seconds, page_memory = _read_one_page(documents[0])
    note = f"{len(documents)} documents, {words} words, one core"
    return [
        exact("speed", "words a second", words / seconds, note),
        exact("speed", "documents a second", len(documents) / seconds, note),
        exact("speed", "one page, seconds", page_seconds, "a new process, from start to end"),
        exact("speed", "one page, megabytes", page_memory, "peak resident memory of that process"),
    ]


def _time(work: Callable[[Document], object], documents: Iterable[Document]) -> float:
    before = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - before


def _read_one_page(document: Document) -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(document.text, encoding="utf-8")
        command = [sys.executable, "-m", "onrecord", "read", "--format", "json", str(path)]
        done = subprocess.run(
            [sys.executable, "-c", _WATCH, *command],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
    seconds, kilobytes = (float(figure) for figure in done.stdout.split())
    return seconds, kilobytes / 1024


# Between the bench and the page: a child's peak begins at the size of the process that starts it.
_WATCH = """
import os, subprocess, sys, time
before = time.perf_counter()
page = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, used = os.wait4(page.pid, 0)
print(time.perf_counter() - before, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
