"""What happened when."""

from tests.answers.shelf import open_examples, say

from onrecord.answers.timeline import tell_timeline


def test_the_days_of_a_case() -> None:
    """From any of its documents, or by its number."""
    expected = ["2031-03-20 arrest.", "2031-03-21 charge.", "2031-04-04 plead.", "2031-05-08 convict."]
    told = say(tell_timeline(open_examples(), "31-cr-217"))
    assert [line for line in told if line in expected] == expected
    assert told[-1] == "2031-06-12 sentence."


def test_what_is_planned_is_said_to_be() -> None:
    """A sentence that was not passed is none."""
    assert "2031-07-09 planned: sentence." in say(tell_timeline(open_examples(), "31-cr-251"))
