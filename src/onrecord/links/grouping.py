"""Pairs with scores -> groups, the surest pairs first, where no two members may contradict each other."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Pairing", "group_items"]

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairing(Generic[Item]):
    """Two items, how sure it is that they belong together, and why."""

    one: Item
    two: Item
    score: float
    reasons: tuple[str, ...]


def group_items(
    items: Sequence[Item], pairings: Iterable[Pairing[Item]], contradicts: Callable[[Item, Item], bool]
) -> list[list[Item]]:
    """The groups, each in the order of the items, by their first item; items without a pair stand alone.

    The order of the pairings does not matter. A pair that would bring two items together which contradict each other is
    left out: to leave apart what belongs together is the smaller error.
    """
    groups = {item: [item] for item in items}
    rank = {item: number for number, item in enumerate(items)}
    ordered = sorted(pairings, key=lambda pair: (-pair.score, *sorted((rank[pair.one], rank[pair.two]))))
    for pair in ordered:
        one, two = groups[pair.one], groups[pair.two]
        if one is two or any(contradicts(first, second) for first in one for second in two):
            continue
        merged = sorted(one + two, key=rank.__getitem__)
        for item in merged:
            groups[item] = merged
    unique = {id(group): group for group in groups.values()}
    return sorted(unique.values(), key=lambda group: rank[group[0]])
