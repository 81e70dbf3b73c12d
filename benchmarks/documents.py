"""JSON lines of benchmark documents -> records, their text taken as it is."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from onrecord.records.reader import Reader
from onrecord.schema import Document, DocumentKind, Record, encode_record

__all__ = ["open_document", "open_rows", "read_rows", "record_lines"]


def open_document(row: dict[str, Any]) -> Document:
    """A document from one line of a gold or benchmark file; unknown keys are left out."""
    kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
    return Document(
        id=row["id"],
        text=row["text"],
        title=row.get("title"),
        publisher=row.get("publisher"),
        published=row.get("published"),
        url=row.get("url"),
        kind=next((kind for kind in kinds if kind == row.get("kind")), "article"),
    )


def open_rows(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The lines of gold or benchmark files that are not empty, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                yield json.loads(line)


def read_rows(lines: Iterable[str], reader: Reader) -> Iterator[Record]:
    """One record for each line that is not empty, in order."""
    for line in lines:
        if line.strip():
            yield reader.read(open_document(json.loads(line)))


def record_lines(records: Iterable[Record]) -> str:
    """Records as the scorers read them: one JSON object a line."""
    return "".join(encode_record(record).decode() + "\n" for record in records)
