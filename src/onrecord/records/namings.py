"""Whether a number names, ranks or ages something instead of counting: No. 4, Section 12, MS-13, 555-0199."""

import re

from onrecord.records.lines import Line
from onrecord.records.quantities import Quantity

__all__ = ["is_name"]

# Before it: "no. 4", "section 2024", "ms - 13", "day 3", "ages 13 , 15 and", "call 555".
_BEFORE = re.compile(
    r"(?:^|\s)(?:no\.?|nos\.|number|#|§§?|sections?|title|chapter|route|interstate|highway|day|pages?|pp\.|rule|article"
    r"|act|proposition|prop|phase|level|grade|tier|class|district|division|department|dept\.?|room|suite|unit|box|exit"
    r"|gate|pier|flight|channel|area|zone|precinct|organization|apartment|apt\.?|(?:under )?(?:the )?ages?(?: of)?|aged"
    r"|version|step|part|type|code|form|phone|ext\.?|extension|fax|call|called|text|dial|ab|sb|hb|(?:[a-z]\.){2,}"
    r"|(?:[a-z]|ms|us|sr|covid) -) $"
    r"|\bages?\b[^.;]{0,25}$"
    r"|(?:^| )\. $| # $|: \( $|/ $"
)
# After it: "18 - year - old", "22 - caliber", "555 - 0199", "7 - eleven".
_AFTER = re.compile(
    r"(?: -)? ?(?:- )?(?:years?|months?|weeks?|days?)(?: -)? (?:- )?olds?(?!\S)"
    r"| and \d+ ?(?:- )?years?(?: -)? (?:- )?olds?(?!\S)"
    r"| - (?:and|to|or) \d+ - year| - \d| - eleven| \d{3} - \d{4}| (?:- )?(?:caliber|gauge)(?!\S)| mm(?!\S)| : \d"
    r"| (?:st|nd|rd|th)(?!\S)"
)
_ITSELF = re.compile(r"\d{3} - \d{4}|7 - 11|.*\bone or more|(?:between )?(?:19|20)\d\d (?:to|-|and) (?:19|20)\d\d")
_STREET = re.compile(
    r"(?: block of)?(?: [^\s,]+){0,3} (?:block|street|st\.?|avenue|ave\.?|road|rd\.?|drive|dr\.?|lane|ln\.?|boulevard"
    r"|blvd\.?|parkway|pkwy\.?|highway|hwy\.?|circle|broadway|plaza|place|court)(?!\S)"
)
# A number between commas after a name is an age: "Ilse Vantongeren , 44 , of Lorn".
_AGE_BEFORE = re.compile(r"[^\s,\d]+ , $")
_AGE_AFTER = re.compile(r" ?(?:[,;.—)]|- (?!count)|of(?! (?:them|the|those|whom|which))|from|was|is|and)(?:\s|$)|$")
_OLDEST = 111
_UNDER_AGE = re.compile(r"\b(?:child|children|minor|girl|boy|person|juvenile|individual|victim|people|anyone)s? $")
_ONE_BEFORE = re.compile(r"(?:^| )(?:loved|no|any|every|each|this|that|the|number) $")
_ONE_AFTER = re.compile(r" (?:of (?!them|whom|which)|in an? |another|'s|by)")


def is_name(quantity: Quantity, line: Line, *, before: str, after: str) -> bool:
    """Whether a quantity counts nothing, being part of a name, date, age, address or telephone number, or "one of"."""
    words = line.text[quantity.start : quantity.end]
    if _BEFORE.search(before) or _AFTER.match(after) or _ITSELF.fullmatch(words):
        return True
    if quantity.open_ and re.match(r"under|over|below", words) and _UNDER_AGE.search(before):
        return True
    if quantity.words in ("one", "1") and (_ONE_AFTER.match(after) or _ONE_BEFORE.search(before)):
        return True
    return (
        _is_capital(quantity, line)
        or _is_address(quantity, line, after)
        or _is_age(quantity, line, before=before, after=after)
    )


def _is_capital(quantity: Quantity, line: Line) -> bool:
    """A number word in a capitalised name, "the Nine Keys gang"; in a title-case line it counts."""
    if not quantity.words.isalpha() or not quantity.start or not line.is_capital(quantity.start):
        return False
    first, after = line.word_at(quantity.start), min(quantity.end + 1, len(line.text) - 1)
    return line.words[first - 1].text == "the" and line.is_capital(after)


def _is_address(quantity: Quantity, line: Line, after: str) -> bool:
    digits = quantity.words.isdigit() and len(quantity.words) < 6
    return digits and _STREET.match(after) is not None and line.is_capital(min(quantity.end + 1, len(line.text) - 1))


def _is_age(quantity: Quantity, line: Line, *, before: str, after: str) -> bool:
    if not re.fullmatch(r"\d{1,3}", quantity.words) or quantity.low != quantity.high:
        return False
    name = line.words[max(0, line.word_at(quantity.start) - 2)].text
    between = _AGE_BEFORE.search(before) and _AGE_AFTER.match(after)
    return bool(between) and int(quantity.words) <= _OLDEST and (name[:1].isupper() or name in ')”"')
