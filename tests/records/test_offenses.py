"""Each offense is tied to the right person, with its words, its code and the sentence that was imposed."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.offense_phrases import find_phrases, index_terms
from onrecord.records.offenses import attach_offenses
from onrecord.records.people import find_people
from onrecord.records.punishments import find_punishments
from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.schema import Document, Offense, Person, Record

TEXTS = [
    "Dana Vale, 28, was charged with burglary.",
    "Ilya Dremov pleaded guilty to forgery. He was sentenced to three years in prison.",
    "A jury convicted Dana Vale of arson.",
    "The court vacated the conviction of Ilya Dremov.",
    "Six defendants were indicted.",
]


def attach(reader: StandardReader, text: str) -> tuple[Person, ...]:
    document = Document(id="d", text=text)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    record = Record(reader=reader.version, document=document)
    record = replace(record, people=find_people(reading, record))
    return attach_offenses(reading, record)


def offenses(reader: StandardReader, text: str) -> list[Offense]:
    return [offense for person in attach(reader, text) for offense in person.offenses]


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (["burglary", "arson"], "two counts of burglary and one count of arson"),
        (["grand theft"], "(36) felony counts of grand theft in Port Halden"),
        (["murder"], "the murder of Tess Orrin"),
        (["weapons"], "weapons charges"),
        (["possession of a firearm by a felon"], "possession of a firearm by a felon"),
        (["assault as a hate crime"], "assault as a hate crime"),
        (["conspiracy to commit wire fraud"], "conspiracy to commit wire fraud, a felony"),
        (["burglary in the first degree"], "burglary in the first degree"),
        (["first- and second-degree burglary"], "first- and second-degree burglary"),
        (["filing false claims"], "filing false claims"),
        (["robbery"], "robbery after a chase in which a theft was seen"),
        ([], "the same thing"),
    ],
)
def test_phrases(reader: StandardReader, expected: list[str], words: str) -> None:
    """The shortest span that names the offense, without counts, articles, places and victims."""
    phrases = find_phrases(words, 0, len(words), index_terms(reader._beat, words))
    assert [words[phrase.start : phrase.end] for phrase in phrases] == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("five years in prison", "Dana Vale was sentenced to five years in prison for arson."),
        ("12 months of probation", "The judge sentenced Vale to 12 months of probation on Friday."),
        ("life", "Vale received life for murder."),
        (None, "Vale faces up to 20 years in prison."),
        (None, "Vale is scheduled to be sentenced to five years in prison."),
        (None, "Vale was charged with arson."),
    ],
)
def test_punishments(reader: StandardReader, expected: str | None, text: str) -> None:
    """The words of the punishment that was imposed; what somebody faces is none."""
    reading = open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)
    found = find_punishments(reading, reading.sentences[0], index_terms(reader._beat, text))
    assert [punishment.span.text for punishment in found] == ([] if expected is None else [expected])


def test_codes_and_sentence(reader: StandardReader) -> None:
    """A sentence reaches the plea told right before it; a code stands where one is sure."""
    (offense,) = offenses(reader, "Ilya Dremov pleaded guilty to forgery. He was sentenced to three years in prison.")
    assert (offense.disposition, offense.code) == ("sentenced", "250")
    assert offense.sentence is not None
    assert offense.sentence.text == "three years in prison"


def test_one_charge_and_one_outcome_at_most(reader: StandardReader) -> None:
    """The same offense told three times is one charge and one outcome, numbered in text order."""
    text = "Dana Vale was charged with arson. Vale was indicted for arson. Vale was convicted of arson."
    assert [(offense.id, offense.disposition) for offense in offenses(reader, text)] == [
        ("x1", "charged"),
        ("x2", "convicted"),
    ]


def test_nobody_acted_on(reader: StandardReader) -> None:
    """Where nobody is acted on by the law, the people come back as they are."""
    text = "Sheriff Ansel Brandt said that arson charges are rare."
    assert offenses(reader, text) == []
    assert [person.name for person in attach(reader, text)] == ["Ansel Brandt"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, "\n", "“", "•", "charged with", "Vale", ", and "]), max_size=8))
def test_any_text(reader: StandardReader, pieces: list[str]) -> None:
    """Never raises; every span stands in the text; the same text gives the same offenses."""
    text = " ".join(pieces)
    people = attach(reader, text)
    for person in people:
        for offense in person.offenses:
            assert text[offense.span.start : offense.span.end] == offense.span.text
            assert person.role == "subject"
    assert people == attach(reader, text)
