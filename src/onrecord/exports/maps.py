"""Places as shown -> a map of them, and a sentence that says what it shows. A map adds nothing to its table.

A town is a point in its middle; a state or a country that is named is tinted whole, as it is nowhere in particular.
Only what GeoNames knows for sure is drawn. Borders are those that Natural Earth draws, and claim nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.answers.told_places import ToldPlace
from onrecord.exports.drawing import COLORS, Chart
from onrecord.exports.shapes import Box, Shape, load_countries, load_states
from onrecord.exports.telling import count_things

if TYPE_CHECKING:
    import altair

__all__ = ["chart_map", "describe_map", "find_drawn", "number_places"]

_SIZES = {False: (620, 372), True: (300, 240)}  # of the map, in a wide window and on a phone
_LEAST = (10.0, 7.0)  # degrees across and along: closer, the shapes of countries are too coarse
_MARGIN = 0.18  # of the frame, on each side, so that no point lies on its edge
_WIDE = 110.0  # degrees across from which on the whole world is drawn
_NEAR = 70.0  # degrees across up to which the states of the United States are drawn
_WORLD = 5.4708  # width of the world in the projection of Natural Earth, whose scale is 1
_WORLD_HEIGHT = 0.52  # of its width
_STEEPEST = 80.0  # degrees from the equator, beyond which Mercator's map grows too far
_APART = 26  # pixels between two points that are told apart


@dataclass(frozen=True, slots=True)
class _Spot:
    """One point or several that lie on each other, with the numbers of their places."""

    longitude: float
    latitude: float
    numbers: tuple[int, ...]
    happened: bool


def number_places(places: Sequence[ToldPlace]) -> tuple[tuple[int | None, ToldPlace], ...]:
    """Each place with its number on the map; None for one that is tinted, or not drawn."""
    numbers = iter(range(1, len(places) + 1))
    return tuple((next(numbers) if _is_point(place) else None, place) for place in places)


def find_drawn(places: Sequence[ToldPlace]) -> tuple[ToldPlace, ...]:
    """Those that are on the map, as a point or as a tinted state or country."""
    known = _find_codes()
    return tuple(place for place in places if _is_point(place) or _code(place) in known)


def describe_map(places: Sequence[ToldPlace]) -> str:
    """What the map shows, and what it cannot."""
    drawn = find_drawn(places)
    points, areas = [p for p in drawn if _is_point(p)], [p for p in drawn if not _is_point(p)]
    scenes = sum(place.happened for place in points)
    told = []
    if points:
        told.append(f"{count_things(len(points), 'point')}, numbered as in the table")
    if areas:
        told.append(f"tinted: {', '.join(place.name for place in areas)}")
    said = f"{'; '.join(told)}." if told else "Nothing is drawn."
    if points:
        full = f"a full point is where something is told to have happened ({scenes})"
        empty = f"an empty one is only named ({len(points) - scenes})"
        kinds = [full] * bool(scenes) + [empty] * (scenes < len(points))
        said += f" {', '.join(kinds).capitalize()}."
    left = [place.name for place in places if place not in drawn]
    if left:
        said += f" Not on the map, as where they lie is not known: {', '.join(left)}."
    return said[0].upper() + said[1:]


def chart_map(places: Sequence[ToldPlace], *, narrow: bool = False) -> Chart:
    """The places on a map that is as wide as they lie apart; there is one at least that is drawn."""
    drawn = find_drawn(places)
    frame = _find_frame(drawn)
    width, height = _SIZES[narrow]
    if frame is None:
        height = round(width * _WORLD_HEIGHT)
    near = frame is not None and frame.east - frame.west <= _NEAR
    tinted = {_code(place) for place in drawn if not _is_point(place)}
    lands = [shape for shape in load_countries() if _is_in(shape, frame) and not (near and shape.code == "US")]
    lands += [shape for shape in load_states() if _is_in(shape, frame) and (near or shape.code in tinted)]
    rows = [
        {"type": "Feature", "geometry": shape.geometry, "properties": {"tinted": _is_tinted(shape, tinted)}}
        for shape in sorted(lands, key=lambda shape: _is_tinted(shape, tinted))
    ]
    spots = [
        {
            "longitude": spot.longitude,
            "latitude": spot.latitude,
            "numbers": ", ".join(map(str, spot.numbers)),
            "happened": spot.happened,
        }
        for spot in _find_spots(places, (frame.east - frame.west if frame else 360.0) / width * _APART)
    ]
    return Chart(plan=_plan_map, given=(frame, width, height), data={"lands": rows, "spots": spots})


def _plan_map(frame: Box | None, width: int, height: int) -> "altair.LayerChart | altair.FacetChart":
    import altair as alt

    view = {"projection": _project(frame, width, height)}
    shapes = alt.Chart(alt.NamedData("lands")).mark_geoshape(stroke=COLORS["muted"], strokeWidth=0.5)
    tint = alt.condition("datum.properties.tinted", alt.value(COLORS["tint"]), alt.value(COLORS["land"]))
    layers: altair.LayerChart | altair.FacetChart = alt.layer(shapes.encode(fill=tint), *_plan_spots()).properties(
        width=width, height=height, **view
    )
    return layers


def _plan_spots() -> "list[altair.Chart]":
    import altair as alt

    base = alt.Chart(alt.NamedData("spots")).encode(longitude="longitude:Q", latitude="latitude:Q")
    fill = alt.condition("datum.happened", alt.value(COLORS["claim"]), alt.value(COLORS["paper"]))
    dots = base.mark_circle(size=90, opacity=1, stroke=COLORS["claim"], strokeWidth=2).encode(fill=fill)
    words: dict[str, Any] = {"align": "left", "dx": 9, "fontSize": 13, "fontWeight": "bold", "clip": True}
    halo = base.mark_text(stroke=COLORS["paper"], strokeWidth=3, color=COLORS["paper"], **words)
    numbers = base.mark_text(color=COLORS["ink"], **words)
    return [dots, halo.encode(text="numbers:N"), numbers.encode(text="numbers:N")]


def _find_spots(places: Sequence[ToldPlace], apart: float) -> list[_Spot]:
    """Points that would lie on each other are one, with all their numbers."""
    spots: list[_Spot] = []
    for number, place in number_places(places):
        if number is None or place.longitude is None or place.latitude is None:
            continue
        across, along = place.longitude, place.latitude
        near = (
            at for at, spot in enumerate(spots) if math.hypot(spot.longitude - across, spot.latitude - along) < apart
        )
        at = next(near, None)
        if at is None:
            spots.append(_Spot(across, along, (number,), place.happened))
        else:
            old = spots[at]
            spots[at] = _Spot(old.longitude, old.latitude, (*old.numbers, number), old.happened or place.happened)
    return spots


def _find_frame(drawn: Sequence[ToldPlace]) -> Box | None:
    """What the map shows: around points and states, else around countries; None for the world."""
    points = [Box(p.longitude, p.latitude, p.longitude, p.latitude) for p in drawn if _is_point(p)]  # type: ignore[arg-type]
    areas = {_code(place): place for place in drawn if not _is_point(place)}
    states = [shape.box for shape in load_states() if shape.code in areas]
    boxes = points + states or [shape.box for shape in load_countries() if shape.code in areas]
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.join(box)
    across, along = whole.east - whole.west, whole.north - whole.south
    more = [max(span * _MARGIN, (least - span) / 2) for span, least in zip((across, along), _LEAST, strict=True)]
    frame = Box(whole.west - more[0], whole.south - more[1], whole.east + more[0], whole.north + more[1])
    outside = frame.west < -180 or frame.east > 180 or max(frame.north, -frame.south) > _STEEPEST
    return None if outside or frame.east - frame.west > _WIDE else frame


def _project(frame: Box | None, width: int, height: int) -> dict[str, Any]:
    """Mercator's map around the frame, whose shapes are right; of the world Natural Earth's, whose sizes are nearly so.

    On Mercator's map with the scale k a longitude is k times its radians, a latitude k * ln(tan(pi/4 + half of it)).
    """
    clip = {"clipExtent": [[0, 0], [width, height]]}
    if frame is None:
        return {"type": "naturalEarth1", "scale": width / _WORLD, "translate": [width / 2, height / 2], **clip}
    west, east, south, north = (math.radians(x) for x in (frame.west, frame.east, frame.south, frame.north))
    low, high = (math.log(math.tan(math.pi / 4 + latitude / 2)) for latitude in (south, north))
    scale = min(width / (east - west), height / (high - low))
    middle = [width / 2 - scale * (west + east) / 2, height / 2 + scale * (low + high) / 2]
    return {"type": "mercator", "scale": scale, "translate": middle, **clip}


def _is_in(shape: Shape, frame: Box | None) -> bool:
    """Whether a shape may be seen; the map is as wide as the window, which can be wider than the frame."""
    if frame is None:
        return True
    across, along = frame.east - frame.west, frame.north - frame.south
    west, east = frame.west - 2 * across, frame.east + 2 * across
    return shape.box.meets(Box(west, frame.south - along, east, frame.north + along))


def _is_tinted(shape: Shape, tinted: set[str | None]) -> bool:
    return shape.code in tinted or (shape.code.startswith("US-") and "US" in tinted)


def _is_point(place: ToldPlace) -> bool:
    """Whether it has a middle, and is small enough to be one."""
    return place.latitude is not None and place.longitude is not None and _code(place) is None


def _code(place: ToldPlace) -> str | None:
    """The code of a country, or of a state of the United States; None for what is a point."""
    if place.kind == "country":
        return place.country
    if place.kind == "state" and place.country == "US" and place.admin1:
        return f"US-{place.admin1}"
    return None


def _find_codes() -> set[str | None]:
    return {shape.code for shape in (*load_countries(), *load_states()) if shape.code}
