"""Each person is one entry with a role; the cases read aloud: the text, then who stands in it as what."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.people import find_people
from onrecord.records.reader import StandardReader
from onrecord.records.reading import Reading, open_reading
from onrecord.schema import Document, Person, ReaderVersion, Record

ROLES = [
    # expected: name -> role, then the text
    ({"Dana Vale": "subject"}, "Dana Vale, 28, of Port Halden, was arrested on Monday. Vale is due in court."),
    ({"Dana Vale": "subject"}, "Prosecutors charged 28-year-old Dana Vale with burglary. Ms. Vale denied it."),
    ({"Dana Vale": "subject"}, "- Dana Vale, a 31-year-old citizen of Honduras, convicted of burglary."),
    ({"Dana Vale": "subject", "Ilya Dremov": "subject"}, "Dana Vale, 28, and Ilya Dremov, 41, were each indicted."),
    ({"Ansel Brandt": "official"}, "Sheriff Ansel Brandt said the search went on. Brandt thanked his deputies."),
    ({"Ansel Brandt": "official"}, "The search went on, said Ansel Brandt, a spokesman for the county."),
    (
        {"Carol Bright": "official", "Simon Poe": "official"},
        "Investigators Carol Bright and Simon Poe worked on the case.",
    ),
    ({"Corin Hale": "judge"}, "Superior Court Judge Corin Hale set the trial for May."),
    ({"Rhea Moss": "lawyer"}, "Defense attorney Rhea Moss declined to comment."),
    ({"Tess Orrin": "victim"}, "A jury heard of the murder of Tess Orrin, who was killed in her home."),
    ({"Corin Hale": "subject"}, "Judge Corin Hale was arrested on Friday and charged with obstruction."),
    ({"Tomas Quint": "subject"}, "Former Halden police officer Tomas Quint was sentenced to three years in prison."),
    ({"Dana Vale": "subject", "Tess Orrin": "victim"}, "Dana Vale was convicted of the murder of Tess Orrin."),
    ({"Tess Orrin": "victim"}, "Tess Orrin, 21, a mother of two, was hit in the head and died."),
    ({"Corin Hale": "judge"}, "Judge Corin Hale had ordered the release of a man. Hale had ordered it twice."),
    ({"Simon Poe": "other"}, "According to Simon Poe, the driver told him that he was being charged with theft."),
    ({"Simon Poe": "official"}, "It was long, said Conviction Review Chief Simon Poe."),
    (
        {"Dana Vale": "subject", "Tess Orrin": "victim"},
        "Dana Vale was charged with the murder of Tess Orrin. A deputy who came to arrest Orrin found her dead. "
        "The killing of Tess Orrin shook the town.",
    ),
    (
        {"Dana Vale": "subject", "Tess Orrin": "other"},
        "Dana Vale was sentenced for five murders. Clockwise from top left are Tess Orrin, 65; and a cat.",
    ),
    ({"Dana Vale": "subject"}, "Dana Vale, a former clerk who pleaded guilty to theft in May, awaits a hearing."),
    (
        {"Dana Vale": "subject", "Simon Poe": "official"},
        "A jury convicted Dana Vale of theft after a trial of four days, District Attorney Simon Poe announced.",
    ),
    ({"Dana Vale": "subject"}, "The release of Dana Vale, whose arrest for theft made news, was a mistake."),
    ({"Dana Vale": "subject"}, "The committee said that Dana Vale was under investigation for theft."),
    ({"Dana West": "subject"}, "A jury convicted Dana West of theft."),
    ({"Dana St. Vane": "subject"}, "Dana St. Vane, 41, pleaded guilty to theft. St. Vane was sentenced on Friday."),
    ({"Dana Vale": "subject"}, "Dana Vale was charged with theft. Halden Foods was convicted of theft."),
    (
        {"Dana Vale": "subject", "Tess Orrin": "relative", "Simon Poe": "other"},
        "Dana Vale was charged with theft. The defendant greeted Simon Poe, 52, at the ferry. "
        "The defendant fetched her ten-year-old niece, Tess Orrin.",
    ),
    (
        {"Dana Vale": "subject", "Simon Poe": "subject"},
        "Dana Vale was charged with co-defendants Simon Poe and others.",
    ),
    ({"Ada Quill": "subject"}, "Ada Quill was found guilty Tuesday of second-degree murder."),
    ({"Simon Poe": "official"}, "ADA Simon Poe prosecuted the case."),
    (
        {"Simon Poe": "official", "Rhea Moss": "lawyer"},
        "Halden County District Attorney Simon Poe spoke. Attorney Rhea Moss declined to comment.",
    ),
    ({"Simon Poe": "other"}, "Simon Poe, of the Justice Department Environment Division, said so on Monday."),
    # where they live is nobody: by the tagger a name, by its place a town
    (
        {"Dana Vale": "subject", "Orrin Roe": "subject"},
        "Dana Vale, 28, Marcy Dremov, and Orrin Roe, 30, Dremov Ranch, were charged with theft.",
    ),
    (
        {"Ada Falk": "subject", "Ida Karr": "subject"},
        "Ada Falk, 31, Ida Karr, 29, and a clerk were charged with arson.",
    ),
    ({"Mara Vale": "relative"}, "The court heard his mother, Mara Vale, on Tuesday."),
]


def read_people(reader: StandardReader, text: str) -> tuple[Person, ...]:
    return find_people(*_open(reader, text))


def _open(reader: StandardReader, text: str) -> tuple[Reading, Record]:
    document = Document(id="d", text=text)
    record = Record(reader=ReaderVersion(name="t", version="1"), document=document)
    return open_reading(document, beat=reader._beat, tagger=reader._tagger), record


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Li Gang", "Li Gang was charged with fraud. Li Gang pleaded not guilty."),
        ("Wei Gang", "Prosecutors charged Wei Gang with fraud."),
        ("Dana Crew", "Dana Crew, 34, was charged with fraud."),
        ("Robert Service", "Robert Service was charged with fraud."),
        ("Dana Fund", "Dana Fund was charged with fraud."),
        ("Rhea Bishop", "Rhea Bishop was charged with fraud."),
    ],
)
def test_names_that_are_also_words_are_people(reader: StandardReader, name: str, text: str) -> None:
    """Whoever bears one is found, so that the name can be hidden."""
    assert [person.name for person in reader.read(Document(id="d", text=text)).people] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A retired lieutenant for the California Highway Patrol was convicted today of perjury.",
        "The Office of the Chief Medical Examiner determined the cause of death.",
        "Members of the Halden-based Loot Gang were charged.",
        "Members of the Loot Gang were charged.",
    ],
)
def test_a_body_is_nobody(reader: StandardReader, text: str) -> None:
    """No agency is convicted, and an office or a gang has no name to be hidden."""
    assert [person.name for person in reader.read(Document(id="d", text=text)).people if person.name] == []


@pytest.mark.parametrize(("expected", "text"), ROLES)
def test_roles(reader: StandardReader, expected: dict[str, str], text: str) -> None:
    """Only a person acted on by the law is a subject; an officer or a judge who is charged is one too."""
    assert {person.name: person.role for person in read_people(reader, text) if person.name} == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Dana Vale", "Vale", "Ms. Vale"], "Dana Vale was charged. Vale left. Counsel for Ms. Vale spoke."),
        (["Dana Vale", "VALE"], "Dana Vale was charged.\nVALE PLEADS GUILTY TO BURGLARY IN COURT\nShe left."),
        (["Dana “Dee” Vale Jr.", "Vale"], "Dana “Dee” Vale Jr. was charged. Vale left."),
    ],
)
def test_mentions(reader: StandardReader, expected: list[str], text: str) -> None:
    """Full name, last name and name with a courtesy title are one person."""
    subjects = [person for person in read_people(reader, text) if person.role == "subject"]
    assert len(subjects) == 1
    assert [mention.text for mention in subjects[0].mentions] == [name.removeprefix("Ms. ") for name in expected]


def test_two_people_of_one_last_name_are_kept_apart(reader: StandardReader) -> None:
    """A last name that two people bear is given to neither."""
    people = read_people(reader, "Dana Vale, 28, and Rolf Vale, 31, were arrested. Vale said nothing.")
    assert [(person.name, len(person.mentions)) for person in people] == [("Dana Vale", 1), ("Rolf Vale", 1)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ((28, None, None), "Dana Vale, 28, was arrested."),
        ((28, None, None), "Police arrested 28-year-old Dana Vale."),
        ((31, None, "Honduras"), "Dana Vale, a 31-year-old citizen of Honduras, was arrested."),
        ((None, None, "Honduras"), "Dana Vale, a Honduran national, was arrested."),
        ((None, "female", None), "Dana Vale was arrested. She was held without bail."),
        ((None, None, None), "Mr. Vale was arrested. Dana Vale and Rolf Poe were held."),
    ],
)
def test_attributes(reader: StandardReader, expected: tuple[int | None, str | None, str | None], text: str) -> None:
    """Age, gender and origin are those that the text says of that person; a courtesy title gives no gender."""
    person = next(person for person in read_people(reader, text) if person.name == "Dana Vale")
    assert (person.age, person.gender, person.origin) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([text for _, text in ROLES] + ["\n", "“", "(", ", ", "Vale", "28", " and "]), max_size=8)
)
def test_any_text(reader: StandardReader, pieces: list[str]) -> None:
    """Never raises; every mention stands in the text; the same text gives the same people."""
    text = " ".join(pieces)
    people = read_people(reader, text)
    assert all(text[m.start : m.end] == m.text for person in people for m in person.mentions)
    assert people == read_people(reader, text)
    assert [person.id for person in people] == [f"p{number}" for number in range(1, len(people) + 1)]


def test_a_headline_that_tells_what_was_done_names_nobody(reader: StandardReader) -> None:
    text = "Residence Bureau Officers Arrest Dangerous Offenders in Open Cities\n\nTomas Quint, 34, was arrested."
    assert [person.name for person in reader.read(Document(id="d", text=text)).people if person.name] == ["Tomas Quint"]


@pytest.mark.parametrize(
    "text",
    [
        'Ilya Dremov, aka "Little Key", a/k/a Ivan Drem, was arrested on Monday. Drem was charged with arson.',
        "Ilya Dremov, a.k.a., Ivan Drem, was arrested on Monday. Dremov was charged with arson.",
        "Ilya Dremov, also known as Ivan Drem, was arrested on Monday. Drem was charged with arson.",
    ],
)
def test_aliases_are_one_person(reader: StandardReader, text: str) -> None:
    """Who is known by two names is one person; "a/k/a" begins nobody."""
    record = reader.read(Document(id="d", text=text))
    (person,) = record.people
    assert {"Ilya Dremov", "Ivan Drem"} <= {mention.text for mention in person.mentions}
    assert {argument.ref for event in record.events for argument in event.subjects} == {person.id}
    assert [offense.span.text for offense in person.offenses] == ["arson"]


def test_an_alias_is_found_again(reader: StandardReader) -> None:
    """Each later mention of the other name is the person's too, so that it is hidden with the first."""
    text = (
        "Ilya Dremov, aka Coral Jay, aka Benny, 26, of Halden, was charged with arson. The victim wrote to Coral Jay. "
        "Later Coral Jay asked for money, and the money was sent to Coral Jay."
    )
    people = reader.read(Document(id="d", text=text)).people
    assert len([m for person in people for m in person.mentions if m.text == "Coral Jay"]) == text.count("Coral Jay")
