"""The reading -> its places, one entry each with every mention, with their GeoNames identity where that is sure."""

from collections.abc import Mapping

from onrecord.records.gazetteer import Candidate, Gazetteer
from onrecord.records.place_choice import choose_places
from onrecord.records.place_mentions import PlaceMention, find_place_mentions
from onrecord.records.reading import Reading
from onrecord.schema import Place, Record

__all__ = ["find_places"]


def find_places(reading: Reading, record: Record, *, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """All places that the text names, as l1, l2 and so on in the order of first mentions."""
    mentions = find_place_mentions(reading, record, gazetteer)
    entries: dict[object, tuple[list[PlaceMention], Candidate | None]] = {}
    choices = choose_places(reading.document, mentions, gazetteer)
    for number, choice in enumerate(choices):
        identity = _identity(choice.place) or number
        entries.setdefault(identity, ([], choice.place))[0].extend(choice.mentions)
    inner = {(m.start, m.end): choice.place for choice in choices for m in choice.mentions if choice.place}
    ordered = sorted(entries.values(), key=lambda entry: min((m.start, -m.end) for m in entry[0]))
    return tuple(_place(reading, f"l{number}", *entry, inner) for number, entry in enumerate(ordered, 1))


def _identity(place: Candidate | None) -> object:
    if place is None:
        return None
    return place.geonameid or (place.name, place.kind, place.admin1, place.country)


def _place(
    reading: Reading,
    number: str,
    mentions: list[PlaceMention],
    place: Candidate | None,
    inner: Mapping[tuple[int, int], Candidate],
) -> Place:
    spans = tuple(sorted(reading.span(mention.start, mention.end) for mention in mentions))
    if place is None:
        name, kind = " ".join(mentions[0].name.split()), mentions[0].kind or "region"
        around = _named_inside(mentions[0], inner)
        admin1, country = (around.admin1, around.country) if around else (None, None)
        return Place(id=number, name=name, kind=kind, admin1=admin1, country=country, mentions=spans)
    return Place(
        id=number,
        name=place.name,
        kind=place.kind,
        geonameid=place.geonameid,
        latitude=place.latitude,
        longitude=place.longitude,
        admin1=place.admin1,
        country=place.country,
        mentions=spans,
    )


def _named_inside(mention: PlaceMention, inner: Mapping[tuple[int, int], Candidate]) -> Candidate | None:
    """The place in the name of a jail or district: it lies in its state, but not at its coordinates."""
    found = [place for (start, end), place in inner.items() if mention.start <= start and end <= mention.end]
    return found[-1] if found else None
