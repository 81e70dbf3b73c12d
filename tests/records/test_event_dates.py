"""The days of events, told in one place and carried to the others; read aloud: the text, then trigger and days."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.reader import StandardReader
from onrecord.schema import Document

PUBLISHED = "2024-05-08"  # a Wednesday
DAYS = [
    # expected: trigger -> its first day, None where the text fixes none; then the text
    ({"convicted": "2024-05-06"}, "Dana Vale was convicted on Monday of theft."),
    # told again without its day
    ({"raided": "2024-05-06", "raid": "2024-05-06"}, "Deputies raided a plant on Monday. The raid took two hours."),
    (
        {"convicted": "2024-05-06", "conviction": "2024-05-06"},
        "Dana Vale was convicted on Monday. Prosecutors said that a conviction was their aim.",
    ),
    # what was told as earlier is farther back than the one day that the text gives
    (
        {"convicted": "2024-05-06", "found": None},
        "Dana Vale was convicted on Monday. A clerk had previously been found guilty of theft.",
    ),
    # charges come in steps: one day does not date them all
    (
        {"charged": "2024-05-06", "charges": None},
        "Dana Vale was charged on Monday. Prosecutors filed charges against Orrin Dremov.",
    ),
    # two days, and nothing says which
    (
        {"arrested": "2024-05-06", "detained": "2024-05-03", "arrests": None},
        "Dana Vale was arrested on Monday. Orrin Dremov was detained on Friday. Nobody counts arrests.",
    ),
    # the day of an announcement is no day of what is announced
    ({"indictment": None}, "The county attorney announced on Monday the indictment of Dana Vale."),
    # what goes on behind a day does not take it
    ({"indictment": "2024-05-03"}, "A grand jury issued an indictment on May 3 charging Dana Vale with theft."),
    # two days of one kind: the headline tells the newest
    (
        {"Sentenced": "2024-05-06", "sentenced": "2019-01-01"},
        "Dana Vale Sentenced\n\nVale was sentenced on Monday. Orrin Dremov was sentenced in 2019.",
    ),
    # what the lead tells of several holds for each of them
    (
        {"pleaded": "2024-05-08", "pled": "2024-05-08"},
        "Three men pleaded guilty today in Halden.\n\nOrrin Dremov, 28, pled guilty to theft.",
    ),
    # another person's act has no day by it, nor has what is only aimed at
    (
        {"arrested": "2024-05-06", "arrest": None},
        "Dana Vale was arrested on Monday. Officers came to arrest a clerk.",
    ),
    # done at the hearing or in the raid that has the day
    ({"arraignment": "2024-05-08", "pleaded": "2024-05-08"}, "Dana Vale pleaded not guilty at her arraignment today."),
    (
        {"operation": "2024-04-29", "arrested": "2024-04-29"},
        "During a three-day operation April 29-May 1, agents arrested 40 people.",
    ),
    ({"raid": "2022-01-01", "arrest": "2022-01-01"}, "In 2022, a raid in Halden led to the arrest of a clerk."),
    (
        {"granted": "2024-05-06", "dismiss": "2024-05-06"},
        "On Monday the judge granted a motion by the defense to dismiss the charge.",
    ),
    (
        {"arrested": "2024-05-03", "charging": "2024-05-03"},
        "Police on May 3 arrested a clerk, charging him with theft.",
    ),
    # joined verbs share their day
    ({"arraigned": "2024-05-06", "released": "2024-05-06"}, "Dana Vale was arraigned and released on Monday."),
]


@pytest.mark.parametrize(("expected", "text"), DAYS)
def test_days(reader: StandardReader, expected: dict[str, str | None], text: str) -> None:
    """A day holds for every telling of the act that it dates, and for no other act."""
    events = reader.read(Document(id="d", text=text, published=PUBLISHED)).events
    assert {event.trigger.text: event.start for event in events} == expected


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from("Vale was arrested convicted on Monday May 3 had the trial . previously charged raid".split()),
        max_size=25,
    ).map(" ".join)
)
def test_any_text(reader: StandardReader, text: str) -> None:
    """Days come in pairs, in order, and only where the text has a time."""
    record = reader.read(Document(id="d", text=text, published=PUBLISHED))
    days = {day for time in record.times for day in (time.start, time.end)}
    for event in record.events:
        assert (event.start is None) == (event.end is None)
        assert event.start is None or (event.start <= str(event.end) and event.start in days)
