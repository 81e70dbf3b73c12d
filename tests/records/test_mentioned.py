"""Whom words mean, by what the record has so far; the cases read aloud: who, then the text with the words marked."""

from dataclasses import replace

import pytest
from tests.records.plain_readings import empty_record

from onrecord.records.mentioned import Entities, index_entities, who_is_meant
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, open_reading
from onrecord.schema import Document, Person, Role, Span, Statement

ROLES: dict[str, Role] = {"Dana Vale": "subject", "Ilya Dremov": "subject", "Ada Roe": "judge"}
CASES = [
    ("Dana Vale", "Deputies arrested *Dana Vale*."),
    ("Dana Vale", "Dana Vale was arrested. *She* was charged."),
    ("Dana Vale", "Dana Vale met Ada Roe before *her* arrest."),
    ("Dana Vale", "Dana Vale was arrested. *The defendant* was charged."),
    ("Ada Roe", "The judge, Ada Roe, spoke. *The judge* then left."),
    (None, "Dana Vale and Ilya Dremov were arrested. *The defendant* was charged."),
    (None, "Dana Vale knew a man. *He* was charged."),
    (None, "Dana Vale was arrested. *A defendant* was charged."),
    (None, "*She* was charged."),
]


def read(reader: StandardReader, text: str) -> tuple[Reading, Entities]:
    reading = open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)
    people = tuple(
        Person(id=name, kind="person", role=role, name=name, mentions=(span(text, name),))
        for name, role in ROLES.items()
        if name in text
    )
    return reading, index_entities(reading, replace(empty_record(reading), people=people))


def span(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words), text=words)


@pytest.mark.parametrize(("expected", "marked"), CASES)
def test_who_is_meant(reader: StandardReader, expected: str | None, marked: str) -> None:
    """A name, a pronoun, a title or "the defendant" where one alone can be meant; else nobody."""
    before, words, _ = marked.split("*")
    reading, entities = read(reader, marked.replace("*", ""))
    assert who_is_meant(reading, entities, len(before), len(before) + len(words)) == expected


def test_statements(reader: StandardReader) -> None:
    """The inner of two statements whose contents hold an offset."""
    text = "He said she said it rained."
    reading, _ = read(reader, text)
    outer, inner = (
        Statement(
            id=words, source=None, speaker=None, cue=None, content=(span(text, words),), mode="indirect", act="assert"
        )
        for words in ("she said it rained", "it rained")
    )
    entities = index_entities(reading, replace(empty_record(reading), statements=(outer, inner)))
    assert entities.statement_at(text.index("rained")) == "it rained"
    assert entities.statement_at(text.index("she")) == "she said it rained"
    assert entities.statement_at(0) is None
