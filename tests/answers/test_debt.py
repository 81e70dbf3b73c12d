"""Who was accused, and nothing since."""

from tests.answers.shelf import AS_OF, open_examples, say

from onrecord.answers.debt import find_debt
from onrecord.care import Viewer

NAMES = Viewer(signed_in=True, may_see_names=True)


def test_the_longest_silence_comes_first() -> None:
    """Whoever was convicted, acquitted or let go is not in it."""
    told = say(find_debt(open_examples(), as_of=AS_OF), NAMES)
    assert told[0] == "Nils Aubrey: charged, and nothing since for 108 days (case 31-cr-188)."
    assert not [line for line in told if "Merrin" in line or "Vandry" in line or "31-cr-217" in line]


def test_what_was_not_yet_told_is_not_owed() -> None:
    """On the day after the first charge there is one."""
    told = say(find_debt(open_examples(), as_of="2031-03-16"), NAMES)
    assert told == ["Nils Aubrey: charged, and nothing since for 1 day (case 31-cr-188)."]
