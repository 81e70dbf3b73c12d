"""Pairs in, groups out: the surest first, and never two that contradict each other."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.grouping import Pairing, group_items

PAIRS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.sampled_from([1.0, 2.0, 3.0])), max_size=20)


def _apart(one: int, two: int) -> bool:
    return {one, two} in ({0, 1}, {2, 3}, {4, 8})


def test_a_pair_that_would_join_what_contradicts_is_left_out() -> None:
    """The surer pair holds."""
    pairs = [Pairing(0, 2, 1.0, ()), Pairing(1, 2, 3.0, ())]
    assert group_items([0, 1, 2], pairs, _apart) == [[0], [1, 2]]


@given(PAIRS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_contradictions_stay_apart(
    pairs: list[tuple[int, int, float]], random: Random
) -> None:
    """Every item is in one group."""
    pairings = [Pairing(one, two, score, ()) for one, two, score in pairs]
    groups = group_items(range(9), pairings, _apart)
    shuffled = list(pairings)
    random.shuffle(shuffled)
    assert group_items(range(9), shuffled, _apart) == groups
    assert sorted(item for group in groups for item in group) == list(range(9))
    assert not any(_apart(one, two) for group in groups for one in group for two in group)
