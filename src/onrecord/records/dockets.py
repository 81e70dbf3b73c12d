"""The text -> titles of court cases ("State v. Vale") and their numbers, as printed.

Precedents that are only cited are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Docket", "find_dockets"]


@dataclass(frozen=True, slots=True)
class Docket:
    """A title or a number: text[start:end] == text."""

    start: int
    end: int
    kind: Literal["title", "number"]
    text: str


# After a word that announces it any code with a digit is a number; without one only forms that are nothing else:
# federal 1:25-cr-00123-ABC and 25-cr-123, California 25CF1234 and RIF2100772, Florida F24-25503A.
_LABELLED = re.compile(
    r"\b(?:cases?|dockets?|cause|indictments?|index|court\s+file|file|complaints?)\s*"
    r"(?:(?:numbers?|nos?\.?|num\.)\s*:?\s*#?|#\s*:?)\s*(?P<number>[A-Za-z0-9][A-Za-z0-9:-]{0,24}\d[A-Za-z0-9:-]{0,24})",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w-])(?P<number>\d:\d{2}-(?:cr|cv|mj|mc|md|po)-\d{2,6}(?:-[A-Za-z0-9]{1,6}){0,4}|\d{2}-(?:cr|cv|mj)-\d{2,6}"
    r"|\d{2}[A-Z]{2}\d{4}|[A-Z]{3}\d{7}|F\d{2}-\d{4,6}[A-Z]?)(?![\w])",
    re.IGNORECASE,
)
_CASE = re.compile(r"\bcase\s+(?P<number>[A-Z]{0,4}-?\d[A-Z0-9:-]{4,24})\b", re.IGNORECASE)
_NAME = r"(?:(?:[A-Z]\.){1,4}|[A-Z][\w’'-]{0,40}|of|the|and|&|de|la|al\.?)"
_STATE = r"(?:United States(?: of America)?|U\.S\.|USA|(?:The )?People|Commonwealth|State(?: of(?: [A-Z]\w+){1,2})?)"
_PARTY = r"(?:(?:[A-Z]\.){1,4}|[A-Z][\w’'-]{0,40})"
_TITLE = re.compile(
    rf"(?P<one>\b(?:{_STATE}|[A-Z][\w.’'-]{{1,40}}(?: {_NAME}){{0,5}}?))"
    rf"\s+(?:v\.?|vs\.?|versus)\s+(?:the )?{_PARTY}(?: {_NAME}){{0,6}}"
)
_PROSECUTORS = re.compile(r"(?:The )?(?:United States|U\.S\.|USA|People|Commonwealth|State)\b")
_FILED = re.compile(r"\b(?:filed|filing|lawsuit|suit|case|matter|brief|captioned|entitled)\b[^.]{0,60}$", re.IGNORECASE)
_LONGEST = 120  # code points of a title: what is longer has run into the sentence


def find_dockets(text: str) -> tuple[Docket, ...]:
    """Titles and numbers in text order, none overlapping."""
    found: list[Docket] = []
    for docket in sorted((*_find_titles(text), *_find_numbers(text)), key=lambda item: (item.start, -item.end)):
        if not found or docket.start >= found[-1].end:
            found.append(docket)
    return tuple(found)


def _find_numbers(text: str) -> Iterator[Docket]:
    for pattern in (_LABELLED, _BARE, _CASE):
        for match in pattern.finditer(text):
            number = match["number"].rstrip(":-")
            if sum(map(str.isdigit, number)) >= 4:
                yield Docket(match.start("number"), match.start("number") + len(number), "number", number)


def _find_titles(text: str) -> Iterator[Docket]:
    for match in _TITLE.finditer(text):
        title = re.sub(r"(?:[,’']|\s+(?:of|the|and|&))+$", "", match.group())
        cited = not _PROSECUTORS.match(match["one"]) and not _FILED.search(
            text, max(0, match.start() - 120), match.start()
        )
        if not cited and len(title) <= _LONGEST and "\n" not in title:
            yield Docket(match.start(), match.start() + len(title), "title", title)
