"""A court case has its parties and its steps in order; another person's charge is no step of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.schema import Document, Record

CASES = [
    # expected: number or title of each case, its parties, its steps; then the text
    (
        [("INF3101291", ["Dana Vale"], ["charged", "pleaded", "sentenced"])],
        "Dana Vale, 28, was charged with burglary on May 2, 2031, in case INF3101291. "
        "Vale pleaded guilty on June 3, 2031. Vale was sentenced to two years in prison on July 4, 2031.",
    ),
    (
        [("INF3101291", ["Dana Vale"], ["charged", "convicted"])],
        "Dana Vale was convicted of burglary on July 4, 2031. Vale was charged in case INF3101291 on May 2, 2031.",
    ),
    (
        [(None, ["Dana Vale"], ["charged"]), (None, ["Ilya Dremov"], ["pleaded"])],
        "Dana Vale was charged with burglary.\nIlya Dremov pleaded guilty to fraud.",
    ),
    ([], "The museum opens at nine."),
]


def read(reader: StandardReader, text: str) -> Record:
    return reader.read(Document(id="d", text=text, published="2031-08-01"))


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_cases(reader: StandardReader, expected: list[tuple[str | None, list[str], list[str]]], text: str) -> None:
    """Steps stand in the order in which they happened, whatever the order of the story."""
    record = read(reader, text)
    triggers = {event.id: event.trigger.text for event in record.events}
    told = [
        (case.number, [party.span.text for party in case.parties], [triggers[step] for step in case.steps])
        for case in record.proceedings
    ]
    assert told == expected


def test_charge_of_another(reader: StandardReader) -> None:
    """The battery charge of a man who was to appear before the judge is no step of the judge's case."""
    record = read(
        reader,
        "Deputies detained a judge in Corvania over charges of obstruction: a driver left her courtroom by the back "
        "door before a hearing on battery charges. The judge, Mara Quell, pleaded not guilty in June and moved to "
        "dismiss the case.",
    )
    triggers = {event.id: event.trigger.text for event in record.events}
    steps = [[triggers[step] for step in case.steps] for case in record.proceedings]
    assert [names[-2:] for names in steps] == [["pleaded", "moved"]]
    assert sum(names.count("charges") for names in steps) <= 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from("Dana Vale was charged pleaded guilty case INF3101291 v. People . ,".split())).map(
        " ".join
    )
)
def test_any_text(reader: StandardReader, text: str) -> None:
    """Any text is survived; steps are events of the record, parties stand in the text; read twice, it is the same."""
    record = read(reader, text or ".")
    known = {event.id for event in record.events}
    for case in record.proceedings:
        assert known.issuperset(case.steps)
        assert all(text[party.span.start : party.span.end] == party.span.text for party in case.parties)
    assert record.proceedings == read(reader, text or ".").proceedings
