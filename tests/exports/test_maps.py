"""Maps: a point for a town, a tint for a state or a country, words for what is not known; nothing is fetched."""

import re
import xml.etree.ElementTree as ET

import pytest
from tests.exports.test_charts import count_marks, parse

from onrecord.answers.told_places import ToldPlace
from onrecord.exports.drawing import COLORS, draw
from onrecord.exports.maps import chart_map, describe_map, find_drawn, number_places
from onrecord.schema import PlaceKind


def place(  # a place as a record has it
    name: str,
    kind: PlaceKind = "city",
    at: tuple[float, float] | None = None,
    *,
    admin1: str | None = None,
    country: str | None = "US",
    happened: bool = True,
) -> ToldPlace:
    """A place that one document names."""
    latitude, longitude = at or (None, None)
    return ToldPlace(
        name=name, kind=kind, latitude=latitude, longitude=longitude, admin1=admin1, country=country,
        happened=happened, told=(),
    )  # fmt: skip


CHICAGO = place("Chicago", at=(41.85, -87.65), admin1="IL")
COOK = place("Cook County", "county", (41.86, -87.66), admin1="IL")
BOSTON = place("Boston", at=(42.36, -71.06), admin1="MA", happened=False)
TEXAS = place("Texas", "state", (31.0, -99.0), admin1="TX")
MEXICO = place("Mexico", "country", (23.6, -102.5), country="MX")
LONDON = place("London", at=(51.5, -0.12), admin1="ENG", country="GB")
TOKYO = place("Tokyo", at=(35.68, 139.69), country="JP")
HALDEN = place("Port Halden", country=None)
ALBERTA = place("Alberta", "state", (55.0, -115.0), admin1="01", country="CA")


def circles(root: ET.Element) -> list[tuple[float, float, str]]:
    """Where the points are, in pixels, and how they are filled."""
    found = [each for each in root.iter() if each.get("stroke") == COLORS["claim"]]
    places = [re.search(r"translate\(([-\d.]+),([-\d.]+)\)", each.get("transform", "")) for each in found]
    return [
        (float(match[1]), float(match[2]), each.get("fill", ""))
        for each, match in zip(found, places, strict=True)
        if match
    ]


def read_numbers(root: ET.Element) -> list[str]:
    """What stands beside the points."""
    return [each.text or "" for each in root.iter() if each.get("fill") == COLORS["ink"]]


@pytest.mark.parametrize("narrow", [False, True])
def test_points_lie_inside_and_in_their_order(narrow: bool) -> None:
    """West is left, north is up; a full point is where something happened, an empty one is only named."""
    root = parse(draw(chart_map([CHICAGO, BOSTON, HALDEN], narrow=narrow)))
    (west, low, full), (east, high, empty) = circles(root)
    assert 0 < west < east < float(root.get("width", "0"))
    assert 0 < high < low < float(root.get("height", "0"))
    assert (full, empty) == (COLORS["claim"], COLORS["paper"])
    assert read_numbers(root) == ["1", "2"]


def test_a_map_is_drawn_again_to_the_same_byte() -> None:
    """However many charts were drawn between: what is cut off by what bears the same names."""
    drawn = [draw(chart_map([CHICAGO, BOSTON])) for _ in range(2)]
    assert 'clip-path="url(#clip1)"' in drawn[0]
    assert drawn[0] == drawn[1]


def test_what_lies_on_each_other_is_one_point() -> None:
    """With both numbers."""
    root = parse(draw(chart_map([CHICAGO, COOK, BOSTON])))
    assert len(circles(root)) == 2
    assert read_numbers(root) == ["1, 2", "3"]


def test_a_state_and_a_country_are_tinted() -> None:
    """Whole, and without a point: nothing is told to be in their middle."""
    root = parse(draw(chart_map([TEXAS, MEXICO])))
    assert count_marks(root, COLORS["tint"], "fill") == 2
    assert circles(root) == []
    assert count_marks(root, COLORS["land"], "fill") > 10


def test_far_apart_the_whole_world_is_drawn() -> None:
    """And near each other only what is around."""
    world = parse(draw(chart_map([LONDON, TOKYO])))
    near = parse(draw(chart_map([LONDON])))
    assert count_marks(world, COLORS["land"], "fill") == 177
    assert count_marks(near, COLORS["land"], "fill") < 60
    assert [round(x) for x, _, _ in circles(world)] == sorted(round(x) for x, _, _ in circles(world))


SAYINGS = [
    ([CHICAGO], "1 point, numbered as in the table. A full point is where something is told to have happened (1)."),
    ([CHICAGO, BOSTON, TEXAS], "2 points, numbered as in the table; tinted: Texas. A full point is where something is "
     "told to have happened (1), an empty one is only named (1)."),
    ([MEXICO], "Tinted: Mexico."),
    ([HALDEN], "Nothing is drawn. Not on the map, as where they lie is not known: Port Halden."),
]  # fmt: skip


@pytest.mark.parametrize(("places", "says"), SAYINGS)
def test_what_a_map_shows_is_said(places: list[ToldPlace], says: str) -> None:
    """And what it cannot show."""
    assert describe_map(places) == says


def test_numbers_are_those_of_the_table() -> None:
    """A state of another country has a middle, and no shape: it is a point."""
    assert [number for number, _ in number_places([HALDEN, CHICAGO, TEXAS, ALBERTA])] == [None, 1, None, 2]
    assert find_drawn([HALDEN, CHICAGO, TEXAS, ALBERTA]) == (CHICAGO, TEXAS, ALBERTA)


def test_a_map_is_small_enough() -> None:
    """Of the whole world too: a page loads it after its words."""
    assert len(draw(chart_map([LONDON, TOKYO]))) < 200_000
    assert len(draw(chart_map([CHICAGO]))) < 100_000
