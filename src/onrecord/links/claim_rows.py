"""A record -> the rows by which its events and figures are put in order, and found by their place and their body.

A row holds marks of places and bodies as the full text has them (ledger/marks.py), and so none of a private name.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from onrecord.ledger.marks import find_place_marks, is_open_name, mark_body
from onrecord.links.days import find_days, find_sentence
from onrecord.links.encoding import name_link
from onrecord.schema import Event, Figure, IsoDate, Place, Record, Span

__all__ = ["Sited", "decode_marks", "find_sites", "list_events", "list_figures", "number_marks"]

_LEFT_OUT = frozenset(["inquire", "publish"])
_BYTES = 8  # of a mark
_MONTH = 31  # days

Row = dict[str, Any]
Sited = Literal["said", "named"]
"""Whether a text says of something where it was, or names a place in the same sentence."""


def list_events(record: Record, private: frozenset[str]) -> Iterator[Row]:
    """A row for each event with a day, but for those that did not happen, and questions and publications.

    `private` are the folded words of private names in the record (ledger/index.py).
    """
    for position, event in enumerate(record.events):
        day, last = find_days(record, event)
        if event.start is None and day is not None and _is_long(day, last or day):
            continue  # the year that a sentence names is mostly of something else in it
        if day is not None and event.type not in _LEFT_OUT and event.factuality != "negated":
            yield {
                "position": position,
                "day": day,
                "type": event.type,
                "factuality": event.factuality,
                "marks": _encode_marks(_mark(record, event, event, private)),
            }


def list_figures(record: Record, private: frozenset[str]) -> Iterator[Row]:
    """A row for each figure with a bound; `private` as for events."""
    events = {event.id: event for event in record.events}
    for position, figure in enumerate(record.figures):
        if figure.low is not None or figure.high is not None:
            yield {
                "position": position,
                "day": figure.start or "",
                "measures": figure.measures,
                "unit": figure.unit,
                "low": figure.low,
                "high": figure.high,
                "marks": _encode_marks(_mark(record, figure, events.get(figure.event or ""), private)),
            }


def find_sites(record: Record, item: Event | Figure) -> tuple[tuple[Place, ...], Sited]:
    """Where an event was, or of where a figure is: as the text says of it or, if it does not, names in the sentence."""
    told = tuple(_find_told(record, item))
    return (told, "said") if told else (tuple(_find_named(record, _find_span(item))), "named")


def number_marks(marks: tuple[str, ...]) -> frozenset[int]:
    """Marks as rows hold them."""
    return frozenset(number for mark in marks if (number := name_link(mark)) is not None)


def decode_marks(data: bytes) -> frozenset[int]:
    """The marks of a row."""
    return frozenset(int.from_bytes(data[at : at + _BYTES], "big") for at in range(0, len(data), _BYTES))


def _is_long(first: IsoDate, last: IsoDate) -> bool:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days > _MONTH


def _encode_marks(marks: frozenset[str]) -> bytes:
    return b"".join(number.to_bytes(_BYTES, "big") for number in sorted(number_marks(tuple(marks))))


def _mark(record: Record, item: Event | Figure, event: Event | None, private: frozenset[str]) -> frozenset[str]:
    places, _ = find_sites(record, item)
    marks = {mark for place in places for mark in find_place_marks(place, private)}
    marks |= {mark_body(name) for name in _find_bodies(record, item, event) if is_open_name(name, private)}
    return frozenset(marks | ({mark_body(record.document.publisher)} if record.document.publisher else set()))


def _find_told(record: Record, item: Event | Figure) -> Iterator[Place]:
    places = {place.id: place for place in record.places}
    event: Event | None
    if isinstance(item, Event):
        event = item
    else:
        if item.place in places:
            yield places[item.place]
            return
        event = next((each for each in record.events if each.id == item.event), None)
    for argument in event.places if event else ():
        known = places.get(argument.ref or "")
        yield known or Place(id="", name=argument.span.text, kind="region")


def _find_named(record: Record, span: Span) -> Iterator[Place]:
    start, end = find_sentence(record, span.start)
    for place in record.places:
        if any(start <= mention.start < end for mention in place.mentions):
            yield place


def _find_span(item: Event | Figure) -> Span:
    return item.trigger if isinstance(item, Event) else item.span


def _find_bodies(record: Record, item: Event | Figure, event: Event | None) -> Iterator[str]:
    """Who did it, and who is said to have told it; of a person the body that they speak for."""
    bodies = {body.id: body.name for body in record.organizations}
    of_people = {person.id: person.organization for person in record.people}
    statement = next((each for each in record.statements if each.id == item.statement), None)
    actors = [argument.ref for argument in event.agents] if event else []
    for known in (*actors, statement.speaker if statement else None):
        body = bodies.get(known or "") or bodies.get(of_people.get(known or "") or "")
        if body is not None:
            yield body
