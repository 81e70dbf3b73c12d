"""Subject, object and complement without a parser; the cases read aloud: the phrases, then the sentence.

The word asked about stands between asterisks.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.clauses import (
    find_object,
    find_person_before,
    find_possessor,
    find_prepositional,
    find_subjects,
    follows_be,
    is_passive,
    is_person,
)
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Phrase, Reading, open_reading
from onrecord.schema import Document

SUBJECTS = [
    ("Deputies", "Deputies *arrested* a man."),
    ("Dana Vale", "Dana Vale was *arrested* on Monday."),
    ("Dana Vale, Ilya Dremov", "Dana Vale and Ilya Dremov were *arrested*."),
    ("Dana Vale", "Dana Vale, who lives in Lorn, was *arrested*."),
    ("Dana Vale", "Dana Vale was arrested and *charged*."),
    ("Two men", "Two men charged with theft were *released*."),
    ("the man", "Deputies said the man was *arrested*."),
    ("The judge", "The judge in the case *resigned*."),
    ("", "*Arrested* were two men."),
]
OBJECTS = [
    ("a man", "Deputies *arrested* a man on Monday."),
    ("Dana Vale", "Deputies *arrested* and charged Dana Vale."),
    ("", "Deputies *arrived* on Monday."),
]
PASSIVES = [
    (True, "Dana Vale was *arrested*."),
    (True, "Dana Vale has been *arrested*."),
    (True, "The man *arrested* on Monday is a baker."),
    (False, "Deputies *arrested* Dana Vale."),
    (False, "Deputies have *arrested* Dana Vale."),
    (False, "The mayor *declined* to speak."),
]


def read(reader: StandardReader, marked: str) -> tuple[Reading, int]:
    before, word, after = marked.split("*")
    document = Document(id="d", text=before + word + after)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    return reading, reading.word_at(len(before))


def say(reading: Reading, *phrases: Phrase | None) -> str:
    return ", ".join(reading.document.text[phrase.start : phrase.end] for phrase in phrases if phrase)


@pytest.mark.parametrize(("expected", "text"), SUBJECTS)
def test_subjects(reader: StandardReader, expected: str, text: str) -> None:
    """The phrase of which the verb is told: not what stands between, not a place, both of two that are joined."""
    reading, index = read(reader, text)
    assert say(reading, *find_subjects(reading, index)) == expected


@pytest.mark.parametrize(("expected", "text"), OBJECTS)
def test_objects(reader: StandardReader, expected: str, text: str) -> None:
    """The phrase right behind the verb, or behind the verb that is joined to it; a day is none."""
    reading, index = read(reader, text)
    assert say(reading, find_object(reading, index)) == expected


@pytest.mark.parametrize(("expected", "text"), PASSIVES)
def test_passives(reader: StandardReader, *, expected: bool, text: str) -> None:
    """Told of its subject after a form of be, or alone before no object; what one declined is one's own act."""
    reading, index = read(reader, text)
    assert is_passive(reading, index) is expected


def test_follows_be(reader: StandardReader) -> None:
    """A form of be in the verbal group, wherever it stands there."""
    assert follows_be(*read(reader, "Dana Vale has not been *arrested*."))
    assert not follows_be(*read(reader, "Dana Vale *appealed* on Monday."))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Dana Vale", "Dana Vale's *arrest* surprised the town."),
        ("her", "In May her second *arrest* surprised the town."),
        ("", "The *arrest* surprised the town."),
    ],
)
def test_possessors(reader: StandardReader, expected: str, text: str) -> None:
    """Whose a noun is, by a name or a pronoun."""
    reading, index = read(reader, text)
    assert say(reading, find_possessor(reading, index)) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Dana Vale", "The *arrest* of Dana Vale on Monday surprised the town."),
        ("", "The *arrest* surprised the mayor of Lorn."),
        ("", "The *arrest*; of Dana Vale nothing is known."),
    ],
)
def test_complements(reader: StandardReader, expected: str, text: str) -> None:
    """The phrase behind the preposition, no further than the next verb or mark."""
    reading, index = read(reader, text)
    found = find_prepositional(reading, index, frozenset(["of"]), stops=frozenset())
    assert say(reading, *found) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("Dana Vale", "Dana Vale drove to Lorn before the *arrest*."),
        ("", "The storm came before the *arrest*."),
        ("Dana Vale", "Dana Vale met Sheriff Ansel Brandt before the *arrest*."),
    ],
)
def test_person_before(reader: StandardReader, expected: str, text: str) -> None:
    """The nearest phrase that means people; who holds office is not acted on."""
    reading, index = read(reader, text)
    assert say(reading, find_person_before(reading, index)) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "*Dana* Vale left."),
        (True, "Two *women* left."),
        (True, "*She* left."),
        (True, "A *group* of men left."),
        (False, "A *group* of houses burned."),
        (False, "The *bridge* fell."),
        (False, "*It* fell."),
    ],
)
def test_people(reader: StandardReader, *, expected: bool, text: str) -> None:
    """A name, a pronoun, or a noun that means people, be it behind "a group of"."""
    reading, index = read(reader, text)
    phrase = reading.phrase_at(reading.words[index].start)
    assert phrase is not None
    assert is_person(reading, phrase) is expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from("Dana Vale was arrested by who , and of the men his ( : 's".split()), max_size=9))
def test_any_words(reader: StandardReader, words: list[str]) -> None:
    """Never raises, and every phrase stands in the text."""
    text = " ".join(words)
    reading = open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)
    for index in range(len(reading.words)):
        before = (find_person_before(reading, index), find_possessor(reading, index), find_object(reading, index))
        for phrase in (*find_subjects(reading, index), *before):
            assert phrase is None or 0 <= phrase.start < phrase.end <= len(text)
