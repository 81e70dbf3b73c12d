"""What the grammars of times share."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.clock import CLOCK_RULES
from onrecord.records.dates import DATE_RULES
from onrecord.records.deictic import DEICTIC_RULES
from onrecord.records.durations import DURATION_RULES
from onrecord.records.timex import count_units, kinds_in, unit_code

_PIECES = st.sampled_from(
    "may jan. sept 5 2025 , monday fri. mondays every the past next last ten two a week weeks month year - old decade "
    "hours minutes ago now future end of spring quarter first half night morning at 3:15 p.m. recent few fiscal".split()
)


@given(st.lists(_PIECES, max_size=8).map(" ".join))
def test_a_rule_left_out_would_not_have_matched(line: str) -> None:
    """Rules that need a kind of word which the line has not are skipped: none of them could have matched."""
    present = kinds_in(line)
    for rule in (*DATE_RULES, *DEICTIC_RULES, *DURATION_RULES, *CLOCK_RULES):
        if rule.pattern.search(line):
            assert present.issuperset(rule.needs), rule.pattern.pattern


def test_units() -> None:
    """Unit nouns in the singular and plural, and how many of them."""
    assert [unit_code(noun) for noun in ("week", "weeks", "hours", "centuries", "century")] == [
        "W", "W", "TH", "CE", "CE",
    ]  # fmt: skip
    assert [count_units(words) for words in ("a", "a couple of", "twenty - five", "1.5")] == [1, 2, 25, 1.5]
