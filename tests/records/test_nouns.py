"""Things that grammar takes for those who act."""

import pytest
from tests.records.plain_readings import packaged_beat, plain_reading

from onrecord.records.nouns import is_thing
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Phrase
from onrecord.schema import Document

THINGS = ["allegations", "case", "evidence", "shooting", "policy", "p.m.", "console", "rifle", "fentanyl"]
OTHERS = [
    "prosecution",
    "administration",
    "jury",
    "agents",
    "man",
    "counties",
    "Vale",
    "two",
    "they",
    "coalition",
    "hospital",
]
TEXTS = [  # whom each text lets act
    ("Dana Vale was convicted of arson by a jury Oct. 25 in Halden.", ["a jury"]),
    ("Dana Vale was arrested by Lorn police on Monday.", ["Lorn police"]),
    ("The administration deported Dana Vale on Monday.", ["The administration"]),
]


@pytest.mark.parametrize(("word", "thing"), [*((w, True) for w in THINGS), *((w, False) for w in OTHERS)])
def test_things(word: str, *, thing: bool) -> None:
    """What can be no agent; people and bodies can."""
    reading = plain_reading(packaged_beat(), word)
    word_at = reading.words[0]
    assert is_thing(reading, Phrase(word_at.start, word_at.end, 0, 1, 0)) is thing


@pytest.mark.parametrize(("text", "agents"), TEXTS)
def test_agents(reader: StandardReader, text: str, agents: list[str]) -> None:
    """Who acts is a person or a body, without the day behind it."""
    record = reader.read(Document(id="d", text=text))
    assert [argument.span.text for event in record.events for argument in event.agents] == agents
