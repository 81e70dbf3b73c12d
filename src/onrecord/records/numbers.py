"""Number words and digits in a plain line -> their value: "twenty - five", "two dozen", "3,500", "2.5 million"."""

import re

__all__ = ["BARE_NUMBER", "NUMBER", "parse_number"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000,
}  # fmt: skip

_WORDS = f"(?:(?:{'|'.join(_TENS)})(?: (?:- )?(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS)})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = "(?:dozen|hundred|thousand|million|billion|trillion)"
BARE_NUMBER = f"(?:{_DIGITS}|{_WORDS})"
"""A pattern for a number without a scale, over a plain line."""
NUMBER = (
    rf"(?:(?:{_DIGITS}) (?:- )?{_SCALE}|(?:{_DIGITS})(?: ?[kmb]|{_SCALE})?(?!\S)"
    rf"|(?:{_WORDS}|a)(?: (?:- )?{_SCALE})+(?: (?:and )?{_WORDS}(?: {_SCALE})*)*|half a (?:million|billion)|{_WORDS})"
)
"""A pattern for a whole number expression over a plain line; `parse_number` reads what it matches."""
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")


def parse_number(text: str) -> int | float:
    """The value of what NUMBER matched; a whole number is an int.

    >>> [parse_number(text) for text in ("twenty - five", "2.5 million", "a dozen", "one hundred and six", "33k")]
    [25, 2500000, 12, 106, 33000]
    """
    total = group = 0.0
    half = text.startswith("half ")
    for part in _PART.findall(text):
        if part[0].isdigit():
            group += float(part.replace(",", ""))
        elif part in _VALUES:
            group += _VALUES[part]
        elif part in _SCALES:
            group = (group or 1) * _SCALES[part]
            if _SCALES[part] >= 1_000:
                total, group = total + group, 0.0
    value = (total + group) / (2 if half else 1)
    return int(value) if value == int(value) else round(value, 4)
