"""Documents -> the places that they tell of, each once: where it lies, as GeoNames says, and who names it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from onrecord.answers.answer import Citation
from onrecord.answers.linked_records import Library
from onrecord.links.passages import point_to
from onrecord.schema import Id, Place, PlaceKind, Record

__all__ = ["ToldPlace", "list_places"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """A place that documents name; `latitude` and `longitude` are its middle, None where it is not known for sure."""

    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    admin1: str | None
    country: str | None
    happened: Annotated[bool, Field(description="whether an event, an offense or a figure is told of there")]
    told: tuple[Citation, ...]


def list_places(library: Library, documents: Iterable[Id]) -> tuple[ToldPlace, ...]:
    """Where something is told to have happened first, then the places that most documents name, then by name."""
    found: dict[tuple[object, ...], list[tuple[Record, Place]]] = defaultdict(list)
    for document in documents:
        record = library.record(document)
        for place in record.places:
            if place.mentions:
                found[_key(place)].append((record, place))
    places = [_describe(library, told) for told in found.values()]
    return tuple(sorted(places, key=lambda place: (not place.happened, -len(place.told), place.name)))


def _key(place: Place) -> tuple[object, ...]:
    """Two are one where GeoNames says so, else where they are called the same."""
    if place.geonameid is not None:
        return (place.geonameid,)
    return place.name.casefold(), place.kind, place.admin1, place.country


def _describe(library: Library, told: Sequence[tuple[Record, Place]]) -> ToldPlace:
    _, place = told[0]
    return ToldPlace(
        name=place.name,
        kind=place.kind,
        latitude=place.latitude,
        longitude=place.longitude,
        admin1=place.admin1,
        country=place.country,
        happened=any(each.id in set(_find_scenes(record)) for record, each in told),
        told=tuple(library.cite(point_to(record, each.mentions[0])) for record, each in told),
    )


def _find_scenes(record: Record) -> Iterator[Id]:
    """Places of events, offenses and figures."""
    yield from (argument.ref for event in record.events for argument in event.places if argument.ref)
    yield from (offense.place for person in record.people for offense in person.offenses if offense.place)
    yield from (figure.place for figure in record.figures if figure.place)
