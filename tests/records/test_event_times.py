"""Which word a time dates; read aloud: the text, then each trigger with its first day."""

import pytest

from onrecord.records.reader import StandardReader
from onrecord.schema import Document

PUBLISHED = "2024-05-08"  # a Wednesday
TIMES = [
    # right beside a verb
    ({"arrested": "2024-05-08", "charged": None}, "The men arrested today have not yet been charged."),
    # the place of a person then, and what happened there
    ({"arrested": "2004-01-01"}, "Dana Vale was living in Halden in 2004 when she was arrested."),
    ({"sentenced": "2024-05-08"}, "Dana Vale appeared in court today, where she was sentenced."),
    # the name of an offense has no time of its own
    ({"pleaded": "2007-09-01"}, "Dana Vale pleaded guilty to conspiracy to violate civil rights in September 2007."),
    ({"convicted": None}, "Dana Vale was convicted for 2015 robbery."),
    ({"sentenced": None}, "Dana Vale was sentenced for her part in a spree that began in 2019."),
    # a noun with a year of its own leaves the other time to the verb
    (
        {"overturned": "2019-11-01", "conviction": "1996-01-01"},
        "Justice Roe overturned the 1996 conviction of Dana Vale in November 2019.",
    ),
    ({"dismiss": "2024-05-08"}, "Today's decision to dismiss the charges ends a long case."),
    # a paper of that day, and what it does
    ({"upheld": "2023-09-21"}, "The Sept. 21, 2023 ruling by the court of appeals upheld the order."),
    # of a hearing to come, its own name
    ({"Sentencing": "2024-08-29", "conviction": None}, "Sentencing of Vale after her conviction is set for Aug. 29."),
    # an aside behind the opening time
    ({"pleaded": "1989-07-01"}, "In July 1989, facing a long sentence, Dana Vale pleaded guilty to arson."),
    ({"dismissing": "2024-05-08"}, "The office gave the case to the state, today dismissing the petition."),
]


@pytest.mark.parametrize(("expected", "text"), TIMES)
def test_times(reader: StandardReader, expected: dict[str, str | None], text: str) -> None:
    """A time belongs to what it modifies, not to what stands near it."""
    events = reader.read(Document(id="d", text=text, published=PUBLISHED)).events
    found = {event.trigger.text: event.start for event in events}
    assert {trigger: found.get(trigger) for trigger in expected} == expected
