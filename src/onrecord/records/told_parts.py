"""Attributions -> those in which anything is said, each without the parts of its content that say nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.reading import Reading

__all__ = ["keep_told"]

_NOTHING = frozenset(
    "a an the he she it they we i you him her them his their its this that these those which who whom whose what to of "
    "and or but as in on at by for with from both".split()
)
_LIVES = re.compile(
    r"(?:has |have |had |also )*claim(?:s|ed|ing)?\s+(?:[\w’'-]+\s+){0,3}?li(?:f|v)es?\b", re.IGNORECASE
)
_CLAIM = 60  # code points from "claimed" to "lives"


def keep_told(reading: Reading, attributions: Iterable[Attribution]) -> Iterator[Attribution]:
    """Those that tell anything: a part that is one pronoun or article is none of it, and a fire that claims lives."""
    for found in attributions:
        content = tuple(part for part in found.content if not _is_empty(reading, part))
        if content and not _takes_lives(reading, found):
            yield replace(found, content=content)


def _is_empty(reading: Reading, part: OffsetRange) -> bool:
    words = [reading.words[index].lower for index in reading.words_in(*part)]
    words = [word for word in words if word[0].isalnum()]
    return not words or (len(words) == 1 and words[0] in _NOTHING)


def _takes_lives(reading: Reading, found: Attribution) -> bool:
    if found.cue is None:
        return False
    return _LIVES.match(reading.document.text, found.cue[0], found.cue[1] + _CLAIM) is not None
