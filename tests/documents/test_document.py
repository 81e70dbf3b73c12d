"""A document has its text unchanged, and an id that the same document has again."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.documents.document import Given, make_document
from onrecord.errors import DocumentError

TEXT = "Dry Creek Man Charged with Two Robberies\nMay 6, 2031\nDRY CREEK, Calif. – A man was charged on Monday."


def test_what_the_text_says_of_itself() -> None:
    """Title, day, dateline, language and kind come from the head of the text."""
    document = make_document(TEXT)
    assert (document.title, document.published, document.kind, document.language) == (
        "Dry Creek Man Charged with Two Robberies",
        "2031-05-06",
        "article",
        "en",
    )
    assert document.dateline is not None
    assert document.dateline.place == "DRY CREEK, Calif."


def test_what_is_given_goes_first() -> None:
    """A sender knows better than the head of a text."""
    given = Given(id="a7", title="Charged", published="2031-05-07", kind="release", publisher="The Office")
    document = make_document(TEXT, given)
    assert (document.id, document.title, document.published) == ("a7", "Charged", "2031-05-07")
    assert (document.kind, document.publisher) == ("release", "The Office")


def test_the_same_document_has_the_same_id() -> None:
    """By its address where it has one of its own, else by its text."""
    place = Given(url="https://courier.example/news/1")
    assert make_document(TEXT).id == make_document(TEXT).id == make_document(TEXT, Given(title="Other")).id
    assert make_document(TEXT, place).id == make_document(TEXT + "\nCorrected.", place).id
    assert make_document(TEXT, Given(url="https://courier.example/")).id == make_document(TEXT).id
    assert make_document(TEXT + "!").id != make_document(TEXT).id


def test_half_a_surrogate_pair_is_refused() -> None:
    """It cannot be written, so nothing could be proved about it."""
    with pytest.raises(DocumentError, match="surrogate"):
        make_document(TEXT + "\ud800")


@given(st.text(max_size=300))
def test_the_text_is_kept_code_point_for_code_point(text: str) -> None:
    """Any text is a document as it is, or refused."""
    with suppress(DocumentError):
        assert make_document(text).text == text


def test_lines_are_printable() -> None:
    """Title, publisher and address: a list shows each on a line, and no database takes every sign."""
    given = Given(title="Two\x00 men\nheld", publisher="Office\ud800", url="https://a.example/1\x00")
    document = make_document("Two men were arrested.", given)
    assert (document.title, document.publisher, document.url) == ("Two men held", "Office", "https://a.example/1")
    headed = make_document(
        "Fourteen men were\x00 arrested in Halden\nSheriff Ansel Brandt said so on Monday in writing."
    )
    assert headed.title == "Fourteen men were arrested in Halden"


def test_an_id_is_of_bounded_length() -> None:
    """An index of a database takes no more; it is said what to do."""
    assert make_document("Two men were arrested.", Given(id="é" * 500)).id == "é" * 500
    with pytest.raises(DocumentError, match="give it a shorter one"):
        make_document("Two men were arrested.", Given(id="é" * 501))


def test_an_address_that_is_none_names_no_document() -> None:
    """An archive and a line of JSON can say anything there; the text names it, as where nothing is said."""
    assert make_document(TEXT, Given(url="http://[sheriff.example/1")).id == make_document(TEXT).id
