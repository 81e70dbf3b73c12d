"""Days, weeks, months, quarters, seasons, years."""

from datetime import date

import pytest

from onrecord.records.calendar import (
    Days,
    add_months,
    easter,
    fiscal_year_days,
    nth_weekday,
    part_of,
    quarter_days,
    season_days,
    unit_days,
    week_days,
    weekday_after,
    weekday_before,
    year_days,
)

MONDAY = date(2025, 5, 19)
COVERED = [
    (("2025-05-19", "2025-05-25"), week_days(date(2025, 5, 22))),
    (("2024-12-30", "2025-01-05"), week_days(date(2025, 1, 1))),
    (("2023-10-01", "2024-09-30"), fiscal_year_days(2024)),
    (("2024-10-01", "2024-12-31"), quarter_days(2024, 4)),
    (("2024-06-01", "2024-08-31"), season_days(2024, "SU")),
    (("2025-05-01", "2025-05-31"), unit_days(MONDAY, "M")),
    (("2025-04-01", "2025-06-30"), unit_days(MONDAY, "Q")),
    (("2020-01-01", "2029-12-31"), unit_days(MONDAY, "DE")),
    (("2000-01-01", "2099-12-31"), unit_days(MONDAY, "CE")),
    (("2024-02-21", "2024-02-29"), part_of(unit_days(date(2024, 2, 1), "M"), "late")),
    (("2024-05-01", "2024-08-31"), part_of(year_days(2024), "mid")),
    (("1997-01-01", "1999-12-31"), part_of(year_days(1990, 1999), "late")),
    (("2025-05-19", "2025-05-19"), part_of(Days(MONDAY, MONDAY), "early")),
]


@pytest.mark.parametrize(("expected", "days"), COVERED)
def test_days_covered(expected: tuple[str, str], days: Days) -> None:
    """Each spell covers its first to its last day."""
    assert (days.start.isoformat(), days.end.isoformat()) == expected


def test_winter_fixes_no_days() -> None:
    """The winter of one year lies in two."""
    assert season_days(2024, "WI") is None


DAYS = [
    (date(2025, 5, 16), weekday_before(MONDAY, 4)),
    (MONDAY, weekday_before(MONDAY, 0)),
    (date(2025, 5, 12), weekday_before(MONDAY, 0, strictly=True)),
    (date(2025, 5, 23), weekday_after(MONDAY, 4)),
    (date(2025, 5, 26), weekday_after(MONDAY, 0, strictly=True)),
    (date(2024, 2, 29), add_months(date(2024, 3, 31), -1)),
    (date(2024, 11, 28), nth_weekday(2024, 11, 3, 4)),
    (date(2025, 5, 26), nth_weekday(2025, 5, 0, -1)),
    (date(2024, 3, 31), easter(2024)),
    (date(2025, 4, 20), easter(2025)),
]


@pytest.mark.parametrize(("expected", "day"), DAYS)
def test_days_found(expected: date, day: date) -> None:
    """Weekdays before and after a day, months added, movable feasts."""
    assert day == expected
