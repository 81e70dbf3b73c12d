"""A page of headlines: what each tells is told of whom it names."""

from onrecord.records.reader import StandardReader
from onrecord.schema import Document

INDEX = (
    "2030\nJuly 6\nRadio Host Found Guilty of Fraud and Sentenced to 25 Years in Prison\nJune 15\n"
    "Office Secures 30-Year Sentence for 1984 Murder\nJune 3\nDana Vale, 31, Convicted of Arson\nMay 9\n"
    "Defendant Convicted of Robbery\n"
)


def _offenses(reader: StandardReader, text: str) -> dict[str | None, list[str]]:
    people = reader.read(Document(id="d", text=text)).people
    return {person.name: [offense.span.text for offense in person.offenses] for person in people if person.offenses}


def test_headlines_of_other_cases(reader: StandardReader) -> None:
    """The one person who is named on the page is not convicted of what others did."""
    assert _offenses(reader, INDEX) == {"Dana Vale": ["Arson"]}


def test_a_release_is_no_index(reader: StandardReader) -> None:
    """A headline below the one day of a release is about whom the release names."""
    text = "May 3, 2030\nTeacher Convicted of Arson\nDana Vale, 31, was arrested on Monday, police said.\n"
    assert "Arson" in _offenses(reader, text)["Dana Vale"]
