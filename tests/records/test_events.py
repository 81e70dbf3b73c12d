"""Each word that reports an occurrence is one event; the cases read aloud: the text, then what it reports."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records.events import find_events
from onrecord.records.reader import StandardReader
from onrecord.records.reading import open_reading
from onrecord.records.times import find_times
from onrecord.schema import Document, Event, ReaderVersion, Record

TRIGGERS = [
    # expected: trigger:type of each event, then the text
    ("arrested:arrest", "Deputies arrested Dana Vale on Monday."),
    ("taken:arrest", "Two men were taken into custody near Port Halden."),
    ("turned:arrest", "Dana Vale turned herself in on Friday."),
    ("charged:charge", "Dana Vale, 28, was charged with burglary."),
    ("indicted:charge", "A grand jury indicted Ilya Dremov on six counts of fraud."),
    ("charges:charge", "Prosecutors filed charges against Ilya Dremov."),
    ("indictment:charge", "The grand jury returned an indictment charging Ilya Dremov with fraud."),
    ("charged:charge", "Ilya Dremov was charged in an indictment with fraud."),
    ("pleaded:plead", "Dana Vale pleaded guilty to charges of burglary."),
    ("plea:plead sentenced:sentence", "After her guilty plea, Dana Vale was sentenced to two years in prison."),
    ("found:convict", "The jury found Dana Vale guilty of burglary."),
    ("conviction:convict", "The conviction of Dana Vale came after a week."),
    ("dismissed:acquit", "Prosecutors dismissed the charges against Dana Vale."),
    ("released:release", "Dana Vale was released without bail."),
    ("deported:remove", "Ilya Dremov was deported to Corvania."),
    ("filed:sue", "The state filed a lawsuit against the Halden Power Company."),
    ("ordered:rule", "The judge ordered Dana Vale to stay away from the store."),
    ("filed:appeal", "The defense filed a motion to dismiss the case."),
    ("signed:decree", "The governor signed an executive order on Friday."),
    ("raid:operate arrested:arrest", "During the raid, police arrested four men."),
    ("released:publish", "The department released a report on Tuesday."),
    ("posted:publish stopped:publish", "The bureau posted daily figures of arrests online but stopped in March."),
    ("respond:inquire", "The sheriff did not respond to a request for comment."),
]
NOTHING = [
    "The convicted man waved.",
    "Resisting arrest is a misdemeanor.",
    "An arrest warrant names Dana Vale.",
    "Dana Vale remains detained.",
    "She is being held without bail.",
    "An indictment is merely an allegation.",
    "The Conviction Integrity Unit was founded in May.",
    "According to the indictment, the money is gone.",
    "He was on supervised release.",
    "Dana Vale is named in the release.",
]
FACTUALITY = [
    ("asserted", "Dana Vale was sentenced on Monday."),
    ("planned", "Dana Vale is scheduled to be sentenced on June 2."),
    ("planned", "Dana Vale will be arraigned on Tuesday."),
    ("possible", "If convicted, she faces ten years."),
    ("negated", "Dana Vale was not arrested."),
    ("negated", "The company declined to comment."),
]
ARGUMENTS = [
    # expected: who acts, who is acted on, where; then the text
    ("Deputies", "Dana Vale", "Port Halden", "Deputies arrested Dana Vale in Port Halden."),
    ("deputies", "Dana Vale", "", "Dana Vale was arrested by deputies."),
    ("", "", "Port Halden", "Arrests were made in Port Halden."),
    ("Dana Vale", "", "", "HALDEN - Dana Vale, 31, of Port Halden, pleaded guilty today to fraud."),
    ("", "Dana Vale", "", "Dana Vale was sentenced to two years in prison on the charge of arson."),
    ("", "Two men", "", "Two men charged with burglary waved."),
    ("Dana Vale", "", "", "Dana Vale, 28, of Port Halden, pleaded guilty."),
    ("", "Dana Vale", "", "Dana Vale’s conviction came as no surprise."),
    ("", "Dana Vale", "", "They spoke of the conviction of Dana Vale."),
]


def read_events(reader: StandardReader, text: str, published: str | None = None) -> tuple[Event, ...]:
    document = Document(id="d", text=text, published=published)
    reading = open_reading(document, beat=reader._beat, tagger=reader._tagger)
    record = Record(reader=ReaderVersion(name="t", version="1"), document=document)
    return find_events(reading, replace(record, times=find_times(reading, record)))


@pytest.mark.parametrize(("expected", "text"), TRIGGERS)
def test_triggers(reader: StandardReader, expected: str, text: str) -> None:
    """The one main word is the trigger: the verb, or the noun where the verb is light."""
    assert " ".join(f"{event.trigger.text}:{event.type}" for event in read_events(reader, text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(reader: StandardReader, text: str) -> None:
    """Attributes, states, documents and names report nothing."""
    assert read_events(reader, text) == ()


@pytest.mark.parametrize(("expected", "text"), FACTUALITY)
def test_factuality(reader: StandardReader, expected: str, text: str) -> None:
    """What is scheduled, conditional or denied did not happen."""
    assert [event.factuality for event in read_events(reader, text)] == [expected]


@pytest.mark.parametrize(("agent", "subject", "place", "text"), ARGUMENTS)
def test_arguments(reader: StandardReader, agent: str, subject: str, place: str, text: str) -> None:
    """Active, passive, participle and noun tell alike who acts and who is acted on."""
    (event,) = read_events(reader, text)
    told = [
        " ".join(argument.span.text for argument in arguments)
        for arguments in (event.agents, event.subjects, event.places)
    ]
    assert told == [agent, subject, place]


DATES = [
    # expected: the first day of each event; then the text, published on Monday, May 19, 2031
    (["2031-05-19"], "Dana Vale was arrested today."),
    (["2031-05-17", "2031-05-17"], "Dana Vale was arrested and charged on May 17, 2031."),
    (["2031-06-02"], "Sentencing is set for June 2, 2031."),
    (["2031-05-01"], "Prosecutors spoke of the May 1, 2031 arrest of Dana Vale."),
    (["2031-05-17", "2031-05-17"], "Vale Convicted of Burglary\nDana Vale was convicted of burglary on May 17, 2031."),
    ([None], "Dana Vale was charged with the May 2, 2030 burglary."),
    ([None], "Dana Vale was arrested, according to an announcement Monday."),
]


@pytest.mark.parametrize(("expected", "text"), DATES)
def test_dates(reader: StandardReader, expected: list[str | None], text: str) -> None:
    """A date goes to the event that it modifies and to the event's other triggers, never to its neighbor."""
    assert [event.start for event in read_events(reader, text, "2031-05-19")] == expected


CARRIED = [
    # expected: the days of each event of the whole record; then the text, published on Monday, May 19, 2031
    (
        [None, "2031-05-12..2031-05-18", "2031-05-13..2031-05-13"],
        "Officers Arrest Gang Members\nOfficers made eight arrests last week.\n"
        "The bureau gave no further details.\nIts offices were closed.\nOfficers arrested Dana Vale on May 13, 2031.",
    ),
    (["2031-05-12..2031-05-16"], "Eight men were arrested between May 12 and May 16, 2031."),
    (["2031-05-13..2031-05-13"] * 2, "Dana Vale was arrested on May 13, 2031. The arrest of Dana Vale was quiet."),
]


@pytest.mark.parametrize(("expected", "text"), CARRIED)
def test_carried_dates(reader: StandardReader, expected: list[str | None], text: str) -> None:
    """One person's date is not the date of all; an own date wins; both ends of an interval count."""
    record = reader.read(Document(id="d", text=text, published="2031-05-19"))
    assert [f"{event.start}..{event.end}" if event.start else None for event in record.events] == expected


def test_plea_belongs_to_the_one_just_named(reader: StandardReader) -> None:
    """A month between the name and "He" is nobody."""
    text = "Dana Vale, 28, was charged with robbery in April. He pleaded not guilty on May 7."
    (case,) = reader.read(Document(id="d", text=text, published="2031-05-19")).proceedings
    assert len(case.steps) == 2


def test_ids(reader: StandardReader) -> None:
    """Events are numbered in text order."""
    events = read_events(reader, "Dana Vale was arrested and charged. She pleaded guilty.")
    assert [event.id for event in events] == ["e1", "e2", "e3"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "arrested charged by Dana Vale , . “ ” ( ) who was not will be the indictment against on Monday and".split()
        ),
        max_size=25,
    ).map(" ".join)
    | st.text(max_size=40)
)
def test_any_text(reader: StandardReader, text: str) -> None:
    """Any text is survived; every span stands in it; read twice, the events are the same."""
    events = read_events(reader, text, "2025-05-19")
    for event in events:
        for span in (event.trigger, *(a.span for a in (*event.agents, *event.subjects, *event.places))):
            assert text[span.start : span.end] == span.text
    assert events == read_events(reader, text, "2025-05-19")


def test_what_somebody_owns_is_somebody_else(reader: StandardReader) -> None:
    """ "Vale’s secretary" is no mention of Vale: she is not the one who was charged then."""
    text = "Dana Vale was arrested on Friday. Officers also charged Vale’s secretary in the case."
    record = reader.read(Document(id="d", text=text))
    (charged,) = (event for event in record.events if event.type == "charge")
    assert [(argument.ref, argument.span.text) for argument in charged.subjects] == [(None, "Vale’s secretary")]


def test_a_conviction_is_no_speech(reader: StandardReader) -> None:
    """ "She has convictions for" says how far the law has got, and is nobody's statement."""
    record = reader.read(Document(id="d", text="Dana Vale was arrested. She has convictions for rape and arson."))
    assert record.statements == ()
    assert [offense.span.text for person in record.people for offense in person.offenses] == ["rape", "arson"]
