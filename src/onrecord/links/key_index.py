"""The keys of all documents, as they are kept -> how many have a key, and which documents have one in common.

Held in the order in which documents were linked, twelve bytes a key and document: of 100,000 documents some 300 MB. All
are gone through for each question, which takes a hundredth of a second a million, and nothing is ever sorted.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.links.keys import KINDS, LIMITS, Context

__all__ = ["KeyIndex", "decode_keys", "encode_keys", "make_context"]

_SHIFT = np.uint64(56)
_LIMITS = np.array([LIMITS[kind] for kind in KINDS], dtype=np.int64)
_SENTENCE = KINDS.index("sentence")
_CROSS = {KINDS.index("teller"): KINDS.index("told"), KINDS.index("told"): KINDS.index("teller")}
"""Who tells of a body is found by the body's own documents, and they by whoever tells of it; neither by its like."""
_SIEVE = np.uint64((1 << 24) - 1)  # the lowest bits of a key: what is not among those asked for is soon put aside

Keys = NDArray[np.uint64]
Owners = NDArray[np.int64]


def encode_keys(keys: Iterable[int]) -> bytes:
    """Keys as they are kept."""
    return np.array(sorted(keys), dtype="<u8").tobytes()


def decode_keys(data: bytes) -> Keys:
    """Keys as they were kept."""
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)


@dataclass(frozen=True, eq=False)
class KeyIndex:
    """Every key of every document, by number; `add` and `remove` change it."""

    _held: dict[int, Keys] = field(default_factory=dict)
    _pieces: list[tuple[Keys, NDArray[np.int32]]] = field(default_factory=list)

    def __contains__(self, document: int) -> bool:
        return document in self._held

    def add(self, documents: Mapping[int, Keys]) -> None:
        """Take in documents that are not in it."""
        if not documents:
            return
        sizes = [len(keys) for keys in documents.values()]
        owners = np.repeat(np.fromiter(documents, dtype=np.int32, count=len(sizes)), sizes)
        keys = np.concatenate(list(documents.values()))
        self._pieces.append((keys, owners))
        ends = np.cumsum(sizes).tolist()
        self._held.update(
            (document, keys[end - size : end]) for document, size, end in zip(documents, sizes, ends, strict=True)
        )

    def remove(self, documents: Set[int]) -> None:
        """Take out documents that are in it."""
        for document in documents:
            del self._held[document]
        gone = np.array(sorted(documents), dtype=np.int32)
        for at, (keys, owners) in enumerate(self._pieces) if documents else ():
            left = ~np.isin(owners, gone)
            if not left.all():
                self._pieces[at] = keys[left], owners[left]

    def collect(self, documents: Iterable[int]) -> Keys:
        """The keys of these documents, sorted, each once."""
        found = [self._held[document] for document in sorted(documents)]
        return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.uint64)

    def find_over(self, keys: Keys) -> Keys:
        """Those of these sorted keys that more documents have than their kind allows: common ones, and menus'."""
        places, _ = self._find(keys)
        over: Keys = keys[np.bincount(places, minlength=len(keys)) > _LIMITS[(keys >> _SHIFT).astype(np.int64)]]
        return over

    def find_owners(self, keys: Keys) -> set[int]:
        """The documents that have one of these sorted keys."""
        return set(self._find(keys)[1].tolist())

    def find_neighbors(self, keys: Keys) -> set[int]:
        """The documents that could be linked with one that has these sorted keys."""
        kinds = (keys >> _SHIFT).astype(np.int64)
        crossed = [
            (keys[kinds == kind] & np.uint64((1 << 56) - 1)) | (np.uint64(other) << _SHIFT)
            for kind, other in _CROSS.items()
        ]
        plain = keys[(kinds != _SENTENCE) & ~np.isin(kinds, list(_CROSS))]
        asked = np.unique(np.concatenate([plain, *crossed]))
        places, owners = self._find(asked)
        over = np.bincount(places, minlength=len(asked)) > _LIMITS[(asked >> _SHIFT).astype(np.int64)]
        return set(owners[~over[places]].tolist())

    def _find(self, keys: Keys) -> tuple[Owners, Owners]:
        """Of each document that has one of these sorted keys: the place of the key among them, and the document."""
        places, owners = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        if len(keys):
            sieve = np.zeros(int(_SIEVE) + 1, dtype=np.bool_)
            sieve[keys & _SIEVE] = True
            for held, held_by in self._pieces:
                some = np.flatnonzero(sieve[held & _SIEVE])
                place = np.minimum(np.searchsorted(keys, held[some]), len(keys) - 1)
                same = keys[place] == held[some]
                places.append(place[same])
                owners.append(held_by[some[same]].astype(np.int64))
        return np.concatenate(places), np.concatenate(owners)


def make_context(over: Keys) -> Context:
    """What documents must know of all others, of those of their keys that too many have."""
    menus = (over >> _SHIFT).astype(np.int64) == _SENTENCE
    return Context(frozenset(over[~menus].tolist()), frozenset(over[menus].tolist()))
