"""What the text itself says was not given; the cases read aloud: kind and manner, then the sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import packaged_beat, plain_reading

from onrecord.records.silences import find_silences

CASES = [
    ("comment declined", "The sheriff declined to comment."),
    ("comment no_answer", "The sheriff did not respond to a request for comment."),
    ("comment asked", "The Herald asked the sheriff for comment."),
    ("total not_given", "The agency did not say how many people were held."),
    ("total not_given", "It is unclear how many people were held."),
    ("identity not_given", "The name of the driver was not released."),
    ("charges not_given", "The office did not specify the charges."),
    ("series stopped", "The office stopped publishing weekly figures."),
]
NOTHING = [
    "The sheriff commented at length.",
    "The patient did not respond to treatment.",
    "The office declined to prosecute.",
    "The driver refused to identify himself.",
    "The agency said how many people were held.",
    "The name of the driver was released on Monday.",
]


def find(text: str) -> list[str]:
    return [f"{one.kind} {one.manner}" for one in find_silences(plain_reading(packaged_beat(), text))]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_silences(expected: str, text: str) -> None:
    """What was declined, left unanswered, asked, unclear, withheld or stopped."""
    assert find(text) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_no_silence(text: str) -> None:
    """What was given, and what was kept from others than the public, is none."""
    assert find(text) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*[text for _, text in CASES], *NOTHING, "or a list", "\\n", "“"]), max_size=5))
def test_any_text(pieces: list[str]) -> None:
    """Never raises; in order, none overlapping, each inside the text."""
    text = " ".join(pieces)
    found = find_silences(plain_reading(packaged_beat(), text))
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end <= len(text) for end, one in zip(ends, found, strict=False))
