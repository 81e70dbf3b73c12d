"""A plain line -> its quantities: numbers with their bounds, whatever they count.

Which of them are claims, and what they count, is for claims.py to say; `set_bounds` then makes "more than 170" into 171
or more where whole things are counted.
"""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.records.lines import compile_grammar
from onrecord.records.numbers import NUMBER, parse_number

__all__ = ["Measured", "Quantity", "find_quantities", "set_bounds"]

Measured = Literal["dollars", "percent"]

_BOUNDS: dict[str, str] = {
    "above": "more than|over|just over|well over|exceeding|exceeded|exceeds|in excess of|topped|topping|upwards of"
    "|greater than|north of|beyond",
    "from": "at least|no fewer than|no less than|not less than|a minimum of",
    "below": "nearly|almost|just under|fewer than|less than|under|close to|just shy of",
    "to": "up to|as many as|as much as|at most|no more than|not more than|a maximum of",
    "about": "about|approximately|around|roughly|some|an estimated|estimated|approx\\.",
}
_VAGUE = {
    "several": 3, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens of thousands": 20_000,
    "hundreds of thousands": 200_000, "millions": 2_000_000, "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000, "billions": 2_000_000_000, "multi - million": 2_000_000,
    "multimillion": 2_000_000, "multi - billion": 2_000_000_000,
}  # fmt: skip
"""The least that a vague word claims, by gold/GUIDELINES.md: twice its unit; "several" is three."""
_SHARES = {
    "half": 50, "a third": 33, "one - third": 33, "one third": 33, "two - thirds": 67, "two thirds": 67,
    "one - quarter": 25, "one quarter": 25, "three - quarters": 75, "three quarters": 75,
}  # fmt: skip

_VOCABULARY = {
    "NUMBER": NUMBER,
    "MONEY": r"(?:us )?\$|usd|us\$",
    "UNIT": "(?:u\\.s\\. )?dollars|percent|per cent|%|cents|percentage points",
    "BOUND": "|".join(f"(?P<{name}>{words})" for name, words in _BOUNDS.items()),
    "VAGUE": "|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True)).replace("\\ ", " "),
    "SHARE": "|".join(sorted(_SHARES, key=len, reverse=True)),
}
_PATTERNS = (
    compile_grammar(
        r"(?:between )?(?P<money>MONEY )?(?P<low>NUMBER)(?: UNIT)? (?:to|-|(?P<and>and)) (?:MONEY )?(?P<high>NUMBER)"
        r"(?: (?P<unit>UNIT))?",
        _VOCABULARY,
    ),
    compile_grammar(
        r"(?:(?:BOUND) )?(?:(?:about|an estimated|approximately) )?(?P<money>MONEY )?(?P<number>NUMBER)(?: \( \d+ \))?"
        r"(?P<plus> (?:\+|plus(?! \$)))?(?: (?P<unit>UNIT))?(?P<more> (?:\+|or more|or greater))?"
        r"(?P<less> or (?:less|fewer))?",
        _VOCABULARY,
    ),
    compile_grammar(r"(?:(?:BOUND) )?(?P<vague>VAGUE)(?:(?= (?P<unit>of dollars)))?", _VOCABULARY),
    compile_grammar(r"(?:(?:BOUND) )?(?P<share>SHARE)(?= of| the)", _VOCABULARY),
    compile_grammar(
        r"(?:(?:BOUND) )?(?P<part>NUMBER)(?: out of(?: every)?|(?: -)? in(?: -| every)?) (?P<whole>NUMBER)", _VOCABULARY
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bounds as the words set them; `open_` says on which side the number itself is left out."""

    start: int  # offsets into the plain line
    end: int
    low: int | float | None
    high: int | float | None
    open_: bool = False
    approximate: bool = False
    measured: Measured | None = None
    words: str  # the number alone


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a plain line in order, the longest at each place."""
    matches = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    found: list[Quantity] = []
    end = 0
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        quantity = _read(match) if match.start() >= end else None
        if quantity:
            found.append(quantity)
            end = quantity.end
    return found


def set_bounds(quantity: Quantity, *, whole: bool) -> tuple[int | float | None, int | float | None]:
    """Inclusive bounds: of whole things "more than 170" is 171 or more, of dollars and weights 170 or more."""
    low, high = quantity.low, quantity.high
    if quantity.open_ and whole:
        low = low + 1 if isinstance(low, int) else low
        high = high - 1 if isinstance(high, int) else high
    return low, high


def _read(match: re.Match[str]) -> Quantity | None:
    found = match.groupdict()
    if found.get("high"):
        return _read_range(match)
    if found.get("share"):
        return _bounded(match, _SHARES[found["share"]], "percent", found["share"])
    if found.get("whole"):
        part, whole = parse_number(found["part"]), parse_number(found["whole"])
        return (
            _bounded(match, round(100 * part / whole), "percent", found["part"]) if 0 < part <= whole <= 100 else None
        )
    if found.get("vague"):
        measured: Measured | None = "dollars" if found["unit"] or found["vague"].startswith("multi") else None
        return Quantity(
            start=match.start(), end=match.end(), low=_VAGUE[found["vague"]], high=None, approximate=True,
            measured=measured, words=found["vague"],
        )  # fmt: skip
    return _bounded(match, parse_number(found["number"]), _measured(found), found["number"])


def _measured(found: dict[str, str | None]) -> Measured | None:
    unit = found.get("unit") or ""
    if found.get("money") or unit.endswith("dollars"):
        return "dollars"
    return "percent" if unit else None


def _read_range(match: re.Match[str]) -> Quantity | None:
    low, high = parse_number(match["low"]), parse_number(match["high"])
    if match["and"] and not match.group().startswith("between "):
        return None
    scale = re.search(r" (?:million|billion|thousand)$", match["high"])
    if scale and not re.search(r"[a-z]", match["low"]):
        low = parse_number(match["low"] + scale.group())
    if low >= high:
        return None
    measured = _measured(match.groupdict())
    return Quantity(start=match.start(), end=match.end(), low=low, high=high, measured=measured, words=match["low"])


def _bounded(match: re.Match[str], value: int | float, measured: Measured | None, words: str) -> Quantity:
    found = match.groupdict()
    low: int | float | None = value
    high: int | float | None = value
    if found.get("above") or found.get("from") or found.get("plus") or found.get("more"):
        high = None
    elif found.get("below") or found.get("to") or found.get("less"):
        low = None
    open_ = bool(found.get("above") or found.get("below"))
    return Quantity(
        start=match.start(), end=match.end(), low=low, high=high, open_=open_, approximate=bool(found.get("about")),
        measured=measured, words=words,
    )  # fmt: skip
