"""A long list -> parts of it, each short enough for one statement: SQLite takes 32,766 values."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["cut_up"]

Item = TypeVar("Item")


def cut_up(items: Sequence[Item], size: int = 500) -> Iterator[Sequence[Item]]:
    """The items in their order, so many at a time.

    >>> list(cut_up("abcde", 2))
    ['ab', 'cd', 'e']
    """
    for start in range(0, len(items), size):
        yield items[start : start + size]
