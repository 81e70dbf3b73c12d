"""Every fact of a record but its cases can be reviewed, by its words and by the values of its kind."""

from typing import Any, get_type_hints

import pytest
from tests.hand import make_record

from onrecord.errors import ReviewError
from onrecord.reviews.placed import FIELDS, KEYS, TYPES, check_value, find_owner, find_words, list_facts
from onrecord.reviews.review import Kind
from onrecord.schema import Record

RECORD = make_record()


def test_every_fact_is_listed_once() -> None:
    """Cases are not: their steps are events."""
    listed = [placed.fact.id for placed in list_facts(RECORD)]
    assert len(listed) == len(set(listed))
    stored = {item.id for key in KEYS.values() for item in getattr(RECORD, key)}
    assert set(listed) == stored | {"x1", "x2", "x3", "x4", "x5"}
    lists = {name for name in Record.__dataclass_fields__ if isinstance(getattr(RECORD, name), tuple)}
    assert lists - set(KEYS.values()) == {"proceedings"}


WORDS = [
    ("p2", "Tomas Arvelo Quint", None),
    ("x1", "rape", "Tomas Arvelo Quint"),
    ("s2", "“Nobody wants violent offenders walking free,”", "Maren Holloway"),
    ("s3", "Rook denies every count", "Petra Lund"),
    ("e5", "arrested", None),
    ("f3", "nearly 30", None),
    ("m1", "did not provide an exact figure", None),
    ("m3", None, None),
    ("o3", "Halden County Court", None),
]


@pytest.mark.parametrize(("fact", "words", "owner"), WORDS)
def test_a_fact_has_words_and_an_owner(fact: str, words: str | None, owner: str | None) -> None:
    """By which it is found again."""
    placed = next(placed for placed in list_facts(RECORD) if placed.fact.id == fact)
    span, whose = find_words(placed.fact), find_owner(placed, RECORD)
    assert ((span.text if span else None), (whose.text if whose else None)) == (words, owner)


def test_fields_are_those_of_the_schema() -> None:
    """Of every kind, and none that holds an id."""
    for kind, fields in FIELDS.items():
        hints = get_type_hints(TYPES[kind])
        assert set(fields) <= hints.keys() - {"id", "place", "event", "statement", "organization", "speaker"}


GOOD: list[tuple[Kind, str, Any]] = [
    ("offense", "disposition", "dismissed"),
    ("figure", "low", 41),
    ("figure", "high", None),
    ("figure", "low", 2.5),
    ("event", "start", "2031-05-13"),
    ("person", "age", 34),
]
BAD: list[tuple[Kind, str, Any, str]] = [
    ("offense", "disposition", "guilty", "is no disposition of offense"),
    ("offense", "disposition", None, "is no disposition of offense"),
    ("offense", "statement", "s1", "is no field of offense that can be reviewed"),
    ("event", "start", "May 13", "is no start of event"),
    ("person", "age", "thirty", "is no age of person"),
    ("person", "id", "p9", "is no field of person"),
]


@pytest.mark.parametrize(("kind", "field", "value"), GOOD)
def test_a_value_is_one_of_its_field(kind: Kind, field: str, value: Any) -> None:
    """As the schema says."""
    assert check_value(kind, field, value) == value


@pytest.mark.parametrize(("kind", "field", "value", "message"), BAD)
def test_another_value_is_refused(kind: Kind, field: str, value: Any, message: str) -> None:
    """With the field and what it takes."""
    with pytest.raises(ReviewError, match=message):
        check_value(kind, field, value)
