"""The grammar of the time of day: 3:30 p.m., 10 o'clock, noon.

Its readers know the hour only; times.py joins it with the day beside it ("Monday at 3 p.m."). Examples stand in
tests/records/test_clock.py.
"""

import re

from onrecord.records.timex import Context, Meaning, Rule, make_rule

__all__ = ["CLOCK_RULES"]

_ZONE = (
    r"(?: (?:(?:est|edt|et|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|gmt|utc|eastern|central|mountain|pacific)(?: time)?"
    r"|local time|hours))?"
)

# Digits with a colon may be a score, a verse or a case number; these words before them make them a time.
_AT = (
    r"(?:(?<=at )|(?<=around )|(?<=about )|(?<=approximately )|(?<=until )|(?<=by )|(?<=before )|(?<=after )|(?<=from )"
    r"|(?<=to )|(?<=and ))"
)


def _clock(match: re.Match[str], _: Context) -> Meaning | None:
    """Half past three in the afternoon is T15:30."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").replace(".", "")[:1]
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return Meaning("TIME", f"T{hour:02}:{minute:02}")


def _named(match: re.Match[str], _: Context) -> Meaning:
    return Meaning("TIME", "T12:00" if match["name"] in ("noon", "midday") else "T00:00")


CLOCK_RULES: tuple[Rule, ...] = (
    make_rule(rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))?(?: (?P<half>[ap]\.?m\.?))(?: \.)?{_ZONE}", _clock),
    make_rule(rf"{_AT}(?P<hour>\d{{1,2}}):(?P<minute>\d\d)(?P<half>){_ZONE}(?! -)", _clock),
    make_rule(r"(?P<hour>\d{1,2})(?P<minute>)(?P<half>[ap]m)", _clock),
    make_rule(r"(?P<hour>\d{1,2})(?P<minute>)(?P<half>) o'clock", _clock),
    make_rule(r"(?:(?:shortly|just|soon) (?:before|after) )?(?P<name>noon|midday|midnight)", _named),
)
