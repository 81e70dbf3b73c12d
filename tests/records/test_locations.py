"""Where an event took place, or where it leads; the cases read aloud: the text, then the place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.schema import Dateline, Document

PLACES = [
    # expected: the place of the first event, then the text
    ("Paris", "Deputies arrested two men in Paris."),
    ("Paris", "Two men were arrested in Paris last week."),
    ("Paris", "In Paris, officers arrested two men."),
    ("Paris", "- In Paris, officers arrested two men."),
    ("an apartment", "Two men were arrested at an apartment."),
    ("France", "A judge in Spain watched as two men were deported to France."),
    ("France", "Two men were extradited from Spain to France."),
    ("Spain", "Two men were extradited from Spain."),
    ("federal court", "Dana Vale pleaded guilty in federal court."),
    ("Paris", "Dana Vale was indicted in Paris."),
    ("Ohio", "His Ohio conviction for theft ended his career."),
    (
        "Lorn County Superior Court",
        "Dana Vale was charged with the theft of a car on May 6 in Lorn County Superior Court.",
    ),
    ("an apartment", "The two fled to an apartment, where they were arrested."),
    ("Paris", "He has two convictions, including for exhibiting a weapon and theft, in Paris, Texas."),
]
NOWHERE = [
    "Two men were arrested for camping in Paris.",
    "Two men were taken into custody.",
    "Dana Vale was convicted of the assault of a man in Paris.",
    "Dana Vale was charged in connection with a shooting in Paris.",
    "Dana Vale pleaded guilty before a judge.",
    "Dana Vale was sentenced to a year in jail.",
    "Dana Vale was released from prison.",
    "Officers arrested 40 people in Operation Long Winter.",
]


DATED = [
    # A name that no gazetteer has, in a document that is dated from there or from a town in it
    ("Quellstad", "QUELLSTAD, Ossenmark – Seven people were arrested in Quellstad in Operation Tall Reed."),
    ("Ossenmark", "QUELLSTAD, Ossenmark – Seven people were arrested in Ossenmark in Operation Tall Reed."),
]


def read_places(reader: StandardReader, text: str) -> list[str]:
    event = reader.read(Document(id="d", text=text)).events[0]
    return [argument.span.text for argument in event.places]


@pytest.mark.parametrize(("expected", "text"), PLACES)
def test_places(reader: StandardReader, expected: str, text: str) -> None:
    """A place after the event, or one that opens its sentence; a removal leads to its destination."""
    assert read_places(reader, text) == [expected]


@pytest.mark.parametrize("text", NOWHERE)
def test_no_place(reader: StandardReader, text: str) -> None:
    """The place of the conduct is not the place of the event; custody and a judge are no places."""
    assert read_places(reader, text) == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from("arrested deported to from in the Paris court last week , and raided".split())).map(
        " ".join
    )
)
def test_any_text(reader: StandardReader, text: str) -> None:
    """At most one place an event, and its words stand in the text."""
    for event in reader.read(Document(id="d", text=text)).events:
        assert len(event.places) <= 1
        assert all(text[place.span.start : place.span.end] == place.span.text for place in event.places)


@pytest.mark.parametrize(("expected", "text"), DATED)
def test_a_place_from_which_a_document_is_dated(reader: StandardReader, expected: str, text: str) -> None:
    """Its dateline says that the name is one of a place; without it nothing does."""
    dateline = Dateline(place="QUELLSTAD, Ossenmark", date=None)
    event = reader.read(Document(id="d", text=text, dateline=dateline)).events[0]
    assert [argument.span.text for argument in event.places] == [expected]
