"""Text in, places out. Places are real here, since the gazetteer is; people and agencies are invented."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.beats import Beat
from onrecord.records.gazetteer import Gazetteer, load_gazetteer
from onrecord.records.organizations import find_organizations
from onrecord.records.places import find_places
from onrecord.records.reading import NameLabel
from onrecord.schema import Place

NAMES: dict[str, NameLabel] = {
    "Harrow Heights": "place",
    "Dana Paris": "person",
    "Honduran": "nationality",
    "Santa Ana": "place",
}

# What is expected, as name, kind, state or division, country and mentions; then the publisher and the text.
CASES = [
    (
        [("Portland", "city", "ME", "US", ["Portland", "Portland"]), ("Maine", "state", "ME", "US", ["Maine"])],
        None,
        "He was arrested in Portland, Maine. Police in Portland said so.",
    ),
    (
        [("Santa Ana", "city", "CA", "US", ["SANTA ANA"]), ("California", "state", "CA", "US", ["Calif."])],
        "Orange County District Attorney's Office",
        "SANTA ANA, Calif. – A man was charged.",
    ),
    ([("Dallas", "city", "TX", "US", ["DALLAS"])], None, "(DALLAS) – A man was charged."),
    ([], None, "A man was charged in Halden County Court."),  # no such county: Halden in Norway is not meant
    ([], None, "Port Halden and Marlow Bay are quiet."),
    (
        [("Orange County", "county", "CA", "US", ["Orange County"]), ("Anaheim", "city", "CA", "US", ["Anaheim"])],
        None,
        "The Orange County Sheriff’s Office went to a home in Anaheim.",
    ),
    (
        [
            ("Eastern District of Wisconsin", "district", "WI", "US", ["Eastern District of Wisconsin"]),
            ("Wisconsin", "state", "WI", "US", ["Wisconsin"]),
        ],
        None,
        "The case is in the Eastern District of Wisconsin now.",
    ),
    (
        [
            ("Cook County Jail", "facility", "IL", "US", ["Cook County Jail"]),
            ("Cook County", "county", "IL", "US", ["Cook County"]),
            ("Illinois", "state", "IL", "US", ["Illinois"]),
        ],
        None,
        "He is held at the Cook County Jail in Illinois.",
    ),
    (
        [("Texas", "state", "TX", "US", ["Texas"])],
        None,
        "A Texas man and a Honduran woman left. Dana Paris stayed, and Paris ate.",
    ),
    (
        [("Dauphin County", "county", "PA", "US", ["Dauphin"]), ("York County", "county", "PA", "US", ["York"])],
        None,
        "They searched Dauphin and York counties.",
    ),
    (
        [("Houston", "city", "TX", "US", ["Houston"]), ("Texas", "state", "TX", "US", ["TX"])],
        None,
        "He lives in Houston, TX today.",
    ),
    ([], None, "They asked the Post-Conviction Unit, and the post was closed. PAROLE DENIED FOR AN INMATE"),
    (
        [("Philadelphia", "city", "PA", "US", ["Philadelphia"]), ("New York", "state", "NY", "US", ["New York State"])],
        None,
        "He went to Philadelphia from New York State.",
    ),
    (
        [("Harrow Heights", "region", None, None, ["Harrow Heights"])],
        None,
        "He lived in Harrow Heights, they said.",
    ),
    ([], None, "He left in March. OK, said the Reading Club. He lives at 12 Memphis Street, they said."),
    (
        [
            ("Memphis Street", "facility", None, None, ["Memphis Street"]),
            ("Route 9", "facility", None, None, ["Route 9"]),
        ],
        None,
        "He drove down Memphis Street to Route 9.",
    ),
    (
        [("Paris", "city", "TN", "US", ["Paris"]), ("Henry County", "county", "TN", "US", ["Henry County"])],
        None,
        "He was arrested in Paris by the Henry County Sheriff’s Office.",
    ),
    (
        [
            ("Illinois", "state", "IL", "US", ["Illinois"]),
            ("Oregon", "state", "OR", "US", ["Oregon"]),
            ("Ohio", "state", "OH", "US", ["Ohio"]),
        ],
        None,
        "They came from Illinois, Oregon, Ohio.",
    ),
]


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "src" / "onrecord" / "data" / "gazetteer")


def read(beat: Beat, text: str, publisher: str | None = None) -> tuple[Place, ...]:
    reading = plain_reading(beat, text, names=NAMES, publisher=publisher)
    record = empty_record(reading)
    record = replace(record, organizations=find_organizations(reading, record))
    return find_places(reading, record, gazetteer=gazetteer())


@pytest.mark.parametrize(("expected", "publisher", "text"), CASES, ids=[text[:40] for *_, text in CASES])
def test_places(
    beat: Beat, expected: list[tuple[str, str, str, str, list[str]]], publisher: str | None, text: str
) -> None:
    """One entry a place; what stands behind a name, and what else the text names, says which namesake it is."""
    found = read(beat, text, publisher)
    assert [(p.name, p.kind, p.admin1, p.country, [span.text for span in p.mentions]) for p in found] == expected
    assert [p.id for p in found] == [f"l{number}" for number in range(1, len(found) + 1)]


def test_publisher_tells_the_state(beat: Beat) -> None:
    """A namesake in the publisher's state goes before a greater one, which else is not sure."""
    text = "A man was arrested in Albany."
    assert [place.admin1 for place in read(beat, text)] == [None]
    assert [place.admin1 for place in read(beat, text, "Ulster County District Attorney's Office")] == ["NY"]
    assert [place.admin1 for place in read(beat, text, "Dougherty County District Attorney's Office")] == ["GA"]


def test_unsure_is_left_open(beat: Beat) -> None:
    """Two namesakes as likely as each other: neither is told, and what they share is."""
    (place,) = read(beat, "He was arrested in Centerville.")
    assert (place.name, place.kind, place.geonameid, place.latitude) == ("Centerville", "city", None, None)


PIECES = st.sampled_from(
    [
        "Paris",
        "Texas",
        ",",
        ".",
        "Orange County",
        "TX",
        "Calif.",
        "SANTA ANA",
        "–",
        "(",
        ")",
        "\n",
        "counties",
        "and",
        "Cook",
        "District of",
        "Eastern",
        "Jail",
        "County",
        "in",
        "the",
        "U.S.",
        "-",
        "’s",
        "Street",
        "Honduran",
        "Dana Paris",
        "é",
        "W. Va.",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map(" ".join)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    """Nothing raises; every mention stands in the text, none twice; the same text gives the same places."""
    beat = packaged_beat()
    found = read(beat, text, "Norwick County Sheriff")
    spans = [span for place in found for span in place.mentions]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert len(spans) == len(set(spans))
    assert found == read(beat, text, "Norwick County Sheriff")
