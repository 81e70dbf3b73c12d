"""What is said goes on to the end of its clause; the cases read aloud: source, cue, the encoder's words, the whole."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records.completing import complete_contents
from onrecord.records.reading import Reading, SpeechProposal

ReadPlainly = Callable[..., Reading]

CASES = [
    # text; source, cue, the encoder's words; all words
    (
        "Judge Roe said that, according to the report, Vale fled.",
        ("Judge Roe", "said", "that, according"),
        ["that, according to the report, Vale fled"],
    ),
    (
        "Judge Roe said the case of the County Clerk closed.",
        ("Judge Roe", "said", "the case of the County"),
        ["the case of the County Clerk closed"],
    ),
    ("Judge Roe said Vale fled, and left.", ("Judge Roe", "said", "Vale fled"), ["Vale fled"]),
    ("Judge Roe said Vale fled. It was.", ("Judge Roe", "said", "Vale fled"), ["Vale fled"]),
    ("Vale fled the, Judge Roe said.", ("Judge Roe", "said", "Vale fled the"), ["Vale fled the"]),
    (
        "Vale is accused of theft at a ferry. She left.",
        (None, "is accused of", "Vale"),
        ["Vale", "theft at a ferry"],
    ),
    (
        "Vale is accused of theft at a ferry, said Roe. She left.",
        (None, "is accused of", "Vale"),
        ["Vale", "theft at a ferry"],
    ),
]


def propose(text: str, marked: tuple[str | None, str, str]) -> SpeechProposal:
    source, cue, said = (None if part is None else (text.index(part), text.index(part) + len(part)) for part in marked)
    return SpeechProposal(source, cue or (0, 0), (said or (0, 0),))


@pytest.mark.parametrize(("text", "marked", "expected"), CASES)
def test_contents(
    text: str, marked: tuple[str | None, str, str], expected: list[str], read_plainly: ReadPlainly
) -> None:
    """Words that end where no clause ends go on; those that end well, or stand before their cue, stay."""
    spoken = [(None, "said", "She left")] if marked[1] != "said" and "said" in text else []
    completed = complete_contents(read_plainly(text), [propose(text, one) for one in (marked, *spoken)])
    assert [text[start:end] for start, end in completed[0].contents] == expected


WORDS = st.sampled_from(["the", "Vale", "that", "fled", ",", "of", "said", "accused of", ".", "and", "\n"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=4, max_size=14), data=st.data())
def test_nothing_is_lost(words: list[str], data: st.DataObject, read_plainly: ReadPlainly) -> None:
    """What the encoder marks stays, within the text; more words than its own sentence has are never added."""
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    reading = read_plainly(text)
    if not reading.words:
        return
    proposal = SpeechProposal(None, (0, max(1, start)), ((start, end),))
    (completed,) = complete_contents(reading, [proposal])
    assert completed.contents[0][0] == start
    assert end <= completed.contents[0][1] <= max(end, reading.sentence_at(start).end)
    assert completed == replace(proposal, contents=completed.contents)
