"""Each line is a document or is refused with its number, and the rest goes on."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents import jsonl
from onrecord.documents.jsonl import read_lines
from onrecord.documents.refusal import Refusal
from onrecord.schema import Document


def read(data: bytes) -> list[Document | Refusal]:
    """All that the lines hold."""
    return list(read_lines(io.BytesIO(data), "all.jsonl"))


def line(**row: object) -> bytes:
    """One line of JSON."""
    return json.dumps(row).encode() + b"\n"


def test_a_line_is_a_document() -> None:
    """Every key that is known is taken, any other ignored."""
    row = {"id": "a1", "title": "T", "publisher": "P", "published": "2031-05-06", "url": "https://p.example/1"}
    document = read(line(**row, kind="post", text="Two men were arrested.", quotes=[{"deep": 1}]))[0]
    assert isinstance(document, Document)
    assert {key: getattr(document, key) for key in row} == row
    assert document.kind == "post"


def test_the_text_is_taken_code_point_for_code_point() -> None:
    """Line ends, spaces and rare marks stay as they are."""
    text = "\ufeff Two\r\nmen\u2028 were\u00a0arrested.\r \U0001f693\n\n"
    (document,) = read(line(id="a1", text=text))
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize(
    ("published", "given"),
    [("2031-05-06", "2031-05-06T10:00:00Z"), ("2031-05-06", "May 6, 2031"), (None, "soon"), (None, 7), (None, None)],
)
def test_a_day_is_read_or_unknown(published: str | None, given: object) -> None:
    """What is no date is None, never a guess."""
    (document,) = read(line(id="a1", text="Two men were arrested.", published=given))
    assert isinstance(document, Document)
    assert document.published == published


@pytest.mark.parametrize(
    ("reason", "broken"),
    [
        ("unreadable", b"{"),
        ("unreadable", b"[]"),
        ("unreadable", b'"text"'),
        ("unreadable", b'{"id": "a1"}'),
        ("unreadable", b'{"text": 7}'),
        ("unreadable", b'{"text": "caf\xe9"}'),
        ("unreadable", b"[" * 100_000),
        ("unreadable", b'{"id": ' + b"7" * 5000 + b', "text": "Two men"}'),
        ("unreadable", b'{"text": "Two men \\ud800"}'),
        ("empty", b'{"text": ""}'),
        ("blocked", b'{"text": "Just a moment...\\nVerify you are human"}'),
    ],
)
def test_a_broken_line_is_refused_and_the_rest_goes_on(reason: str, broken: bytes) -> None:
    """The refusal names file and line."""
    first, second, third = read(line(id="a1", text="One man") + b"\n" + broken + b"\n" + line(id="a2", text="Two men"))
    assert isinstance(first, Document)
    assert isinstance(second, Refusal)
    assert isinstance(third, Document)
    assert (second.source, second.reason) == ("all.jsonl:3", reason)


def test_a_line_over_the_limit_is_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is passed over in pieces, and the next line is read."""
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 64)
    first, second = read(line(id="a1", text="x" * 500) + line(id="a2", text="Two men"))
    assert isinstance(first, Refusal)
    assert isinstance(second, Document)
    assert (first.source, first.reason) == ("all.jsonl:1", "too large")


@given(st.binary(max_size=200))
def test_no_line_stops_reading(data: bytes) -> None:
    """Any bytes give documents and refusals."""
    read(data)


@given(
    st.dictionaries(st.sampled_from(["id", "text", "kind", "url", "published"]), st.text(max_size=60) | st.integers())
)
def test_no_values_stop_reading(row: dict[str, object]) -> None:
    """Any value of any key is taken, ignored or refused."""
    assert len(read(line(**row))) == 1


def test_a_line_of_lists_without_end_is_refused() -> None:
    """Half a million lists would take more memory than there is."""
    (refusal,) = read_lines(io.BytesIO(b'{"text": "Two men.", "a": [' + b"[]," * 600_000 + b"0]}"), "a.jsonl")
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, "500,000" in refusal.message) == ("too large", True)


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \n"])
def test_a_file_without_a_line_is_told(data: bytes) -> None:
    """Nothing read and nothing said would look like success."""
    (refusal,) = read(data)
    assert isinstance(refusal, Refusal)
    assert (refusal.source, refusal.reason) == ("all.jsonl", "empty")
