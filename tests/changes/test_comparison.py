"""Two revisions in, what changed out: in the order of weight, every difference told, nothing invented."""

import re
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hand import make_record

from onrecord.changes.claims import find_claims
from onrecord.changes.comparison import Change, compare_records
from onrecord.schema import Document, Event, Figure, Offense, Person, ReaderVersion, Record, Span

OLD = "PORT HALDEN, May 6 – Eleven men were held on Monday.\nCorvin Hale was charged with robbery.\n12 views"
NUMBERS = {"Eleven": 11, "Twelve": 12, "12": 12, "19": 19}


def read(text: str, **given_: str) -> Record:
    """A record of whatever of these words stand in the text."""
    document = Document(id="d", text=text, published=given_.get("published"))

    def spans(words: str) -> list[Span]:
        return [document.span(*match.span()) for match in re.finditer(rf"\b(?:{words})\b", text)]

    figures = tuple(
        Figure(id=f"f{n}", span=span, low=NUMBERS[span.text], high=NUMBERS[span.text], approximate=False,
               unit="people", measures="other")
        for n, span in enumerate(spans("|".join(NUMBERS)))
    )  # fmt: skip
    day = given_.get("monday")
    events = tuple(
        Event(id=f"e{n}", type="detain", trigger=span, start=day, end=day) for n, span in enumerate(spans("held"))
    )
    offenses = tuple(
        Offense(id=f"x{n}", span=span, disposition="convicted" if "convicted" in text else "charged")
        for n, span in enumerate(spans("robbery|arson"))
    )
    people = tuple(
        Person(id=f"p{n}", kind="person", role="subject", name=span.text, mentions=(span,), offenses=offenses)
        for n, span in enumerate(spans("Corvin Hale|Corvan Hale"))
    )
    reader = ReaderVersion(name="plain", version="1")
    return Record(reader=reader, document=document, figures=figures, events=events, people=people)


def tell(change: Change) -> list[str]:
    """The claims of a change, one line each."""
    return [
        f"{each.kind} {each.turn}: "
        + ", ".join(f"{value.field} {value.before} > {value.after}" for value in each.values if each.turn != "vanished")
        + (f" ({each.noise})" if each.noise else "")
        for each in change.claims
    ]


@pytest.mark.parametrize(
    ("expected", "old", "new"),
    [
        ([], "held", "held"),
        (["figure changed: low 11 > 12, high 11 > 12"], "Eleven", "Twelve"),
        (["figure changed: low 12 > 19, high 12 > 19 (counter)"], "12 views", "19 views"),
        (["offense changed: disposition charged > convicted"], "charged with", "convicted of"),
        (
            ["person changed: name Corvin Hale > Corvan Hale", "offense changed: person Corvin Hale > Corvan Hale"],
            "Corvin",
            "Corvan",
        ),
        (["event vanished: "], "held", "seen"),
        (["offense changed: offense robbery > arson"], "robbery", "arson"),
        (
            ["figure changed: low 11 > 12, high 11 > 12", "figure changed: low 12 > 19, high 12 > 19 (counter)"],
            "Eleven|12",
            "Twelve|19",
        ),
    ],
)
def test_what_a_change_of_words_does_to_claims(expected: list[str], old: str, new: str) -> None:
    """A count, a disposition, a name, an event that is gone; noise last."""
    text = OLD
    for one, two in zip(old.split("|"), new.split("|"), strict=True):
        text = text.replace(one, two)
    assert tell(compare_records(read(OLD), read(text))) == expected


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("same", "", ""),
        ("same", "May 6 –", "May 9 –"),
        ("same", "12 views", "99 views"),
        ("changed", "Eleven", "Twelve"),
        ("changed", "Monday", "Tuesday"),
        ("changed", "was charged", "was never charged"),
    ],
)
def test_a_new_day_on_old_words_is_told_as_such(words: str, old: str, new: str) -> None:
    """The dateline and counters are no words; the day of an arrest is."""
    change = compare_records(read(OLD, published="2031-05-06"), read(OLD.replace(old, new), published="2031-05-09"))
    assert change.redating is not None
    assert (change.redating.before, change.redating.after, change.redating.words) == ("2031-05-06", "2031-05-09", words)


def test_the_same_words_may_mean_another_day() -> None:
    """Monday is another after the page was dated anew: the claim is redated, not changed."""
    before = read(OLD, published="2031-05-06", monday="2031-05-05")
    after = read(OLD, published="2031-05-13", monday="2031-05-12")
    (event,) = compare_records(before, after).claims
    assert (event.kind, event.turn) == ("event", "redated")
    assert [value.field for value in event.values] == ["start", "end"]


def test_nothing_changes_from_a_record_to_itself() -> None:
    """Whatever it holds."""
    record = make_record()
    change = compare_records(record, record)
    assert (change.redating, change.claims, change.words) == (None, (), ())


def test_everything_appears_in_an_empty_document_and_vanishes_from_it() -> None:
    """Every claim once."""
    record = make_record()
    empty = replace(Record(reader=record.reader, document=replace(record.document, text="Nothing.")))
    for change, turn in ((compare_records(empty, record), "appeared"), (compare_records(record, empty), "vanished")):
        assert {each.turn for each in change.claims} == {turn}
        assert len(change.claims) == len(find_claims(record))


LINES = st.lists(
    st.sampled_from(
        [
            *OLD.split("\n"),
            "Twelve men were held.",
            "Corvan Hale was convicted of arson.",
            "19 views",
            "Related news",
            "",
        ]
    ),
    max_size=8,
).map(lambda lines: "\n".join([*lines, "End."]))


@given(old=LINES, new=LINES)
def test_every_difference_is_told_and_grounded(old: str, new: str) -> None:
    """The same each time; spans stand in their text; words that differ without a claim are told as words."""
    one, two = read(old), read(new)
    change = compare_records(one, two)
    assert change == compare_records(one, two)
    assert bool(change.words) == (old.split() != new.split())
    for span, text in _spans(change, old, new):
        assert text[span.start : span.end] == span.text
    for turn, record, side in (("vanished", one, "before"), ("appeared", two, "after")):
        told = [getattr(each, side) for each in change.claims if each.turn == turn]
        assert len(told) <= len(find_claims(record))
    gone = sum(each.turn == "vanished" for each in change.claims)
    new_ones = sum(each.turn == "appeared" for each in change.claims)
    assert len(find_claims(one)) - gone == len(find_claims(two)) - new_ones


def _spans(value: object, old: str, new: str, name: str = "") -> list[tuple[Span, str]]:
    """Every span of a change with the text it stands in."""
    if isinstance(value, Span):
        return [(value, old if "before" in name else new)]
    if isinstance(value, tuple):
        return [found for item in value for found in _spans(item, old, new, name)]
    if is_dataclass(value):
        return [found for field in fields(value) for found in _spans(getattr(value, field.name), old, new, field.name)]
    return []
