"""Text -> the pieces that the encoder reads, each with its offsets and the shape of its word.

The tokenizer lowers case and drops white space; both carry meaning ("Will", a headline, an opening straight mark), so
each piece keeps them as a shape. Offsets are code points, half-open. Used in training and in reading alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["SHAPES", "Pieces", "cut_pieces", "cut_windows"]

_CASES = 5  # lower or none, Title, UPPER, mIxed, digits without letters
_GAPS = 4  # before the word: nothing, a space, a line break, an empty line or the text's beginning
SHAPES = _CASES * _GAPS
_CHUNK = 20_000  # code points tokenized at once: bounds the memory of a text of megabytes


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a text in order: one row of each array a piece."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    heads: NDArray[np.int64]  # indexes of the pieces that begin a word of the tokenizer

    def __len__(self) -> int:
        return len(self.ids)


def cut_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """All pieces of the text; none where it holds nothing that the tokenizer knows as a word."""
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    heads: list[int] = []
    for start, end in _cut_chunks(text):
        encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
        previous = None
        for piece, (first, last), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if word != previous:
                heads.append(len(ids))
                previous = word
            ids.append(piece)
            spans.append((start + first, start + last))
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        shapes=_find_shapes(text, spans, heads),
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        heads=np.array(heads, dtype=np.int64),
    )


def cut_windows(count: int, *, size: int, overlap: int) -> tuple[tuple[int, int], ...]:
    """Windows of at most size that cover range(count), as few and as even as the least overlap allows.

    >>> cut_windows(300, size=254, overlap=48)
    ((0, 174), (126, 300))
    """
    if count <= size:
        return ((0, count),) if count else ()
    number = -(-(count - overlap) // (size - overlap))
    step = (count - size) / (number - 1)
    length = -(-(count + overlap * (number - 1)) // number)
    step = (count - length) / (number - 1)
    starts = [int(step * index) for index in range(number - 1)] + [count - length]
    return tuple((start, start + length) for start in starts)


def _cut_chunks(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of at most _CHUNK code points, cut at white space where there is any: no word is divided."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _CHUNK)
        if end < len(text):
            space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
            end = space if space > start else end
        yield start, end
        start = end


def _find_shapes(text: str, spans: Sequence[tuple[int, int]], heads: Sequence[int]) -> NDArray[np.int64]:
    """The shape of each piece's word: its case and the gap before it."""
    shapes = np.zeros(len(spans), dtype=np.int64)
    before = 0
    for index, head in enumerate(heads):
        following = heads[index + 1] if index + 1 < len(heads) else len(spans)
        start, end = spans[head][0], spans[following - 1][1]
        shapes[head:following] = _find_case(text[start:end]) * _GAPS + _find_gap(text, before, start)
        before = end
    return shapes


def _find_case(word: str) -> int:
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    if word.istitle():
        return 1
    if any(character.isdigit() for character in word):
        return 4
    return 3 if word.isalpha() else 0


def _find_gap(text: str, before: int, start: int) -> int:
    if before == 0:
        return 3
    breaks = text.count("\n", before, start)
    if breaks:
        return 2 if breaks == 1 else 3
    return 1 if start > before else 0
