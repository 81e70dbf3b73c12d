"""Two texts -> which words went, came or were replaced, and where the words that stayed stand in the other text.

Lines that stand once in both, but for their numbers, are held fast; in and between them words are compared by difflib.
Where too many words differ for that, the whole stretch counts as replaced: time is near-linear in the length of texts.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from onrecord.schema import Document, Span

__all__ = ["Alignment", "Edit", "align_texts"]

_TOKEN = re.compile(r"\w+(?:['’.,]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"\d[\d.,]*")
_CELLS = 4_000_000  # words against words in one stretch: a second at most
_BUDGET = 20_000_000  # the same in a whole text
_PAIRS = 400_000  # equal words against each other, which difflib goes through

Range = tuple[int, int]
Block = tuple[int, int, int, int]  # start and end in the old text, start and end in the new one


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of the older text that gave way to words of the newer one; None where there were or are none."""

    before: Span | None
    after: Span | None


class Alignment:
    """The edits between two texts, in order, and where words of the one stand in the other."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new = _find_tokens(old.text), _find_tokens(new.text)
        self._starts = [start for start, _ in self._old]
        self._kept: dict[int, int] = {}  # numbers of tokens that stayed
        words = [[document.text[start:end] for start, end in tokens] for document, tokens in self._both(old, new)]
        lines = [_find_lines(document.text, tokens) for document, tokens in self._both(old, new)]
        self._changed = tuple(_find_blocks(words[0], words[1], _anchor(words, lines)))
        self.edits = tuple(Edit(before=_span(old, self._old, a, b), after=_span(new, self._new, c, d))
                           for a, b, c, d in self._changed)  # fmt: skip
        self._keep()

    def move(self, span: Span) -> Range | None:
        """Where the words of the older text stand in the newer one; None where their first or last is gone."""
        first, last = self._move(span.start), self._move(span.end - 1)
        return None if first is None or last is None or last < first else (first, last + 1)

    def _both(self, old: Document, new: Document) -> tuple[tuple[Document, list[Range]], ...]:
        return (old, self._old), (new, self._new)

    def _keep(self) -> None:
        before = after = 0
        for start, end, new_start, new_end in (*self._changed, (len(self._old),) * 2 + (len(self._new),) * 2):
            self._kept.update(zip(range(before, start), range(after, new_start), strict=True))
            before, after = end, new_end

    def _move(self, offset: int) -> int | None:
        number = bisect_right(self._starts, offset) - 1
        if number < 0 or offset >= self._old[number][1] or number not in self._kept:
            return None
        moved = self._new[self._kept[number]][0]
        return moved + offset - self._old[number][0]


def align_texts(old: Document, new: Document) -> Alignment:
    """Compare the texts of two documents word by word; space between words does not count."""
    return Alignment(old, new)


def _find_tokens(text: str) -> list[Range]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _find_lines(text: str, tokens: Sequence[Range]) -> list[Range]:
    """First and last number, half-open, of the tokens of each line that has one."""
    breaks = [match.start() for match in re.finditer(r"\n", text)]
    groups = groupby(range(len(tokens)), key=lambda number: bisect_right(breaks, tokens[number][0]))
    found = [list(group) for _, group in groups]
    return [(numbers[0], numbers[-1] + 1) for numbers in found]


def _anchor(words: Sequence[Sequence[str]], lines: Sequence[Sequence[Range]]) -> list[tuple[Range, Range]]:
    """Lines that stand once in each text, numbers apart, as many as keep their order."""
    keys = [
        [_DIGITS.sub("0", " ".join(text[start:end])) for start, end in places]
        for text, places in zip(words, lines, strict=True)
    ]
    once = [{key for key, count in Counter(found).items() if count == 1} for found in keys]
    places = {key: number for number, key in enumerate(keys[1]) if key in once[1]}
    pairs = [(number, places[key]) for number, key in enumerate(keys[0]) if key in once[0] and key in places]
    return [(lines[0][old], lines[1][new]) for old, new in _longest_rise(pairs)]


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, which rise in their first, that rises in the second too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, value) in enumerate(pairs):
        place = bisect_right(tops, value)
        before.append(ends[place - 1] if place else None)
        tops[place : place + 1], ends[place : place + 1] = [value], [number]
    found: list[tuple[int, int]] = []
    last = ends[-1] if ends else None
    while last is not None:
        found.append(pairs[last])
        last = before[last]
    return found[::-1]


def _find_blocks(old: Sequence[str], new: Sequence[str], anchors: Sequence[tuple[Range, Range]]) -> Iterator[Block]:
    """What differs between the anchors and in them, in order."""
    before = after = 0
    budget = _BUDGET
    for (start, end), (new_start, new_end) in (*anchors, ((len(old),) * 2, (len(new),) * 2)):
        for gap in ((before, start, after, new_start), (start, end, new_start, new_end)):
            cells = (gap[1] - gap[0]) * (gap[3] - gap[2])
            fine = cells <= min(_CELLS, budget)
            yield from _compare(old, new, gap, fine=fine)
            budget -= cells if fine and old[gap[0] : gap[1]] != new[gap[2] : gap[3]] else 0
        before, after = end, new_end


def _compare(old: Sequence[str], new: Sequence[str], gap: Block, *, fine: bool) -> Iterator[Block]:
    start, end, new_start, new_end = gap
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    one, two = old[start:end], new[new_start:new_end]
    if not one and not two:
        return
    if not one or not two or not fine or _count_pairs(one, two) > _PAIRS:
        yield start, end, new_start, new_end
        return
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start + a, start + b, new_start + c, new_start + d


def _count_pairs(one: Sequence[Hashable], two: Sequence[Hashable]) -> int:
    counts = Counter(two)
    return sum(counts[word] * count for word, count in Counter(one).items())


def _span(document: Document, tokens: Sequence[Range], start: int, end: int) -> Span | None:
    return document.span(tokens[start][0], tokens[end - 1][1]) if start < end else None
