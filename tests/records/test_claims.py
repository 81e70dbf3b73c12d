"""Which numbers are claims; the cases read aloud: what each number counts, then the sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import packaged_beat

from onrecord.records.claims import judge_claim
from onrecord.records.lines import plain_line
from onrecord.records.quantities import find_quantities
from onrecord.records.sentences import find_sentences

CLAIMS = [
    ("people men", "Deputies arrested 50 men."),
    ("people people", "More than 170 people were held."),
    ("arrests arrests", "Deputies made 50 arrests."),
    ("dollars -", "They stole $ 2 million."),
    ("percent -", "The rate fell by 12 percent."),
    ("items laptops", "Officers found 12 laptops."),
    ("people commuters", "The search held up 300 commuters."),
    ("other counts", "Dana Vale was charged with three counts of forgery."),
    ("other years", "Dana Vale has served 12 years."),
    ("people -", "Of them, 54 were charged."),
]
NONE = [
    "Dana Vale, 28, was charged.",
    "A 28-year-old baker was charged.",
    "Dana Vale faces up to 20 years in prison.",
    "Dana Vale was sentenced to 12 years.",
    "Dana Vale was fined $ 500.",
    "Dana Vale was charged with theft over $ 950.",
    "Call 555-0199.",
    "It happened at 400 Bell Street.",
    "Section 12 applies.",
    "One of the men ran.",
    "In 2023 the number fell.",
    "Nobody was hurt.",
]


def judge(text: str) -> list[str]:
    (sentence,) = find_sentences(text)
    line = plain_line(sentence)
    claims = [judge_claim(quantity, line, packaged_beat()) for quantity in find_quantities(line.text)]
    return [f"{claim.unit} {claim.noun or '-'}" for claim in claims if claim is not None]


@pytest.mark.parametrize(("expected", "text"), CLAIMS)
def test_claims(expected: str, text: str) -> None:
    """People, arrests, money, shares, things and time served are claimed."""
    assert judge(text) == [expected]


@pytest.mark.parametrize("text", NONE)
def test_no_claims(text: str) -> None:
    """Ages, addresses, numbers of sections and telephones, years, and what a law threatens are none."""
    assert judge(text) == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from("50 men $ 2 million , - ( ) years up to of sentenced 28 % one".split()), min_size=1, max_size=10
    )
)
def test_any_words(words: list[str]) -> None:
    """Never raises; a noun ends behind its number, inside the line."""
    for sentence in find_sentences(" ".join(words)):
        line = plain_line(sentence)
        for quantity in find_quantities(line.text):
            claim = judge_claim(quantity, line, packaged_beat())
            assert claim is None or quantity.start < claim.end <= len(line.text)
