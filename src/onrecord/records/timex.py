"""What the grammars of times share: vocabulary, what an expression means, and the context that fixes it.

A rule is a pattern over a plain line (lines.py) and a reader: match + context -> meaning, or None where the words are
no time after all ("may" the verb, a count of 2,000). Without a day of publication a reader writes X for what only that
day could tell, and fixes no days.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.records.calendar import Days, unit_days, unit_value
from onrecord.records.lines import Line, compile_grammar
from onrecord.records.numbers import NUMBER, parse_number
from onrecord.schema import TimeType

__all__ = [
    "AHEAD",
    "BACK",
    "MONTHS",
    "UNITS",
    "WEEKDAYS",
    "Context",
    "Meaning",
    "Rule",
    "count_units",
    "kinds_in",
    "make_rule",
    "unit_code",
    "unit_meaning",
]

BACK = frozenset("last past previous preceding prior".split())
AHEAD = frozenset("next coming upcoming following".split())

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = (
    {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3] + ".": number for number, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9, "sept.": 9}
)
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = (
    {name: number for number, name in enumerate(_DAY_NAMES)}
    | {name + end: n for n, name in enumerate("mon tue wed thu fri sat sun".split()) for end in ("", ".")}
    | {"tues": 1, "tues.": 1, "weds": 2, "weds.": 2, "thur": 3, "thurs": 3, "thurs.": 3}
)
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centuries": "CE", "fortnight": "W", "min": "TM",
    "hr": "TH", "yr": "Y",
}  # fmt: skip
"""Unit nouns without their plural s -> TIMEX3 unit, T before those of the clock."""

_VOCABULARY = {
    "MONTH": "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True)),
    "MONTHNAME": "|".join(_MONTH_NAMES),
    "WEEKDAY": "|".join(re.escape(name) for name in sorted(WEEKDAYS, key=len, reverse=True)),
    "DAYNAME": "|".join(_DAY_NAMES),
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "YEAR": r"(?:1[6-9]|20)\d\d",
    "UNIT": "centur(?:y|ies)|(?:second|minute|hour|day|week|month|quarter|year|decade|fortnight|yr|hr)s?|mins?",
    "LONGUNIT": "centur(?:y|ies)|(?:day|week|month|quarter|year|decade|weekend)s?",
    "MANYUNITS": "(?:second|minute|hour|day|week|month|year|decade)s|centuries",
    "SETWORD": "daily|nightly|weekly|biweekly|monthly|bimonthly|quarterly|yearly|annual|annually|hourly|biannual",
    "PERIOD": "day|week|weekend|month|quarter|year|decade|century",
    "SPELL": "week|month|quarter|year",
    "COUNT": f"{NUMBER}|an?|(?:a )?couple(?: of)?|a single",
    "FEW": "(?:a |the )?few|several|many|some",
    "NUMBER": NUMBER,
    "SEASON": "spring|summer|fall|autumn|winter",
    "PART": "morning|afternoon|evening|night",
    "LAST": "|".join(sorted(BACK)),
    "NEXT": "|".join(sorted(AHEAD)),
    "NTH": "first|second|third|fourth|1st|2nd|3rd|4th|final",
    "ABOUT": "about|around|approximately|approx.|roughly|some|nearly|almost|just over|over|at least|at most|up to"
    "|as many as|more than|less than|fewer than|just under|under|only|just",
}

# Kind of word -> the vocabularies of a pattern that demand one, and what shows one in a line.
_KINDS = {
    "month": r"\bMONTH\b",
    "unit": r"\b(?:UNIT|MANYUNITS|LONGUNIT|PERIOD|SPELL)\b",
    "weekday": r"\b(?:DAYNAME\)s|\?P<weekday>WEEKDAY)",
}
_PRESENT = {
    "month": re.compile("|".join(name[:3] for name in _MONTH_NAMES)),
    "unit": re.compile(r"second|min|hour|day|week|month|quarter|year|decade|centur|fortnight|night|yr|hr"),
    "weekday": re.compile("|".join(name[:3] for name in _DAY_NAMES)),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 type and value, and the days it covers where they are fixed."""

    type: TimeType
    value: str
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What fixes an expression: the day of publication, the days last mentioned, the line, and where in it."""

    published: date | None
    mentioned: Days | None
    year: int | None  # the year last written out in this paragraph
    line: Line
    at: int
    future: bool | None  # whether the verb nearest to the expression looks ahead, None where none tells


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction of the grammar; `needs` are the kinds of word without which it cannot match."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Meaning | None]
    needs: tuple[str, ...]


def make_rule(pattern: str, read: Callable[[re.Match[str], Context], Meaning | None]) -> Rule:
    """A rule whose pattern names the vocabulary in capitals: MONTH, DAY, YEAR, WEEKDAY, UNIT, NUMBER …"""
    needs = tuple(kind for kind, names in _KINDS.items() if re.search(names, pattern))
    return Rule(compile_grammar(pattern, _VOCABULARY), read, needs)


def kinds_in(text: str) -> frozenset[str]:
    """Which kinds of word a plain line has: rules that need another are left out, at a third of the time."""
    return frozenset(kind for kind, pattern in _PRESENT.items() if pattern.search(text))


def count_units(words: str) -> int | float:
    """How many units: "a" is one, "a couple of" two, else the number that the words name."""
    words = words.removeprefix("a ").removesuffix(" of")
    return {"a": 1, "an": 1, "single": 1, "couple": 2}.get(words) or parse_number(words)


def unit_code(noun: str) -> str:
    """The TIMEX3 unit of a unit noun in the singular or plural: W for weeks, TH for hours."""
    return UNITS[noun] if noun in UNITS else UNITS[noun.removesuffix("s")]


def unit_meaning(day: date, unit: str) -> Meaning:
    """The day, week, month … in which a day lies, as a date."""
    return Meaning("DATE", unit_value(day, unit), unit_days(day, unit))
