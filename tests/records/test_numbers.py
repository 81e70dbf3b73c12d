"""Number words and digits -> values."""

import re

import pytest

from onrecord.records.numbers import NUMBER, parse_number

CASES = [
    (25, "twenty - five"),
    (25, "twenty five"),
    (106, "one hundred and six"),
    (24, "two dozen"),
    (12, "a dozen"),
    (3500, "3,500"),
    (2500000, "2.5 million"),
    (2500000, "2.5 m"),
    (33000, "33k"),
    (206000000, "206million"),
    (10500, "ten thousand five hundred"),
    (500000, "half a million"),
    (1000000, "a million"),
    (3.49, "3.49"),
    (0, "zero"),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_numbers(expected: float, text: str) -> None:
    """A whole number expression is matched to its end and read."""
    match = re.fullmatch(NUMBER, text)
    assert match
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["a", "and", "hundred", "-", "k"])
def test_no_numbers(text: str) -> None:
    """An article, a scale or a mark alone is no number."""
    assert re.fullmatch(NUMBER, text) is None
