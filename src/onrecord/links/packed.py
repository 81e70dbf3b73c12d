"""Numbers that are worked out of a text, kept by the text: several makers of links ask for them, batches apart.

Kept are a digest of the text and four bytes a number: of a hundred thousand texts some 50 MB, where the texts and
tuples would take ten times as much.
"""

from array import array
from collections.abc import Callable, Iterable
from hashlib import blake2b

__all__ = ["Packed"]

_MOST = 150_000  # texts


class Packed:
    """What `make` gives for texts, those asked for first forgotten first; numbers are 0 to 2**32 - 1."""

    def __init__(self, make: Callable[[str], Iterable[int]], most: int = _MOST) -> None:
        self._make = make
        self._most = most
        self._known: dict[bytes, bytes] = {}

    def find(self, text: str) -> "array[int]":
        """The numbers of a text, in order."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        packed = self._known.get(key)
        if packed is None:
            packed = array("I", self._make(text)).tobytes()
            while len(self._known) >= self._most:
                self._known.pop(next(iter(self._known)), None)
            self._known[key] = packed
        found = array("I")
        found.frombytes(packed)
        return found
