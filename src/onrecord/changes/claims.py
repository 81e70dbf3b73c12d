"""A record -> its claims side by side: each with where it stands, what it says, and what tells it from its like.

Names stand in place of identifiers, which are another record's business. Nothing is inferred.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from onrecord.schema import Argument, Event, Figure, Offense, Omission, Person, Proceeding, Record, Span, Statement

__all__ = ["Claim", "ClaimKind", "Value", "find_claims"]

ClaimKind = Literal[
    "offense", "figure", "event", "person", "affiliation", "statement", "proceeding", "omission", "label", "reference"
]
Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One fact of a record: its id there, its words, and what it says by field."""

    kind: ClaimKind
    id: str
    spans: tuple[Span, ...]
    values: dict[str, Value]
    like: tuple[Value, ...]
    """What two claims have in common when the one may have become the other."""
    same: tuple[Value, ...]
    """What two claims have in common when they are one, wherever it stands."""

    @property
    def words(self) -> str:
        """The words by which it is found; empty where it has none of its own."""
        return self.spans[0].text if self.spans else ""


def find_claims(record: Record) -> tuple[Claim, ...]:
    """Every claim of a record, kind by kind, in the order of the record."""
    names = _Names(record)
    people = record.people
    return tuple(
        chain(
            (_offense(person, item, names) for person in people for item in person.offenses),
            (_figure(item, names) for item in record.figures),
            (_event(item, names) for item in record.events),
            (_person(item) for item in people),
            (claim for person in people for claim in _affiliations(person, names)),
            (_statement(item, names) for item in record.statements),
            (_proceeding(item, names) for item in record.proceedings),
            (_omission(item, names) for item in record.omissions),
            _labels(record, names),
            _references(record, names),
        )
    )


class _Names:
    """What an identifier stands for, in words."""

    def __init__(self, record: Record) -> None:
        self._names: dict[str, str] = {person.id: _name(person) for person in record.people}
        self._names |= {item.id: item.name for item in record.organizations}
        self._names |= {item.id: item.name for item in record.places}
        for statement in record.statements:
            said = statement.source.text if statement.source else self._names.get(statement.speaker or "", "someone")
            self._names[statement.id] = _plain(said)
        self._names |= {event.id: event.trigger.text for event in record.events}
        self._names |= {figure.id: figure.span.text for figure in record.figures}

    def find(self, id: str | None) -> str | None:  # noqa: A002 - the word of the record
        return self._names.get(id) if id else None

    def join(self, arguments: tuple[Argument, ...]) -> str | None:
        """Who takes part, by name where they have one: "he" and "Rook" are the same."""
        return ", ".join(dict.fromkeys(self.find(item.ref) or _plain(item.span.text) for item in arguments)) or None


def _plain(words: str) -> str:
    return " ".join(words.split())


def _name(person: Person) -> str:
    return person.name or (_plain(person.mentions[0].text) if person.mentions else "someone")


def _offense(person: Person, item: Offense, names: _Names) -> Claim:
    words = _plain(item.span.text)
    values: dict[str, Value] = {
        "person": _name(person),
        "offense": words,
        "disposition": item.disposition,
        "sentence": _plain(item.sentence.text) if item.sentence else None,
        "place": names.find(item.place),
        "date": item.date,
        "source": names.find(item.statement),
    }
    return Claim(
        kind="offense",
        id=item.id,
        spans=(item.span,),
        values=values,
        like=(values["person"],),
        same=(values["person"], words.casefold()),
    )


def _figure(item: Figure, names: _Names) -> Claim:
    values: dict[str, Value] = {
        "low": item.low,
        "high": item.high,
        "approximate": item.approximate,
        "unit": item.unit,
        "measures": item.measures,
        "place": names.find(item.place),
        "start": item.start,
        "end": item.end,
        "source": names.find(item.statement),
    }
    same = (_plain(item.span.text).casefold(), item.low, item.high, item.measures, values["place"])
    return Claim(kind="figure", id=item.id, spans=(item.span,), values=values, like=(item.unit,), same=same)


def _event(item: Event, names: _Names) -> Claim:
    values: dict[str, Value] = {
        "event": item.type,
        "agents": names.join(item.agents),
        "subjects": names.join(item.subjects),
        "places": names.join(item.places),
        "factuality": item.factuality,
        "start": item.start,
        "end": item.end,
        "source": names.find(item.statement),
    }
    same = (item.type, *(values[name] for name in ("agents", "subjects", "places", "factuality")))
    return Claim(kind="event", id=item.id, spans=(item.trigger,), values=values, like=(item.type,), same=same)


def _person(item: Person) -> Claim:
    values: dict[str, Value] = {
        "name": _name(item),
        "role": item.role,
        "count": item.count,
        "age": item.age,
        "gender": item.gender,
        "origin": item.origin,
        "title": item.title,
    }
    return Claim(kind="person", id=item.id, spans=item.mentions, values=values, like=(item.kind,), same=(_name(item),))


def _affiliations(person: Person, names: _Names) -> Iterator[Claim]:
    for item in person.affiliations:
        values: dict[str, Value] = {"person": _name(person), "group": item.name, "assertion": item.assertion}
        like = (values["person"],)
        same = (values["person"], item.name)
        yield Claim(kind="affiliation", id=person.id, spans=(item.span,), values=values, like=like, same=same)


def _statement(item: Statement, names: _Names) -> Claim:
    content = _plain(" … ".join(span.text for span in item.content))
    values: dict[str, Value] = {"source": names.find(item.id), "content": content, "mode": item.mode, "act": item.act}
    like = (values["source"],)
    return Claim(kind="statement", id=item.id, spans=item.content, values=values, like=like, same=(content,))


def _proceeding(item: Proceeding, names: _Names) -> Claim:
    values: dict[str, Value] = {
        "number": item.number,
        "title": item.title,
        "court": names.find(item.court),
        "parties": names.join(item.parties),
        "steps": ", ".join(names.find(step) or step for step in item.steps) or None,
    }
    spans = tuple(argument.span for argument in item.parties)
    like, same = (values["parties"],), (item.number, item.title, values["court"])
    return Claim(kind="proceeding", id=item.id, spans=spans, values=values, like=like, same=same)


def _omission(item: Omission, names: _Names) -> Claim:
    values: dict[str, Value] = {
        "missing": item.kind,
        "stated": item.stated,
        "manner": item.manner,
        "about": names.find(item.about),
    }
    spans = (item.span,) if item.span else ()
    same = (item.kind, item.stated, values["about"])
    return Claim(kind="omission", id=item.id, spans=spans, values=values, like=(item.kind,), same=same)


def _labels(record: Record, names: _Names) -> Iterator[Claim]:
    for item in record.labels:
        applies = ", ".join(names.find(id) or id for id in item.applies_to) or None  # noqa: A001 - the record's word
        values: dict[str, Value] = {
            "term": item.term,
            "applies_to": applies,
            "source": names.find(item.statement),
        }
        same = (item.term, applies, values["source"])
        yield Claim(kind="label", id=item.id, spans=(item.span,), values=values, like=(item.term,), same=same)


def _references(record: Record, names: _Names) -> Iterator[Claim]:
    for item in record.references:
        values: dict[str, Value] = {
            "reference": item.kind,
            "publisher": names.find(item.publisher),
            "date": item.date,
            "url": item.url,
        }
        same = (item.kind, _plain(item.span.text).casefold())
        yield Claim(kind="reference", id=item.id, spans=(item.span,), values=values, like=(item.kind,), same=same)
