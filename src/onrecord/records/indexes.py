"""A sentence -> whether it is an item of an index: a page that lists headlines of several cases, each below its day.

What such a headline tells is told of whom it names, and of nobody else on the page.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence

__all__ = ["is_item_of_index"]

_FEWEST = 3  # days on lines of their own: a release has one or two, for its date and that of the page
_DAY = re.compile(
    r"^[ \t]*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:,?\s(?:19|20)\d\d)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST = 300  # code points of a headline
_LINES = 2  # between a day and the last headline below it: one in another language comes second
_APART = 600  # code points between two days of an index


def is_item_of_index(reading: Reading, sentence: Sentence) -> bool:
    """Whether it stands, with no stop, right below one of several lines that are each a day, near to each other."""
    text = reading.document.text
    if text[sentence.end - 1] in '.!?”"' or sentence.end - sentence.start > _LONGEST:
        return False
    days = _find_days(text)
    above = bisect_left(days, (sentence.start, 0)) - 1
    if len(days) < _FEWEST or above < 0 or text[days[above][1] : sentence.start].strip().count("\n") >= _LINES:
        return False
    return any(abs(days[at][0] - days[above][0]) <= _APART for at in (above - 1, above + 1) if 0 <= at < len(days))


@lru_cache(maxsize=8)
def _find_days(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _DAY.finditer(text))
