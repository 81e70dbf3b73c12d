"""The packaged shapes of countries and states -> polygons in degrees, by the codes of places: "MX", "US-TX"."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

__all__ = ["Box", "Shape", "load_countries", "load_states"]

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east and north, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Whether some of one lies in the other."""
        beside = self.east < other.west or other.east < self.west
        return not (beside or self.north < other.south or other.north < self.south)

    def join(self, other: "Box") -> "Box":
        """The smallest box around both."""
        west, south = min(self.west, other.west), min(self.south, other.south)
        return Box(west, south, max(self.east, other.east), max(self.north, other.north))


@dataclass(frozen=True, slots=True)
class Shape:
    """A country or a state: rings of each of its polygons, longitude before latitude; code "" where it has none."""

    code: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]
    box: Box

    @property
    def geometry(self) -> dict[str, Any]:
        """The same as GeoJSON."""
        return {"type": "MultiPolygon", "coordinates": self.polygons}


@cache
def load_countries() -> tuple[Shape, ...]:
    """The countries of the world, coarsely (Natural Earth, 1:110,000,000)."""
    return tuple(_read("countries"))


@cache
def load_states() -> tuple[Shape, ...]:
    """The states of the United States and the District of Columbia (Census Bureau, 1:10,000,000)."""
    return tuple(_read("states"))


def _read(layer: str) -> Iterator[Shape]:
    whole = json.loads(files("onrecord").joinpath("data", "shapes", f"{layer}.json").read_text(encoding="ascii"))
    arcs = [_unpack(arc, whole["transform"]) for arc in whole["arcs"]]
    for each in whole["objects"][layer]["geometries"]:
        rings = tuple(tuple(_join(arcs, ring) for ring in polygon) for polygon in each["arcs"])
        points = [point for polygon in rings for point in polygon[0]]
        across, along = [point[0] for point in points], [point[1] for point in points]
        yield Shape(each["id"], rings, Box(min(across), min(along), max(across), max(along)))


def _unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc is told by steps, in whole numbers (TopoJSON)."""
    (width, height), (west, south) = transform["scale"], transform["translate"]
    steps = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return [(round(x * width + west, 4), round(y * height + south, 4)) for x, y in steps]


def _join(arcs: Sequence[list[Point]], ring: Sequence[int]) -> tuple[Point, ...]:
    """A ring of arcs, each of which begins where the one before ends; ~n is arc n backwards."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
    return (*pieces[0], *(point for piece in pieces[1:] for point in piece[1:]))
