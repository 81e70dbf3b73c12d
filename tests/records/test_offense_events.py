"""Each offense knows by which event it got so far; read aloud: the text, then offense and the words of its event."""

import pytest

from onrecord.records.reader import StandardReader
from onrecord.schema import Document

CASES = [
    # expected: offense -> trigger of its event, None where its sentence tells none; then the text
    ({"arson": "charged"}, "Dana Vale was charged with arson on Monday."),
    ({"arson": "pleaded"}, "Dana Vale, who was arrested in May, pleaded guilty to arson."),
    ({"arson": "convicted", "theft": "convicted"}, "A jury convicted Dana Vale of arson and theft."),
    # the punishment stands elsewhere: the plea it rests on
    ({"arson": "pleaded"}, "Dana Vale pleaded guilty to arson. She was sentenced to two years in prison."),
    ({"arson": "acquitted"}, "Dana Vale was acquitted of arson."),
    ({"arson": None}, "Dana Vale has a history of arson. She was charged in May."),
    # another person's charge in the same sentence is not hers
    (
        {"arson": "charged", "theft": "convicted"},
        "Dana Vale was charged with arson and Orrin Roe was convicted of theft.",
    ),
]


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_event_of_an_offense(reader: StandardReader, expected: dict[str, str | None], text: str) -> None:
    """The event of the type that fits the disposition, in the sentence of the offense."""
    record = reader.read(Document(id="d", text=text, published="2024-05-08"))
    triggers = {event.id: event.trigger.text for event in record.events}
    offenses = [offense for person in record.people for offense in person.offenses]
    found = {offense.span.text: triggers.get(offense.event or "") for offense in offenses}
    assert {words: found.get(words) for words in expected} == expected
