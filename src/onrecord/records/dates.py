"""The grammar of dates that name themselves: calendar dates, months, years, quarters, seasons, holidays.

Each rule stands with its examples in tests/records/test_dates.py.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.records.calendar import (
    Days,
    easter,
    fiscal_year_days,
    month_days,
    nth_weekday,
    quarter_days,
    season_days,
    year_days,
)
from onrecord.records.lines import words_after, words_before
from onrecord.records.timex import AHEAD, BACK, MONTHS, Context, Meaning, Rule, make_rule, unit_meaning

__all__ = ["DATE_RULES"]

_DAY = timedelta(days=1)
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
_CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
              "twenty - first": 21}  # fmt: skip
_DECADES = {
    name: n for n, name in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
# A count of 2,000 is often written without its comma; these words after four digits tell a count from a year.
_COUNTED = frozenset(
    "people persons men women children arrests charges cases dollars pounds kilograms grams pills tablets officers "
    "agents block rounds miles feet units votes inmates detainees immigrants migrants victims employees workers "
    "students members vehicles homes percent % times hours days weeks months".split()
)
_NUMBERED = frozenset(
    "section sections § §§ no no. code statute room suite exhibit pier page # $ rule chapter route highway interstate "
    "unit flight channel building apartment apt apt. box docket case ext extension more than over least nearly almost "
    "approximately some usc u.s.c.".split()
)
_BEFORE_YEAR = frozenset(
    "in since of by until till from to and through during before after early late mid fiscal spring summer fall autumn "
    "winter around circa about as between or back - that the this a an his her their its for ( , ; / 's".split()
)
_BEFORE_MONTH = frozenset(
    "in of since by until till from to and through during before after early late mid - between this last next".split()
)


_STREET = re.compile(
    r" (?:[a-z]+\.? ){1,3}(?:street|st\.?|avenue|ave\.?|road|rd|drive|dr\.?|lane|boulevard|blvd\.?|court|way)(?!\S)"
)


def _calendar_date(match: re.Match[str], context: Context) -> Meaning | None:
    """A month and a day, with or without its year; without one, the year that tense and publication suggest."""
    found = match.groupdict()
    month, day = MONTHS[found["month"]], int(re.sub(r"\D", "", found["day"]))
    if found["month"] in ("may", "mar", "march", "sun") and not context.line.is_capital(match.start("month")):
        return None
    if found.get("year"):
        later = found.get("later")
        return _day(int(found["year"]) - (later is not None and month > MONTHS[later]), month, day)
    if context.year and (context.published is None or context.year != context.published.year):
        return _day(context.year, month, day)
    if context.published is None:
        return Meaning("DATE", f"XXXX-{month:02}-{day:02}") if _day(2024, month, day) else None
    near = _nearest_date(context.published, month, day, future=context.future)
    return unit_meaning(near, "D") if near else None


def _date_of_year(match: re.Match[str], context: Context) -> Meaning | None:
    """March 13 of last year."""
    if context.published is None:
        return None
    year = context.published.year - (match["which"] in BACK) + (match["which"] in AHEAD)
    return _day(year, MONTHS[match["month"]], int(re.sub(r"\D", "", match["day"])))


def _nearest_date(published: date, month: int, day: int, *, future: bool | None) -> date | None:
    """The last such date on or before publication, or the next one where the text looks ahead."""
    years = (published.year - 1, published.year, published.year + 1)
    dates = [found.days.start for year in years if (found := _day(year, month, day)) and found.days]
    past = [found for found in dates if found <= published]
    ahead = [found for found in dates if found >= published]
    # Where no verb tells, to look back most of a year is rarer than to look ahead: "the May 12 hearing" in April.
    soon = (
        future is None
        and ahead
        and (ahead[0] - published).days < 60
        and (not past or (published - past[-1]).days > 270)
    )
    if ahead and (future or soon):
        return ahead[0]
    return past[-1] if past else None


def _day(year: int, month: int, day: int) -> Meaning | None:
    try:
        return unit_meaning(date(year, month, day), "D")
    except ValueError:
        return None


def _numeric_date(match: re.Match[str], _: Context) -> Meaning | None:
    """1/2/2025 is January 2: American order, unless the first number cannot be a month."""
    first, second, year = (int(part) for part in re.split(r"[/.]| - ", match.group()))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if not 1700 <= year <= 2100:
        return None
    return _day(year, first, second) or _day(year, second, first)


def _iso_date(match: re.Match[str], _: Context) -> Meaning | None:
    year, month, day = (int(part) for part in match.group().split(" - "))
    return _day(year, month, day)


def _days_of_month(match: re.Match[str], context: Context) -> Meaning | None:
    """May 3-7, between May 3 and 7: one expression, an ISO 8601 interval."""
    first = _calendar_date(match, context)
    if first is None or first.days is None:
        return None
    start = first.days.start
    last = _day(start.year, start.month, int(re.sub(r"\D", "", match["last"])))
    if last is None or last.days is None or last.days.end <= start:
        return None
    return Meaning("DATE", f"{first.value}/{last.value}", Days(start, last.days.end))


def _month_of_year(match: re.Match[str], _: Context) -> Meaning:
    """A month with its year; the year of "December to January 2025" is told by its end."""
    year, month, later = int(match["year"]), MONTHS[match["month"]], match.groupdict().get("later")
    return unit_meaning(date(year - (later is not None and month > MONTHS[later]), month, 1), "M")


def _month(match: re.Match[str], context: Context) -> Meaning | None:
    """A month alone: the last one that has begun, or the next one where the text looks ahead."""
    which, published = match["which"], context.published
    if not context.line.is_capital(match.start("month")) or (which is None and _is_no_month(match)):
        return None
    month = MONTHS[match["month"]]
    if published is None:
        days = month_days(context.year, month) if context.year else None
        return Meaning("DATE", f"{context.year or 'XXXX'}-{month:02}", days)
    year = published.year
    if which in BACK:
        year -= month >= published.month
    elif which in AHEAD:
        year += month <= published.month
    elif which is None and context.year and context.year != published.year:
        year = context.year
    elif which is None and context.future:
        year += month < published.month
    elif which is None:
        year -= month > published.month
    return unit_meaning(date(year, month, 1), "M")


def _is_no_month(match: re.Match[str]) -> bool:
    """May, March and abbreviations begin sentences and names: without a word that a month follows they are none."""
    name = match["month"]
    before = words_before(match, 1)
    return ((len(name) < 5 and name not in ("june", "july")) or name == "march") and (
        not before or before[0] not in _BEFORE_MONTH
    )


def _year(match: re.Match[str], context: Context) -> Meaning | None:
    """Four digits are a year after a word that a year follows, or where nothing counted follows them."""
    before, after = words_before(match, 2), words_after(match, 3)
    last, following = before[-1] if before else "", after[0] if after else ""
    if last in _NUMBERED or following in _COUNTED or (following in ("-", "/") and not _is_year_range(after)):
        return None
    if last == "-" and not re.fullmatch(
        r"[12]\d{3}|mid|post|pre|[a-z]+y|[a-z]+er", before[0] if len(before) > 1 else ""
    ):
        return None
    if _STREET.match(match.string, match.end()):
        return None
    named = following.isalpha() and not following.endswith("s")  # "the brutal 2023 murder"
    if last and last not in _BEFORE_YEAR and not named and following not in ("", ",", ".", ")", ";", ":"):
        return None
    return unit_meaning(date(int(match["year"]), 1, 1), "Y")


def _is_year_range(after: list[str]) -> bool:
    """Whether "-" after a year leads to another year or a word, as in 2019-2021, not on in a case number."""
    return len(after) > 1 and bool(re.fullmatch(r"(?:19|20)?\d\d|[a-z]{4,}", after[1]))


def _decade(match: re.Match[str], _: Context) -> Meaning | None:
    """The 1990s, the '90s, the nineties; the 1800s are a century."""
    found = match["decade"]
    digits = re.sub(r"\D", "", found) or f"19{_DECADES.get(found)}0"
    if len(digits) == 2:
        digits = ("20" if digits in ("00", "10") else "19") + digits
    if digits.endswith("00") and not digits.startswith("20"):
        return Meaning("DATE", digits[:2], year_days(int(digits), int(digits) + 99))
    return Meaning("DATE", digits[:3], year_days(int(digits), int(digits) + 9))


def _century(match: re.Match[str], _: Context) -> Meaning:
    number = _CENTURIES.get(match["century"]) or int(re.sub(r"\D", "", match["century"]))
    return Meaning("DATE", f"{number - 1:02}", year_days(number * 100 - 100, number * 100 - 1))


def _fiscal_year(match: re.Match[str], _: Context) -> Meaning:
    """Fiscal 2024, FY24."""
    year = int(match["digits"]) + (2000 if len(match["digits"]) == 2 else 0)
    return Meaning("DATE", f"{year}", fiscal_year_days(year))


def _relative_fiscal_year(match: re.Match[str], context: Context) -> Meaning:
    """This fiscal year, the last fiscal year."""
    if context.published is None:
        return Meaning("DATE", "XXXX")
    year = context.published.year + (context.published.month >= 10)
    year += -1 if match["which"] in BACK else 1 if match["which"] in AHEAD else 0
    return Meaning("DATE", f"{year}", fiscal_year_days(year))


def _quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """The first quarter of 2024, Q1 2024; without a year the last one that has begun."""
    number = int(match["q"]) if match["q"] else _NTH[match["nth"]]
    if match["year"]:
        year = int(match["year"])
    elif context.published is None:
        return Meaning("DATE", f"XXXX-Q{number}")
    else:
        year = context.published.year - (match["which"] in BACK)
        later = quarter_days(year, number).start > context.published
        year -= later and match["which"] is None and not context.future
    return Meaning("DATE", f"{year}-Q{number}", quarter_days(year, number))


def _half(match: re.Match[str], context: Context) -> Meaning | None:
    """The first half of 2024, the second half of the year."""
    year = int(match["year"]) if match["year"] else context.published.year if context.published else None
    number = _NTH[match["nth"]]
    if year is None:
        return Meaning("DATE", f"XXXX-H{number}")
    days = Days(date(year, 6 * number - 5, 1), month_days(year, 6 * number).end)
    return Meaning("DATE", f"{year}-H{number}", days)


def _season(match: re.Match[str], context: Context) -> Meaning | None:
    """Summer 2024, last summer, the fall of 2023."""
    season, which = _SEASONS[match["season"]], match["which"]
    if match["year"]:
        year = int(match["year"])
    elif which is None:
        return None
    elif context.published is None:
        return Meaning("DATE", f"XXXX-{season}")
    else:
        year = context.published.year
        days = season_days(year, season)
        if which in BACK and (days is None or days.end >= context.published):
            year -= 1
        elif which in AHEAD and days and days.start <= context.published:
            year += 1
        elif which == "the" and days and days.start > context.published and not context.future:
            year -= 1
    return Meaning("DATE", f"{year}-{season}", season_days(year, season))


def _holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """Christmas, Thanksgiving, Labor Day: of the year written beside it, else the one nearest to publication."""
    if not context.line.is_capital(match.start("holiday")):
        return None
    read, published, which = _HOLIDAYS[match["holiday"].replace(" '", "'")], context.published, match["which"]
    if match["year"]:
        return unit_meaning(read(int(match["year"])), "D")
    if published is None:
        return None
    days = [read(published.year + shift) for shift in (-1, 0, 1)]
    if which in AHEAD or which in BACK:
        days = [day for day in days if (day > published) == (which in AHEAD)]
    return unit_meaning(min(days, key=lambda day: abs((day - published).days)), "D")


_HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": lambda year: date(year, 1, 1),
    "new year's eve": lambda year: date(year, 12, 31),
    "martin luther king jr. day": lambda year: nth_weekday(year, 1, 0, 3),
    "valentine's day": lambda year: date(year, 2, 14),
    "presidents' day": lambda year: nth_weekday(year, 2, 0, 3),
    "presidents day": lambda year: nth_weekday(year, 2, 0, 3),
    "st. patrick's day": lambda year: date(year, 3, 17),
    "good friday": lambda year: easter(year) - 2 * _DAY,
    "easter": easter,
    "easter sunday": easter,
    "mother's day": lambda year: nth_weekday(year, 5, 6, 2),
    "memorial day": lambda year: nth_weekday(year, 5, 0, -1),
    "juneteenth": lambda year: date(year, 6, 19),
    "independence day": lambda year: date(year, 7, 4),
    "fourth of july": lambda year: date(year, 7, 4),
    "labor day": lambda year: nth_weekday(year, 9, 0, 1),
    "columbus day": lambda year: nth_weekday(year, 10, 0, 2),
    "halloween": lambda year: date(year, 10, 31),
    "veterans day": lambda year: date(year, 11, 11),
    "thanksgiving": lambda year: nth_weekday(year, 11, 3, 4),
    "thanksgiving day": lambda year: nth_weekday(year, 11, 3, 4),
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas day": lambda year: date(year, 12, 25),
    "christmas": lambda year: date(year, 12, 25),
}
_HOLIDAY = "|".join(
    re.escape(name).replace("'", r"\ ?'") for name in sorted(_HOLIDAYS, key=len, reverse=True)
)  # a plain line sets the possessive 's apart
_LAST_DAY = r"(?P<last>DAY)(?! (?:%|percent|years?|MONTH))(?:(?: ,)? (?P<year>YEAR))?"
_TO_MONTH = r"(?:-|to|through|thru|until|and|or) (?P<later>MONTH)"
_NAMED_DAY = r"(?:(?:(?:LAST|NEXT|this) )?(?:WEEKDAY)(?: ,)? )?"

DATE_RULES: tuple[Rule, ...] = (
    make_rule(rf"(?P<month>MONTH) (?P<day>DAY) (?:-|to|through|thru|until) {_LAST_DAY}", _days_of_month),
    make_rule(rf"(?<=between )(?P<month>MONTH) (?P<day>DAY) and {_LAST_DAY}", _days_of_month),
    make_rule(rf"(?P<month>MONTH) (?P<day>DAY)(?= {_TO_MONTH} DAY(?: ,)? (?P<year>YEAR)(?!\S))", _calendar_date),
    make_rule(rf"(?P<month>MONTH)(?= {_TO_MONTH}(?: ,)? (?P<year>YEAR)(?!\S))", _month_of_year),
    make_rule(rf"{_NAMED_DAY}(?P<month>MONTH) (?:the )?(?P<day>DAY)(?: ,)?(?: of)? (?P<year>YEAR)", _calendar_date),
    make_rule(rf"{_NAMED_DAY}(?P<month>MONTH) (?P<day>DAY)(?: ,| of) (?P<which>LAST|NEXT|this) year", _date_of_year),
    make_rule(rf"{_NAMED_DAY}(?P<month>MONTH) (?:the )?(?P<day>DAY)(?! ?(?:%|percent|years?))", _calendar_date),
    make_rule(
        rf"{_NAMED_DAY}(?:the )?(?P<day>DAY)(?: -)?(?: day)?(?: of)? (?P<month>MONTH)(?:(?: ,| -)? (?P<year>YEAR))?",
        _calendar_date,
    ),
    make_rule(r"(?:\d{1,2}/\d{1,2}/(?:\d\d){1,2}|\d{1,2} - \d{1,2} - YEAR|\d{1,2}\.\d{1,2}\.YEAR)", _numeric_date),
    make_rule(r"YEAR - [01]\d - [0-3]\d", _iso_date),
    make_rule(r"(?P<month>MONTH)(?: ,)?(?: of)? (?P<year>YEAR)", _month_of_year),
    make_rule(r"(?:(?:the |this )?(?P<which>LAST|this|NEXT) )?(?P<month>MONTH)", _month),
    make_rule(r"(?:the year )?(?P<year>1[89]\d\d|20[0-4]\d)", _year),
    make_rule(r"(?:the )?(?:' )?(?P<decade>(?:1[6-9]|20)\d0s|[2-9]0s)", _decade),
    make_rule(r"the (?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)", _decade),
    make_rule(
        r"(?:the )?(?P<century>1\dth|2[01]st|20th|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty - first)"
        r"(?: -)? century",
        _century,
    ),
    make_rule(r"(?:the )?(?:(?:fiscal(?: years?)?|fy)(?: -)? |fy)(?P<digits>20\d\d|\d\d)", _fiscal_year),
    make_rule(r"(?:the )?(?P<which>this|current|LAST|NEXT) fiscal year", _relative_fiscal_year),
    make_rule(
        r"(?:the )?(?:(?P<which>LAST|NEXT|this) )?(?:year 's )?(?:(?P<nth>NTH) quarter|q(?P<q>[1-4]))"
        r"(?:(?: of)?(?: fiscal)? (?P<year>YEAR)| of (?:the|this) year)?",
        _quarter,
    ),
    make_rule(r"(?:the )?(?P<nth>first|second) half of (?:(?P<year>YEAR)|the year|this year)", _half),
    make_rule(r"(?:(?:the )?(?P<which>LAST|NEXT|this|the) )?(?P<season>SEASON)(?:(?: of|,)? (?P<year>YEAR))?", _season),
    make_rule(rf"(?:(?:the )?(?P<which>LAST|NEXT|this) )?(?P<holiday>{_HOLIDAY})(?:(?: ,)? (?P<year>YEAR))?", _holiday),
)
