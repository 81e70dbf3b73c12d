"""Charts: what is drawn is what the table says, on this machine, for light and dark pages; and words that say it."""

import xml.etree.ElementTree as ET

import pytest
from tests.answers.shelf import open_examples

from onrecord.answers.counts import ComparedCount, describe_counts
from onrecord.answers.episode import EventClaim, describe_episode
from onrecord.answers.series import SeriesOfDays, describe_series, sort_series
from onrecord.exports.charts import (
    chart_counts,
    chart_event,
    chart_series,
    describe_counts_chart,
    describe_event_chart,
    describe_series_chart,
    find_compared_claims,
)
from onrecord.exports.drawing import COLORS, draw

SVG = "{http://www.w3.org/2000/svg}"


def parse(svg: str) -> ET.Element:
    """The drawing, in which there is nothing that runs or that is fetched."""
    assert "<script" not in svg
    assert 'href="' not in svg
    root = ET.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def count_marks(root: ET.Element, color: str, part: str) -> int:
    """How many marks have a color."""
    return sum(each.get(part) == color for each in root.iter())


@pytest.fixture(scope="module")
def series() -> SeriesOfDays:
    """The weekly figures, which were silent once and stale once."""
    library = open_examples()
    return describe_series(library, next(each for each in sort_series(library) if each.lapses))


@pytest.fixture(scope="module")
def claims() -> tuple[EventClaim, ...]:
    """The counts of a raid that one paper copied with another number."""
    library = open_examples()
    return find_compared_claims(describe_episode(library, library.episode("dha-0312")))


@pytest.fixture(scope="module")
def counts() -> tuple[ComparedCount, ...]:
    """Three counts of one release."""
    record = open_examples().record("dha-0428")
    return describe_counts(open_examples(), [("dha-0428", figure.id) for figure in record.figures], ())


def test_a_series_has_a_mark_a_day_and_a_bar_a_lapse(series: SeriesOfDays) -> None:
    """As many as there are; the words say from when to when."""
    root = parse(draw(chart_series(series, last="2031-07-01")))
    assert count_marks(root, COLORS["ink"], "fill") == len(series.days)
    assert count_marks(root, COLORS["gap"], "fill") == len(series.lapses) == 2
    told = describe_series_chart(series)
    assert "nothing came from 14 April 2031 until 26 May 2031" in told
    assert "old numbers came again from 16 June 2031" in told


def test_counts_of_an_event_are_drawn_one_a_row(claims: tuple[EventClaim, ...]) -> None:
    """46 and 64 are two rows; nothing is added up."""
    told = describe_event_chart(claims)
    assert "64 (1 source), 46 (1 source)" in told
    root = parse(draw(chart_event(claims)))
    labels = [each.text for each in root.iter(f"{SVG}text")]
    assert "1. 64 people (arrest)" in labels
    assert not any("110" in (label or "") for label in labels)


def test_nothing_is_compared_where_one_thing_is_counted() -> None:
    """One count needs no chart."""
    library = open_examples()
    assert find_compared_claims(describe_episode(library, library.episode("hda-0314"))) == ()


def test_counts_over_time_stand_before_official_bars(counts: tuple[ComparedCount, ...]) -> None:
    """Each period of the statistics is a bar; a count without a number is said to be left out."""
    official = (("2031-03-01", "2031-03-31", 4300.0), ("2031-04-01", "2031-04-30", 4100.0))
    root = parse(draw(chart_counts(counts, official)))
    assert count_marks(root, COLORS["official"], "fill") == 2
    assert "2 periods" in describe_counts_chart(counts, official, "arrests")


def test_a_narrow_chart_fits_a_phone(series: SeriesOfDays) -> None:
    """And a wide one a page."""
    narrow, wide = (
        float(parse(draw(chart_series(series, last="2031-07-01", narrow=narrow))).get("width", "0"))
        for narrow in (True, False)
    )
    assert narrow <= 328 < wide <= 700


def test_a_drawing_changes_with_the_page_and_is_the_same_again(series: SeriesOfDays) -> None:
    """Each color has its like on a dark page; the same view gives the same bytes."""
    svg = draw(chart_series(series, last="2031-07-01"))
    assert "prefers-color-scheme:dark" in svg
    assert all(f'[fill="{color}"]' in svg for color in COLORS.values())
    assert draw(chart_series(series, last="2031-07-01")) == svg
