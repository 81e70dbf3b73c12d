"""Days, weeks, months, quarters, seasons, years: which days they cover, and how TIMEX3 writes them.

Arithmetic only: no words, no document, no clock. Days are inclusive at both ends. A day outside the years 1 to 9999
has no place in Python's calendar: the functions then raise ValueError or OverflowError.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "Days",
    "add_months",
    "add_units",
    "easter",
    "fiscal_year_days",
    "month_days",
    "nth_weekday",
    "part_of",
    "quarter_days",
    "season_days",
    "unit_days",
    "unit_value",
    "week_days",
    "weekday_after",
    "weekday_before",
    "year_days",
]

_DAY = timedelta(days=1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9}  # the first of three months; winter lies in two years and fixes no days


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From the first to the last day, both included."""

    start: date
    end: date


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_days(first: int, last: int | None = None) -> Days:
    """All days of a year, or from one year to another."""
    return Days(date(first, 1, 1), date(last or first, 12, 31))


def fiscal_year_days(year: int) -> Days:
    """The United States government's fiscal year: from October 1 before it to September 30 (31 USC 1102)."""
    return Days(date(year - 1, 10, 1), date(year, 9, 30))


def quarter_days(year: int, quarter: int) -> Days:
    """Three months."""
    return Days(date(year, 3 * quarter - 2, 1), month_days(year, 3 * quarter).end)


def season_days(year: int, season: str) -> Days | None:
    """The three whole months of spring, summer or fall (SP, SU, FA); None for winter."""
    first = _SEASONS.get(season)
    return Days(date(year, first, 1), month_days(year, first + 2).end) if first else None


def week_days(day: date) -> Days:
    """Monday to Sunday around a day: the ISO week."""
    monday = day - day.weekday() * _DAY
    return Days(monday, monday + 6 * _DAY)


def weekday_before(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The last Monday (0) to Sunday (6) on or before a day, or strictly before it."""
    back = (day.weekday() - weekday) % 7
    return day - (back or (7 if strictly else 0)) * _DAY


def weekday_after(day: date, weekday: int, *, strictly: bool = False) -> date:
    """The first Monday (0) to Sunday (6) on or after a day, or strictly after it."""
    ahead = (weekday - day.weekday()) % 7
    return day + (ahead or (7 if strictly else 0)) * _DAY


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month; the last one for nth = -1."""
    if nth < 0:
        return weekday_before(month_days(year, month).end, weekday)
    return weekday_after(date(year, month, 1), weekday) + 7 * (nth - 1) * _DAY


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_units(day: date, count: int, unit: str) -> date:
    """A day count units later (or earlier); units as TIMEX3 writes them: D, W, M, Q, Y, DE, CE."""
    if unit in ("D", "W"):
        return day + count * (7 if unit == "W" else 1) * _DAY
    return add_months(day, count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])


def unit_days(day: date, unit: str) -> Days:
    """The day, week, month, quarter, year, decade or century in which a day lies."""
    year = day.year
    if unit == "D":
        return Days(day, day)
    if unit == "W":
        return week_days(day)
    if unit == "M":
        return month_days(year, day.month)
    if unit == "Q":
        return quarter_days(year, (day.month + 2) // 3)
    size = {"Y": 1, "DE": 10, "CE": 100}[unit]
    return year_days(year - year % size, year - year % size + size - 1)


def unit_value(day: date, unit: str) -> str:
    """How TIMEX3 writes the day, week, month, quarter, year, decade or century in which a day lies.

    >>> [unit_value(date(2025, 5, 19), unit) for unit in ("D", "W", "M", "Q", "Y", "DE", "CE")]
    ['2025-05-19', '2025-W21', '2025-05', '2025-Q2', '2025', '202', '20']
    """
    if unit == "W":
        week = day.isocalendar()
        return f"{week.year}-W{week.week:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"D": 10, "M": 7, "Y": 4, "DE": 3, "CE": 2}[unit]]


def part_of(days: Days, part: str) -> Days:
    """Its first, middle or last third: `early`, `mid` or `late`.

    Of a month the days 1 to 10, 11 to 20 and 21 to its end; of a year four months each; of a
    decade the years 0 to 3, 4 to 6 and 7 to 9; shorter spells stay whole.
    """
    length = (days.end - days.start).days + 1
    if length < 28:
        return days
    first, last = days.start, days.end
    if length < 32:
        cuts = (first.replace(day=10), first.replace(day=20))
    elif length < 400:
        cuts = (add_months(first, 4) - _DAY, add_months(first, 8) - _DAY)
    else:
        years = (length + 1) // 365
        cuts = (add_months(first, 12 * (years * 4 // 10)) - _DAY, add_months(first, 12 * (years * 7 // 10)) - _DAY)
    return {"early": Days(first, cuts[0]), "mid": Days(cuts[0] + _DAY, cuts[1]), "late": Days(cuts[1] + _DAY, last)}[
        part
    ]
