"""A record in, what its document is about out: what happened when, where, how many, and which names."""

from dataclasses import replace

import pytest
from tests.links.notes import find_words, note

from onrecord.links.occurrences import Happening, find_occurrence
from onrecord.schema import Figure, Organization, Record

ON_MONDAY = {"Monday": "2031-05-19"}


def _told(
    events: dict[str, str], text: str = "Deputies raided the market, arrested two, and a jury sat, on Monday."
) -> Record:
    record = note(text, events=events)
    return replace(record, events=tuple(replace(each, start="2031-05-19", end="2031-05-19") for each in record.events))


def test_the_latest_event_is_what_it_is_about() -> None:
    """Of one day the one told first; inquiries and publications only where nothing else is."""
    record = _told({"raided": "search", "arrested": "arrest"})
    assert find_occurrence(record).main == Happening("2031-05-19", "2031-05-19", "search")
    earlier, later = record.events
    record = replace(record, events=(replace(earlier, start="2031-05-18", end="2031-05-18"), later))
    assert find_occurrence(record).main == Happening("2031-05-19", "2031-05-19", "arrest")
    inquiry = replace(later, type="inquire", start="2031-05-20", end="2031-05-20")
    assert find_occurrence(replace(record, events=(earlier, inquiry))).main == Happening(
        "2031-05-19", "2031-05-19", "search"
    )
    assert find_occurrence(note("It rained.")).main is None


DAYS: dict[str, tuple[str, str, bool]] = {
    "of last week": ("2031-05-12", "2031-05-12", True),
    "of three months before": ("2031-02-19", "2031-02-19", True),
    "of a year before": ("2030-05-12", "2030-05-12", False),
    "to come": ("2031-05-22", "2031-05-22", False),
    "a stretch into the next month": ("2031-04-28", "2031-05-12", True),
    "a stretch of a season": ("2031-03-01", "2031-05-12", False),
}


@pytest.mark.parametrize(("start", "end", "news"), DAYS.values(), ids=DAYS)
def test_which_events_are_news(start: str, end: str, *, news: bool) -> None:
    """Of the last ninety days, and no longer than into the next month."""
    record = _told({"raided": "search"})
    record = replace(record, events=(replace(record.events[0], start=start, end=end),))
    assert bool(find_occurrence(record).happenings) == news


@pytest.mark.parametrize("factuality", ["possible", "planned", "negated"])
def test_what_did_not_happen_is_no_event(factuality: str) -> None:
    """Nor what a noun only refers to."""
    record = _told({"raided": "search"})
    assert not find_occurrence(replace(record, events=(replace(record.events[0], factuality=factuality),))).happenings  # type: ignore[arg-type]
    assert not find_occurrence(_told({"conviction": "convict"}, "He appealed the conviction.")).happenings


def test_days_that_the_text_names() -> None:
    """But for that of publication; stretches of two weeks at most, within a month."""
    record = note(
        "From 1 to 9 May, on Monday, on Tuesday, and in all of April.",
        dates={
            "1 to 9 May": "2031-05-01/2031-05-09",
            "Monday": "2031-05-19",
            "Tuesday": "2031-05-20",
            "April": "2031-04-01/2031-04-30",
        },
    )
    assert find_occurrence(record).days == {("2031-05-01", "2031-05-09"), ("2031-05-19", "2031-05-19")}


def test_names_are_of_no_official_and_no_agency() -> None:
    """Two capitalized words or more inside a sentence; those of people, plants, streets."""
    record = note(
        "Deputies of the Halden County Sheriff met Ansel Brandt near the Garrow Fish Works.",
        publisher="Courier",
        people=["Ansel Brandt"],
    )
    agency = Organization(id="o1", name="Halden County Sheriff", kind="agency", mentions=())
    assert find_occurrence(record).names == {"halden county sheriff", "ansel brandt", "garrow fish works"}
    official = tuple(replace(person, role="official") for person in record.people)
    told = find_occurrence(replace(record, organizations=(agency,), people=official))
    assert told.names == {"garrow fish works"}
    assert told.agencies == {"halden county sheriff", "courier"}
    assert find_occurrence(replace(record, document=replace(record.document, publisher=None))).agencies == frozenset()


def test_counts_of_ten_and_more() -> None:
    """Smaller ones are the same by chance."""
    record = note("They arrested 46 people and 3 men.")
    figures = tuple(
        Figure(
            id=f"f{value}",
            span=find_words(record, str(value)),
            low=value,
            high=value,
            approximate=False,
            unit="people",
            measures="arrest",
        )
        for value in (46, 3)
    )
    assert find_occurrence(replace(record, figures=figures)).counts == {(46.0, "arrest")}


def test_two_happenings_of_one_day_overlap() -> None:
    """And steps of a case are known as such; an arrest is none by itself."""
    raid = Happening("2031-05-12", "2031-05-19", "search")
    assert raid.overlaps(Happening("2031-05-19", "2031-05-19", "arrest"))
    assert not raid.overlaps(Happening("2031-05-20", "2031-05-20", "arrest"))
    assert [Happening("2031-05-12", "2031-05-12", kind).in_court for kind in ("arrest", "search", "convict")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In Operation Tall Reed the Residence Bureau arrested 860 people.",
            {"operation tall reed", "residence bureau"},
        ),
        ("They met at Bank of the West on Monday.", {"bank of the west"}),
        ("They met at House of Doors on Monday.", {"house of doors"}),
    ],
)
def test_a_name_ends_where_another_begins(text: str, names: set[str]) -> None:
    """An article between them parts two names, but for one inside a name."""
    assert find_occurrence(note(text)).names == names
