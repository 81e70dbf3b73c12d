"""What a person is in a document, by all that stands beside the name; the cases read aloud."""

from dataclasses import replace

import pytest

from onrecord.records.mentions import find_mentions
from onrecord.records.organizations import find_organizations
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, open_reading
from onrecord.records.roles import find_organization, find_role, find_title
from onrecord.schema import Document, Record

ROLES = [
    ("subject", "Dana Vale was arrested."),
    ("subject", "Deputies arrested Dana Vale."),
    ("subject", "Dana Vale, 28, of Lorn, was charged with theft."),
    ("subject", "Sheriff Dana Vale was charged with theft."),
    ("subject", "Dana Vale's conviction was overturned."),
    ("official", "Sheriff Dana Vale arrested two men."),
    ("official", "Dana Vale, the county sheriff, spoke of an arrest."),
    ("judge", "Judge Dana Vale sentenced two men."),
    ("lawyer", "Defense attorney Dana Vale asked for time."),
    ("victim", "Two men were charged with the murder of Dana Vale."),
    ("victim", "Dana Vale was killed in May."),
    ("victim", "Mara Quint, 21, was hit, and Dana Vale, 29, suffered life-threatening injuries."),
    ("victim", "The crash claimed the lives of Mara Quint and Dana Vale."),
    ("victim", "Dana Vale was airlifted to a hospital."),
    ("victim", "Dana Vale, 29, succumbed to his injuries."),
    ("victim", "Officers found Dana Vale dead in a car."),
    ("victim", "Bastian Rook, who shot and killed Dana Vale, was sentenced to nine years."),
    ("subject", "Dana Vale, who killed Mara Quint, was sentenced to nine years."),
    ("subject", "After the shooting, Dana Vale was charged with murder."),
    ("subject", "Dana Vale, who suffered a gunshot wound, was charged with robbery. Vale pleaded guilty."),
    ("relative", "The man met his wife, Dana Vale, in court."),
    ("other", "Dana Vale saw the arrest."),
    ("other", "Two men were charged, Dana Vale said."),
    ("other", "Two men were charged, Dana Vale, a neighbor, said."),
    ("other", "Dana Vale said that two men were convicted."),
]
TITLES = [
    ("Sheriff", "Sheriff Dana Vale spoke."),
    ("Superior Court Judge", "Superior Court Judge Dana Vale spoke."),
    ("county sheriff", "Dana Vale, the county sheriff, spoke."),
    (None, "Dana Vale spoke."),
]


def read(reader: StandardReader, text: str) -> Reading:
    return open_reading(Document(id="d", text=text), beat=reader._beat, tagger=reader._tagger)


@pytest.mark.parametrize(("expected", "text"), ROLES)
def test_roles(reader: StandardReader, expected: str, text: str) -> None:
    """Only whom the law acts on is a subject; who acts, judges, speaks, saw or was harmed is none."""
    reading = read(reader, text)
    mentions = [mention for mention in find_mentions(reading) if text[mention.start : mention.end].endswith("Vale")]
    assert find_role(reading, mentions) == expected


@pytest.mark.parametrize(("expected", "text"), TITLES)
def test_titles(reader: StandardReader, expected: str | None, text: str) -> None:
    """The title before the name, or the office named behind it."""
    reading = read(reader, text)
    assert find_title(reading, find_mentions(reading)) == expected


def test_organization(reader: StandardReader) -> None:
    """The organization that stands in the title; none that only stands in the sentence."""
    for expected, text in [
        ("Lorn Police Department", "Lorn Police Department Chief Dana Vale spoke."),
        (None, "Dana Vale spoke at the Lorn Police Department."),
    ]:
        reading = read(reader, text)
        record = Record(reader=reader.version, document=reading.document)
        record = replace(record, organizations=find_organizations(reading, record))
        names = {body.id: body.name for body in record.organizations}
        found = find_organization(reading, record, find_mentions(reading))
        assert (names[found] if found else None) == expected
