"""Parts of a page that tell of other pages, or of nothing: lists such as "Latest Posts", and buttons ("Scroll to top").

What such a list says is not said by the document; the names in it are still found, so that they are hidden. Told by
whole lines alone: a heading, and below it lines that are no prose. Prose is read wherever it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.records.sentences import Sentence

__all__ = ["find_controls", "find_lists"]

_Range = tuple[int, int]

_HEADING = re.compile(
    r"\W*(?:our\s+|see\s+|view\s+)?"
    r"(?:(?:latest|recent|related|more|other|popular|trending|similar|featured|top|previous|past)\s+"
    r"(?:(?:press|news|media)\s+)?"
    r"(?:posts?|news|stories|articles?|(?:press |news )?releases?|content|headlines|coverage|reading|updates|entries)"
    r"|most\s+(?:read|popular|viewed|recent)(?:\s+\w+)?|more\s+from\s.{3,40}|also\s+in\s+the\s+news"
    r"|you\s+(?:may|might)\s+also\s+(?:like|be\s+interested\s+in)|(?:related|trending|recommended)(?:\s+for\s+you)?"
    r"|(?:read|up)\s+next)\W*",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:(?:scroll|back|return|go|jump)\s+to\s+(?:the\s+)?top(?:\s+of\s+(?:the\s+)?page)?"
    r"|skip\s+to\s+(?:the\s+)?(?:main\s+)?(?:content|navigation)"
    r"|(?:share|print|e-?mail|tweet|save|bookmark)(?:\s+(?:this|the))?"
    r"(?:\s+(?:page|post|article|story|release|press\s+release|news|link))?"
    r"|(?:(?:share|follow(?:\s+us)?|like\s+us|tweet|post)\s+(?:this\s+)?(?:on|via|by)\s+)?"
    r"(?:facebook|twitter|x|linkedin|instagram|youtube|whatsapp|reddit|pinterest|feedburner|rss(?:\s+feed)?)"
    r"|follow\s+us|stay\s+connected|copy\s+link|read\s+more|learn\s+more|show\s+more|load\s+more|view\s+all|see\s+all"
    r"|search(?:\s+for)?|menu|close|newsletter\s+sign-?up|sign\s+up|subscribe|remember\s+me|share\s+via"
    r"|please\s+leave\s+this\s+field\s+(?:empty|blank))"
)
_CONTROL = re.compile(rf"\W*{_UNIT}(?:(?:\s|[|/•·,:.])+{_UNIT})*\W*", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"(?:posted(?:\s+on)?:?\s+)?(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.!?][”\"’')\]]*$")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[[^\]]*\])\W*$")
_FINITE = frozenset("was were is are has have had will said says that".split())  # what titles in capitals leave out
_LEAST = 12  # words of a paragraph of prose; titles with a full stop have them in capitals
_OWN = 4  # words of a line that can be what the page is about
_DATED = 3  # titles with their days that make a list above the text
_MOST = 80  # lines of such a list


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: where it stands and what it is."""

    start: int
    end: int
    heading: bool
    prose: bool
    day: bool
    words: int


def find_controls(text: str, sentences: Sequence[Sentence]) -> tuple[_Range, ...]:
    """The lines that are nothing but buttons and boxes of a page."""
    return tuple(
        (start, end)
        for start, end, _ in _paragraphs(sentences)
        if _CONTROL.fullmatch(text, start, min(end, start + 200))
    )


def find_lists(text: str, sentences: Sequence[Sentence]) -> tuple[_Range, ...]:
    """Lists of other pages with their headings, in order; they end where prose begins.

    Prose must stand before a list that ends before the page does: else the heading is that of the text below it, unless
    several titles there bear days.
    """
    lines = [_judge(text, *paragraph) for paragraph in _paragraphs(sentences)]
    prose = [number for number, line in enumerate(lines) if line.prose]
    own = next((number for number, line in enumerate(lines) if line.words >= _OWN), len(lines))
    found: list[_Range] = []
    after = 0
    for at, line in enumerate(lines):
        if line.heading and at >= after:
            place = bisect_right(prose, at)
            stop = prose[place] if place < len(prose) else len(lines)
            if place or (stop == len(lines) and own < at):
                after = stop
            else:
                after = _end_of_dated(lines, at, stop) if stop < len(lines) else at
            if after > at + 1:
                found.append((line.start, lines[after - 1].end))
    return tuple(found)


def _end_of_dated(lines: Sequence[_Line], at: int, stop: int) -> int:
    """One past the last title that has its day, below the heading at `at`; `at` where no days tell of a list."""
    days = [number for number in range(at + 1, min(stop, at + _MOST)) if lines[number].day]
    regular = len(days) >= _DATED and all(b - a == days[1] - days[0] for a, b in pairwise(days))
    if not regular:
        return at
    return min(stop, days[-1] + (days[1] - days[0] if days[0] == at + 1 else 1))  # a day above its title, or below it


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, tuple[Sentence, ...]]]:
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        parts = tuple(group)
        yield parts[0].start, parts[-1].end, parts


def _judge(text: str, start: int, end: int, parts: Sequence[Sentence]) -> _Line:
    words = [word.text for part in parts for word in part.words if word.text[0].isalnum()]
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    tail = text[max(start, end - 40) : end]
    return _Line(
        start,
        end,
        heading=end - start < 60 and _HEADING.fullmatch(text, start, end) is not None,
        prose=len(words) >= _LEAST
        and _STOPPED.search(tail) is not None
        and _CUT_OFF.search(tail) is None
        and (2 * sum(word[0].isupper() for word in long) < len(long) or not _FINITE.isdisjoint(words)),
        day=end - start < 40 and _DAY.fullmatch(text, start, end) is not None,
        words=len(words),
    )
