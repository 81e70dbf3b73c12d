"""Series with their days and lapses, those with a lapse that lasts first."""

from tests.answers.shelf import open_examples

from onrecord.answers.series import describe_series, sort_series


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
