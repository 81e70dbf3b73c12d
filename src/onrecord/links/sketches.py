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
_TOGETHER = 1 << 15  # pairs of rows compared at once: what is worked out of them stays in the caches of a processor

NO_SKETCH: Sketch = np.empty((0, _COLUMNS), dtype=np.uint64)
"""Of a text that repeats nothing and is repeated by none."""

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Counts = NDArray[np.uint8]
Bounds = NDArray[np.float64]


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


def find_repeating(sketches: Sequence[Sketch], pairs: Numbers) -> Flags:
    """For each pair of these texts, two places in a row, whether one of the two could repeat enough of the other."""
    sizes = np.array([len(sketch) for sketch in sketches], dtype=np.int64)
    rows = _Rows(np.concatenate([NO_SKETCH, *sketches]))
    starts, repeating = np.cumsum(sizes) - sizes, [np.zeros(0, dtype=np.bool_)]
    compared = np.cumsum(np.prod(sizes[pairs], axis=1))
    cuts = np.flatnonzero(np.diff(compared // _TOGETHER, prepend=-1)).tolist()
    for some in np.split(pairs, cuts[1:]) if cuts else ():
        owners, ones, others = rows.drop_unlike(*_cross(starts[some], sizes[some]))
        given, taken = _bound(rows, ones, others)
        repeating.append(
            _repeats(rows, owners, ones, given, len(some)) | _repeats(rows, owners, others, taken, len(some))
        )
    return np.concatenate(repeating)


class _Rows:
    """Rows of sketches, column by column."""

    def __init__(self, rows: Sketch) -> None:
        self.low, self.high = rows[:, 0].copy(), rows[:, 1].copy()
        self.many = (rows[:, 2] >> np.uint64(1)).astype(np.int32)
        self.quoted = (rows[:, 2] & np.uint64(1)).astype(np.bool_)
        self.telling = self.quoted | (self.many >= ALONE)  # a quotation, or what may be the only one in common

    def drop_unlike(self, owners: Numbers, ones: Numbers, others: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Without the pairs of rows of which one lacks too much of the other to be like it; what is quoted stays."""
        many, beside = self.many[ones], self.many[others]
        held = many - self.count_missing(ones, others)
        kept = 2 * np.minimum(held, beside) + 1 >= NEAR * (many + beside)
        if self.quoted.any():
            kept |= self.quoted[ones] | self.quoted[others]
        left = np.flatnonzero(kept)
        return owners[left], ones[left], others[left]

    def count_missing(self, ones: Numbers, others: Numbers) -> Counts:
        """At least so many words of each of these rows are not in the other."""
        low, high = (np.bitwise_count(bits[ones] & ~bits[others]) for bits in (self.low, self.high))
        missing: Counts = low + high  # 128 at most
        return missing


def _cross(starts: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each row of one text with each of the other: the place of the pair, and both rows."""
    pairs = np.repeat(np.arange(len(sizes)), sizes[:, 0])
    ones = np.arange(len(pairs)) + (starts[:, 0] - np.cumsum(sizes[:, 0]) + sizes[:, 0])[pairs]
    counts = sizes[pairs, 1]
    others = np.arange(counts.sum()) + np.repeat(starts[pairs, 1] - np.cumsum(counts) + counts, counts)
    return np.repeat(pairs, counts), np.repeat(ones, counts), others


def _bound(rows: _Rows, ones: Numbers, others: Numbers) -> tuple[Bounds, Bounds]:
    """At most so much each row repeats of the one beside it, and that of it; 1 for a quotation, or 0."""
    many, beside = rows.many[ones], rows.many[others]
    held, held_beside = many - rows.count_missing(ones, others), beside - rows.count_missing(others, ones)
    alike = 2 * np.minimum(held, held_beside) / (many + beside) + _BUT_FOR_ROUNDING
    quoted, quoted_beside = rows.quoted[ones], rows.quoted[others]
    given = np.where(quoted, held >= QUOTED * many - _BUT_FOR_ROUNDING, alike) * ~quoted_beside
    taken = np.where(quoted_beside, held_beside >= QUOTED * beside - _BUT_FOR_ROUNDING, alike) * ~quoted
    return given, taken


def _repeats(rows: _Rows, owners: Numbers, sentences: Numbers, bounds: Bounds, number: int) -> Flags:
    """Of each pair, whether more of these sentences are like one of the other text than are in a form.

    Or so many with one that is surely like it, or one that may be the only one in common.
    """
    near, sure = np.flatnonzero(bounds >= NEAR), np.flatnonzero(bounds >= NEAR_ALONE)
    once = np.unique(owners[near] * len(rows.many) + sentences[near])
    many = np.bincount(once // max(1, len(rows.many)), minlength=number)
    repeats: Flags = (many > FORMS) | ((many > 1) & (np.bincount(owners[sure], minlength=number) > 0))
    repeats[owners[sure[rows.telling[sentences[sure]]]]] = True
    return repeats
