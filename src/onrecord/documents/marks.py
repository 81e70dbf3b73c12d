"""data/documents/marks.toml -> the words that tell walls, error pages and announcements apart."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Marks", "PageMarks", "load_marks"]

_FILE = Path(__file__).parent.parent / "data" / "documents" / "marks.toml"


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Words of pages that are no document: lines that stand alone, and phrases said to a visitor; lower case."""

    titles: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks; `openings`, `publishers` and `hosts` are those of announcements."""

    blocked: PageMarks
    no_document: PageMarks
    openings: tuple[str, ...]
    publishers: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def load_marks() -> Marks:
    """The marks as packaged, read once."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    pages = {
        name: PageMarks(frozenset(data[name]["titles"]), tuple(data[name]["phrases"]))
        for name in ("blocked", "no document")
    }
    release = data["release"]
    return Marks(
        blocked=pages["blocked"],
        no_document=pages["no document"],
        openings=tuple(release["openings"]),
        publishers=tuple(release["publishers"]),
        hosts=tuple(release["hosts"]),
    )
