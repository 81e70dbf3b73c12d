"""Who speaks, by the words of a source; the cases read aloud: who, then the text with the source marked."""

from dataclasses import replace

import pytest
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.records.speakers import Speakers
from onrecord.schema import Gender, Organization, Person, Role, Span

PEOPLE: dict[str, tuple[Role, Gender | None, str | None]] = {
    "Dana Vale": ("subject", "female", None),
    "Ilya Dremov": ("subject", "male", None),
    "Ansel Brandt": ("official", "male", "Sheriff"),
}
BODY = "Lorn Police Department"
CASES = [
    ("Ansel Brandt", "It was late, *Ansel Brandt* said."),
    ("Ansel Brandt", "It was late, *Sheriff Ansel Brandt* said."),
    ("Ansel Brandt", "Ansel Brandt came. It was late, *he* said."),
    ("Dana Vale", "Dana Vale met Ansel Brandt. It was late, *she* said."),
    ("Ansel Brandt", "Sheriff Ansel Brandt came. It was late, *the sheriff* said."),
    ("Dana Vale", "Dana Vale was charged. It was late, *the defendant* said."),
    (BODY, "It was late, the *Lorn Police Department* said."),
    (BODY, "The Lorn Police Department came. It was late, *the department* said."),
    (None, "It was late, *a spokesman for Dana Vale* said."),
    (None, "Dana Vale was charged. It was late, *a lawyer for Vale* said."),
    ("Dana Vale", "Dana Vale was charged. It was late, *Clerk Vale* said."),
    (None, "It was late, *Dana Vale's lawyer* said."),
    (None, "It was late, *an official of the Lorn Police Department* said."),
    (None, "Dana Vale met Ilya Dremov. It was late, *the defendant* said."),
    (None, "It was late, *she* said."),
    (None, "Dana Vale came. It was late, *he* said."),
    (None, "It was late, *witnesses* said."),
    (None, "The Lorn Police Department came. *This office* said that it was late."),
    (None, "The Lorn Police Department came. *Our office* said that it was late."),
    (None, "The Lorn Police Department came. *We* say that it was late."),
    (None, "The Lorn Police Department came. It was late, *the office* said."),
    (None, "The Lorn Police Department came. It was late, *the court* said."),
]
OWN = [
    (BODY, "The Lorn Police Department came. *This department* said that it was late.", "Lorn Police Department"),
    (BODY, "The Lorn Police Department came. *We* say that it was late.", "the Lorn Police Department"),
    (None, "The Lorn Police Department came. *We* say that it was late.", "Halden County District Attorney’s Office"),
]


def find_speaker(marked: str, publisher: str | None = None) -> str | None:
    before, words, _ = marked.split("*")
    text = marked.replace("*", "")
    reading = plain_reading(packaged_beat(), text, publisher=publisher)
    people = tuple(
        Person(id=name, kind="person", role=role, name=name, gender=gender, title=title, mentions=(span(text, name),))
        for name, (role, gender, title) in PEOPLE.items()
        if name in text
    )
    bodies = (Organization(id=BODY, name=BODY, kind="agency", mentions=(span(text, BODY),)),) if BODY in text else ()
    record = replace(empty_record(reading), people=people, organizations=bodies)
    return Speakers(reading, record).find_speaker(Span(start=len(before), end=len(before) + len(words), text=words))


def span(text: str, words: str) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words), text=words)


@pytest.mark.parametrize(("expected", "marked"), CASES)
def test_speakers(expected: str | None, marked: str) -> None:
    """A name, a title or a pronoun of one who fits; who speaks for somebody is not that person."""
    assert find_speaker(marked) == expected


@pytest.mark.parametrize(("expected", "marked", "publisher"), OWN)
def test_the_publisher(expected: str | None, marked: str, publisher: str) -> None:
    """ "We" and "this office" are the publisher where the text names it, and never another body that it names."""
    assert find_speaker(marked, publisher) == expected
