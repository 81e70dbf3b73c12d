"""Documents that wait to be linked -> the order in which they are: those that may be linked with each other together.

Only the cost depends on it: a document that is linked with one of a later batch is linked anew with that batch. What
tells of one person or matter, bears one name or belongs to one series is brought together, and so are texts of which
the least fingerprints are the same, as those of copies mostly are. Whole groups follow each other by their first day.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from onrecord.links.key_index import Held, keep_kinds, keep_prints
from onrecord.links.keys import LIMITS

__all__ = ["order_documents"]

_TOGETHER = ("person", "name", "series", "matter")
_LEAST_PRINTS = 2  # of a text, the smallest: near copies have them in common, as often as they have words
_MOST = LIMITS["print"]  # documents with a key: what more have in common says of none that they belong together


def order_documents(held: Mapping[int, Held]) -> list[int]:
    """The numbers of these documents in the order in which to link them."""
    groups = _Groups(held)
    for one, two in _find_edges(held):
        groups.join(one, two)
    first: dict[int, int] = {}
    for document, each in held.items():
        root = groups.find(document)
        first[root] = min(first.get(root, each.day), each.day)
    return sorted(held, key=lambda document: (first[groups.find(document)], groups.find(document), held[document].day))


class _Groups:
    """Documents, each in one group, by the least number in it."""

    def __init__(self, documents: Mapping[int, Held]) -> None:
        self._above = {document: document for document in documents}

    def find(self, document: int) -> int:
        """The group of a document."""
        root = document
        while (above := self._above[root]) != root:
            root = above
        while document != root:
            self._above[document], document = root, self._above[document]
        return root

    def join(self, one: int, two: int) -> None:
        """Make one group of two."""
        one, two = sorted((self.find(one), self.find(two)))
        self._above[two] = one


def _find_edges(held: Mapping[int, Held]) -> Iterator[tuple[int, int]]:
    """Pairs of documents that hold all together which have a key in common."""
    chosen = {document: _choose(each.keys) for document, each in held.items()}
    owners = np.repeat(np.array([*held], dtype=np.int64), [len(keys) for keys in chosen.values()])
    keys = np.concatenate([np.empty(0, dtype=np.uint64), *chosen.values()])
    order = np.argsort(keys, kind="stable")
    owners = owners[order]
    _, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
        if count <= _MOST:
            first, *others = owners[start : start + count].tolist()
            yield from ((first, other) for other in others)


def _choose(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    chosen: NDArray[np.uint64] = np.concatenate([keep_kinds(keys, _TOGETHER), keep_prints(keys)[:_LEAST_PRINTS]])
    return chosen
