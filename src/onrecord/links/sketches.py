"""A record -> some bytes a sentence, by which it is seen, without reading either, that two texts repeat nothing.

Of each sentence the number of its words is kept and, of 128 bits, those that its words hash to. A word whose bit
another sentence lacks is not in it; so two have at most so many words in common, and often too few for an echo.
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.links.echoes import ALONE, FORMS, NEAR, NEAR_ALONE, QUOTED
from onrecord.links.sentences import ComparedSentence, split_sentences
from onrecord.links.shingles import RUN
from onrecord.schema import Record

__all__ = ["NO_SKETCH", "Sketch", "decode_sketch", "encode_sketch", "find_repeating", "sketch_sentences"]

Sketch = NDArray[np.uint64]
"""A row a sentence: its bits, low and high, and the number of its words, twice, plus one where they are a quotation.

A sentence with a quotation has a row of all its words and one of those in marks; one shorter than a run has none.
"""

_HALF = 64
_BITS = 2 * _HALF
_COLUMNS = 3
_BUT_FOR_ROUNDING = 1e-6

NO_SKETCH: Sketch = np.empty((0, _COLUMNS), dtype=np.uint64)
"""Of a text that repeats nothing and is repeated by none."""

_Flags = NDArray[np.bool_]
_Numbers = NDArray[np.int64]


def sketch_sentences(record: Record) -> Sketch:
    """The rows of a record's sentences, in order."""
    rows = [row for sentence in split_sentences(record) for row in _draw(sentence)]
    return np.array(rows, dtype=np.uint64).reshape(-1, _COLUMNS)


def _draw(sentence: ComparedSentence) -> Iterator[tuple[int, int, int]]:
    if len(sentence.words) >= RUN:
        yield (*_hash(sentence.words), 2 * len(sentence.words))
    if sentence.quoted:
        yield (*_hash(sentence.quoted), 2 * len(sentence.quoted) + 1)


def _hash(words: Sequence[str]) -> tuple[int, int]:
    bits = 0
    for word in words:
        bits |= 1 << crc32(word.encode()) % _BITS
    return bits & (1 << _HALF) - 1, bits >> _HALF


def encode_sketch(sketch: Sketch) -> bytes:
    """A sketch as it is kept."""
    return sketch.astype("<u8").tobytes()


def decode_sketch(data: bytes) -> Sketch:
    """A sketch as it was kept."""
    return np.frombuffer(data, dtype="<u8").astype(np.uint64).reshape(-1, _COLUMNS)


def find_repeating(sketch: Sketch, others: Sequence[Sketch]) -> _Flags:
    """For each of these other texts, whether it could repeat enough of this one, or this one of it."""
    number = len(others)
    rows = np.concatenate([NO_SKETCH, *others])
    owners = np.repeat(np.arange(number), [len(other) for other in others])
    given, taken = _bound(sketch, rows), _bound(rows, sketch).max(axis=1, initial=0.0)
    places, columns = np.nonzero(given >= NEAR)
    repeated = np.unique(places * number + owners[columns]) % max(1, number)
    places, columns = np.nonzero(given >= NEAR_ALONE)
    by_this = _is_enough(repeated, owners[columns], number)
    alone = _is_telling(sketch)[places]
    by_this[owners[columns[alone]]] = True
    by_others = _is_enough(owners[taken >= NEAR], owners[taken >= NEAR_ALONE], number)
    by_others[owners[(taken >= NEAR_ALONE) & _is_telling(rows)]] = True
    return by_this | by_others


def _is_enough(near: _Numbers, sure: _Numbers, number: int) -> _Flags:
    """Of each text, whether more of these sentences are of it than are in a form, or so many with one that is sure."""
    many = np.bincount(near, minlength=number)
    enough: _Flags = (many > FORMS) | ((many > 1) & (np.bincount(sure, minlength=number) > 0))
    return enough


def _is_telling(rows: Sketch) -> _Flags:
    """Which rows are of a quotation, or of a sentence that may be the only one in common."""
    telling: _Flags = (rows[:, 2] & np.uint64(1) == 1) | (rows[:, 2] >> np.uint64(1) >= ALONE)
    return telling


def _bound(later: Sketch, earlier: Sketch) -> NDArray[np.float64]:
    """For each row of a later and each of an earlier text, how alike they are at most; 1 for a quotation, or 0."""
    one, two = later[:, None, :], earlier[None, :, :]
    many, others = ((rows[..., 2] >> np.uint64(1)).astype(np.int64) for rows in (one, two))
    held = many - _count_missing(one, two)
    alike = 2 * np.minimum(held, others - _count_missing(two, one)) / (many + others)
    quoted = (one[..., 2] & np.uint64(1)).astype(np.bool_)
    whole = (two[..., 2] & np.uint64(1)) == 0
    bound: NDArray[np.float64] = np.where(quoted, held >= QUOTED * many - _BUT_FOR_ROUNDING, alike + _BUT_FOR_ROUNDING)
    bound *= whole
    return bound


def _count_missing(one: Sketch, two: Sketch) -> _Numbers:
    """At least so many words of each row of one are not in that of two."""
    low, high = (np.bitwise_count(one[..., at] & ~two[..., at]).astype(np.int64) for at in (0, 1))
    missing: _Numbers = low + high
    return missing
