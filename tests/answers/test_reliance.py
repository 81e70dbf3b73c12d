"""Who relies on whom in the examples: repeated, cited, and alone only where there is no other."""

import pytest
from tests.answers.shelf import open_examples, say

from onrecord.answers.reliance import rank_reliance, tell_reliance
from onrecord.errors import LedgerError
from onrecord.links.pages import Page

DEPARTMENT = "Department of Home Affairs"


def test_the_body_on_which_most_reports_rest_alone_comes_first() -> None:
    """With how many repeat and cite it; each body once."""
    said = say(rank_reliance(open_examples()))
    assert said[0] == (
        "13 documents draw on Department of Home Affairs: repeated by 7, cited by 11, the only source of 5."
    )
    assert len(said) == len({line.split(" on ", 1)[1].split(":")[0] for line in said})


@pytest.mark.parametrize(
    ("document", "alone"),
    [
        pytest.param("wire-0312", True, id="a copy of the release"),
        pytest.param("sc-0319", True, id="a report that quotes it and asks nobody else"),
        pytest.param("sc-0313", False, id="a report that also cites a union"),
        pytest.param("mbt-0313", False, id="a report with a count of its own"),
        pytest.param("hhn-0325", False, id="a report on what others say"),
    ],
)
def test_what_rests_on_one_body_alone(document: str, alone: bool) -> None:
    """Only what has all its counts and events from it, and draws on no other."""
    found = tell_reliance(open_examples(), DEPARTMENT)
    told = {finding.citations[0].document: "".join(map(str, finding.says)) for finding in found.findings}
    assert ("rests on it alone" in told.get(document, "")) is alone


def test_a_page_of_the_documents() -> None:
    """The rest follows on the next."""
    whole = tell_reliance(open_examples(), DEPARTMENT)
    first = tell_reliance(open_examples(), DEPARTMENT, Page(limit=5))
    rest = tell_reliance(open_examples(), DEPARTMENT, Page(limit=50, offset=5))
    assert (first.more, rest.more) == (True, False)
    assert (*first.findings, *rest.findings) == whole.findings


def test_a_body_on_which_nobody_draws() -> None:
    """Is told."""
    with pytest.raises(LedgerError, match="No document draws on the Office of Winds"):
        tell_reliance(open_examples(), "the Office of Winds")
