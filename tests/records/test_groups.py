"""Unnamed people and groups whom the law acts on; the cases read aloud: how many of what, then the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.groups import find_groups
from onrecord.records.people import find_people
from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.schema import Document, Record

GROUPS = [
    ("6 Six defendants", "Six defendants were indicted."),
    ("50 50 men", "Deputies arrested 50 men."),
    ("None More than 50 people", "More than 50 people were arrested."),
    ("1 A Lorn man", "A Lorn man was charged with theft."),
    ("1 A citizen of Honduras", "A citizen of Honduras was deported."),
    ("2 Two other men", "Dana Vale was arrested. Two other men were charged."),
]
NOBODY = [
    "Six deputies searched the house.",
    "Two men saw the arrest.",
    "Two people were killed.",
    "Two witnesses were named.",
    "Dana Vale, 28, a Lorn woman, was charged with theft.",
    "Dana Vale and Ilya Dremov were charged. The two men were arrested in May.",
    "Dana Vale was charged. The defendant was arrested in May.",
    "A prosecutor charged nobody.",
]


def find(reader: StandardReader, text: str) -> list[str]:
    document = Document(id="d", text=text)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    people = find_people(reading, Record(reader=reader.version, document=document))
    named = tuple(person for person in people if person.name)
    return [f"{group.count} {group.mentions[0].text}" for group in find_groups(reading, named)]


@pytest.mark.parametrize(("expected", "text"), GROUPS)
def test_groups(reader: StandardReader, expected: str, text: str) -> None:
    """A phrase of people beside a word of the law, with its number where the text settles it."""
    assert find(reader, text) == [expected]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(reader: StandardReader, text: str) -> None:
    """Officers, witnesses and victims are none, nor those who are named elsewhere: nobody stands twice."""
    assert find(reader, text) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*[text for _, text in GROUPS], *NOBODY, "men", "Two", "\\n"]), max_size=4))
def test_any_text(reader: StandardReader, pieces: list[str]) -> None:
    """Never raises; the same text gives the same groups."""
    text = " ".join(pieces)
    assert find(reader, text) == find(reader, text)
