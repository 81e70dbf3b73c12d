"""The grammar of durations and repetitions, and of now, the past and the future.

"The past ten weeks" covers the days from ten weeks before publication to publication; a bare "two years" covers none.
Each rule stands with its examples in tests/records/test_durations.py.
"""

import re
from collections.abc import Callable
from datetime import date

from onrecord.records.calendar import Days, add_units
from onrecord.records.lines import words_before
from onrecord.records.numbers import parse_number
from onrecord.records.timex import AHEAD, MONTHS, WEEKDAYS, Context, Meaning, Rule, count_units, make_rule, unit_code

__all__ = ["DURATION_RULES"]

_SET_WORDS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "bimonthly": "P2M",
    "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biannual": "P6M",
}  # fmt: skip
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_NEVER_ONE = frozenset(["second", "quarter", "min"])  # "a second suspect", "a quarter of the men"


def _duration(match: re.Match[str], context: Context) -> Meaning | None:
    """Two weeks, 18-month, several years, about an hour."""
    noun, number = match["unit"], match["number"]
    if number in ("a", "an", "one", "a single") and noun in _NEVER_ONE:
        return None
    if words_before(match, 1)[-1:] in (["age"], ["aged"], ["ages"], ["$"], ["section"], ["no."]):
        return None
    return Meaning("DURATION", _value(count_units(number) if number else "X", unit_code(noun)))


def _longest(match: re.Match[str], _: Context) -> Meaning | None:
    """Two to four years: TIMEX3 has no ranges, the longer one stands for it."""
    shorter, longer = parse_number(match["low"]), parse_number(match["number"])
    return Meaning("DURATION", _value(longer, unit_code(match["unit"]))) if shorter < longer else None


def _last_units(match: re.Match[str], context: Context) -> Meaning:
    """The past ten weeks, the next two years, the past year: from or to publication, where the number is told."""
    unit, number = unit_code(match["unit"]), (match["number"] or "").strip()
    if not number and match["few"]:
        return Meaning("DURATION", _value("X", unit))
    count = count_units(number) if number else 1
    days = _reach(context.published, count, unit, back=match["which"] not in AHEAD) if context.published else None
    return Meaning("DURATION", _value(count, unit), days)


def _value(count: str | int | float, unit: str) -> str:
    if unit in ("DE", "CE") and isinstance(count, int):
        count, unit = count * (10 if unit == "DE" else 100), "Y"
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"


def _reach(published: date, count: int | float, unit: str, *, back: bool) -> Days | None:
    """From that long before publication to publication, or from publication on."""
    if unit.startswith("T") or isinstance(count, float):
        return None
    try:
        other = add_units(published, -count if back else count, unit)
    except (ValueError, OverflowError):
        return None
    return Days(other, published) if back else Days(published, other)


def _half_unit(match: re.Match[str], _: Context) -> Meaning:
    """Half an hour, half a century."""
    values = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
    return Meaning("DURATION", values[match["unit"]])


def _and_half(match: re.Match[str], _: Context) -> Meaning:
    """A year and a half, two and a half years."""
    return Meaning("DURATION", _value(count_units(match["number"]) + 0.5, unit_code(match["unit"])))


def _two_units(match: re.Match[str], _: Context) -> Meaning:
    """Two years and six months."""
    years, months = count_units(match["years"]), count_units(match["months"])
    return Meaning("DURATION", f"P{years}Y{months}M")


def _bare_units(match: re.Match[str], _: Context) -> Meaning:
    """For years, within hours, decades of: how many is not told."""
    return Meaning("DURATION", _value("X", unit_code(match["unit"])))


def _set_word(match: re.Match[str], context: Context) -> Meaning | None:
    """Daily, annual; not in a name (the Daily Ledger)."""
    if context.line.is_capital(match.start()) and match.start():
        return None
    return Meaning("SET", _SET_WORDS[match["word"]])


def _every_day(match: re.Match[str], _: Context) -> Meaning:
    """Every day, each week, every two years, every other month, $500 a week, 300 per year."""
    found = match.groupdict()
    count = count_units(found["number"]) if found.get("number") else 2 if found.get("other") else 1
    return Meaning("SET", _value(count, unit_code(match["unit"])))


def _every_monday(match: re.Match[str], context: Context) -> Meaning | None:
    """Every Monday, Mondays."""
    name = match["weekday"] or match["weekdays"].removesuffix("s")
    return Meaning("SET", f"XXXX-WXX-{WEEKDAYS[name] + 1}") if context.line.is_capital(match.end() - 1) else None


def _every_part(match: re.Match[str], _: Context) -> Meaning:
    """Every morning, each January."""
    name = match["name"]
    return Meaning("SET", f"XXXX-{MONTHS[name]:02}" if name in MONTHS else f"XXXX-XX-XXT{_PARTS[name]}")


def _refer(value: str) -> Callable[[re.Match[str], Context], Meaning | None]:
    def read(match: re.Match[str], context: Context) -> Meaning | None:
        return None if context.line.is_capital(match.start()) and match.start() else Meaning("DATE", value)

    return read


# An age is no time: "28-year-old", "30 years old", "two years of age", "30 years younger".
_NOT_OLD = r"(?!(?: -)? (?:olds?|of age|younger|older)(?!\S))"
_ADJECTIVE = r"(?:(?:full|long|straight|consecutive|more|additional|whole|solid|short|calendar|business|additional) )?"

DURATION_RULES: tuple[Rule, ...] = (
    make_rule(
        r"(?:(?<=\d )|(?<=million )|(?<=billion )|(?<=people )|(?<=percent ))a (?P<unit>day|week|month|year)",
        _every_day,
    ),
    make_rule(
        rf"(?:(?:ABOUT) )?(?:another )?(?:(?P<number>COUNT)|FEW) {_ADJECTIVE}(?P<unit>UNIT){_NOT_OLD}(?: '(?!\S))?",
        _duration,
    ),
    make_rule(rf"(?:an? |the )?(?P<number>NUMBER) - (?P<unit>UNIT){_NOT_OLD}(?: - long)?", _duration),
    make_rule(rf"(?P<low>NUMBER) (?:to|or|-|and) (?P<number>NUMBER)(?: -)? (?P<unit>UNIT){_NOT_OLD}", _longest),
    make_rule(r"(?:the |this )?(?P<which>LAST|NEXT) (?P<number>(?P<few>one ))?(?P<unit>decade|century)", _last_units),
    make_rule(
        r"(?:the |these )?(?P<which>LAST|NEXT|recent) (?:(?P<number>NUMBER|couple(?: of)?)|(?P<few>few|several|many))"
        rf" {_ADJECTIVE}(?P<unit>(?:LONGUNIT|hours|minutes))",
        _last_units,
    ),
    make_rule(r"the (?P<which>past) (?P<number>(?P<few>one ))?(?P<unit>PERIOD)", _last_units),
    make_rule(r"half (?:an? |- )(?P<unit>hour|day|year|decade|century)", _half_unit),
    make_rule(r"(?P<number>an?|one) (?P<unit>UNIT) and a half", _and_half),
    make_rule(r"(?P<number>NUMBER) and a half (?P<unit>UNIT)", _and_half),
    make_rule(r"(?P<years>COUNT) years? (?:and |, )?(?P<months>COUNT) months?", _two_units),
    make_rule(r"(?:(?<=for )|(?<=within )|(?<=over )|(?<=took )|(?<=in ))(?P<unit>MANYUNITS)", _bare_units),
    make_rule(r"(?:the )?recent (?P<unit>MANYUNITS)", _bare_units),
    make_rule(r"(?P<unit>MANYUNITS)(?= (?:of (?!age)|later|before|after|earlier|in (?:prison|jail)))", _bare_units),
    make_rule(r"(?:twice |once )?(?P<word>SETWORD)", _set_word),
    make_rule(r"(?:every|each)(?: (?:single|(?P<other>other)|(?P<number>NUMBER)))? (?P<unit>UNIT)", _every_day),
    make_rule(
        r"(?:once |twice |(?<=%) |(?<=times) |(?<=dollars) )?(?:per|each|every) (?P<unit>PERIOD|hour|minute)",
        _every_day,
    ),
    make_rule(r"(?:once|twice|NUMBER times) an? (?P<unit>PERIOD|hour|minute)", _every_day),
    make_rule(r"(?:(?:every|each) (?P<weekday>WEEKDAY)|(?:on )?(?P<weekdays>(?:DAYNAME)s))", _every_monday),
    make_rule(r"(?:every|each) (?P<name>MONTHNAME|PART)", _every_part),
    make_rule(
        r"(?:right )?now|currently|nowadays|these days|at present|at the (?:present|moment)", _refer("PRESENT_REF")
    ),
    make_rule(
        r"(?:more |most )?recently|lately"
        r"|the (?:distant |recent )?past|long ago",
        _refer("PAST_REF"),
    ),
    make_rule(r"the (?:near |foreseeable |immediate )?future", _refer("FUTURE_REF")),
    make_rule(r"(?:the )?(?:coming|next few|coming few) MANYUNITS", _refer("FUTURE_REF")),
)
