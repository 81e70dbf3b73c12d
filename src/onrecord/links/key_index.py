"""The keys of all documents, as they are kept -> which keys too many have, and which documents have a key in common.

Held as two arrays, a number a key and document: of 100,000 documents some 200 MB.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.links.keys import KINDS, LIMITS, Context

__all__ = ["KeyIndex", "decode_keys", "encode_keys", "make_context"]

_SHIFT = np.uint64(56)
_LIMITS = np.array([LIMITS[kind] for kind in KINDS], dtype=np.int64)
_SENTENCE = KINDS.index("sentence")
_CROSS = {KINDS.index("teller"): KINDS.index("told"), KINDS.index("told"): KINDS.index("teller")}
"""Who tells of a body is found by the body's own documents, and they by whoever tells of it; neither by its like."""

Keys = NDArray[np.uint64]


def encode_keys(keys: Iterable[int]) -> bytes:
    """Keys as they are kept."""
    return np.array(sorted(keys), dtype="<u8").tobytes()


def decode_keys(data: bytes) -> Keys:
    """Keys as they were kept."""
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)


@dataclass(frozen=True)
class KeyIndex:
    """Every key of every document, sorted by key."""

    keys: Keys
    owners: NDArray[np.int64]

    @classmethod
    def make(cls, kept: Mapping[int, Keys]) -> "KeyIndex":
        """The index of these documents, by number."""
        if not kept:
            return cls(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64))
        owners = np.repeat(np.fromiter(kept, dtype=np.int64), [len(keys) for keys in kept.values()])
        keys = np.concatenate(list(kept.values()))
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], owners[order])

    def find_over(self) -> Keys:
        """Keys that more documents have than their kind allows: common ones, and sentences of menus."""
        unique, counts = np.unique(self.keys, return_counts=True)
        over: Keys = unique[counts > _LIMITS[(unique >> _SHIFT).astype(np.int64)]]
        return over

    def find_owners(self, keys: Keys) -> set[int]:
        """The documents that have one of these keys."""
        starts, ends = (np.searchsorted(self.keys, keys, side=side) for side in ("left", "right"))
        return {int(owner) for start, end in zip(starts, ends, strict=True) for owner in self.owners[start:end]}

    def find_neighbors(self, keys: Keys, over: Keys) -> set[int]:
        """The documents that could be linked with one that has these keys."""
        kinds = (keys >> _SHIFT).astype(np.int64)
        crossed = [
            (keys[kinds == kind] & np.uint64((1 << 56) - 1)) | (np.uint64(other) << _SHIFT)
            for kind, other in _CROSS.items()
        ]
        plain = keys[(kinds != _SENTENCE) & ~np.isin(kinds, list(_CROSS))]
        return self.find_owners(np.setdiff1d(np.concatenate([plain, *crossed]), over))


def make_context(keys: Keys, over: Keys) -> Context:
    """What documents with these keys must know of all others."""
    known = np.intersect1d(keys, over)
    menus = (known >> _SHIFT).astype(np.int64) == _SENTENCE
    return Context(frozenset(known[~menus].tolist()), frozenset(known[menus].tolist()))
