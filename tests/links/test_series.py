"""Records in, series and their lapses out."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.links.corpus import make_record, read_corpus, truth

from onrecord.links.series import extend_series, find_series
from onrecord.schema import Record


def _publish(days: list[int], *, title: str = "Weekly figures, {day}") -> list[Record]:
    """One document a day of the year; each says another number of days."""
    records = []
    for day in days:
        when = (date(2031, 1, 6) + timedelta(days=day)).isoformat()
        record = make_record(f"d{day:03}", f"Figures of {when}.", published=when, publisher="Bureau")
        document = record.document
        titled = type(document)(
            id=document.id, text=document.text, publisher="Bureau", published=when, title=title.format(day=when)
        )
        records.append(Record(reader=record.reader, document=titled))
    return records


HABITS: dict[str, tuple[list[int], int | None]] = {
    "each week": ([0, 7, 14, 21, 28], 7),
    "each day": ([0, 1, 2, 3, 4], 1),
    "each month, as months go": ([0, 31, 59, 90, 120], 30),
    "each week, once a day late": ([0, 7, 15, 21, 28], 7),
    "three times": ([0, 7, 14], None),
    "now and then": ([0, 3, 22, 24, 60], None),
}


@pytest.mark.parametrize(("days", "period"), HABITS.values(), ids=HABITS)
def test_a_habit_is_seen_in_four_documents(days: list[int], period: int | None) -> None:
    """The usual gap, where most gaps are as long."""
    found = find_series(_publish(days))
    assert [abs(series.period - period) <= 1 for series in found if period] == ([True] if period else [])
    assert bool(found) == (period is not None)


def test_a_silence_has_what_was_missed_and_what_ended_it() -> None:
    """Nothing between, and the count of what did not come."""
    (series,) = find_series(_publish([0, 7, 14, 21, 49, 56]))
    (lapse,) = series.lapses
    assert (lapse.cause, lapse.after, lapse.first_missed) == ("silent", "d021", "2031-02-03")
    assert (lapse.ended_by, lapse.missed) == ("d049", 3)


@pytest.mark.parametrize(("as_of", "lasting"), [("2031-02-06", 0), ("2031-02-07", 1), ("2031-03-01", 1)])
def test_a_silence_that_lasts_is_one_once_grace_is_over(as_of: str, lasting: int) -> None:
    """Due on 3 February, and three days of grace."""
    (series,) = find_series(_publish([0, 7, 14, 21]))
    series = extend_series(series, "2031-01-27", as_of)
    assert [lapse.ended_by for lapse in series.lapses] == [None] * lasting


def test_the_corpus_as_marked_by_hand() -> None:
    """Every series and every lapse, with cause, day and end; none besides."""
    found = find_series(read_corpus())
    assert sorted(series.documents for series in found) == sorted(tuple(row["documents"]) for row in truth("series"))
    lapses = {(lapse.cause, lapse.after, lapse.first_missed, lapse.ended_by) for s in found for lapse in s.lapses}
    assert lapses == {(row["cause"], row["after"], row["first_missed"], row["ended_by"]) for row in truth("lapse")}


def test_who_says_that_nothing_was_published_is_evidence() -> None:
    """And so are the numbers that came again."""
    (series,) = [each for each in find_series(read_corpus()) if "rcb-0303" in each.documents]
    silent, stale = series.lapses
    assert [place.document for place in silent.evidence] == ["hhn-0502"]
    assert {place.document for place in stale.evidence} == {"rcb-0616"}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 300), unique=True, max_size=14), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_no_lapse_is_shorter_than_its_grace(days: list[int], random: Random) -> None:
    """Whatever the days on which documents came."""
    records = _publish(days)
    found = find_series(records)
    published = {record.document.id: str(record.document.published) for record in records}
    for series in found:
        for lapse in series.lapses:
            missed = date.fromisoformat(lapse.first_missed) + timedelta(days=series.grace)
            assert missed.isoformat() < published.get(lapse.ended_by or "", "9999")
            assert lapse.missed >= 1
    random.shuffle(records)
    assert find_series(records) == found
