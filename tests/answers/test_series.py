"""Series with their days and lapses, those with a lapse that lasts first."""

import pytest
from tests.answers.shelf import open_examples
from tests.links.corpus import read_corpus

from onrecord.answers.linked_records import open_library
from onrecord.answers.series import describe_series, sort_series
from onrecord.errors import Reason
from onrecord.ledger.ledger import open_ledger
from onrecord.ledger.visits import Poll, Visit


def test_weekly_figures_were_silent_once_and_stale_once() -> None:
    """The latest lapse first, each with what was before it, what ended it, and who told it."""
    library = open_examples()
    weekly = describe_series(library, sort_series(library)[0])
    assert (weekly.latest.title, weekly.period, len(weekly.days)) == ("Weekly figures", 7, 12)
    assert weekly.days == tuple(sorted(weekly.days))
    assert [(lapse.cause, lapse.day, lapse.missed) for lapse in weekly.lapses] == [
        ("stale", "2031-06-16", 1),
        ("silent", "2031-04-14", 6),
    ]
    silent = weekly.lapses[1]
    assert (silent.after.published, silent.ended.published if silent.ended else None) == ("2031-04-07", "2031-05-26")
    assert "has not published" in silent.evidence[0].span.text


def test_a_series_that_came_every_time_has_no_lapse() -> None:
    """And comes after those that have one."""
    every = sort_series(open_examples())
    assert [bool(series.lapses) for series in every] == [True, False]


@pytest.mark.parametrize(
    ("reason", "state", "looks"),
    [
        (None, "silent", "of 1 looks at the source from 2031-05-05 to 2031-05-05 it answered 1"),
        ("blocked", "blocked", "none of 1 looks at the source from 2031-05-05 to 2031-05-05 got past a wall"),
        ("not found", "moved", "none of 1 looks at the source from 2031-05-05 to 2031-05-05 found the page"),
    ],
)
def test_why_nothing_came(reason: Reason | None, state: str, looks: str) -> None:
    """As the looks at its source tell; of old numbers that came again there is nothing to tell."""
    with open_ledger(":memory:") as ledger:
        ledger.add_all(list(read_corpus()))
        weekly = sort_series(open_library(ledger))[0]
        for document in weekly.documents:
            when = "2031-04-01T08:00:00+00:00"
            ledger.visits.add_visit(
                Visit(source="office", url="https://o.example", time=when, outcome="new", document=document)
            )
        day = "2031-05-05T06:00:00+00:00"
        ledger.visits.add_poll(Poll(source="office", begun=day, ended=day, announced=0, outcomes={}, reason=reason))
        stale, silent = describe_series(open_library(ledger), weekly).lapses
    assert (silent.state, silent.looks) == (state, looks)
    assert (stale.state, stale.looks) == (None, None)
