"""Who repeats whom."""

from tests.answers.shelf import open_examples, say

from onrecord.answers.echoes import map_echoes, rank_echoes


def test_the_map_of_an_episode_counts_what_is_its_own() -> None:
    """For each document, the first told first."""
    told = say(map_echoes(open_examples(), "wire-0312"))
    assert [line for line in told if "its own" in line] == [
        "Department of Home Affairs, 2031-03-12: 7 of 7 sentences are its own.",
        "The Calder Ledger, 2031-03-12: 1 of 4 sentences is its own; 2 copied, 1 nearly the same.",
        "Continental Wire, 2031-03-12: 0 of 5 sentences are its own; "
        "3 copied, 1 nearly the same, 1 quoted with attribution.",
        "The Stellan Courier, 2031-03-13: 7 of 8 sentences are its own; 1 quoted with attribution.",
        "The Calder Ledger, 2031-03-14: 2 of 2 sentences are its own.",
    ]
    assert "A sentence is nearly that of Department of Home Affairs, with another number." in told


def test_who_repeats_most_comes_first() -> None:
    """By sentences."""
    assert say(rank_echoes(open_examples()))[0] == "Continental Wire repeats 9 sentences of Department of Home Affairs."
