"""Numbers of cases as printed -> one normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.links.numbers import CaseNumber, normalize_number

CASES = {
    "31-cr-0217": CaseNumber("31-cr-217"),
    "31-CR-217": CaseNumber("31-cr-217"),
    "2031-cr-0217": CaseNumber("31-cr-217"),
    "3:31-cr-00217-HO": CaseNumber("31-cr-217", "3"),
    "1:31-cr-00217-HO-2": CaseNumber("31-cr-217", "1"),
    "31cr217": CaseNumber("31-cr-217"),
    "F31-25503A": CaseNumber("f31-25503a"),
    "RIF 2100772": CaseNumber("rif2100772"),
}


@pytest.mark.parametrize(("printed", "expected"), CASES.items(), ids=CASES)
def test_normal_form(printed: str, expected: CaseNumber) -> None:
    """Year, kind and count; the office of a federal number apart."""
    assert normalize_number(printed) == expected


@given(st.text(max_size=40))
def test_the_normal_form_is_its_own(printed: str) -> None:
    """And nothing that is printed is refused."""
    key = normalize_number(printed).key
    assert normalize_number(key).key == key
