"""Who said what: the text, then each statement as speaker | cue | content | mode | act, read aloud."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, plain_reading

from onrecord.beats import Beat
from onrecord.records.organizations import find_organizations
from onrecord.records.people import find_people
from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.records.statements import find_statements
from onrecord.schema import Document, ReaderVersion, Record, Statement

SPEAKERS = [
    # expected: who says it by which verb, what, how; then the text
    (["Dana Vale said “We will act,” direct assert"], "“We will act,” said Mayor Dana Vale."),
    (["Dana Vale said “We will act,” direct assert"], "“We will act,” Dana Vale, 41, said on Monday."),
    (["Dana Vale said “We will act.” direct assert"], "Mayor Dana Vale said, “We will act.”"),
    (["Dana Vale said “We will act,”+“and soon.” direct assert"], "“We will act,” Dana Vale said, “and soon.”"),
    # The next quotation of the paragraph goes on with the same speaker; a question is no end.
    (["Dana Vale said “We act,”+“Soon.” direct assert"], "“We act,” said Mayor Dana Vale. “Soon.”"),
    (["Dana Vale asked “Who acts?” direct ask"], "“Who acts?” Mayor Dana Vale asked."),
    # So does the next paragraph, where the first was not closed, or where nobody else is named.
    (["Dana Vale said “We act,”+“Now.\n“And on.” direct assert"], "“We act,” said Dana Vale. “Now.\n“And on.”"),
    (
        ["Dana Vale said “We act.” direct assert", "Dana Vale - “And on and on.” direct assert"],
        "Dana Vale said, “We act.”\n“And on and on.”",
    ),
    # Forms of a release.
    (["Dana Vale — “We will act.” direct assert"], "“We will act.” — Dana Vale, Mayor of Port Halden"),
    (["Dana Vale said: “We will act.” direct assert"], "Dana Vale, Mayor of Port Halden, said: “We will act.”"),
    (["Dana Vale : “We will act.” direct assert"], "Dana Vale: “We will act.”"),
    (
        ["Dana Vale issued the following statement: “We will act, and all of us will.” direct assert"],
        "Mayor Dana Vale issued the following statement:\n“We will act, and all of us will.”",
    ),
    # Indirect and mixed.
    (["Dana Vale said that the city would act indirect assert"], "Dana Vale said that the city would act."),
    (["Dana Vale said the city would act indirect assert"], "Dana Vale said the city would act."),
    (["Dana Vale said that it was “a farce” mixed assert"], "Dana Vale said that it was “a farce”."),
    (["Dana Vale according to He fled indirect assert"], "He fled, according to Mayor Dana Vale."),
    (["Dana Vale According to he fled indirect assert"], "According to Mayor Dana Vale, he fled."),
    (["Prosecutors allege he fled indirect assert"], "Prosecutors allege he fled."),
    (["Dana Vale described the trial as “a farce.” mixed assert"], "Dana Vale described the trial as “a farce.”"),
    # Who is meant: a pronoun, a last name, a title; a lawyer for X is not X.
    (
        ["Dana Vale said that it rained indirect assert", "Dana Vale said it snowed indirect assert"],
        "Mayor Dana Vale said that it rained. Vale said it snowed.",
    ),
    (
        ["Dana Vale said that it rained indirect assert", "Dana Vale added that it snowed indirect assert"],
        "Mayor Dana Vale said that it rained. She added that it snowed.",
    ),
    (["Rhea Moss said “He is innocent,” direct assert"], "“He is innocent,” said a lawyer for Mr. Vale, Rhea Moss."),
    (["a spokesman said “No,” direct assert"], "“No,” a spokesman said."),
    (
        ["Dana Vale said “We will act.” direct assert"],
        "They wrote to Mayor Dana Vale, who said, “We will act.”",
    ),
    # A quotation stays whole, whatever is told to be said inside it.
    (
        ["Dana Vale said “I told the court that I hope to win. They asked us to stop.” direct assert"],
        "Mayor Dana Vale said, “I told the court that I hope to win. They asked us to stop.”",
    ),
    # What is done by saying it.
    (["Dana Vale declined to comment indirect decline"], "Dana Vale declined to comment."),
    (["Dana Vale vowed to act indirect promise"], "Dana Vale vowed to act."),
    (["Dana Vale warned that it would rain indirect warn"], "Dana Vale warned that it would rain."),
    (["Dana Vale denied that it rained indirect deny"], "Dana Vale denied that it rained."),
    # No statements: what was not said, names in marks, the release's own sentences.
    ([], "The agency did not say how many people it arrested."),
    ([], "Officers closed “Club Nine” during Operation “Night Owl.”"),
    ([], "Officers arrested three people in Port Halden on Monday."),
]


def read_statements(reader: StandardReader, text: str) -> tuple[Record, tuple[Statement, ...]]:
    document = Document(id="d", text=text)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    record = Record(reader=ReaderVersion(name="t", version="1"), document=document)
    record = replace(record, organizations=find_organizations(reading, record))
    record = replace(record, people=find_people(reading, record))
    return record, find_statements(reading, record)


def tell(record: Record, statement: Statement) -> str:
    """A statement as one line of the table."""
    names = {person.id: person.name for person in record.people} | {body.id: body.name for body in record.organizations}
    speaker = names.get(statement.speaker or "") or (statement.source.text if statement.source else "nobody")
    cue = statement.cue.text if statement.cue else "-"
    content = "+".join(span.text for span in statement.content)
    return f"{speaker} {cue} {content} {statement.mode} {statement.act}"


@pytest.mark.parametrize(("expected", "text"), SPEAKERS)
def test_statements_have_speaker_cue_and_content(reader: StandardReader, expected: list[str], text: str) -> None:
    """Each statement says who, by which verb, in which words."""
    record, statements = read_statements(reader, text)
    assert [tell(record, statement) for statement in statements] == expected


def test_source_is_kept_where_nobody_of_the_record_is_meant(reader: StandardReader) -> None:
    """A spokesman without a name is a source, and no speaker."""
    _, (statement,) = read_statements(reader, "“No,” a spokesman said.")
    assert statement.speaker is None
    assert statement.source is not None


@given(st.text(alphabet="ab “”\"'‘’.,:—\nsaid Vale that", max_size=200) | st.text(max_size=100))
@settings(max_examples=60, deadline=None)
def test_any_text_is_survived(reader: StandardReader, text: str) -> None:
    """Every span is the text's own, identifiers count from 1, and reading twice gives the same."""
    record, statements = read_statements(reader, text)
    assert statements == read_statements(reader, text)[1]
    assert [statement.id for statement in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]
    for statement in statements:
        for span in (*statement.content, *filter(None, (statement.source, statement.cue))):
            assert record.document.text[span.start : span.end] == span.text


def test_a_sentence_of_thousands_of_quotations_is_survived(beat: Beat) -> None:
    """One endless sentence of quotations, cues and sources is read in near-linear time."""
    for phrase in ("said “a” and ", "the city said that ", "according to the city ", "“a "):
        reading = plain_reading(beat, phrase * 700)
        assert isinstance(find_statements(reading, empty_record(reading)), tuple)


def test_the_announcer_behind_the_verb(reader: StandardReader) -> None:
    """ "Pleaded guilty today, announced State Attorney Ada Roe": she says it, and no "A"."""
    text = "A gang member pleaded guilty today to racketeering, announced United States Attorney Ada Roe."
    record = reader.read(Document(id="d", text=text))
    (statement,) = record.statements
    assert statement.source is not None
    assert statement.source.text == "United States Attorney Ada Roe"
    assert statement.speaker == next(person.id for person in record.people if person.name == "Ada Roe")


@pytest.mark.parametrize(
    "text",
    [
        "The fire, which claimed the lives of Vera Holt and Oskar Brand, shook the town.",
        "A crash claimed three lives.",
        "Dana Vale, aka “Dee,” pleaded guilty.",
    ],
)
def test_nothing_is_said(reader: StandardReader, text: str) -> None:
    """A fire claims lives, and another name is no quotation."""
    assert reader.read(Document(id="d", text=text)).statements == ()
