"""What became of a model's proposals is told, whatever it was."""

from onrecord.language_model.tally import Tally


def test_what_is_told() -> None:
    """All proposals, and what was not usable."""
    tally = Tally(asked=3)
    tally.fates.update({"known": 4, "kept": 2, "weakened": 1, "not in the text": 2, "malformed": 0})
    tally.unusable["It took more than 180 seconds."] += 2
    assert tally.describe() == (
        "The language model was asked about 3 documents and proposed 9 facts: 4 were known, 3 added (1 of them "
        "weakened), 2 dropped (2 not in the text).\n"
        "2 of its answers could not be used, and those documents were read without it: It took more than 180 seconds."
    )


def test_nothing_asked_nothing_told() -> None:
    """Zeros, and no reasons."""
    assert Tally().describe().endswith("0 were known, 0 added (0 of them weakened), 0 dropped.")
