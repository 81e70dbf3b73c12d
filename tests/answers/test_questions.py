"""What was left unsaid, and what was said later."""

from tests.answers.shelf import AS_OF, open_examples, say

from onrecord.answers.questions import find_questions


def test_open_questions_come_first_and_the_oldest_of_them() -> None:
    """Then those that were answered, by whom and when."""
    told = say(find_questions(open_examples(), as_of=AS_OF))
    assert told[0] == "Open for 110 days: where (declined to say)."
    answered = [line for line in told if line.startswith("Answered")]
    assert told[-len(answered) :] == answered
    for said in (
        "Answered on 2031-04-03 by Department of Home Affairs: how many (not given)",
        "Answered on 2031-05-26 by Residence and Customs Bureau: what is no longer published (not given)",
    ):
        assert any(line.startswith(said) for line in answered)


def test_what_one_body_left_unsaid() -> None:
    """Which the text names, or whose own text it is; open ones first, and of no other body."""
    told = say(find_questions(open_examples(), as_of=AS_OF, body="Department of Home Affairs"))
    every = say(find_questions(open_examples(), as_of=AS_OF))
    assert told == [line for line in every if line.endswith(", Department of Home Affairs.")]
    assert len(told) >= 3
    assert find_questions(open_examples(), as_of=AS_OF, body="Nobody").findings == ()


def test_derived_ones_only_where_asked_for() -> None:
    """They are many, and no text says them."""
    stated = find_questions(open_examples(), as_of=AS_OF).findings
    assert len(find_questions(open_examples(), as_of=AS_OF, derived=True).findings) > len(stated)


def test_nothing_is_asked_before_it_was_left_out() -> None:
    """On the day before the first document there is no question."""
    assert find_questions(open_examples(), as_of="2031-01-01").findings == ()
