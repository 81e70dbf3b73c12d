"""Counts of one episode side by side: what is inside what, and what differs."""

from dataclasses import replace
from typing import Any

import pytest
from tests.links.corpus import make_record, read_corpus, truth, words_of

from onrecord.links.counts import Count, CountLink, align_counts, relate_counts
from onrecord.schema import Figure, Place, Record


def _count(record: Record, words: str, number: str, value: int, *, place: str | None = None) -> Record:
    """The record with one more count of arrests."""
    start = record.document.text.index(words)
    figure = Figure(
        id=f"f{number}",
        span=record.document.span(start, start + len(words)),
        low=value,
        high=value,
        approximate=False,
        unit="people",
        measures="arrest",
        place=place,
    )
    return replace(record, figures=(*record.figures, figure))


def _place(record: Record) -> Record:
    state = Place(id="l1", name="Corvania", kind="state", admin1="CV", country="XX")
    city = Place(id="l2", name="Stellan", kind="city", admin1="CV", country="XX")
    return replace(record, places=(state, city))


def _tell(links: tuple[CountLink, ...], *records: Record) -> list[tuple[str, str, str]]:
    words = words_of(records)
    return [(link.kind, words(link.one), words(link.two)) for link in links]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Officers arrested 90 people. Of those, 12 were convicts.", True),
        ("Officers arrested 90 people. Among those arrested, 12 were convicts.", True),
        ("STELLAN – Of the 90 people whom officers arrested, 12 were convicts.", True),
        ("Officers arrested 90 people. In May, 12 were arrested.", False),
        ("The court freed 90 people, and 12 were charged.", False),
    ],
)
def test_those_among_others_are_inside_them(text: str, *, inside: bool) -> None:
    """Led in by "of those", or by "among them", or where the whole opens the sentence."""
    record = make_record("a", text, published="2031-05-01")
    record = _count(_count(record, "90", "1", 90), "12", "2", 12)
    assert _tell(align_counts([record]), record) == ([("within", "12", "90")] if inside else [])


def test_a_city_is_inside_its_state_and_is_never_added_or_opposed() -> None:
    """A count of a part neither differs from that of the whole, nor does any other of its own place."""
    record = _place(make_record("a", "There were 12 arrests in Stellan and 90 in Corvania.", published="2031-05-01"))
    record = _count(_count(record, "12", "1", 12, place="l2"), "90", "2", 90, place="l1")
    assert _tell(align_counts([record]), record) == [("within", "12", "90")]


def test_two_counts_of_one_thing_in_one_place_differ() -> None:
    """Without a place nobody knows whether both count the same."""
    one = _place(make_record("a", "There were 90 arrests in Corvania.", published="2031-05-01"))
    two = _place(make_record("b", "There were 87 arrests in Corvania.", published="2031-05-01"))
    one, two = _count(one, "90", "1", 90, place="l1"), _count(two, "87", "1", 87, place="l1")
    assert _tell(align_counts([one, two]), one, two) == [("differs", "90", "87")]
    nowhere = [replace(record, figures=tuple(replace(f, place=None) for f in record.figures)) for record in (one, two)]
    assert align_counts(nowhere) == ()


LEVELS = (
    Place(id="l1", name="Corvania", kind="state", admin1="CV", country="ZZ"),
    Place(id="l2", name="Stellan", kind="city", admin1="CV", country="ZZ"),
    Place(id="l3", name="Port Halden", kind="city", admin1="HL", country="ZZ"),
)


def _claim(
    name: str,
    value: int,
    *,
    place: str | None = "l2",
    days: str | None = None,
    measures: str = "arrest",
    words: str = "",
) -> Record:
    """A document of one count, of arrests in Stellan unless it is said otherwise."""
    record = make_record(name, f"Officers counted {value} {words}.", published="2031-05-01", publisher="The Ledger")
    record = replace(_count(record, str(value), "1", value, place=place), places=LEVELS)
    start, _, end = (days or "").partition("/")
    figure = replace(record.figures[0], start=start or None, end=end or start or None, measures=measures)
    return replace(record, figures=(figure,))


MAY, LAST_OF_MAY, JUNE = "2031-05-01/2031-05-31", "2031-05-30/2031-05-31", "2031-06-01/2031-06-30"
NATIONAL = {"place": None, "words": "nationwide"}


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ({"value": 12}, {"value": 90, "place": "l1"}, "within"),
        ({"value": 12}, {"value": 900, **NATIONAL}, "within"),
        ({"value": 90, "place": "l1"}, {"value": 900, **NATIONAL}, "within"),
        ({"value": 12, "days": MAY}, {"value": 90, "place": "l1", "days": MAY}, "within"),
        ({"value": 12, "days": LAST_OF_MAY}, {"value": 90, "place": "l1", "days": MAY}, "within"),
        ({"value": 12, "days": JUNE}, {"value": 90, "place": "l1", "days": MAY}, None),
        ({"value": 12, "days": MAY}, {"value": 90, "place": "l1", "days": LAST_OF_MAY}, None),
        ({"value": 12, "measures": "charge"}, {"value": 90, "place": "l1"}, None),
        ({"value": 12, "measures": "other"}, {"value": 90, "place": "l1", "measures": "other"}, None),
        ({"value": 12, "place": "l3"}, {"value": 90, "place": "l1"}, None),
        ({"value": 120}, {"value": 90, "place": "l1"}, None),
        ({"value": 12, "place": None}, {"value": 90, "place": "l1"}, None),
        ({"value": 12}, {"value": 14}, "differs"),
        ({"value": 800, **NATIONAL}, {"value": 900, **NATIONAL}, "differs"),
        ({"value": 12, "days": MAY}, {"value": 14, "days": MAY}, "differs"),
        ({"value": 12, "days": MAY}, {"value": 14, "days": JUNE}, None),
        ({"value": 12}, {"value": 12}, None),
        ({"value": 12}, {"value": 14, "place": "l3"}, None),
    ],
)
def test_two_documents_on_one_event(one: dict[str, Any], two: dict[str, Any], found: str | None) -> None:
    """A city's count is inside a state's, both inside the national, of the same thing and time; in either order."""
    records = [_claim("a", **one), _claim("b", **two)]
    for chosen in (records, records[::-1]):
        links = align_counts(chosen)
        assert [link.kind for link in links] == ([found] if found else [])
        assert all(link.one.document == "a" for link in links if link.kind == "within")


def test_counts_of_two_events_are_compared_only_where_days_and_publisher_are_the_same() -> None:
    """What two raids have in common is no time, nor is what no text dates."""
    city, state = _claim("a", 12, days=MAY), _claim("b", 90, place="l1", days=MAY)
    counts = [Count(record, record.figures[0], record.document.id) for record in (city, state)]
    assert [link.kind for link in relate_counts(counts)] == ["within"]
    undated = [replace(each, figure=replace(each.figure, start=None, end=None)) for each in counts]
    assert relate_counts(undated) == ()
    other = replace(state, document=replace(state.document, publisher="Another"))
    assert relate_counts([counts[0], Count(other, other.figures[0], "b")]) == ()


def test_what_is_found_in_the_corpus_is_as_marked() -> None:
    """The copy with one number changed differs, and nothing else is said to; every part is inside its whole."""
    records = read_corpus()
    texts = {record.document.id: record.document.text for record in records}
    links: list[CountLink] = []
    for row in truth("episode"):
        links += align_counts([record for record in records if record.document.id in row["documents"]])
    words = words_of(records)
    assert {frozenset(map(words, (link.one, link.two))) for link in links if link.kind == "differs"} == {
        frozenset(["46", "64"])
    }
    inside = [link for link in links if link.kind == "within"]
    for row in truth("within"):
        inner, outer = (
            texts[row["document"]].index(row["words"]),
            texts[row["outer_document"]].index(row["outer_words"]),
        )
        found = [
            link
            for link in inside
            if (link.one.document, link.two.document) == (row["document"], row["outer_document"])
            and inner <= link.one.start < inner + len(row["words"])
            and outer <= link.two.start < outer + len(row["outer_words"])
        ]
        assert found, row
    assert "31" not in {words(link.one) for link in inside}, "what was counted in May is no part of June"
