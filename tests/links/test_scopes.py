"""Of where a count is, and why one place lies in another; where nothing says so, it does not."""

from dataclasses import replace
from typing import Any

import pytest
from tests.links.notes import find_words, note

from onrecord.links.scopes import Scope, find_enclosure, find_scope, read_datelines
from onrecord.schema import Dateline, Figure, Place, PlaceKind, Record

BOUND: dict[str, Any] = {"low": 46, "high": 46, "approximate": False, "unit": "people", "measures": "arrest"}


def _place(name: str, kind: PlaceKind, admin1: str | None = None, country: str | None = "ZZ") -> Place:
    return Place(id=name, name=name, kind=kind, admin1=admin1, country=country)


STELLAN, HALDEN = _place("Stellan", "city", "CV"), _place("Port Halden", "city", "HL")
CORVANIA, ABROAD = _place("Corvania", "state", "CV"), _place("Corvania", "state", "CV", country="YY")
COUNTRY, OTHER = _place("Zembla", "country"), _place("Yonder", "country", country="YY")
UNKNOWN = _place("West Tarrow", "region", country=None)
COUNTY, DISTRICT = _place("Tarrow County", "county", "CV"), _place("East District", "district", "CV")


@pytest.mark.parametrize(
    ("inner", "outer", "why"),
    [
        (STELLAN, CORVANIA, "Stellan lies in Corvania"),
        (STELLAN, COUNTRY, "Stellan lies in Zembla"),
        (CORVANIA, COUNTRY, "Corvania lies in Zembla"),
        (COUNTY, CORVANIA, "Tarrow County lies in Corvania"),
        (DISTRICT, CORVANIA, "East District lies in Corvania"),
        (CORVANIA, STELLAN, None),
        (HALDEN, CORVANIA, None),
        (STELLAN, ABROAD, None),
        (STELLAN, COUNTY, None),
        (STELLAN, STELLAN, None),
        (CORVANIA, OTHER, None),
        (UNKNOWN, CORVANIA, None),
        (COUNTRY, OTHER, None),
    ],
    ids=lambda each: each.name if isinstance(each, Place) else "",
)
def test_what_the_gazetteer_says(inner: Place, outer: Place, why: str | None) -> None:
    """A city lies in its state, a state in its country; which towns lie in a county nobody knows."""
    one, two = (Scope(places=(place,), whole=False) for place in (inner, outer))
    assert find_enclosure(one, two, frozenset()) == why


def test_what_a_dateline_says() -> None:
    """Of places that no gazetteer has, and only in that order."""
    record = note("They came.")
    document = replace(record.document, dateline=Dateline(place="WEST TARROW, Corvania", date=None))
    written = read_datelines([replace(record, document=document), note("They went.")])
    one, two = Scope(places=(UNKNOWN,), whole=False), Scope(places=(CORVANIA,), whole=False)
    assert find_enclosure(one, two, written) == "West Tarrow lies in Corvania, as a dateline says"
    assert find_enclosure(two, one, written) is None


def test_every_place_is_a_part_of_the_whole_country() -> None:
    """But not another country, nor what is of no place or of the whole country too."""
    whole, nowhere = Scope(places=(), whole=True), Scope(places=(), whole=False)
    told = [find_enclosure(Scope(places=(each,), whole=False), whole, frozenset()) for each in (CORVANIA, UNKNOWN)]
    assert told == ["Corvania is a part of the whole country", "West Tarrow is a part of the whole country"]
    assert find_enclosure(whole, whole, frozenset()) is None
    assert find_enclosure(nowhere, whole, frozenset()) is None
    assert find_enclosure(Scope(places=(OTHER,), whole=False), whole, frozenset()) is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("They arrested 46 people nationwide in May.", "nationwide"),
        ("Nationwide, officers arrested 46 people.", "nationwide"),
        ("They arrested 46 people across the country, 12 of them in Stellan.", "nationwide"),
        ("They arrested 46 people in Stellan, of 900 nationwide.", "Stellan"),
        ("They arrested 46 people in Stellan. It was a nationwide operation.", "Stellan"),
        ("They arrested 46 people.", None),
    ],
)
def test_of_where_a_count_is(text: str, scope: str | None) -> None:
    """As its own words say, and not those that belong to the next number."""
    record = _count_all(note(text, places=("Stellan",) if "Stellan" in text else ()))
    figure = record.figures[0]
    assert figure.span.text == "46"
    placed = replace(figure, place="l1") if scope == "Stellan" else figure
    assert find_scope(replace(record, figures=(placed, *record.figures[1:])), placed).said == scope


def _count_all(record: Record) -> Record:
    """The record with a figure at each number of its text."""
    numbers = [words for words in ("46", "12", "900") if words in record.document.text]
    figures = (Figure(id=f"f{at}", span=find_words(record, words), **BOUND) for at, words in enumerate(numbers))
    return replace(record, figures=tuple(sorted(figures, key=lambda each: each.span.start)))
