"""Who acts and who is acted on in an event; the cases read aloud: agents > subjects, then the sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.arguments import find_arguments
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Phrase, Reading, open_reading
from onrecord.records.triggers import find_triggers
from onrecord.schema import Document

VERBS = [
    ("Deputies > a baker", "Deputies arrested a baker."),
    ("- > Dana Vale", "Dana Vale was arrested on Monday."),
    ("deputies > Dana Vale", "Dana Vale was arrested by deputies."),
    ("A jury > Dana Vale", "A jury convicted Dana Vale of arson."),
    ("A judge > Dana Vale", "A judge sentenced Dana Vale to five years in prison."),
    ("- > Dana Vale, Ilya Dremov", "Dana Vale and Ilya Dremov were sentenced on Monday."),
    ("- > Dana Vale", "Dana Vale, a baker from Lorn, was charged with forgery."),
    ("- > a baker", "Prosecutors said a baker was charged with forgery."),
    ("A grand jury > Dana Vale", "A grand jury in Lorn indicted Dana Vale."),
    ("- > two men", "Deputies told reporters that two men were arrested."),
    ("- > Ilya Dremov", "Ilya Dremov, who was sentenced in May, owns a bakery."),
]
DOERS = [
    ("Dana Vale > -", "Dana Vale pleaded guilty to forgery."),
    ("Dana Vale > -", "Dana Vale pleaded not guilty."),
    ("Dana Vale > -", "Dana Vale appealed on Monday."),
]
NOUNS = [
    ("- > a man", "The arrest of a man surprised the town."),
    ("- > Dana Vale", "Dana Vale's arrest surprised the town."),
    ("- > -", "MEDIA ADVISORY - ARRAIGNMENT IN COURT TODAY"),
    ("- > Dana Vale", "Dana Vale faces charges of forgery."),
    ("Prosecutors > Dana Vale", "Prosecutors filed charges against Dana Vale."),
    ("deputies > Dana Vale", "The arrest of Dana Vale by deputies surprised the town."),
    ("- > -", "The arrest surprised the town."),
]


def read(reader: StandardReader, text: str) -> Reading:
    return open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)


def say(reading: Reading, phrases: tuple[Phrase, ...]) -> str:
    return ", ".join(reading.document.text[phrase.start : phrase.end] for phrase in phrases) or "-"


def find(reader: StandardReader, text: str) -> str:
    reading = read(reader, text)
    found = [find_arguments(reading, trigger) for trigger in find_triggers(reading)]
    return "; ".join(f"{say(reading, one.agents)} > {say(reading, one.subjects)}" for one in found)


@pytest.mark.parametrize(("expected", "text"), VERBS)
def test_of_a_verb(reader: StandardReader, expected: str, text: str) -> None:
    """Whoever acts is the agent, whoever is acted on the subject, however the sentence turns it."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(("expected", "text"), DOERS)
def test_what_a_subject_does(reader: StandardReader, expected: str, text: str) -> None:
    """A plea and an appeal are acts of their subject, who is the agent."""
    assert find(reader, text) == expected


@pytest.mark.parametrize(("expected", "text"), NOUNS)
def test_of_a_noun(reader: StandardReader, expected: str, text: str) -> None:
    """A noun's owner, its complement, or the verb it hangs on tells who takes part."""
    assert find(reader, text) == expected


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"was charged arrested by the arrest of , who and faces".split(), "Dana Vale"]), max_size=9
    )
)
def test_any_words(reader: StandardReader, words: list[str]) -> None:
    """Never raises; every argument is a phrase of the text; the same text gives the same."""
    text = " ".join(words)
    reading = read(reader, text)
    for trigger in find_triggers(reading):
        found = find_arguments(reading, trigger)
        for phrase in (*found.agents, *found.subjects):
            assert 0 <= phrase.start < phrase.end <= len(text)
            assert phrase.first <= phrase.head < phrase.last
    assert find(reader, text) == find(reader, text)


@pytest.mark.parametrize(
    ("agents", "text"),
    [
        (["Dana Vale"], "Dana Vale, 39, Houston, pleaded guilty to one count of arson."),
        (["a Cook County jury"], "Dana Vale was convicted of arson by a Cook County jury."),
        ([], "Dana Vale was arrested on Monday by Chicago."),
    ],
)
def test_no_town_acts(reader: StandardReader, agents: list[str], text: str) -> None:
    """A town neither pleads nor arrests, and a jury of a county is not the county."""
    record = reader.read(Document(id="d", text=text))
    found = [argument for event in record.events for argument in event.agents]
    assert [argument.span.text for argument in found] == agents
    assert not {argument.ref for argument in found} & {place.id for place in record.places}
