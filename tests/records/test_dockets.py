"""Titles and numbers of court cases are found as printed; cited precedents are not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.dockets import find_dockets


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["1:31-cr-00418"], "The case, No. 1:31-cr-00418, is pending."),
        (["31CF1290"], "Both are charged (Case #31CF1290) with murder."),
        (["INF3101291"], "She is charged in case INF3101291."),
        (["2031-4418"], "Docket No. 2031-4418"),
        (["31-cr-118"], "Case number: 31-cr-118"),
        (["F31-25503A"], "Criminal Court Case Number F31-25503A: held without bond."),
        (["People v. Dana Vale", "RIF3100772"], "One example is the People v. Dana Vale, RIF3100772, in which"),
        (["State of Corvania vs. Ilya Dremov"], "The trial of State of Corvania vs. Ilya Dremov. The jury left."),
        (["City of Halden v. Power Company"], "The city filed its brief in City of Halden v. Power Company."),
        ([], "Under Orrin v. Merrow, the state must disclose this."),
        ([], "The Cubs play at 7:30 in case number one."),
    ],
)
def test_dockets(expected: list[str], text: str) -> None:
    """Each form stands as the text prints it."""
    assert [docket.text for docket in find_dockets(text)] == expected


@given(st.text(alphabet="AaPv. #:-0123456789\nNocase", max_size=60))
def test_any_text(text: str) -> None:
    """Every title and number stands in the text, none over another."""
    found = find_dockets(text)
    assert all(text[docket.start : docket.end] == docket.text for docket in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
