"""The name of a place as a person writes it -> the marks of documents that tell of it or of its parts.

A state is found with all its towns, a country with all its states, as far as GeoNames knows the place that a text
names. Of several places of one name the most populous is meant; "Boston, Georgia" and a number of GeoNames say which.
"""

from functools import cache, lru_cache
from pathlib import Path

import onrecord
from onrecord.ledger.marks import mark_country, mark_geoname, mark_place, mark_region
from onrecord.records.gazetteer import Candidate, Gazetteer, load_gazetteer

__all__ = ["mark_named_place"]


@lru_cache(maxsize=256)  # asked again for each place of each document found; names are typed by strangers
def mark_named_place(name: str) -> tuple[str, ...]:
    """A document with one of these marks tells of the place or of a part of it."""
    if name.strip().isdecimal():
        return (mark_geoname(int(name)),)
    chosen = _choose(name)
    own = () if chosen is None else _mark(chosen)
    return (*own, mark_place(name))


def _choose(name: str) -> Candidate | None:
    """The place that is meant, None where GeoNames' extract has none of that name."""
    whole = _open_gazetteer().find(name)
    first, comma, last = name.rpartition(",")
    if whole or not comma:
        return whole[0] if whole else None
    around = [place for place in _open_gazetteer().find(last.strip()) if place.kind in ("state", "country")]
    inside = _open_gazetteer().find(first.strip())
    return next((place for place in inside if any(_is_in(place, region) for region in around)), None)


def _is_in(place: Candidate, region: Candidate) -> bool:
    return place.country == region.country and (region.kind == "country" or place.admin1 == region.admin1)


def _mark(place: Candidate) -> tuple[str, ...]:
    marks = [mark_geoname(place.geonameid)] if place.geonameid is not None else []
    if place.kind == "country" and place.country is not None:
        marks.append(mark_country(place.country))
    if place.kind == "state" and place.country is not None and place.admin1 is not None:
        marks.append(mark_region(place.country, place.admin1))
    return tuple(marks)


@cache
def _open_gazetteer() -> Gazetteer:
    return load_gazetteer(Path(onrecord.__file__).parent / "data" / "gazetteer")
