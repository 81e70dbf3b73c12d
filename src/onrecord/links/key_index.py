"""The keys of all documents, as they are kept -> how many have a key, and which documents have one in common.

Held in the order in which documents were linked, twelve bytes a key and document: of 100,000 documents some 130 MB. All
are gone through to find who has a key, which takes a hundredth of a second a million, and sorted only to count how many
have each, once where they were read. From then on it is known which are common, as documents come and go.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.links.echoes import LEAST_REPRINT, WINDOW
from onrecord.links.keys import DATED, KINDS, LIMITS, Context
from onrecord.links.sketches import Sketch, find_repeating

__all__ = ["Exchange", "Held", "KeyIndex", "decode_keys", "encode_keys", "keep_kinds", "keep_prints", "make_context"]

_SHIFT = np.uint64(56)
_LIMITS = np.array([LIMITS[kind] for kind in KINDS], dtype=np.int64)
_LEAST = int(_LIMITS.min())
_SENTENCE = KINDS.index("sentence")
_PRINT = KINDS.index("print")
_COUNTED = [KINDS.index(kind) for kind in ("sentence", *DATED)]
"""Keys that are only counted: a sentence is a menu's or not, and a day links nobody without more (keys.py: matters)."""
_CROSS = {KINDS.index("teller"): KINDS.index("told"), KINDS.index("told"): KINDS.index("teller")}
"""Who tells of a body is found by the body's own documents, and they by whoever tells of it; neither by its like."""
_SIEVE = np.uint64((1 << 24) - 1)  # the lowest bits of a key: what is not among those asked for is soon put aside

_HALF = 32  # bits of the number of a document

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_NO_KEYS: Keys = np.empty(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a document without its record: its keys, sorted, its day as a number, a hash of its publisher.

    Zero where a day or a publisher is not known. `sketch` is of its sentences.
    """

    keys: Keys
    day: int
    publisher: int
    sketch: Sketch


def encode_keys(keys: Iterable[int]) -> bytes:
    """Keys as they are kept."""
    return np.array(sorted(keys), dtype="<u8").tobytes()


def decode_keys(data: bytes) -> Keys:
    """Keys as they were kept."""
    return np.frombuffer(data, dtype="<u8").astype(np.uint64)


def keep_prints(keys: Keys) -> Keys:
    """Those of keys that are of words in a row."""
    return keep_kinds(keys, ("print",))


def keep_kinds(keys: Keys, kinds: Iterable[str]) -> Keys:
    """Those of keys that are of one of these kinds."""
    kept: Keys = keys[np.isin((keys >> _SHIFT).astype(np.int64), [KINDS.index(kind) for kind in kinds])]
    return kept


@dataclass(frozen=True, slots=True)
class Exchange:
    """Sorted keys of documents that came or went: which too many had before and have now, and who has each now.

    Of what too many had and nobody lost, it is not told who has it.
    """

    keys: Keys
    before: Flags
    after: Flags
    places: Numbers
    owners: Numbers

    def find_grown(self, kinds: Iterable[str]) -> Keys:
        """The keys of these kinds that too many have since."""
        return keep_kinds(self.keys[self.after & ~self.before], kinds)

    def find_changed(self) -> Keys:
        """The keys that too many had, or have, and not both."""
        changed: Keys = self.keys[self.after != self.before]
        return changed

    def find_owners(self, keys: Keys) -> set[int]:
        """The documents that have one of these."""
        return set(self.owners[np.isin(self.keys, keys, assume_unique=True)[self.places]].tolist())


class KeyIndex:
    """Every key of every document, by number; `add` and `remove` change it."""

    def __init__(self) -> None:
        self._held: dict[int, Held] = {}
        self._pieces: list[tuple[Keys, NDArray[np.int32]]] = []
        self._over: Keys | None = None  # sorted keys that more have than their kind allows, where they were counted

    def __contains__(self, document: int) -> bool:
        return document in self._held

    def add(self, documents: Mapping[int, Held]) -> None:
        """Take in documents that are not in it."""
        if not documents:
            return
        self._over = None
        sizes = [len(held.keys) for held in documents.values()]
        owners = np.repeat(np.fromiter(documents, dtype=np.int32, count=len(sizes)), sizes)
        keys = np.concatenate([held.keys for held in documents.values()])
        self._pieces.append((keys, owners))
        ends = np.cumsum(sizes).tolist()
        for (document, held), size, end in zip(documents.items(), sizes, ends, strict=True):
            self._held[document] = Held(keys[end - size : end], held.day, held.publisher, held.sketch)

    def remove(self, documents: Set[int]) -> None:
        """Take out documents that are in it."""
        if documents:
            self._over = None
        for document in documents:
            del self._held[document]
        gone = np.array(sorted(documents), dtype=np.int32)
        for at, (keys, owners) in enumerate(self._pieces) if documents else ():
            left = ~np.isin(owners, gone)
            if not left.all():
                self._pieces[at] = keys[left], owners[left]

    def exchange(self, lost: Set[int], fresh: Mapping[int, Held]) -> "Exchange":
        """Take out those that are lost, and take in fresh ones."""
        old, new = ([held.keys for held in each] for each in ([self._held[gone] for gone in lost], fresh.values()))
        keys, over = _sort_once(np.concatenate([_NO_KEYS, *old, *new])), self._list_over()
        before = _find_among(keys, over)
        asked = np.flatnonzero(~before | _find_among(keys, _sort_once(np.concatenate([_NO_KEYS, *old]))))
        self.remove(lost)
        self.add(fresh)
        found, owners = self._find(keys[asked])
        places, after = asked[found], before.copy()  # what too many have, and nobody lost, they have still
        after[asked] = np.bincount(found, minlength=len(asked)) > _find_limits(keys[asked])
        self._over = _sort_once(np.concatenate([over[~_find_among(over, keys)], keys[after]]))
        return Exchange(keys, before, after, places, owners)

    def collect(self, documents: Iterable[int]) -> Keys:
        """The keys of these documents, sorted, each once."""
        found = [self._held[document].keys for document in sorted(documents)]
        return _sort_once(np.concatenate([_NO_KEYS, *found]))

    def find_over(self, keys: Keys) -> Keys:
        """Those of these sorted keys that more documents have than their kind allows: common ones, and menus'."""
        over: Keys = keys[_find_among(keys, self._list_over())]
        return over

    def find_neighbors(self, documents: Set[int]) -> set[int]:
        """The other documents that could be linked with one of these."""
        keys = self.collect(documents)
        kinds = (keys >> _SHIFT).astype(np.int64)
        crossed = [
            (keys[kinds == kind] & np.uint64((1 << 56) - 1)) | (np.uint64(other) << _SHIFT)
            for kind, other in _CROSS.items()
        ]
        keys = _sort_once(np.concatenate([keys[~np.isin(kinds, [*_COUNTED, *_CROSS])], *crossed]))
        keys = keys[~_find_among(keys, self._list_over())]
        places, owners = self._find(keys)
        of_print = (keys >> _SHIFT == np.uint64(_PRINT))[places]
        near = set(owners[~of_print].tolist()) | self._find_echoing(documents, places[of_print], owners[of_print])
        return near - documents

    def find_parted(self, pairs: Collection[tuple[int, int]], grown: Keys) -> set[int]:
        """Documents of pairs that one of these sorted keys, of words that have grown common, may have brought together.

        Those are left out that have others in common, and soon, and those that repeat no sentence of each other.
        """
        of_grown = self._share_out(
            {document for pair in pairs for document in pair}, lambda prints: _find_among(prints, grown)
        )
        asked = [pair for pair in pairs if not of_grown[pair[0]].isdisjoint(of_grown[pair[1]])]
        over = self._list_over()
        of_rare = self._share_out(
            {document for pair in asked for document in pair}, lambda prints: ~_find_among(prints, over)
        )
        alone: list[tuple[int, int]] = []
        for one, two in asked:
            late = abs(self._held[one].day - self._held[two].day) > WINDOW
            if late or of_rare[one].isdisjoint(of_rare[two]):
                alone.append((one, two))
        repeating = self.find_repeating(alone)
        return {document for pair, repeats in zip(alone, repeating, strict=True) if repeats for document in pair}

    def find_repeating(self, pairs: Sequence[tuple[int, int]] | Numbers) -> Sequence[bool]:
        """For each pair of documents, whether a sentence of one may be repeated by the other."""
        both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        documents, places = np.unique(both, return_inverse=True)
        sketches = [self._held[document].sketch for document in documents.tolist()]
        repeating: list[bool] = find_repeating(sketches, places.reshape(both.shape)).tolist()
        return repeating

    def _share_out(self, documents: Set[int], choose: Callable[[Keys], Flags]) -> dict[int, frozenset[int]]:
        """By document its keys of words in a row that are chosen."""
        held = [self._held[document].keys for document in documents]
        keys = np.concatenate([_NO_KEYS, *held])
        chosen = (keys >> _SHIFT == np.uint64(_PRINT)) & choose(keys)
        kept = keys[chosen].tolist()
        ends = np.concatenate([[0], np.cumsum(chosen)])[np.cumsum([0, *map(len, held)])].tolist()
        return {one: frozenset(kept[start:end]) for one, (start, end) in zip(documents, pairwise(ends), strict=True)}

    def _find_echoing(self, documents: Set[int], places: Numbers, owners: Numbers) -> set[int]:
        """Those that could repeat one of these or be repeated: with a print in common, of another publisher, and soon.

        Or with so many prints that it does not matter how late; and with a sentence that may be one of the other's.
        Prints are given by their place, once for each that has them. Of these documents themselves it is not asked.
        """
        order = np.argsort(places, kind="stable")
        places, owners = places[order], owners[order]
        is_own = np.isin(owners, np.array(sorted(documents), dtype=np.int64))
        own = np.flatnonzero(is_own)
        starts, ends = (np.searchsorted(places, places[own], side=side) for side in ("left", "right"))
        one = np.repeat(own, ends - starts)
        two = np.arange(len(one)) - np.repeat(np.cumsum(ends - starts) - (ends - starts), ends - starts)
        two += np.repeat(starts, ends - starts)
        one, two = one[~is_own[two]], two[~is_own[two]]
        days, publishers = self._tell(owners)
        apart = (publishers[one] != publishers[two]) | (publishers[one] == 0)
        one, two = (side[apart & (days[one] > 0) & (days[two] > 0)] for side in (one, two))
        soon = np.abs(days[one] - days[two]) <= WINDOW
        both = owners[one] << _HALF | owners[two]
        pairs, first, counts = np.unique(both, return_index=True, return_counts=True)
        near = pairs[soon[first] | (counts >= LEAST_REPRINT)]
        one, two = near >> _HALF, near & (1 << _HALF) - 1
        return set(two[self.find_repeating(np.stack([one, two], axis=1))].tolist())

    def _tell(self, owners: Numbers) -> tuple[Numbers, Numbers]:
        """Day and publisher of each of these."""
        unique, places = np.unique(owners, return_inverse=True)
        held = [self._held[document] for document in unique.tolist()]
        days = np.array([each.day for each in held], dtype=np.int64)
        publishers = np.array([each.publisher for each in held], dtype=np.int64)
        return days[places], publishers[places]

    def _list_over(self) -> Keys:
        """All keys, sorted, that more documents have than their kind allows."""
        if self._over is None:
            keys = np.concatenate([_NO_KEYS, *(held for held, _ in self._pieces)])
            keys.sort()
            often = keys[_LEAST:][keys[_LEAST:] == keys[:-_LEAST]]  # each as often as it stands beyond the least limit
            over, counts = np.unique(often, return_counts=True)
            self._over = over[counts + _LEAST > _find_limits(over)]
        return self._over

    def _find(self, keys: Keys) -> tuple[Numbers, Numbers]:
        """Of each document that has one of these sorted keys: the place of the key among them, and the document."""
        places, owners = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        if len(keys):
            sieve = np.zeros(int(_SIEVE) + 1, dtype=np.bool_)
            sieve[keys & _SIEVE] = True
            for held, held_by in self._pieces:
                some = np.flatnonzero(sieve.take((held & _SIEVE).view(np.int64)))
                place = np.minimum(np.searchsorted(keys, held[some]), len(keys) - 1)
                same = keys[place] == held[some]
                places.append(place[same])
                owners.append(held_by[some[same]].astype(np.int64))
        return np.concatenate(places), np.concatenate(owners)


def make_context(over: Keys) -> Context:
    """What documents must know of all others, of those of their keys that too many have."""
    menus = (over >> _SHIFT).astype(np.int64) == _SENTENCE
    return Context(frozenset(over[~menus].tolist()), frozenset(over[menus].tolist()))


def _sort_once(keys: Keys) -> Keys:
    """Keys sorted, each once: numpy's own way of it takes ten times as long for a million."""
    ordered = np.sort(keys)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    once: Keys = ordered[is_first]
    return once


def _find_limits(keys: Keys) -> Numbers:
    """How many documents may have each of these keys."""
    limits: Numbers = _LIMITS[(keys >> _SHIFT).astype(np.int64)]
    return limits


def _find_among(keys: Keys, others: Keys) -> Flags:
    """Which of the keys are among others that are sorted."""
    if not len(others):
        return np.zeros(len(keys), dtype=np.bool_)
    among: Flags = others[np.minimum(np.searchsorted(others, keys), len(others) - 1)] == keys
    return among
