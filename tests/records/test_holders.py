"""Whose an offense is: the right person, or nobody; the cases read aloud: people and offenses, then the text.

Most cases tell of one woman who is charged and of somebody else who was convicted: to her the conviction is nothing.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.offenses import attach_offenses
from onrecord.records.people import find_people
from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.schema import Document, Record

CHARGED = "Dana Vale was charged with arson. "
NOT_HERS = [
    "Another man, who was convicted of perjury in May, is in prison.",
    "Her brother was convicted of perjury in May.",
    "Her brother received five years in prison for theft.",
    "Her co-defendant pleaded guilty to arson.",
    "A co-defendant has pleaded guilty to arson.",
    "One of her accomplices was sentenced to two years in prison for arson.",
    "In an unrelated case, a Lorn man was convicted of arson.",
    "The witness, who was convicted of perjury, will not testify.",
    "The victim was convicted of theft in 2010.",
    "Judge Ada Roe, who sentenced a man to ten years in prison for murder last year, will hear the case.",
    "Prosecutor Ada Roe, who won a conviction for murder last year, leads the case.",
    "She shared a house with a man convicted of perjury.",
    "She helped a man who was convicted of murder.",
    "The sheriff's brother pleaded guilty to theft.",
    "A company convicted of fraud owns the house.",
    "The corporation was sentenced to probation for fraud.",
    "Her employer, Halden Foods, was convicted of fraud.",
    "No one has been convicted of arson in Lorn since 1990.",
    "Last year the county convicted 40 people of arson.",
]
ONES_OWN = [
    ("Dana Vale: charged arson; Ilya Dremov: convicted perjury", CHARGED + "Ilya Dremov was convicted of perjury."),
    (
        "Dana Vale: charged arson; Ilya Dremov: convicted perjury",
        "Dana Vale was charged with arson, and Ilya Dremov was convicted of perjury.",
    ),
    (
        "Dana Vale: charged arson; Ilya Dremov: pleaded arson",
        CHARGED + "Her co-defendant, Ilya Dremov, pleaded guilty to arson.",
    ),
    ("Dana Vale: charged arson", "Dana Vale, whose partner pleaded guilty to forgery, was charged with arson."),
    ("Dana Vale: charged arson", "Dana Vale, whose husband was convicted of forgery, was charged with arson."),
    (
        "Dana Vale: charged arson",
        "Dana Vale, a clerk for a judge who was convicted of bribery, was charged with arson.",
    ),
    ("Dana Vale: charged arson", "Dana Vale was charged with arson after a man convicted of fraud accused her."),
    ("Dana Vale: charged arson, dismissed arson", CHARGED + "A judge dismissed the arson charge against her."),
    ("Dana Vale: charged arson, convicted perjury", CHARGED + "She was convicted of perjury in 2019."),
    ("Dana Vale: charged arson, convicted perjury", CHARGED + "The defendant was convicted of perjury in 2019."),
    (
        "Dana Vale: charged arson; Ilya Dremov: charged arson",
        "Dana Vale, 28, and Ilya Dremov, 41, were charged with arson.",
    ),
    (
        "Dana Vale: charged arson; Ilya Dremov: charged arson",
        "Dana Vale and Ilya Dremov were arrested on Monday. Both were charged with arson.",
    ),
    ("Dana Vale: charged arson", "A Lorn woman was charged with arson.\nDana Vale, 28, was arrested on Monday."),
    ("Dana Vale: sentenced arson", "Dana Vale was convicted of arson. A judge sentenced her to five years in prison."),
    ("Dana Vale: charged arson", "Charges of arson were filed against Dana Vale."),
    ("Dana Vale: charged arson", "Sheriff Ansel Brandt said Dana Vale was charged with arson."),
]


def find(reader: StandardReader, text: str) -> str:
    document = Document(id="d", text=text)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    record = Record(reader=reader.version, document=document)
    people = attach_offenses(reading, replace(record, people=find_people(reading, record)))
    return "; ".join(
        f"{person.name}: " + ", ".join(f"{offense.disposition} {offense.span.text}" for offense in person.offenses)
        for person in people
        if person.offenses
    )


@pytest.mark.parametrize("text", NOT_HERS)
def test_what_is_told_of_another(reader: StandardReader, text: str) -> None:
    """A conviction of somebody else, of a company or of people in general is none of the one who is charged."""
    assert find(reader, CHARGED + text) == "Dana Vale: charged arson"


@pytest.mark.parametrize(("expected", "text"), ONES_OWN)
def test_to_each_his_own(reader: StandardReader, expected: str, text: str) -> None:
    """Names, pronouns, lists and "the defendant" lead to the person whom they mean."""
    assert find(reader, text) == expected


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([CHARGED, *NOT_HERS, "They", "Both", "\\n", ", who", "he"]), max_size=5))
def test_any_text(reader: StandardReader, pieces: list[str]) -> None:
    """Never raises; the same text gives the same people and offenses."""
    text = " ".join(pieces)
    assert find(reader, text) == find(reader, text)
