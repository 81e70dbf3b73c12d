"""Which punishment was imposed for which offense: each text, and the offenses with the words of their sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.impositions import Plea, find_imposition, name_offense
from onrecord.records.reader import StandardReader
from onrecord.schema import Document

CASES = [
    (
        "Dana Vale was convicted of conspiracy and aggravated identity theft. She was sentenced to 58 months in prison "
        "for conspiracy and 72 months in prison for aggravated identity theft.",
        {"conspiracy": "58 months in prison", "aggravated identity theft": "72 months in prison"},
    ),
    (
        "Dana Vale was convicted of burglary and robbery. She was sentenced to eight years in prison for two counts of "
        "robbery and two years in prison on the charge of burglary.",
        {"burglary": "two years in prison", "robbery": "eight years in prison"},
    ),
    (
        "Dana Vale was convicted of murder in 1987 and sentenced to 35 years in prison. After a second trial Vale was "
        "convicted of aggravated robbery and sentenced to life in prison.",
        {"murder": "35 years in prison", "aggravated robbery": "life in prison"},
    ),
    (
        "Dana Vale was sentenced to 20 years in prison following her guilty plea to manslaughter. The defendant was "
        "sentenced to an additional 10 years in prison following her guilty plea to attempted assault.",
        {"manslaughter": "20 years in prison", "attempted assault": "an additional 10 years in prison"},
    ),
    (
        "Dana Vale was convicted of murder. She was sentenced to 18 years to life in prison. She also was sentenced to "
        "seven years in prison for violating her probation.",
        {"murder": "18 years to life in prison"},
    ),
    (
        "Dana Vale was sentenced to 32 years in prison — 25 years for murder and a consecutive term of seven years for "
        "arson.",
        {"murder": "25 years", "arson": "a consecutive term of seven years"},
    ),
    (
        "Dana Vale was convicted of forgery and has prior convictions for robbery. She was sentenced to two years in "
        "prison.",
        {"forgery": "two years in prison", "robbery": None},
    ),
    (
        "Dana Vale was convicted of forgery and theft. She was sentenced to three years in prison.",
        {"forgery": "three years in prison", "theft": "three years in prison"},
    ),
    (
        "Dana Vale was sentenced to five years on the charge of robbery and pleaded guilty to the charge of theft.",
        {"robbery": "five years", "theft": None},
    ),
    (
        "Dana Vale was convicted of murder and sentenced to 25 years in prison for killing a man.",
        {"murder": "25 years in prison"},
    ),
    (
        "Dana Vale was convicted of capital murder and sentenced to death in 2007 for the 2005 murder of a clerk.",
        {"capital murder": "death", "murder of a clerk": "death"},
    ),
    (
        "Dana Vale was convicted of murder. She was sentenced to twenty-five years in prison. Vale also was sentenced "
        "to five years in prison.",
        {"murder": None},
    ),
    (
        "Dana Vale was convicted of murder. She was sentenced to twenty-five years in prison. She received 25 years in "
        "prison.",
        {"murder": "twenty-five years in prison"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_offense_has_its_own_sentence(reader: StandardReader, text: str, expected: dict[str, str | None]) -> None:
    """A term goes to the offense that it is said to be for; what is said of none goes to what was told with it."""
    record = reader.read(Document(id="d", text=text))
    offenses = [offense for person in record.people for offense in person.offenses if offense.disposition != "charged"]
    assert {offense.span.text: offense.sentence and offense.sentence.text for offense in offenses} == expected


def test_terms_of_several(reader: StandardReader) -> None:
    """Each has the own term, and nobody's is the next person's."""
    text = (
        "Dana Vale, who was convicted of arson, was sentenced to five years in prison, and Ilya Dremov, who was "
        "convicted of theft, was sentenced to two years in prison."
    )
    record = reader.read(Document(id="d", text=text))
    assert [
        (person.name, o.span.text, o.sentence and o.sentence.text) for person in record.people for o in person.offenses
    ] == [
        ("Dana Vale", "arson", "five years in prison"),
        ("Ilya Dremov", "theft", "two years in prison"),
    ]


def test_following_a_plea_leads_to_no_list(reader: StandardReader) -> None:
    """ "Following his guilty plea" gives nothing to whoever stands at the head of the next line."""
    text = (
        "Dana Vale was charged with arson. Orrin Pell was arrested.\n"
        "Dana Vale was sentenced to five years in prison following her guilty plea to arson.\n"
        "Orrin Pell was sentenced to three months in prison following his guilty plea to theft.\n"
    )
    record = reader.read(Document(id="d", text=text))
    found = {(person.name, o.span.text) for person in record.people for o in person.offenses}
    assert found == {("Dana Vale", "arson"), ("Orrin Pell", "theft")}


def test_a_judge_between_two_defendants(reader: StandardReader) -> None:
    """ "Sentenced by Justice Ada Roe, and Dremov was sentenced": the judge is nobody's defendant."""
    text = (
        "Dana Vale and Ilya Dremov were convicted of murder. Vale was sentenced today to 60 years in prison by Halden "
        "Supreme Court Justice Ada Roe, and Dremov was sentenced to 25 years in prison."
    )
    record = reader.read(Document(id="d", text=text))
    assert {person.name: person.role for person in record.people}["Ada Roe"] == "judge"


@given(st.text(alphabet="ab -,'S", max_size=20))
def test_nothing_imposed(text: str) -> None:
    """Without a punishment there is none, and a name of an offense is its own name."""
    assert find_imposition(text, Plea(0, text, 0, 0), (), ()) is None
    assert name_offense(name_offense(text)) == name_offense(text)
