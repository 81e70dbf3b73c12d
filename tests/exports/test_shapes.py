"""The packaged shapes: every country and state where it lies, in closed rings."""

from itertools import pairwise

import pytest

from onrecord.exports.shapes import Box, load_countries, load_states

INSIDE = [  # a place, which no document names, well inside of each
    ("MX", -102.0, 23.9),
    ("FR", 2.6, 46.5),
    ("NZ", 176.0, -38.7),
    ("KE", 37.8, 0.5),
    ("US-TX", -99.3, 31.4),
    ("US-MI", -84.6, 43.6),
    ("US-AK", -152.0, 64.5),
    ("US-DC", -77.0, 38.9),
]


def contains(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Whether a point lies in a ring: a line from it crosses the ring an odd number of times."""
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(("code", "x", "y"), INSIDE)
def test_a_shape_lies_where_its_land_does(code: str, x: float, y: float) -> None:
    """And nowhere else: no other shape of its layer holds that place."""
    layer = load_states() if code.startswith("US-") else load_countries()
    holding = [shape.code for shape in layer for polygon in shape.polygons if contains(polygon[0], x, y)]
    assert holding == [code]


def test_every_shape_is_whole() -> None:
    """Codes once, rings closed, each in its box."""
    countries, states = load_countries(), load_states()
    codes = [shape.code for shape in (*countries, *states) if shape.code]
    assert (len(countries), len(states), len(codes)) == (177, 51, 225)
    assert len(set(codes)) == len(codes)
    for shape in (*countries, *states):
        for polygon in shape.polygons:
            for ring in polygon:
                assert len(ring) >= 4
                assert ring[0] == ring[-1]
                assert all(-180 <= x <= 180.001 and -90 <= y <= 90 for x, y in ring)
                assert Box(*ring[0], *ring[0]).meets(shape.box)


def test_boxes() -> None:
    """Side by side, one above the other, one in the other."""
    box = Box(0, 0, 10, 10)
    assert box.meets(Box(5, 5, 20, 20))
    assert box.meets(Box(2, 2, 3, 3))
    assert not box.meets(Box(11, 0, 20, 10))
    assert not box.meets(Box(0, 11, 10, 20))
    assert box.join(Box(-5, 3, 4, 12)) == Box(-5, 0, 10, 12)
