"""Documents that wait to be linked in, those that may be linked with each other one after the other out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.key_index import Held, decode_keys, encode_keys
from onrecord.links.keys import KINDS, LIMITS
from onrecord.links.planning import order_documents
from onrecord.links.sketches import NO_SKETCH


def _hold(day: int, *keys: tuple[str, int]) -> Held:
    numbers = [KINDS.index(kind) << 56 | number for kind, number in keys]
    return Held(decode_keys(encode_keys(numbers)), day, 0, NO_SKETCH)


PERSON, MATTER, DAY = ("person", 7), ("matter", 7), ("day", 7)
PRINTS = [("print", at) for at in range(3)]
ORDERS: dict[str, tuple[dict[int, Held], list[int]]] = {
    "nothing": ({}, []),
    "by day": ({1: _hold(9), 2: _hold(5), 3: _hold(7)}, [2, 3, 1]),
    "one person": ({1: _hold(5, PERSON), 2: _hold(7), 3: _hold(9, PERSON)}, [1, 3, 2]),
    "by the first day of a group": ({1: _hold(6), 2: _hold(9, PERSON), 3: _hold(5, PERSON)}, [3, 2, 1]),
    "one by another": (
        {1: _hold(5, PERSON), 2: _hold(6), 3: _hold(9, MATTER), 4: _hold(7, MATTER, PERSON)},
        [1, 4, 3, 2],
    ),
    "only one day": ({1: _hold(5, DAY), 2: _hold(6), 3: _hold(9, DAY)}, [1, 2, 3]),
    "the least fingerprints": ({1: _hold(5, *PRINTS), 2: _hold(6), 3: _hold(9, *PRINTS[:2])}, [1, 3, 2]),
    "other fingerprints": ({1: _hold(5, *PRINTS), 2: _hold(6), 3: _hold(9, PRINTS[2])}, [1, 2, 3]),
}


@pytest.mark.parametrize(("held", "expected"), ORDERS.values(), ids=ORDERS)
def test_what_belongs_together_stands_together(held: dict[int, Held], expected: list[int]) -> None:
    """Groups by their first day, and in a group by day."""
    assert order_documents(held) == expected


def test_what_too_many_have_brings_nobody_together() -> None:
    """As it links none of them."""
    many = LIMITS["print"] + 1
    held = {number: _hold(many - number, PERSON) for number in range(many)}
    assert order_documents(held) == sorted(held, reverse=True)
    del held[0]
    held |= {many: _hold(2)}
    assert order_documents(held)[-1] == many


KEYS = st.lists(st.tuples(st.sampled_from(["person", "matter", "name", "print", "day"]), st.integers(0, 5)), max_size=4)


@given(st.dictionaries(st.integers(1, 40), st.tuples(st.integers(0, 9), KEYS)))
def test_each_document_stands_there_once(drawn: dict[int, tuple[int, list[tuple[str, int]]]]) -> None:
    """Whatever they have in common."""
    held = {number: _hold(day, *set(keys)) for number, (day, keys) in drawn.items()}
    assert np.array_equal(sorted(order_documents(held)), sorted(held))
