"""A text -> the lines that change by themselves: the date of today, counters, links to other pages.

What changes there is told last; it is never left out, as nobody can be sure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

from onrecord.documents.dates import parse_date
from onrecord.schema import Document, Span

__all__ = ["Noise", "NoiseMap"]

Noise = Literal["today", "counter", "links"]

_TODAY = re.compile(
    r"\W*(?:today is|today’s date|today's date|current (?:date|time)|it is now|(?:page )?(?:printed|generated|loaded) "
    r"(?:on|at)|copyright|©|\(c\) ?\d)",
    re.IGNORECASE,
)
_THINGS = (
    r"(?:views?|reads?|shares?|likes?|comments?|reactions?|downloads?|visits?|visitors?|followers?|retweets?|reposts?|"
    r"replies|clicks?|min(?:ute)?s? read|(?:minute|hour|day|week)s? ago)"
)
_NUMBER = r"(?:\d[\d.,]*\s?[KkMm]?|no)"
_COUNTER = re.compile(
    rf"\W*(?:(?:{_NUMBER}\s+(?:page\s+)?{_THINGS}|{_THINGS}\s*[:\-–]?\s*{_NUMBER}|viewed {_NUMBER} times)\W*)+",
    re.IGNORECASE,
)
_LINKS = re.compile(
    r"\W*(?:related|more from|more news|more stories|read more|read next|see also|you may also|recommended|most read|"
    r"most popular|most viewed|trending|recent (?:news|posts|stories|releases)|latest (?:news|stories|releases)|"
    r"other news|next article|previous article)\b[^.]{0,60}",
    re.IGNORECASE,
)
_SHORT = 90  # characters of the title of another page; a longer line, or one that ends a sentence, is the text again
_SENTENCE_END = (".", "!", ".”", '."')


class NoiseMap:
    """Which words of a document stand in lines that change by themselves."""

    def __init__(self, document: Document) -> None:
        self._lines = list(_find_lines(document))
        self._starts = [start for start, _, _ in self._lines]

    def find(self, span: Span) -> Noise | None:
        """The noise in which all these words stand; None where one of them may be a claim."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_right(self._starts, span.end - 1) - 1
        kinds = {kind for _, _, kind in self._lines[first : last + 1]}
        return kinds.pop() if len(kinds) == 1 else None


def _find_lines(document: Document) -> Iterator[tuple[int, int, Noise | None]]:
    start, links = 0, False
    for line in document.text.split("\n"):
        words = line.strip()
        if _LINKS.fullmatch(words):
            links = True
        elif words and (len(words) > _SHORT or words.endswith(_SENTENCE_END)):
            links = False
        yield start, start + len(line), "links" if links else _find_noise(words, document)
        start += len(line) + 1


def _find_noise(line: str, document: Document) -> Noise | None:
    if len(line) <= _SHORT and _COUNTER.fullmatch(line):
        return "counter"
    if len(line) <= _SHORT and (_TODAY.match(line) or _is_retrieval(line, document)):
        return "today"
    return None


def _is_retrieval(line: str, document: Document) -> bool:
    """Whether the line is but the day on which the page was fetched, and not that of its publication."""
    if not document.retrieved or len(line) > 40 or not any(character.isdigit() for character in line):
        return False
    return parse_date(line) == document.retrieved[:10] != document.published
