"""A record -> its facts one by one, each with its kind, its words and whose it is: what a person can review.

FIELDS says what can be told right or wrong of a fact of each kind; cases are not reviewed, as their steps are events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from onrecord.errors import ReviewError
from onrecord.reviews.review import Kind, Scalar, Value, ValueOf
from onrecord.schema import (
    Event,
    Figure,
    Label,
    Offense,
    Omission,
    Organization,
    Person,
    Place,
    Record,
    Reference,
    Span,
    Statement,
    Time,
)

__all__ = [
    "FIELDS",
    "KEYS",
    "REFERRING",
    "TYPES",
    "Fact",
    "Placed",
    "check_value",
    "collect_values",
    "find_owner",
    "find_words",
    "list_facts",
    "tell_values",
]

Fact = Person | Offense | Organization | Place | Time | Statement | Event | Figure | Omission | Label | Reference

KEYS: dict[Kind, str] = {
    "person": "people",
    "organization": "organizations",
    "place": "places",
    "time": "times",
    "statement": "statements",
    "event": "events",
    "figure": "figures",
    "omission": "omissions",
    "label": "labels",
    "reference": "references",
}
"""Under which key of the record the facts of a kind stand; offenses stand with their person."""

TYPES: dict[Kind, type[Fact]] = {
    "person": Person,
    "offense": Offense,
    "organization": Organization,
    "place": Place,
    "time": Time,
    "statement": Statement,
    "event": Event,
    "figure": Figure,
    "omission": Omission,
    "label": Label,
    "reference": Reference,
}

FIELDS: dict[Kind, tuple[str, ...]] = {
    "person": ("kind", "role", "name", "count", "age", "gender", "origin", "title"),
    "offense": ("disposition", "code", "date"),
    "organization": ("name", "kind"),
    "place": ("name", "kind", "admin1", "country"),
    "time": ("type", "value", "start", "end"),
    "statement": ("mode", "act"),
    "event": ("type", "factuality", "start", "end"),
    "figure": ("low", "high", "approximate", "unit", "measures", "start", "end"),
    "omission": ("kind", "stated", "manner", "explanation"),
    "label": ("term",),
    "reference": ("kind", "date", "url"),
}
"""What a person can say of a fact of each kind, beside its words and whose it is."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact, its kind, and the person who holds it where it is an offense."""

    kind: Kind
    fact: Fact
    holder: Person | None = None


def list_facts(record: Record) -> Iterator[Placed]:
    """Every fact that can be reviewed, in the order of the record, offenses after their person."""
    for kind, key in KEYS.items():
        for fact in getattr(record, key):
            yield Placed(kind, fact)
            if isinstance(fact, Person):
                yield from (Placed("offense", offense, fact) for offense in fact.offenses)


def find_words(fact: Fact) -> Span | None:
    """The words by which a fact is found again: its span, its trigger, its first mention or the first of its content.

    None for an omission that no words state, and for a person without a mention.
    """
    match fact:
        case Event(trigger=span):
            return span
        case Statement(content=spans) | Person(mentions=spans) | Organization(mentions=spans) | Place(mentions=spans):
            return spans[0] if spans else None
        case _:
            return fact.span


def find_owner(placed: Placed, record: Record) -> Span | None:
    """The words that mean whose offense or statement this is: the first mention."""
    if placed.holder is not None:
        return find_words(placed.holder)
    if not isinstance(placed.fact, Statement):
        return None
    known: tuple[Person | Organization, ...] = (*record.people, *record.organizations)
    speaker = next((each for each in known if each.id == placed.fact.speaker), None)
    return find_words(speaker) if speaker else placed.fact.source


def tell_values(kind: Kind, fact: Fact) -> tuple[Value, ...]:
    """What a fact says in the fields that can be reviewed."""
    return tuple(Value(field=field, value=getattr(fact, field)) for field in FIELDS[kind])


def check_value(kind: Kind, field: str, value: Scalar) -> Scalar:
    """The value as the field takes it. Raises ReviewError where it does not, or where there is no such field."""
    if field not in FIELDS[kind]:
        raise ReviewError(f"{field} is no field of {kind} that can be reviewed: {', '.join(FIELDS[kind])}.")
    try:
        checked: Scalar = _adapter(kind, field).validate_python(value)
    except ValidationError as error:
        message = f"{value!r} is no {field} of {kind}: {error.errors()[0]['msg'].lower()}."
        raise ReviewError(message) from error
    return checked


def collect_values(values: tuple[Value, ...]) -> ValueOf:
    """Values by their field."""
    return {each.field: each.value for each in values}


@cache
def _adapter(kind: Kind, field: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(TYPES[kind], include_extras=True)[field])


REFERRING = frozenset(
    "organization place event statement speaker about part_of time publisher court ref steps applies_to".split()
)
"""Fields that hold the id, or ids, of other facts of the record."""
