"""A process that loads what it is told to: lines {"kind", "path"} in, lines {"outcomes"} or {"crash"} out.

Its first line says that it has started, which on a busy machine takes longer than an input may.

The loaders are the real ones. It runs under a limit of memory; its parent watches the clock.
"""

import json
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.fuzz.seeds import KINDS
from onrecord.documents.feeds import read_feed
from onrecord.documents.refusal import Refusal
from onrecord.documents.robots import read_robots
from onrecord.documents.sitemaps import find_links, read_sitemap
from onrecord.documents.sources import find_documents, open_document
from onrecord.documents.text import decode_html
from onrecord.errors import DocumentError
from onrecord.schema import Document

__all__ = ["load_input", "main"]

_FILES = KINDS[:6]
_FIRST = b"<html><p>Dos hombres fueron detenidos el lunes en la ciudad, dijo la oficina.</p></html>"
_URL = "https://sheriff.example/place"


def main() -> None:
    """Answer each line; the first argument is the limit of memory, in bytes."""
    memory = int(sys.argv[1])
    open_document(_FIRST)  # what is loaded late is loaded now: a parser, and a model of languages
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer: dict[str, object] = {"outcomes": load_input(asked["kind"], Path(asked["path"]))}
        except BaseException as error:
            answer = {"crash": f"{type(error).__name__}: {error}"[:500], "trace": traceback.format_exc()[-4000:]}
        answer["memory"] = _measure_peak()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def load_input(kind: str, path: Path) -> dict[str, int]:
    """What came of an input: how many documents or entries were "read", and how many were refused for each reason."""
    if kind in _FILES:
        found = _tell_progress(find_documents([str(path)]))
        return dict(Counter(item.reason if isinstance(item, Refusal) else "read" for item in found))
    try:
        return {"read": _count(kind, path.read_bytes())}
    except DocumentError as error:
        return {error.reason: 1}


def _measure_peak() -> int:
    """The most bytes that this process ever held (Linux); getrusage counts what its parent held when it forked too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _tell_progress(items: Iterable[Document | Refusal]) -> Iterator[Document | Refusal]:
    """An empty line each second in which something came: an archive of a thousand pages takes its time by right."""
    last = time.monotonic()
    for item in items:
        if time.monotonic() > last + 1:
            sys.stdout.write("\n")
            sys.stdout.flush()
            last = time.monotonic()
        yield item


def _count(kind: str, data: bytes) -> int:
    if kind == "feed":
        return len(read_feed(data, _URL))
    if kind == "sitemap":
        found = read_sitemap(data, _URL)
        return len(found.pages) + len(found.maps)
    if kind == "listing":
        return len(find_links(decode_html(data), _URL, "/news/"))
    return int(read_robots(data).allows(_URL))


if __name__ == "__main__":
    main()
