"""Why a fact stands in a record: what a person who doubts it is told."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pytest

from onrecord.errors import ReaderError
from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

TEXT = """FOR IMMEDIATE RELEASE
May 8, 2024

PORT HALDEN, Ohio – Dana Vale, 34, of Lorn, was convicted on Monday of wire fraud, Sheriff Ada Quill said. "It was a \
long road," Quill said. Vale faces up to 20 years if convicted of arson.

Two men were charged with arson in April. Orrin Dremov was not charged with murder. Of 12 counts, three were dropped.

Dana Vale was sentenced to 12 years in prison for forgery. The conviction came after a trial of 3 weeks.
"""
DOCUMENT = Document(id="d1", text=TEXT, published="2024-05-08", language="en")
TOLD = [
    # kind of fact, its words, a sentence that is told of it, and whether among what was left out
    ("event", "convicted", "the word alone reports it", False),
    ("event", "convicted", "Its subject by the grammar of its sentence: “Dana Vale”.", False),
    ("event", "convicted", "are those of t", False),
    ("event", "charged", "It is negated: “not|never", False),
    ("offense", "wire fraud", "“convicted on” is evidence of convicted.", False),
    ("offense", "wire fraud", "“Dana Vale”, who is named or meant beside the evidence.", False),
    ("offense", "forgery", "“12 years in prison” is the punishment", False),
    ("statement", "Sheriff Ada Quill", "“said” is its cue, an act of assert.", False),
    ("time", "Monday", "“Monday” is a DATE of the grammar of times, with the value 2024-05-06.", False),
    ("time", "May 8, 2024", "“May 8” alone: a longer reading is taken.", True),
    ("figure", "Two", "“Two” counts people, at least 2 and at most 2.", False),
    ("person", "Dana Vale", "acted on by the law", False),
    ("place", "Ohio", "it stands for GeoNames 5165418.", False),
]


def _find(record: Record, reader: StandardReader, kind: str, words: str, line: str, *, rejected: bool) -> list[str]:
    """The identifiers of facts of that kind and those words of which the line is told."""
    people = record.people
    facts: Iterable[Any] = chain(people, record.places, record.times, record.statements, record.events, record.figures)
    found = []
    for fact in (*facts, *chain.from_iterable(person.offenses for person in people)):
        told = reader.explain(DOCUMENT, fact.id)
        lines = told.rejected if rejected else told.why
        if told.kind == kind and told.words[0].text == words and any(line in one for one in lines):
            found.append(fact.id)
    return found


@pytest.fixture(scope="module")
def record(reader: StandardReader) -> Record:
    return reader.read(DOCUMENT)


@pytest.mark.parametrize(("kind", "words", "line", "rejected"), TOLD)
def test_what_is_told(
    reader: StandardReader, record: Record, kind: str, words: str, line: str, *, rejected: bool
) -> None:
    assert _find(record, reader, kind, words, line, rejected=rejected)


def test_every_fact_can_be_explained(reader: StandardReader, record: Record) -> None:
    """Each has a reason, and its words stand in the text."""
    groups: tuple[tuple[Any, ...], ...] = (
        record.people, record.organizations, record.places, record.times, record.statements, record.events,
        record.figures, record.proceedings, record.labels, record.references, record.omissions,
    )  # fmt: skip
    for fact in chain.from_iterable(groups):
        told = reader.explain(DOCUMENT, fact.id)
        assert told.why
        assert all(TEXT[span.start : span.end] == span.text for span in told.words)


def test_what_looks_like_evidence_and_is_none_is_told(reader: StandardReader) -> None:
    """A hypothetical beside a charge."""
    document = Document(id="d2", text="Dana Vale was charged with arson and faces prison if convicted of arson.")
    offense = reader.read(document).people[0].offenses[0]
    told = reader.explain(document, offense.id)
    assert offense.disposition == "charged"
    assert [line for line in told.rejected if line.startswith("“convicted of” (convicted) is no evidence here")]


def test_the_encoder_says_how_sure_it_is(reader: StandardReader, record: Record) -> None:
    scores = [reader.explain(DOCUMENT, statement.id).score for statement in record.statements]
    assert any(scores)
    assert all(score is None or 0 < score <= 1 for score in scores)


def test_an_unknown_fact_is_refused_with_those_there_are(reader: StandardReader) -> None:
    with pytest.raises(ReaderError, match=r"no fact 'e99': it has p1, "):
        reader.explain(DOCUMENT, "e99")
