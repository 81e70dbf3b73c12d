"""A record -> marks: by what it is found beside its words. The full text keeps them as if they were words.

A mark is letters and digits: where a name is in it, a hash of the name. No mark is made of a private person's name,
nor of that of a place or a body that shares a word with one.
"""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Literal, get_args

from onrecord.records.gazetteer import place_key
from onrecord.schema import Place, Record

__all__ = [
    "FactKind",
    "find_marks",
    "find_place_marks",
    "is_open_name",
    "mark_body",
    "mark_country",
    "mark_event",
    "mark_fact",
    "mark_geoname",
    "mark_kind",
    "mark_month",
    "mark_place",
    "mark_publisher",
    "mark_region",
    "mark_status",
    "mark_year",
]

FactKind = Literal[
    "people",
    "organizations",
    "places",
    "statements",
    "events",
    "figures",
    "proceedings",
    "omissions",
    "labels",
    "references",
    "offenses",
]
"""A key of the record, or the offenses of its people."""


def find_marks(record: Record, private: frozenset[str]) -> frozenset[str]:
    """Every mark of a record; `private` are the folded words of private names in it."""
    document = record.document
    marks = {mark_kind(document.kind)}
    marks |= {mark_event(event.type) for event in record.events if event.factuality != "negated"}
    marks |= {mark_status(offense.disposition) for person in record.people for offense in person.offenses}
    marks |= {mark_fact(key) for key in get_args(FactKind) if getattr(record, key, ())}
    if any(person.offenses for person in record.people):
        marks.add(mark_fact("offenses"))
    if document.publisher:
        marks |= {mark_publisher(document.publisher), mark_body(document.publisher)}
    if document.published:
        marks |= {mark_year(document.published), mark_month(document.published)}
    names = {body.name for body in record.organizations}
    marks |= {mark_body(name) for name in names if is_open_name(name, private)}
    return frozenset(marks | {mark for place in record.places for mark in find_place_marks(place, private)})


def find_place_marks(place: Place, private: frozenset[str] = frozenset()) -> frozenset[str]:
    """Of the place itself, by name where its number is not known, and of the state and the country in which it lies."""
    return frozenset(_mark_place(place, private))


def _mark_place(place: Place, private: frozenset[str]) -> Iterator[str]:
    if place.geonameid is not None:
        yield mark_geoname(place.geonameid)
    elif is_open_name(place.name, private):
        yield mark_place(place.name)
    if place.country is not None:
        yield mark_country(place.country)
        if place.admin1 is not None:
            yield mark_region(place.country, place.admin1)


def is_open_name(name: str, private: frozenset[str]) -> bool:
    """Whether the name of a place or a body shares no word with a private name."""
    return private.isdisjoint(place_key(name).split())


def mark_kind(kind: str) -> str:
    """Of a kind of document."""
    return f"kind{kind}"


def mark_event(event: str) -> str:
    """Of an event type."""
    return f"event{event.replace('_', '')}"


def mark_status(disposition: str) -> str:
    """Of a disposition that is stated of someone."""
    return f"status{disposition}"


def mark_fact(kind: str) -> str:
    """Of a kind of fact."""
    return f"fact{kind}"


def mark_publisher(name: str) -> str:
    """Of who published it."""
    return f"publisher{_hash(' '.join(name.casefold().split()))}"


def mark_body(name: str) -> str:
    """Of an organization that it tells of, or that published it."""
    return f"body{_hash(place_key(name.removeprefix('the ').removeprefix('The ')))}"


def mark_geoname(geonameid: int) -> str:
    """Of a place whose number in GeoNames is known."""
    return f"geoname{geonameid}"


def mark_region(country: str, admin1: str) -> str:
    """Of every place in a state."""
    return f"region{_hash(f'{country}.{admin1}')}"


def mark_country(country: str) -> str:
    """Of every place in a country."""
    return f"country{country.lower()}"


def mark_place(name: str) -> str:
    """Of a place by its name."""
    return f"place{_hash(place_key(name))}"


def mark_year(day: str) -> str:
    """Of the year in which it was published."""
    return f"year{day[:4]}"


def mark_month(day: str) -> str:
    """Of the month."""
    return f"month{day[:4]}{day[5:7]}"


def _hash(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()
