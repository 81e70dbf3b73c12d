"""The invariants of reading, tried on invented documents and on any text at all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.schema import Document, decode_record, encode_record

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.txt"))
PIECES = [
    "Mara Voss, 34, of Port Halden,",
    "was charged with",
    "pleaded guilty to",
    "armed robbery",
    "and",
    "kidnapping",
    "on Monday",
    "“We will act,”",
    "said",
    "Sheriff Ansel Brandt.",
    "The Department of Home Affairs (DHA)",
    "arrested more than 40 people",
    "in Springfield, Illinois.",
    "declined to comment.",
    "\n",
    "\n\n",
    "•",
    "“",
    "”",
    '"',
    "—",
    "(",
    ")",
    "No. 31-cr-0418",
    "She",
    "was sentenced to 12 years in prison.",
    "If convicted,",
    "he faces up to",
    "20 years",
    "$2.5 million",
    "between May 3 and 7",
]


def texts() -> st.SearchStrategy[str]:
    """Scraps of announcements in any order, and any characters."""
    return st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=300)


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every span of a record, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


def ids_in(value: Any) -> Iterator[str]:
    """Every identifier that a record gives."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from ids_in(part)


POINTERS = frozenset("ref organization place event statement speaker time court part_of about publisher".split())


def pointers_in(value: Any) -> Iterator[str]:
    """Every identifier that a record refers to."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in POINTERS and isinstance(part, str):
                yield part
            elif key in ("steps", "applies_to"):
                yield from part
            else:
                yield from pointers_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from pointers_in(part)


def check(reader: StandardReader, document: Document) -> None:
    """Grounded, well-formed, complete, and the same each time."""
    record = reader.read(document)
    data = encode_record(record)
    assert data == encode_record(reader.read(document))
    assert decode_record(data) == record
    body = {key: value for key, value in json.loads(data).items() if key not in ("document", "reader", "format")}
    for span in spans_in(body):
        assert document.text[span["start"] : span["end"]] == span["text"] != ""
    ids = list(ids_in(body))
    assert len(ids) == len(set(ids))
    assert set(pointers_in(body)) <= set(ids)
    assert record.document == document


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_keep_the_invariants(reader: StandardReader, path: Path) -> None:
    """Every example is read with every span in its text and every reference to something that is there."""
    text = path.read_text(encoding="utf-8")
    check(reader, Document(id="example", text=text, kind="release", published="2031-05-19", title=text.split("\n")[0]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=texts(), kind=st.sampled_from(["release", "article", "post"]), published=st.sampled_from([None, "2031-05-19"])
)
def test_any_text_keeps_the_invariants(reader: StandardReader, text: str, kind: Any, published: str | None) -> None:
    """No text makes the reader raise, invent a word, or point at nothing."""
    check(reader, Document(id="any", text=text, kind=kind, published=published))


def test_an_empty_document_states_nothing(reader: StandardReader) -> None:
    """Nothing in, nothing out."""
    record = reader.read(Document(id="empty", text=""))
    assert (record.people, record.statements, record.events, record.figures) == ((), (), (), ())
