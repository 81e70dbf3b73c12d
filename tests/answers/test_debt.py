"""Who was accused, and nothing since."""

from pathlib import Path

import pytest
from tests.answers.shelf import AS_OF, open_examples, say
from tests.links.matters import make_matter

from onrecord.answers.debt import find_debt
from onrecord.answers.linked_records import open_library
from onrecord.care import Viewer
from onrecord.ledger.ledger import open_ledger
from onrecord.schema import Disposition

NAMES = Viewer(signed_in=True, may_see_names=True)


def test_the_longest_silence_comes_first() -> None:
    """Whoever was convicted, acquitted or let go is not in it."""
    told = say(find_debt(open_examples(), as_of=AS_OF), NAMES)
    assert told[0] == "Nils Aubrey: charged with insurance fraud, and nothing since for 108 days (case 31-cr-188)."
    assert not [line for line in told if "Merrin" in line or "Vandry" in line or "31-cr-217" in line]


def test_what_was_not_yet_told_is_not_owed() -> None:
    """On the day after the first charge there is one."""
    told = say(find_debt(open_examples(), as_of="2031-03-16"), NAMES)
    assert told == ["Nils Aubrey: charged with insurance fraud, and nothing since for 1 day (case 31-cr-188)."]


def test_who_was_shown_the_accusation(tmp_path: Path) -> None:
    """Each publisher that told it, with the day."""
    told = [
        make_matter("a", "charged", published="2031-03-21", number="31-cr-1", publisher="The Office"),
        make_matter("b", "charged", published="2031-03-22", number="31-cr-1", publisher="The Ledger"),
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(told)
        (finding,) = find_debt(open_library(ledger, as_of=AS_OF), as_of=AS_OF).findings
    assert finding.why == ("told by The Office on 2031-03-21; The Ledger on 2031-03-22",)


OUTCOMES: dict[str, tuple[Disposition, list[str]]] = {
    "convicted of one": ("convicted", []),
    "pleaded to one": ("pleaded", []),
    "acquitted of one": ("acquitted", []),
    "one charge fell": ("dismissed", ["armed robbery"]),
    "charged with one more": ("charged", ["armed robbery", "arson"]),
}


@pytest.mark.parametrize(("outcome", "owed"), OUTCOMES.values(), ids=OUTCOMES)
def test_who_was_found_guilty_of_one_offense_was_heard_of(
    tmp_path: Path, outcome: Disposition, owed: list[str]
) -> None:
    """Though of another nothing is told; a charge that fell leaves the others as they were."""
    told = [
        make_matter("a", "charged", published="2031-03-21", number="31-cr-1"),
        make_matter("b", outcome, published="2031-05-08", number="31-cr-1", offense="arson"),
    ]
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add_all(told)
        findings = find_debt(open_library(ledger, as_of=AS_OF), as_of=AS_OF).findings
    assert sorted(finding.citations[0].span.text.split(" in town")[0].split(" ", 3)[3] for finding in findings) == owed
