"""A case in full: nothing is raised, each status has its words and its day, and silence is counted."""

import pytest
from tests.answers.shelf import open_examples

from onrecord.answers.answer import Named
from onrecord.answers.case import Case, describe_case
from onrecord.care import Viewer, show_view


def describe(id: str, *, as_of: str = "2031-07-01") -> Case:  # noqa: A002 - the word of the record
    """A case of the examples, as it is worked out."""
    library = open_examples()
    case = library.links.proceeding(id)
    assert case is not None
    return describe_case(library, case, as_of=as_of)


STATUSES = [
    ("31-cr-217", ["sentenced armed robbery 2031-06-13"]),
    ("31-cr-188", ["charged insurance fraud 2031-03-14"]),
    ("31-cr-251", ["acquitted burglary 2031-06-19", "pleaded burglary 2031-05-21"]),
]


@pytest.mark.parametrize(("id", "expected"), STATUSES)
def test_status_of_each_person(id: str, expected: list[str]) -> None:  # noqa: A002 - the word of the record
    """The disposition that the last document states, in its words, as of its day; brother and sister apart."""
    case = describe(id)
    told = [
        f"{status.disposition} {status.offense} {status.day}" for person in case.people for status in person.statuses
    ]
    assert sorted(told) == expected
    for person in case.people:
        for status in person.statuses:
            assert status.offense in status.citation.span.text


def test_steps_in_order_with_their_words() -> None:
    """From arrest to sentence, each cited; who was shown less before is kept."""
    case = describe("31-cr-217")
    steps = [(step.type, step.day) for step in case.steps]
    assert [kind for kind, _ in steps] == ["arrest", "charge", "plead", "convict", "sentence"]
    assert steps == sorted(steps, key=lambda step: step[1] or "")
    assert [each.disposition for each in case.people[0].statuses[0].earlier].count("charged") >= 1
    assert case.court == "Halden County Superior Court"


SILENCES = [("31-cr-188", "2031-07-01", 108), ("31-cr-188", "2031-03-15", 0), ("31-cr-217", "2031-07-01", None)]


@pytest.mark.parametrize(("id", "as_of", "expected"), SILENCES)
def test_silence_is_counted_while_an_accusation_is_open(id: str, as_of: str, expected: int | None) -> None:  # noqa: A002 - the word of the record
    """Days since the last document; none where the law has got to an end."""
    assert describe(id, as_of=as_of).silent == expected


def test_people_of_a_case_have_the_first_letters() -> None:
    """Care calls them Person A and B before anyone who is only told of beside them."""
    library = open_examples()
    case = describe("31-cr-251")
    assert all(isinstance(person.name, Named) for person in case.people)
    shown = show_view(case, library.record, Viewer())
    assert [person.name for person in shown.people] == ["Person A", "Person B"]
    named = [person.name for record in library.records() for person in record.people if person.role == "subject"]
    told = repr(shown)
    assert [name for name in named if name and " " in name and name in told] == []
