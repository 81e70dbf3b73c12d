"""Records of one case and who its people are in, its steps in order and what is still to come out."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.links.notes import find_words, note, upon

from onrecord.links.steps import find_steps
from onrecord.schema import Event, Factuality, Offense, Proceeding, Record

FELL = {("a", "p1"): 0, ("b", "p1"): 0}


def _tell(
    id: str,  # noqa: A002 - the word of the record
    text: str,
    kind: str,
    trigger: str,
    *,
    day: str | None = None,
    published: str = "2031-05-20",
    factuality: Factuality = "asserted",
) -> Record:
    """A document that tells of one event upon Adan Fell."""
    record = note(text, id=id, published=published, events={trigger: kind}, people=["Adan Fell"], factuality=factuality)
    event = replace(record.events[0], subjects=upon(record, "Adan Fell"), start=day, end=day)
    return replace(record, events=(event,))


def _say(records: list[Record]) -> list[tuple[str, str | None, int]]:
    """Type, day and number of places of each step."""
    return [(step.type, step.start, len(step.passages)) for step in find_steps(records, FELL)[0]]


CHARGED = _tell("a", "Adan Fell was charged.", "charge", "charged", day="2031-05-19")
TOLD = {
    "by two documents, on one day": (
        [CHARGED, _tell("b", "Adan Fell was charged.", "charge", "charged", day="2031-05-19")],
        [("charge", "2031-05-19", 2)],
    ),
    "by two documents, one without a day": (
        [CHARGED, _tell("b", "Adan Fell was charged.", "charge", "charged")],
        [("charge", "2031-05-19", 2)],
    ),
    "on two days": (
        [CHARGED, _tell("b", "Adan Fell was charged.", "charge", "charged", day="2031-05-20")],
        [("charge", "2031-05-19", 1), ("charge", "2031-05-20", 1)],
    ),
    "two kinds": (
        [_tell("a", "Adan Fell was convicted.", "convict", "convicted", day="2031-05-20"), CHARGED],
        [("charge", "2031-05-19", 1), ("convict", "2031-05-20", 1)],
    ),
    "only mentioned": ([_tell("a", "Adan Fell appealed his conviction.", "convict", "conviction")], []),
    "denied": ([_tell("a", "Adan Fell was not charged.", "charge", "charged", factuality="negated")], []),
    "no step of a case": ([_tell("a", "Adan Fell was searched.", "search", "searched")], []),
}


@pytest.mark.parametrize(("records", "expected"), TOLD.values(), ids=TOLD)
def test_a_step_is_told_once(records: list[Record], expected: list[tuple[str, str | None, int]]) -> None:
    """However many documents tell it, by the surest day; what is only mentioned or did not happen is none."""
    assert _say(records) == expected


def test_what_is_planned_is_pending_until_it_has_happened() -> None:
    """To these people, told by a later document."""
    planned = _tell(
        "a", "Adan Fell will be sentenced.", "sentence", "sentenced", day="2031-06-20", factuality="planned"
    )
    assert [step.type for step in find_steps([planned], FELL)[1]] == ["sentence"]
    done = _tell("b", "Adan Fell was sentenced.", "sentence", "sentenced", day="2031-06-20", published="2031-06-21")
    steps, pending = find_steps([planned, done], FELL)
    assert ([step.type for step in steps], pending) == (["sentence"], ())


def test_of_one_day_the_text_tells_the_order() -> None:
    """Where one document tells both."""
    record = note(
        "A judge sentenced Adan Fell after a jury convicted him.",
        id="a",
        events={"sentenced": "sentence", "convicted": "convict"},
        people=["Adan Fell"],
    )
    events = tuple(
        replace(event, subjects=upon(record, "Adan Fell"), start="2031-05-19", end="2031-05-19")
        for event in record.events
    )
    steps, _ = find_steps([replace(record, events=events)], FELL)
    assert [step.type for step in steps] == ["sentence", "convict"]
    nameless = tuple(replace(event, start=None, end=None) for event in events)
    steps, _ = find_steps([replace(record, events=nameless)], FELL)
    assert [step.type for step in steps] == ["convict", "sentence"]


def test_whose_step_it_is_where_nobody_is_named() -> None:
    """The parties' of the case that has it; of the only charge, those of whom it is stated; else nobody's."""
    record = note(
        "Adan Fell sat in court. The charge was read.", id="a", events={"charge was": "charge"}, people=["Adan Fell"]
    )
    case = Proceeding(id="c1", court=None, title=None, number=None, parties=upon(record, "Adan Fell"), steps=("e1",))
    assert _say([record]) == []
    assert _say([replace(record, proceedings=(case,))]) == [("charge", None, 1)]
    charged = Offense(id="x1", span=find_words(record, "sat"), disposition="charged")
    person = replace(record.people[0], offenses=(charged,))
    assert _say([replace(record, people=(person,))]) == [("charge", None, 1)]


def test_a_ruling_is_of_those_in_its_sentence() -> None:
    """Where neither the event nor the case says whose it is."""
    text = "A judge ruled for Adan Fell. Another one ruled too."
    record = note(text, id="a", events={"ruled for": "rule", "ruled too": "rule"}, people=["Adan Fell"])
    assert _say([record]) == [("rule", None, 1)]


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["arrest", "charge", "plead", "convict", "sentence"]),
        st.sampled_from([None, "2031-05-01", "2031-05-02", "2031-05-09"]),
        st.sampled_from(["asserted", "alleged", "planned", "negated"]),
    ),
    max_size=8,
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_order_of_events_does_not_matter_and_each_is_in_one_step(
    told: list[tuple[str, str | None, Factuality]], random: Random
) -> None:
    """Whatever happened when."""
    text = "Adan Fell: " + " ".join(f"w{at}" for at in range(len(told)))
    record = note(text, id="a", people=["Adan Fell"])
    events = [
        Event(
            id=f"e{at}",
            type=kind,
            trigger=find_words(record, f"w{at}"),
            subjects=upon(record, "Adan Fell"),
            start=day,
            end=day,
            factuality=factuality,
        )
        for at, (kind, day, factuality) in enumerate(told)
    ]
    steps = find_steps([replace(record, events=tuple(events))], FELL)
    places = [place.start for part in steps[:1] for step in part for place in step.passages]
    happened = [event.trigger.start for event in events if event.factuality in ("asserted", "alleged")]
    assert sorted(places) == happened
    random.shuffle(events)
    assert find_steps([replace(record, events=tuple(events))], FELL) == steps
