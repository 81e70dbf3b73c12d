"""The examples as records, read once a session, and the hand-made truth of their links."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.documents.sources import find_documents
from onrecord.records.reader import open_reader
from onrecord.schema import Document, DocumentKind, ReaderVersion, Record

__all__ = ["make_record", "read_corpus", "truth", "words_of"]

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@cache
def read_corpus() -> tuple[Record, ...]:
    """The records of all examples, by the packaged reader."""
    reader = open_reader()
    files = sorted(str(file) for file in EXAMPLES.glob("[0-9]*"))
    return tuple(reader.read(item) for item in find_documents(files) if isinstance(item, Document))


def truth(link: str) -> list[dict[str, Any]]:
    """The rows of one kind of link."""
    rows = map(json.loads, (EXAMPLES / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    return [row for row in rows if row["link"] == link]


def make_record(
    id: str,  # noqa: A002 - the word of the record
    text: str,
    *,
    published: str | None,
    publisher: str | None = None,
    kind: DocumentKind = "article",
) -> Record:
    """A record of which nothing is known but the document."""
    document = Document(id=id, text=text, publisher=publisher or id, published=published, kind=kind)
    return Record(reader=ReaderVersion(name="hand", version="1"), document=document)


def words_of(records: tuple[Record, ...]) -> Callable[[Any], str]:
    """How the words of a passage are looked up."""
    texts = {record.document.id: record.document.text for record in records}
    return lambda passage: texts[passage.document][passage.start : passage.end]
