"""The record as JSON: one line, the same bytes each time, back to the same record."""

import json
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.hand import make_record

from onrecord.errors import SpanError
from onrecord.schema import Document, Record, Span, decode_record, encode_record, record_json_schema


def test_a_record_comes_back_from_its_bytes() -> None:
    """With every part that a record can have."""
    record = make_record()
    assert decode_record(encode_record(record)) == record
    assert b"\n" not in encode_record(record)
    assert json.loads(encode_record(record))["format"] == "onrecord/1"


def test_keys_come_in_the_order_of_the_format() -> None:
    """As the format's description lists them."""
    expected = (
        "format reader document people organizations places times statements events figures proceedings omissions "
        "labels references"
    )
    assert list(json.loads(encode_record(make_record()))) == expected.split()


@given(st.text(max_size=80), st.integers(-3, 90), st.integers(-3, 90))
def test_a_span_stands_in_its_text_or_is_refused(text: str, start: int, end: int) -> None:
    """Never empty, never outside."""
    document = Document(id="d1", text=text)
    if 0 <= start < end <= len(text):
        assert document.span(start, end) == Span(start=start, end=end, text=text[start:end])
    else:
        with pytest.raises(SpanError, match="d1"):
            document.span(start, end)


@pytest.mark.parametrize("data", ["", "{}", "[]", '{"format": "onrecord/2"}'])
def test_what_is_no_record_is_refused(data: str) -> None:
    """Nothing is filled in."""
    with pytest.raises(ValidationError):
        decode_record(data)


def test_a_record_cannot_be_changed() -> None:
    """Stages make new ones."""
    with pytest.raises(FrozenInstanceError):
        make_record().people = ()  # type: ignore[misc]


def test_the_json_schema_describes_every_key() -> None:
    """It is generated from the types, so it cannot fall behind."""
    schema = record_json_schema()
    assert set(schema["properties"]) == set(Record.__dataclass_fields__)
    assert schema["$defs"]["Span"]["required"] == ["start", "end", "text"]
