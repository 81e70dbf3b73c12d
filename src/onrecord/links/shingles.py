"""Words -> fingerprints, and documents with fingerprints -> pairs that may share a sentence, in near-linear time.

Every run of five words is hashed, and of each window of four runs the smallest is kept (winnowing: Schleimer, Wilkerson
and Aiken, SIGMOD 2003), so that two texts with eight words in a row in common have a fingerprint in common.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.links.packed import Packed

__all__ = ["RUN", "count_shared", "find_prints", "find_runs", "print_text", "split_words"]

RUN = 5
"""Words of a run: shorter ones are phrases that anyone writes."""

_WINDOW = 4  # runs, of which one is kept
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def split_words(text: str) -> tuple[str, ...]:
    """The words in small letters, without marks; a number keeps the marks inside it."""
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))


def find_runs(words: Sequence[str]) -> list[int]:
    """A hash, the same in every process, of each run of five words, in order; nothing of fewer words."""
    encoded = [word.encode() for word in words]
    return [crc32(b" ".join(encoded[at : at + RUN])) for at in range(len(words) - RUN + 1)]


def find_prints(words: Sequence[str]) -> tuple[int, ...]:
    """The fingerprints of a text, sorted, each once."""
    runs = find_runs(words)
    if len(runs) < _WINDOW:
        return (min(runs),) if runs else ()
    return tuple(sorted(set(map(min, *(runs[at:] for at in range(_WINDOW))))))


def print_text(text: str) -> Sequence[int]:
    """The fingerprints of a text, which is asked for again and again."""
    return _PRINTS.find(text)


_PRINTS = Packed(lambda text: find_prints(split_words(text)))


def count_shared(prints: Sequence[Sequence[int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Pairs of texts, by number and sorted, with how many fingerprints they share: leave out those that many have."""
    sizes = [len(each) for each in prints]
    owners = np.repeat(np.arange(len(prints), dtype=np.int32), sizes)
    hashes = np.fromiter((value for each in prints for value in each), dtype=np.uint32, count=sum(sizes))
    order = np.lexsort((owners, hashes))
    owners, hashes = owners[order], hashes[order]
    yield from sorted(_count_pairs(owners, hashes).items())


def _count_pairs(owners: NDArray[np.int32], hashes: NDArray[np.uint32]) -> Counter[tuple[int, int]]:
    bounds = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.concatenate(([0], bounds)), np.concatenate((bounds, [len(hashes)]))
    pairs: Counter[tuple[int, int]] = Counter()
    for index in np.flatnonzero(ends - starts > 1):
        pairs.update(combinations(owners[starts[index] : ends[index]].tolist(), 2))
    return pairs
