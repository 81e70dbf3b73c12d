"""Words that a model quotes -> where they stand in the text, or nothing. Exactly, or not at all.

Nothing is folded, corrected or guessed: other quotation marks, another case or one missing letter are other words.
Pure, and never raises. Offsets are code points, half-open.
"""

from collections.abc import Iterator
from itertools import islice

__all__ = ["Range", "find_places", "find_words", "overlap"]

Range = tuple[int, int]

_MOST = 200  # places at which one quote is looked for: a longer list anchors nothing


def find_words(text: str, words: str, around: str = "") -> tuple[int, int] | None:
    """The one place where these whole words stand; with several, the one in the one passage that reads `around`.

    >>> find_words("Vale and Roe. Vale left.", "Vale", "Vale left")
    (14, 18)
    >>> find_words("Vale and Roe. Vale left.", "Vale") is None
    True
    """
    places = find_places(text, words)
    if len(places) > 1:
        passages = find_places(text, around)
        if len(passages) != 1:
            return None
        first, last = passages[0]
        places = tuple(place for place in places if first <= place[0] and place[1] <= last)
    return places[0] if len(places) == 1 else None


def find_places(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Every place where these whole words stand, in order, none overlapping; at most 200. Space at their ends falls."""
    return tuple(islice(_whole_words(text, words.strip()), _MOST))


def overlap(one: Range, other: Range) -> bool:
    """Whether two half-open ranges share a code point."""
    return one[0] < other[1] and other[0] < one[1]


def _whole_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        cut_before = start > 0 and text[start - 1].isalnum() and words[0].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not (cut_before or cut_after):
            yield start, end
        start = text.find(words, start + 1 if cut_before or cut_after else end)
