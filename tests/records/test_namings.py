"""Numbers that name, rank or age something count nothing; the cases read aloud: the number is in the sentence."""

import pytest

from onrecord.records.lines import plain_line
from onrecord.records.namings import is_name
from onrecord.records.quantities import find_quantities
from onrecord.records.sentences import find_sentences

NAMES = [
    "He lives in Apartment 12 now.",
    "She read Section 12 again.",
    "It was case No. 4 on the list.",
    "Call 555-0199 for more.",
    "He carried a 22-caliber rifle.",
    "Dana Vale, 28, of Lorn, left.",
    "An 18-year-old left.",
    "It burned at 400 Bell Street in Lorn.",
    "She is one of the owners.",
    "They joined the Nine Keys gang.",
    "Flight 12 was late.",
    "Children ages 13 and up may come.",
]
COUNTS = [
    "Deputies arrested 50 men.",
    "Officers found 12 laptops.",
    "In Lorn, 28 people left.",
    "A 19-count indictment was read.",
    "Nine men left.",
    "They found 400 pills on Bell Street.",
]


def are_names(text: str) -> list[bool]:
    (sentence,) = find_sentences(text)
    line = plain_line(sentence)
    return [
        is_name(one, line, before=line.text[: one.start], after=line.text[one.end :])
        for one in find_quantities(line.text)
    ]


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    """Part of a name, an age, an address, a telephone number, or "one of"."""
    assert are_names(text)[0]


@pytest.mark.parametrize("text", COUNTS)
def test_counts(text: str) -> None:
    """A number before what it counts is no name."""
    assert are_names(text) == [False]
