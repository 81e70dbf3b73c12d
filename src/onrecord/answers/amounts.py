"""Numbers -> the words by which answers and pages give them: a whole number to its last digit, however large."""

__all__ = ["say_difference", "say_number"]


def say_number(number: float) -> str:
    """A number with commas, and up to six digits after the point: what a sum leaves beyond these is no claim.

    >>> say_number(12_400_000_000), say_number(12_345_678_901.5), say_number(29.3 - 29.1)
    ('12,400,000,000', '12,345,678,901.5', '0.2')
    """
    rounded = round(number, 6)
    return f"{int(rounded):,}" if rounded == rounded // 1 else f"{rounded:,}"


def say_difference(difference: float) -> str:
    """By how much one number is above or below another.

    >>> say_difference(1200), say_difference(-18)
    ('1,200 more', '18 less')
    """
    return f"{say_number(abs(difference))} {'more' if difference > 0 else 'less'}"
