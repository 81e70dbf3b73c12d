"""Documents that a text cites: the text, then each as its words and kind."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.records.references import find_references
from onrecord.schema import Organization, Reference, Time

CASES = [
    # expected: words, kind; then the text
    ([("In a statement", "statement")], "In a statement, the agency denied it."),
    ([("A separate news release", "release")], "A separate news release named the town."),
    ([("court documents", "filing")], "He fled, according to court documents."),
    ([("the indictment", "filing")], "He fled, the indictment says."),
    ([("an executive order", "order")], "The governor signed an executive order."),
    ([("a post on X", "post")], "The mayor denied it in a post on X."),
    ([("a report", "report")], "The number is lower, according to a report by the auditor."),
    # A document that is the matter itself is not cited.
    ([], "She falsified a police report and left."),
    ([], "He heard the shots and fled."),
]


def read_references(text: str) -> tuple[Reference, ...]:
    reading = plain_reading(packaged_beat(), text)
    return find_references(reading, empty_record(reading))


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_references_have_words_and_kind(expected: list[tuple[str, str]], text: str) -> None:
    """Each cited document is found once, with article and adjective."""
    assert [(one.span.text, one.kind) for one in read_references(text)] == expected


def test_publisher_date_and_address_stand_beside_the_words() -> None:
    """A release issued by an agency on a day: both are taken; a second one has neither."""
    text = (
        "A news release issued by the Halden Office on May 2 named him. See the press release (https://example.org/a)."
    )
    reading = plain_reading(packaged_beat(), text)
    at = text.index("Halden Office")
    office = Organization(id="o1", name="Halden Office", kind="agency", mentions=(reading.span(at, at + 13),))
    at = text.index("May 2")
    day = Time(
        id="t1", span=reading.span(at, at + 5), type="DATE", value="2025-05-02", start="2025-05-02", end="2025-05-02"
    )
    first, second = find_references(reading, replace(empty_record(reading), organizations=(office,), times=(day,)))
    assert (first.publisher, first.date, first.url) == ("o1", "2025-05-02", None)
    assert (second.publisher, second.date, second.url) == (None, None, "https://example.org/a")


@given(st.text(alphabet="in a statement the news release by,.“”(\n http://", max_size=200) | st.text(max_size=100))
@settings(max_examples=60, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    """Every span is the text's own, and reading twice gives the same."""
    found = read_references(text)
    assert found == read_references(text)
    for one in found:
        assert text[one.span.start : one.span.end] == one.span.text
