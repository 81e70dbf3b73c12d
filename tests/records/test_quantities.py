"""A plain line -> numbers with their bounds."""

import pytest

from onrecord.records.quantities import find_quantities, set_bounds

Number = int | float | None
# Expected: low and high where whole things are counted, low and high of dollars and weights, the words.
CASES: list[tuple[tuple[Number, Number], tuple[Number, Number], str, str]] = [
    ((50, 50), (50, 50), "50", "arrested 50 men"),
    ((171, None), (170, None), "more than 170", "arrested more than 170 people"),
    ((None, 49), (None, 50), "nearly 50", "nearly 50 men"),
    ((30, None), (30, None), "at least 30", "at least 30 men"),
    ((30, None), (30, None), "no fewer than 30", "no fewer than 30 men"),
    ((None, 40), (None, 40), "up to 40", "up to 40 men"),
    ((None, 39), (None, 40), "fewer than 40", "fewer than 40 men"),
    ((20, 20), (20, 20), "about 20", "about 20 men"),
    ((20, 30), (20, 30), "between 20 and 30", "between 20 and 30 men"),
    ((100, 200), (100, 200), "100 - 200", "100 - 200 others"),
    ((10, None), (10, None), "10 or more", "10 or more men"),
    ((96, None), (96, None), "96 % +", "96 % + of them"),
    ((12, 12), (12, 12), "a dozen", "a dozen men"),
    ((12, None), (12, None), "at least a dozen", "at least a dozen men"),
    ((36, 36), (36, 36), "thirty - six ( 36 )", "thirty - six ( 36 ) counts"),
    # Vague words: the least that they claim.
    ((24, None), (24, None), "dozens", "dozens of men"),
    ((40, None), (40, None), "scores", "scores of men"),
    ((200, None), (200, None), "hundreds", "hundreds of men"),
    ((200000, None), (200000, None), "hundreds of thousands", "hundreds of thousands of dollars"),
    ((3, None), (3, None), "several", "several men"),
    ((2000000, None), (2000000, None), "multi - million", "a multi - million dollar scheme"),
    # Money, percentages, shares.
    ((2500000, 2500000), (2500000, 2500000), "$ 2.5 million", "stole $ 2.5 million"),
    ((33000, 33000), (33000, 33000), "$ 33k", "stole $ 33k"),
    ((1000000, 1000000), (1000000, 1000000), "a million dollars", "stole a million dollars"),
    ((80, 100), (80, 100), "between $ 80 and $ 100", "between $ 80 and $ 100 each"),
    ((80, 80), (80, 80), "80 %", "80 % of them"),
    ((50, 50), (50, 50), "half", "half of them"),
    ((20, 20), (20, 20), "one - in - five", "one - in - five of them"),
    ((75, 75), (75, 75), "three out of every four", "three out of every four of them"),
    ((0, 0), (0, 0), "zero", "zero releases"),
]


@pytest.mark.parametrize(("whole", "measured", "words", "line"), CASES)
def test_bounds(whole: tuple[Number, Number], measured: tuple[Number, Number], words: str, line: str) -> None:
    """More than 170 men are 171 or more; more than $170 is $170 or more."""
    (quantity,) = find_quantities(line)
    assert line[quantity.start : quantity.end] == words
    assert set_bounds(quantity, whole=True) == whole
    assert set_bounds(quantity, whole=False) == measured


def test_and_makes_no_range_by_itself() -> None:
    """Two and three are two numbers."""
    assert [quantity.words for quantity in find_quantities("two and three men")] == ["two", "three"]
