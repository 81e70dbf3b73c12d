"""Whole invented documents, marked by hand: who is said to have which offense, who speaks, what happened.

The texts stand in tests/texts/, each with its marks beside it; hard sentences by themselves are in hard_cases.toml.
"""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

TEXTS = sorted((Path(__file__).parents[1] / "texts").glob("*.txt"))


def read(reader: StandardReader, path: Path) -> tuple[Record, dict[str, Any]]:
    marks = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    document = Document(
        id=path.stem, text=path.read_text(encoding="utf-8"), kind=marks["kind"], published=marks["published"]
    )
    return reader.read(document), marks


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_offenses(path: Path, reader: StandardReader) -> None:
    """Each offense with its person, how far the law has got, and the words of the sentence; none besides."""
    record, marks = read(reader, path)
    found = [
        [person.name, offense.span.text, offense.disposition, offense.sentence.text if offense.sentence else ""]
        for person in record.people
        for offense in person.offenses
    ]
    assert sorted(found) == sorted(marks["offenses"])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_subjects(path: Path, reader: StandardReader) -> None:
    """Those whom the law acts on, and nobody else."""
    record, marks = read(reader, path)
    assert sorted(person.name or "" for person in record.people if person.role == "subject") == sorted(
        marks["subjects"]
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes(path: Path, reader: StandardReader) -> None:
    """Each quotation with its speaker."""
    record, marks = read(reader, path)
    names = {person.id: person.name for person in record.people}
    found = [
        [names.get(statement.speaker or ""), statement.content[0].text]
        for statement in record.statements
        if statement.mode != "indirect"
    ]
    assert found == marks["quotes"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_events(path: Path, reader: StandardReader) -> None:
    """The events that the marks name are found, each as often as it is told."""
    record, marks = read(reader, path)
    assert not Counter(marks["events"]) - Counter(event.type for event in record.events)


def test_every_text_has_marks() -> None:
    """No text without its marks, no marks without their text."""
    assert {path.stem for path in TEXTS} == {path.stem for path in (TEXTS[0].parent).glob("*.toml")}
    assert len(TEXTS) >= 3
