"""The number of a court case as printed -> its normal form, the same however a document writes it."""

import re
from dataclasses import dataclass

__all__ = ["CaseNumber", "normalize_number"]

_COMMON = re.compile(r"(?:(\d):)?(?:20)?(\d{2})-?([a-z]{2,3})-?0*(\d{1,7})(?:-[a-z0-9]+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """`key` compares; `office` is the division that a federal number begins with, where it is printed."""

    key: str
    office: str | None = None


def normalize_number(number: str) -> CaseNumber:
    """The normal form: year, kind and count, without leading zeros, judges' initials and the year's century.

    >>> normalize_number("3:31-CR-00144-HO")
    CaseNumber(key='31-cr-144', office='3')
    >>> normalize_number("2031-cr-144").key
    '31-cr-144'
    """
    whole = number.strip().rstrip(".")
    if match := _COMMON.fullmatch(whole):
        office, year, kind, count = match.groups()
        return CaseNumber(f"{year}-{kind.lower()}-{count}", office)
    return CaseNumber(re.sub(r"[\s.]+", "", whole).lower())
