"""The grammar of dates told from another day: weekdays, today, last month, two weeks ago, the next day.

Told from the day of publication, or from the day last mentioned ("three days later", "that night"). Each rule stands
with its examples in tests/records/test_deictic.py.
"""

import re
from datetime import date, timedelta

from onrecord.records.calendar import Days, add_units, part_of, week_days, weekday_after, weekday_before
from onrecord.records.timex import (
    AHEAD,
    BACK,
    UNITS,
    WEEKDAYS,
    Context,
    Meaning,
    Rule,
    count_units,
    make_rule,
    unit_code,
    unit_meaning,
)

__all__ = ["DEICTIC_RULES", "part_of_day"]

_DAY = timedelta(days=1)
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}


def part_of_day(day: date | None, part: str | None) -> Meaning:
    """A day, or its morning, afternoon, evening or night."""
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{_PARTS[part]}") if part else Meaning("DATE", "XXXX-XX-XX")
    return Meaning("TIME", f"{day}T{_PARTS[part]}", Days(day, day)) if part else unit_meaning(day, "D")


def _weekday(match: re.Match[str], context: Context) -> Meaning | None:
    """Monday, last Monday, Monday morning: on or before publication, after it where the text looks ahead."""
    name, which, published = match["weekday"], match["which"], context.published
    if not context.line.is_capital(match.start("weekday")) or name in ("sun", "sat", "mon", "wed"):
        return None
    number = WEEKDAYS[name]
    if published is None:
        value = f"XXXX-WXX-{number + 1}"
        return Meaning("TIME", f"{value}T{_PARTS[match['part']]}") if match["part"] else Meaning("DATE", value)
    if which in BACK:
        day = weekday_before(published, number, strictly=True)
    elif which in AHEAD:
        day = weekday_after(published, number, strictly=True)
    elif which == "this":
        day = week_days(published).start + number * _DAY
    elif context.future:
        day = weekday_after(published, number)
    else:
        day = weekday_before(published, number)
    return part_of_day(day, match["part"])


def _today(match: re.Match[str], context: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, tonight, this morning, last night, the day before yesterday."""
    word, part = match["word"], match["part"]
    if word == "last" and part != "night":
        return None
    shift = {"yesterday": -1, "last": -1, "tomorrow": 1, "the day before": -2, "the day after": 2}.get(word, 0)
    day = context.published + shift * _DAY if context.published else None
    return part_of_day(day, "night" if word == "tonight" else part)


def _that_day(match: re.Match[str], context: Context) -> Meaning | None:
    """The same day, that night, the next morning: told from the day last mentioned."""
    days = context.mentioned
    if days is None or days.start != days.end:
        return None
    shift = 1 if match["which"] in AHEAD else -1 if match["which"] in BACK else 0
    return part_of_day(days.start + shift * _DAY, None if match["part"] in ("day", "date") else match["part"])


def _period(match: re.Match[str], context: Context) -> Meaning | None:
    """This week, last month, next year, earlier this year, the current quarter: told from publication."""
    period, which, bound, published = match["period"], match["which"], match["bound"], context.published
    unit = UNITS[period]
    if published is None:
        return Meaning("DATE", _UNKNOWN[unit])
    shift = -1 if which in BACK else 1 if which in AHEAD else 0
    meaning = unit_meaning(add_units(published, shift, unit), unit)
    days = meaning.days
    if days is None:
        return meaning
    if period == "weekend":
        return Meaning("DATE", meaning.value + "-WE", Days(days.end - _DAY, days.end))
    if bound == "earlier" and not shift:
        days = Days(days.start, published)
    elif bound == "later" and not shift:
        days = Days(published, days.end)
    return Meaning("DATE", meaning.value, days)


def _weekend(match: re.Match[str], context: Context) -> Meaning:
    """Over the weekend, the past weekend: the last one that has begun, or the next where the text looks ahead."""
    if context.published is None:
        return Meaning("DATE", "XXXX-WXX-WE")
    find = weekday_after if context.future else weekday_before
    saturday = find(context.published, 5)
    return Meaning("DATE", unit_meaning(saturday, "W").value + "-WE", Days(saturday, saturday + _DAY))


def _same_period(match: re.Match[str], context: Context) -> Meaning | None:
    """That week, the same year, the following month: told from the day last mentioned."""
    days, unit = context.mentioned, UNITS[match["period"]]
    if days is None or match["period"] == "weekend":
        return None
    shift = 1 if match["which"] in AHEAD else -1 if match["which"] in BACK else 0
    return unit_meaning(add_units(days.start, shift, unit), unit)


def _ago(match: re.Match[str], context: Context) -> Meaning | None:
    """Two weeks ago, a year earlier, three days later: as exact as its unit."""
    unit, way, number = unit_code(match["unit"]), match["way"], match["number"]
    ahead = way in ("later", "after", "afterward", "afterwards", "from now", "from today")
    base = context.published
    if way not in ("ago", "back", "from now", "from today"):
        base = context.mentioned.start if context.mentioned else base if way == "earlier" else None
    if not number:
        return Meaning("DATE", "PAST_REF") if way == "ago" else None
    count = count_units(number)
    if unit.startswith("T") or base is None or isinstance(count, float):
        return Meaning("DURATION", f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}")
    meaning = unit_meaning(add_units(base, count if ahead else -count, unit), unit)
    if way in ("ago", "back") or unit == "Y":
        return meaning
    return Meaning("DURATION", f"P{count}{unit}", meaning.days)  # TimeML: how long after, with the days it leads to


def _end_of(match: re.Match[str], context: Context) -> Meaning | None:
    """The end of the year, the beginning of the month: of publication's, or of the last one where that looks back."""
    unit, part, published = UNITS[match["period"]], match["part"], context.published
    if published is None:
        return Meaning("DATE", _UNKNOWN[unit])
    meaning = unit_meaning(published, unit)
    if meaning.days and context.future is False and part_of(meaning.days, _ENDS[part]).start > published:
        meaning = unit_meaning(add_units(published, -1, unit), unit)
    days = part_of(meaning.days, _ENDS[part]) if meaning.days else None
    return Meaning("DATE", meaning.value, days)


_ENDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late"}
_WHICH = r"(?:(?:the |this )?(?P<which>LAST|this|NEXT) )?"

DEICTIC_RULES: tuple[Rule, ...] = (
    make_rule(
        rf"(?:(?:early|late|earlier|later) )?{_WHICH}(?P<weekday>WEEKDAY)"
        r"(?: (?:(?:early|late|mid) (?:- )?)?(?P<part>PART))?",
        _weekday,
    ),
    make_rule(r"(?:(?:early|late|earlier|later) )?(?P<word>yesterday|today|tomorrow|this|last) (?P<part>PART)", _today),
    make_rule(r"(?:(?:earlier|later) )?(?P<word>yesterday|today|tomorrow|tonight)(?P<part>)", _today),
    make_rule(r"(?P<word>the day before|the day after) (?:yesterday|tomorrow)(?P<part>)", _today),
    make_rule(r"(?:later )?(?:the|that) (?P<which>same|very|NEXT|LAST) (?P<part>day|date|PART)", _that_day),
    make_rule(r"(?:later )?(?P<which>that) (?P<part>day|date|PART)", _that_day),
    make_rule(
        r"(?:(?P<bound>earlier|later) )?(?:the )?(?P<which>last|this|next|coming|upcoming|current) (?P<period>PERIOD)",
        _period,
    ),
    make_rule(r"the (?:past |holiday )?weekend", _weekend),
    make_rule(r"(?:the )?(?P<part>beginning|start|middle|end|close) of (?:the )?(?P<period>SPELL)", _end_of),
    make_rule(
        r"(?:the )?(?P<which>same|very|following|previous|preceding|prior|that) (?P<period>week|month|quarter|year)",
        _same_period,
    ),
    make_rule(
        r"(?:(?:ABOUT) )?(?:(?P<number>COUNT)|FEW) (?P<unit>UNIT)"
        r" (?P<way>ago|earlier|later|before|afterwards?|previously|prior|from now|from today|back)",
        _ago,
    ),
    make_rule(r"(?P<number>)(?P<unit>(?:week|month|year|decade|hour|minute|day)s) (?P<way>ago)", _ago),
)
