"""The cases of the examples, as told."""

from tests.answers.shelf import open_examples, say

from onrecord.answers.cases import list_cases, tell_case
from onrecord.care import Viewer

NAMES = Viewer(signed_in=True, may_see_names=True)


def test_a_case_from_arrest_to_sentence() -> None:
    """One pseudonym in all documents; the sentence stands in the ninth paragraph of a report on a roof."""
    assert say(tell_case(open_examples(), "31-cr-217")) == [
        "Case 31-cr-217: Person A: sentenced for armed robbery.",
        "2031-03-20 arrested: Person A",
        "2031-03-21 charged: Person A",
        "2031-04-04 entered a plea: Person A",
        "2031-05-08 found guilty: Person A",
        "2031-06-12 sentenced: Person A",
    ]


def test_who_was_shown_an_older_status() -> None:
    """Each publisher that told it, with the day, and in which words."""
    status = tell_case(open_examples(), "31-cr-217").findings[0]
    assert "Halden County District Attorney on 2031-03-21 told “charged with armed robbery”" in status.why


def test_two_defendants_have_each_their_own_status() -> None:
    """And what is to come."""
    told = say(tell_case(open_examples(), "31-cr-251"), NAMES)
    assert told[:2] == [
        "Case 31-cr-251: Teo Vandry: pleaded guilty or no contest to burglary.",
        "Case 31-cr-251: Pia Vandry: acquitted of burglary.",
    ]
    assert told[-1] == "2031-07-09 to come: sentence of Teo Vandry"


def test_a_charge_that_fell_is_said_to_have_fallen() -> None:
    """Not that it was made."""
    assert "Case 31-cr-239: Joss Merrin: the charge of aggravated assault was dismissed." in say(
        list_cases(open_examples()), NAMES
    )


def test_namesakes_have_two_pseudonyms() -> None:
    """Nobody learns that they bear one name."""
    told = say(list_cases(open_examples()))
    found = {line.split(": ")[1] for line in told if line.startswith(("Case 31-cr-217", "Case 31-cr-302"))}
    assert len(found) == 2
