"""Numbers in answers: all digits of a whole number, none that only a sum has left."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.answers.amounts import say_difference, say_number

NUMBERS = [
    ("0", 0),
    ("41", 41),
    ("1,200", 1200.0),
    ("29.5", 29.5),
    ("0.2", 29.3 - 29.1),
    ("3", 2.9999999999),
    ("12,400,000,000", 12_400_000_000),
    ("12,400,000,000", 12_400_000_000.0),
    ("12,345,678,901.5", 12_345_678_901.5),
    ("inf", math.inf),
    ("nan", math.nan),
]


@pytest.mark.parametrize(("expected", "number"), NUMBERS)
def test_numbers(expected: str, number: float) -> None:
    """A budget of billions is no 1.24e+10."""
    assert say_number(number) == expected


@given(number=st.integers())
def test_a_whole_number_keeps_every_digit(number: int) -> None:
    """However large."""
    assert int(say_number(number).replace(",", "")) == number


def test_differences_say_their_direction() -> None:
    """Less is said as less, without a sign."""
    assert [say_difference(each) for each in (18, -18, 0.5)] == ["18 more", "18 less", "0.5 more"]
