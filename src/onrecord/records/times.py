"""The reading -> time expressions with their TIMEX3 values and the days they cover, told from the day of publication.

The grammars stand in dates.py, deictic.py, durations.py and clock.py. Here the expressions of a sentence are chosen
(the longest at each place), narrowed ("early February") and joined (a time of day with its day).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.records.calendar import Days, part_of, unit_value, week_days
from onrecord.records.clock import CLOCK_RULES
from onrecord.records.dates import DATE_RULES
from onrecord.records.deictic import DEICTIC_RULES, part_of_day
from onrecord.records.durations import DURATION_RULES
from onrecord.records.lines import Line, plain_line
from onrecord.records.reading import Reading
from onrecord.records.tense import looks_ahead
from onrecord.records.timex import Context, Meaning, Rule, kinds_in
from onrecord.schema import IsoDate, Record, Time

__all__ = ["covered_days", "find_candidates", "find_times"]

_RULES: tuple[Rule, ...] = (*DATE_RULES, *DEICTIC_RULES, *DURATION_RULES, *CLOCK_RULES)
# A sentence without a digit and without any of these holds no time expression: most lists of names and quotations.
_MAY_HOLD_TIME = re.compile(
    r"\d|day|week|month|year|hour|minute|second|decade|centur|quarter|fortnight|night|morning|afternoon|evening|noon"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|fall|autumn|winter|today|tomorrow|now|current"
    r"|recent|late|past|present|moment|future|ago|ly\b|annual|ties|easter|halloween|thanksgiving|christmas|juneteenth"
    r"|sun|mon|tue|wed|thu|fri|sat"
)
_NARROWED = re.compile(
    r"(?<!\S)(?:in )?(?:the )?(?:(?P<part>early|mid|late)(?: -)?(?: (?:in|part of))?"
    r"|(?P<edge>beginning|start|middle|end|close|outset) of)(?: the)? $"
)
_PARTS = {"early": "early", "beginning": "early", "start": "early", "outset": "early", "mid": "mid", "middle": "mid"}
_WEEK_OF = re.compile(r"(?<!\S)(?:the )?week (?:of|ending|beginning)(?: on)? $")
_PART_OF_DAY = re.compile(r"(?<!\S)(?:the )?(?:(?:early|late) )?(?P<part>morning|afternoon|evening|night) (?:of|on) $")
_MONTH_OF = re.compile(r"(?<!\S)(?:the )?(?:month|year|day)s? of $")
_JOINT = re.compile(
    r" (?:[,(] )?(?:(?:on|of|at|around|about|approximately|approx\.|@|shortly after|just after|-|the) ){0,3}"
)

_SINCE = re.compile(r"\bsince\b(?: [\w’']+){0,4} ?$", re.IGNORECASE)  # "since winning office in January"


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression: plain offsets in its line, and what it means."""

    start: int
    end: int
    meaning: Meaning


def find_times(reading: Reading, record: Record) -> tuple[Time, ...]:
    """The time expressions of the document in text order, none overlapping."""
    published = _published(record)
    times: list[Time] = []
    mentioned: Days | None = None
    year: int | None = None
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.paragraph != paragraph:
            paragraph, year = sentence.paragraph, None
        line = plain_line(sentence)
        if not _MAY_HOLD_TIME.search(line.text):
            continue
        context = Context(published, mentioned, year, line, 0, future=False)
        found, context = _read_line(reading, context)
        mentioned, year = context.mentioned, context.year
        for expression in _join(line, found, context):
            start, end = line.offsets(expression.start, expression.end)
            times.append(_time(reading, len(times) + 1, (start, end), expression.meaning))
    return tuple(times)


def _published(record: Record) -> date | None:
    try:
        return date.fromisoformat(record.document.published or "")
    except ValueError:
        return None


def _time(reading: Reading, number: int, offsets: tuple[int, int], meaning: Meaning) -> Time:
    days = meaning.days
    return Time(
        id=f"t{number}",
        span=reading.span(*offsets),
        type=meaning.type,
        value=meaning.value,
        start=days.start.isoformat() if days else None,
        end=days.end.isoformat() if days else None,
    )


def _read_line(reading: Reading, context: Context) -> tuple[list[_Found], Context]:
    """The expressions of a line, the longest at each place, and the context as they leave it."""
    line, found, end = context.line, [], 0
    for match, rule in find_candidates(line.text):
        if match.start() < end or match.end() == match.start():
            continue
        first, last = line.word_at(match.start()) + line.first, line.word_at(match.end() - 1) + line.first + 1
        context = replace(context, at=match.start(), future=looks_ahead(reading, first, last))
        meaning = _mean(rule, match, context)
        if meaning is None:
            continue
        expression = _narrow(line, _Found(match.start(), match.end(), meaning), after=end)
        found.append(expression)
        end = expression.end
        context = _remember(context, expression, match.group())
    return found, context


def _mean(rule: Rule, match: re.Match[str], context: Context) -> Meaning | None:
    try:
        return rule.read(match, context)
    except (ValueError, OverflowError):  # a day outside the years 1 to 9999
        return None


def find_candidates(text: str) -> list[tuple[re.Match[str], Rule]]:
    """What any rule matches in a plain line, the earliest and longest first; the first at each place is taken."""
    present = kinds_in(text)
    rules = [rule for rule in _RULES if present.issuperset(rule.needs)]
    matches = [(match, rule) for rule in rules for match in rule.pattern.finditer(text)]
    return sorted(matches, key=lambda candidate: (candidate[0].start(), -candidate[0].end()))  # stable: rules in order


def _remember(context: Context, expression: _Found, words: str) -> Context:
    days = expression.meaning.days
    if days is None or expression.meaning.type not in ("DATE", "TIME"):
        return context
    # The year of a whole date holds for what follows in the paragraph; a year alone ("since 2014") does not.
    written = re.search(r"[a-z].*(?<!\S)(?:1[6-9]|20)\d\d(?!\S)", words)
    return replace(context, mentioned=days, year=days.start.year if written else context.year)


def _narrow(line: Line, found: _Found, *, after: int) -> _Found:
    """Take in the words before an expression that say which part of it is meant."""
    before, meaning = line.text[after : found.start], found.meaning
    if meaning.type != "DATE":
        return found
    days = meaning.days
    if match := _NARROWED.search(before):
        part = _PARTS.get(match["part"] or match["edge"], "late")
        start = match.start() + (3 if match.group().startswith("in ") else 0)
        return _Found(after + start, found.end, replace(meaning, days=part_of(days, part) if days else None))
    if (match := _WEEK_OF.search(before)) and days and days.start == days.end:
        week = Meaning("DATE", unit_value(days.start, "W"), week_days(days.start))
        return _Found(after + match.start(), found.end, week)
    if (match := _PART_OF_DAY.search(before)) and days and days.start == days.end:
        return _Found(after + match.start(), found.end, part_of_day(days.start, match["part"]))
    if match := _MONTH_OF.search(before):
        return _Found(after + match.start(), found.end, meaning)
    return found


def _join(line: Line, found: Sequence[_Found], context: Context) -> Iterator[_Found]:
    """A time of day and the day beside it are one expression; alone, it is told of the day last mentioned."""
    index = 0
    while index < len(found):
        one = found[index]
        two = found[index + 1] if index + 1 < len(found) else None
        if two and _is_joint(line, one, two):
            clock, day = (one, two) if one.meaning.value.startswith("T") else (two, one)
            value = day.meaning.value.split("T")[0] + clock.meaning.value
            yield _Found(one.start, two.end, Meaning("TIME", value, day.meaning.days))
            index += 2
            continue
        if one.meaning.value.startswith("T"):
            one = replace(one, meaning=_clock_alone(found[:index], one.meaning, context))
        yield one
        index += 1


def _is_joint(line: Line, one: _Found, two: _Found) -> bool:
    clocks = [expression.meaning.value.startswith("T") for expression in (one, two)]
    day = two if clocks[0] else one
    return (
        sum(clocks) == 1
        and day.meaning.type in ("DATE", "TIME")
        and re.match(r"[\dX]{4}-[\dXW]{2,3}-", day.meaning.value) is not None
        and _JOINT.fullmatch(line.text, one.end, two.start) is not None
    )


def _clock_alone(earlier: Sequence[_Found], clock: Meaning, context: Context) -> Meaning:
    """The day is the one named before it in the sentence; else only its value guesses, at the day last mentioned."""
    for one in reversed(earlier):
        days = one.meaning.days
        if days and days.start == days.end:
            return Meaning("TIME", days.start.isoformat() + clock.value, days)
    days = context.mentioned
    day = days.start if days and days.start == days.end else context.published
    return Meaning("TIME", (day.isoformat() if day else "XXXX-XX-XX") + clock.value)


def covered_days(reading: Reading, times: Sequence[Time], index: int) -> tuple[IsoDate | None, IsoDate | None]:
    """The first and last day that times[index] fixes for what it modifies, with the words around it.

    "Since January" reaches to the day of publication; "from 2019 to 2021", "between May 3 and June 5" and the adjacent
    months "May and June" are one interval at either end. None, None where the text fixes no days.
    """
    one = times[index]
    if one.start is None:
        return None, None
    sentence = reading.sentence_at(one.span.start)
    before = reading.document.text[sentence.start : one.span.start]
    if index + 1 < len(times) and _are_range(reading, one, times[index + 1]):
        return one.start, times[index + 1].end
    if index and _are_range(reading, times[index - 1], one):
        return times[index - 1].start, one.end
    published = reading.document.published
    if published and one.type == "DATE" and one.start <= published and _SINCE.search(before):
        return one.start, max(published, one.start)
    return one.start, one.end


def _are_range(reading: Reading, one: Time, two: Time) -> bool:
    if one.start is None or two.end is None or one.start > two.end or one.type not in ("DATE", "TIME"):
        return False
    text = reading.document.text
    between = text[one.span.end : two.span.start].lower().strip(" \n(,")
    if len(between) > 12 or reading.sentence_at(one.span.start) != reading.sentence_at(two.span.start):
        return False
    lead = text[max(0, one.span.start - 10) : one.span.start].lower()
    if between in ("to", "through", "thru", "until", "-", "–", "—", "and as late as"):
        return True
    months = len(one.value) == len(two.value) == 7 and _follows(one, two)
    return between == "and" and (lead.rstrip().endswith("between") or months)


def _follows(one: Time, two: Time) -> bool:
    """Whether the second begins on the day after the first ends."""
    return one.end is not None and two.start == (date.fromisoformat(one.end) + timedelta(days=1)).isoformat()
