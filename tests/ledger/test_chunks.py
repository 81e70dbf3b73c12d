"""A long list in, its parts out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.chunks import cut_up


@given(st.lists(st.integers()), st.integers(1, 9))
def test_nothing_is_lost_or_moved(items: list[int], size: int) -> None:
    """Each part but the last has so many."""
    parts = list(cut_up(items, size))
    assert [item for part in parts for item in part] == items
    assert all(len(part) == size for part in parts[:-1])
    assert all(parts)


@pytest.mark.parametrize(("many", "expected"), [(0, []), (500, [500]), (501, [500, 1])])
def test_five_hundred_at_a_time(many: int, expected: list[int]) -> None:
    """Where nothing else is asked for."""
    assert [len(part) for part in cut_up(range(many))] == expected
