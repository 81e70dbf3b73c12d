"""Attributions -> those in which anything is said, each without the parts of its content that say nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.quotations import ALIAS
from onrecord.records.reading import Reading

__all__ = ["keep_told"]

_NOTHING = frozenset(
    "a an the he she it they we i you him her them his their its this that these those which who whom whose what to of "
    "and or but as in on at by for with from both".split()
)
_LIVES = re.compile(
    r"(?:has |have |had |also )*claim(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,3}?(?:lives\b|life\b(?=\s+of\b|\W*(?:[.,;]|$)))",
    re.IGNORECASE | re.MULTILINE,
)  # "claimed his life was in danger" is speech
_ALIAS = re.compile(rf"[\s,(]+(?:{ALIAS})[\s,]*$", re.IGNORECASE)
_TOLD = re.compile(r"[“\"]|\s*(?:to|that)\b")
_CLAIM = 60  # code points from "claimed" to "lives"


def keep_told(reading: Reading, attributions: Iterable[Attribution]) -> Iterator[Attribution]:
    """Those that tell anything: a part that is one pronoun or article is none of it, and a fire that claims lives."""
    for found in attributions:
        content = tuple(part for part in found.content if not _is_empty(reading, part))
        if content and not _takes_lives(reading, found) and not _is_pride(reading, found):
            yield replace(found, content=content, source=_without_alias(reading, found.source))


def _is_pride(reading: Reading, found: Attribution) -> bool:
    """ "Residents are proud of the work": what somebody feels; "is proud to give", "proud that" and quotations tell."""
    words = [reading.words[index].lower for index in reading.words_in(*found.cue)] if found.cue else []
    if "proud" not in words or any(word in reading.beat.cues or word == "to" for word in words):
        return False
    return _TOLD.match(reading.document.text, found.content[0][0]) is None


def _without_alias(reading: Reading, source: OffsetRange | None) -> OffsetRange | None:
    """The source without "aka" behind it."""
    alias = _ALIAS.search(reading.document.text[slice(*source)]) if source else None
    return (source[0], source[0] + alias.start()) if source and alias and alias.start() else source


def _is_empty(reading: Reading, part: OffsetRange) -> bool:
    words = [reading.words[index].lower for index in reading.words_in(*part)]
    words = [word for word in words if word[0].isalnum()]
    return not words or (len(words) == 1 and words[0] in _NOTHING)


def _takes_lives(reading: Reading, found: Attribution) -> bool:
    if found.cue is None:
        return False
    return _LIVES.match(reading.document.text, found.cue[0], found.cue[1] + _CLAIM) is not None
