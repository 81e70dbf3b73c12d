"""What is published at regular times, and when it was not."""

from tests.answers.shelf import open_examples, say

from onrecord.answers.lapses import find_lapses, list_series


def test_a_silence_and_old_numbers_under_a_new_date() -> None:
    """The latest first, with what ended it."""
    assert say(find_lapses(open_examples())) == [
        "Residence and Customs Bureau, “Weekly figures”: the numbers of before came again 1 time under a new date, "
        "on 2031-06-16, until 2031-06-23.",
        "Residence and Customs Bureau, “Weekly figures”: nothing came 6 times, from 2031-04-14 until 2031-05-26.",
    ]


def test_habits() -> None:
    """Weekly and monthly."""
    assert sorted(say(list_series(open_examples()))) == [
        "Corvania Justice Statistics Office, “Monthly statistics of arrests in Corvania”: every 30 days, 4 documents.",
        "Residence and Customs Bureau, “Weekly figures”: every 7 days, 12 documents.",
    ]
