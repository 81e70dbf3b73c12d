"""What is not said: the text, then each omission as kind, manner and the words that state it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.plain_readings import empty_record, packaged_beat, plain_reading

from onrecord.records.omissions import find_omissions
from onrecord.schema import Document, Event, Figure, Offense, Omission, Person, Record

STATED = [
    # expected: kind, manner, words; then the text
    (["comment declined declined to comment"], "A lawyer for the county declined to comment."),
    (["comment declined declined to comment on individual cases"], "It declined to comment on individual cases."),
    (["comment declined would not discuss"], "The sheriff would not discuss it."),
    (["comment declined no further comment"], "We have no further comment."),
    (["comment declined would not say if he will resign"], "The mayor would not say if he will resign."),
    (["comment no_answer did not respond to a request for comment"], "He did not respond to a request for comment."),
    (
        ["comment no_answer could not immediately be reached for comment"],
        "She could not immediately be reached for comment.",
    ),
    (
        ["comment no_answer did not immediately return calls seeking comment"],
        "He did not immediately return calls seeking comment.",
    ),
    # Asked, and nothing told of an answer; where one is told to be missing, that is the omission.
    (["comment asked contacted the agency for comment"], "The Halden Herald contacted the agency for comment."),
    (["comment no_answer did not respond"], "The Herald contacted the agency for comment. It did not respond."),
    # What was not given decides the kind; two things are two omissions.
    (["total not_given did not say how many people were held"], "The agency did not say how many people were held."),
    (
        ["total not_given did not provide an exact figure on the arrests", "timeframe not_given a timeline"],
        "The agency did not provide an exact figure on the arrests or a timeline.",
    ),
    (["identity declined declined to give her name"], "A neighbor, who declined to give her name, saw it."),
    (["location declined would not say where he is held"], "Officers would not say where he is held."),
    (["charges not_given did not specify the charges"], "The office did not specify the charges."),
    (
        ["evidence not_given could not confirm whether he was there"],
        "The office could not confirm whether he was there.",
    ),
    (["evidence not_given No further details"], "No further details are available."),
    (["timeframe not_given to be determined"], "The date is to be determined."),
    (["total not_given It is unclear how many were held"], "It is unclear how many were held."),
    (["identity not_given The name of the driver was not released"], "The name of the driver was not released."),
    # A regular publication that ended.
    (
        ["series stopped stopped in early March"],
        "The agency had been posting daily updates on arrests but stopped in early March.",
    ),
    (["series stopped stopped publishing weekly figures"], "The office stopped publishing weekly figures."),
    # Not about the public: a suspect, a treatment, an unknown man.
    ([], "The driver refused to identify himself to the officer."),
    ([], "The patient did not respond to treatment."),
    ([], "An unknown man was identified by his teeth."),
    ([], "The company refused to provide the agency with records."),
    ([], "The office declined to prosecute."),
]


def read_omissions(text: str) -> tuple[Omission, ...]:
    reading = plain_reading(packaged_beat(), text)
    return find_omissions(reading, empty_record(reading))


@pytest.mark.parametrize(("expected", "text"), STATED)
def test_the_text_says_what_was_not_given(expected: list[str], text: str) -> None:
    """Each stated omission has its kind, its manner and its words."""
    found = [f"{one.kind} {one.manner} {one.span.text}" for one in read_omissions(text) if one.span]
    assert found == expected


def test_a_comment_is_about_who_was_silent() -> None:
    """Who was asked is named by `about`: the last one named before the words."""
    reading = plain_reading(packaged_beat(), "Sheriff Ansel Brandt declined to comment.")
    brandt = Person(id="p1", kind="person", role="official", name="Ansel Brandt", mentions=(reading.span(8, 20),))
    (found,) = find_omissions(reading, replace(empty_record(reading), people=(brandt,)))
    assert found.about == "p1"


RELEASE = "Officers arrested several men, including Dana Vale, Ilya Dremov and Tomas Quint, in Port Halden."


def release_record(
    *, figures: tuple[Figure, ...] = (), dated: bool = False, text: str = RELEASE
) -> tuple[Omission, ...]:
    """The derived omissions of a release with three people arrested, one of them charged."""
    reading = plain_reading(packaged_beat(), text)
    reading = replace(reading, document=Document(id="d", text=text, kind="release"))
    names = ["Dana Vale", "Ilya Dremov", "Tomas Quint"]
    starts = [text.index(name) for name in names]
    offense = Offense(id="x1", span=reading.span(0, 8), disposition="charged")
    people = tuple(
        Person(
            id=f"p{number}",
            kind="person",
            role="subject",
            name=name,
            mentions=(reading.span(start, start + len(name)),),
            offenses=(offense,) if number == 1 else (),
        )
        for number, (name, start) in enumerate(zip(names, starts, strict=True), 1)
    )
    day = "2025-05-01" if dated else None
    event = Event(id="e1", type="arrest", trigger=reading.span(9, 17), start=day, end=day)
    record: Record = replace(empty_record(reading), document=reading.document, people=people, events=(event,))
    return find_omissions(reading, replace(record, figures=figures))


def test_derived_omissions_tell_what_was_searched() -> None:
    """Examples without a number, arrests without a date, a charge without the presumption of innocence or a court."""
    found = release_record()
    assert [(one.kind, one.about) for one in found] == [
        ("total", "e1"),
        ("timeframe", "e1"),
        ("evidence", "p1"),
        ("source", "p1"),
    ]
    assert not any(one.stated or one.span or one.manner for one in found)
    assert all(one.explanation for one in found)


def test_what_is_there_is_not_missing() -> None:
    """A number, a date and the usual words take each derived omission away."""
    reading = plain_reading(packaged_beat(), RELEASE)
    total = Figure(
        id="f1", span=reading.span(18, 25), low=3, high=None, approximate=False, unit="people", measures="arrest"
    )
    text = RELEASE + " All are presumed innocent."
    assert [one.kind for one in release_record(figures=(total,), dated=True, text=text)] == ["source"]


def test_a_stated_omission_is_not_derived_again() -> None:
    """Where the text itself says that the number was not given, nothing is derived beside it."""
    found = release_record(text=RELEASE + " The office did not say how many were arrested.")
    assert [one.stated for one in found if one.kind == "total"] == [True]


@given(
    st.text(alphabet="did not say how many , declined to comment or a timeline\n.“”", max_size=300)
    | st.text(max_size=100)
)
@settings(max_examples=80, deadline=None)
def test_any_text_is_survived(text: str) -> None:
    """Stated omissions do not overlap, each span is the text's own, and reading twice gives the same."""
    found = read_omissions(text)
    assert found == read_omissions(text)
    end = 0
    for one in found:
        assert one.span is not None
        assert end <= one.span.start
        assert text[one.span.start : one.span.end] == one.span.text
        end = one.span.end


def test_long_texts_take_no_longer_than_their_length() -> None:
    """A hundred thousand characters of one phrase is read in one pass."""
    for phrase in ("did not say ", "posting updates ", "is unclear ", "contacted us ", "was not released "):
        assert isinstance(read_omissions(phrase * 6_000), tuple)
