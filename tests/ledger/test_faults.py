"""A span that does not stand in the text is a fault with its place."""

from dataclasses import replace

from tests.ledger.conftest import MakeRecord

from onrecord.ledger.faults import find_faults
from onrecord.schema import Span


def test_a_grounded_record_has_no_fault(make_record: MakeRecord) -> None:
    """Every span stands where it says."""
    record = make_record()
    assert list(find_faults(record, record.document)) == []


def test_a_span_that_does_not_stand_in_the_text(make_record: MakeRecord) -> None:
    """However deep it is."""
    record = make_record()
    person = replace(record.people[1], mentions=(Span(start=3, end=9, text="Corvin"),))
    (fault,) = find_faults(replace(record, people=(record.people[0], person)), record.document)
    assert (fault.document, fault.place) == ("d1", "people[1].mentions[0]")
    assert fault.message == "Its words do not stand at 3:9."  # never the words: they may be a name


def test_a_record_of_another_text(make_record: MakeRecord) -> None:
    """It was not made from what is stored."""
    record = make_record()
    faults = list(find_faults(record, replace(record.document, text=record.document.text.upper())))
    assert faults[0].place == "document"
    assert len(faults) > 1


def test_an_identifier_given_twice(make_record: MakeRecord) -> None:
    """Identifiers are unique within a record."""
    record = make_record()
    faults = find_faults(replace(record, people=record.people * 2), record.document)
    assert [fault.place for fault in faults] == ["people", "people"]
