"""What people said of a record is what is told: nothing that was rejected, everything as it was corrected."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hand import make_record
from tests.reviews.making import anchor_at, review_document, review_fact, review_words, values

from onrecord.ledger.faults import find_faults
from onrecord.reviews.applying import apply_reviews
from onrecord.reviews.placed import list_facts
from onrecord.reviews.review import Review
from onrecord.schema import Offense, ReaderVersion, Record

RECORD = make_record()


def _offense(record: Record, id: str) -> tuple[str, Offense]:  # noqa: A002 - the word of the record
    return next((p.name or p.id, o) for p in record.people for o in p.offenses if o.id == id)


def test_without_reviews_nothing_changes() -> None:
    """The very record."""
    assert apply_reviews(RECORD, ()).record is RECORD
    assert apply_reviews(RECORD, [review_fact(RECORD, "x1", "accept", number=1)]).record == RECORD


def test_a_rejected_fact_is_told_no_more() -> None:
    """Nor does anything refer to it."""
    said = apply_reviews(RECORD, [review_fact(RECORD, "e8", "reject", number=1)])
    assert "e8" not in {event.id for event in said.record.events}
    assert said.record.proceedings[0].steps == ()
    assert _offense(said.record, "x5")[1].event is None
    assert said.said["e8"].reading is not None
    assert said.read == RECORD


def test_a_rejected_person_takes_the_offenses_along() -> None:
    """Nobody is left to hold them."""
    said = apply_reviews(RECORD, [review_fact(RECORD, "p6", "reject", number=1)]).record
    assert {placed.fact.id for placed in list_facts(RECORD)} - {placed.fact.id for placed in list_facts(said)} == {
        "p6",
        "x5",
    }
    assert said.proceedings[0].parties[0].ref is None


def test_a_correction_is_told_in_place_of_what_was_read() -> None:
    """A punishment goes with the conviction that it was for."""
    said = apply_reviews(RECORD, [review_fact(RECORD, "x1", "fix", number=1, fixed=values(disposition="charged"))])
    offense = _offense(said.record, "x1")[1]
    assert (offense.disposition, offense.sentence, offense.code) == ("charged", None, "11A")


def test_an_offense_goes_to_whose_it_is() -> None:
    """Of two people in one text."""
    fix = review_fact(RECORD, "x2", "fix", number=1, whose=anchor_at(RECORD, "Emil Varga"))
    assert _offense(apply_reviews(RECORD, [fix]).record, "x2")[0] == "Emil Varga"


def test_a_statement_goes_to_who_made_it() -> None:
    """With the words that mean the speaker."""
    fix = review_fact(RECORD, "s3", "fix", number=1, whose=anchor_at(RECORD, "Hamish Orr"))
    statement = apply_reviews(RECORD, [fix]).record.statements[2]
    assert (statement.speaker, statement.source and statement.source.text) == ("p7", "Hamish Orr")


def test_wrong_words_are_put_right() -> None:
    """Of a figure, and its bounds with them."""
    fix = review_fact(
        RECORD, "f1", "fix", number=1, fixed=values(low=40, high=40), words=anchor_at(RECORD, "40 officers")
    )
    figure = apply_reviews(RECORD, [fix]).record.figures[0]
    assert (figure.span.text, figure.low, figure.high) == ("40 officers", 40, 40)


def test_an_addition_stands_with_the_rest() -> None:
    """Under an id that no reader gives."""
    add = review_words(
        RECORD,
        "offense",
        "carried out arrests",
        number=7,
        owner=anchor_at(RECORD, "Bastian Rook"),
        fixed=values(disposition="arrested"),
    )
    record = apply_reviews(RECORD, [add]).record
    assert _offense(record, "review7")[0] == "Bastian Rook"
    assert not list(find_faults(record, record.document))


def test_an_outcome_lasts_when_the_reading_is_reviewed_again() -> None:
    """Whoever accepts the words later does not take the acquittal back."""
    outcome = review_fact(RECORD, "x2", "outcome", number=1, fixed=values(disposition="dismissed", date="2031-08-01"))
    accept = review_fact(RECORD, "x2", "accept", number=2, who="Ines")
    said = apply_reviews(RECORD, [outcome, accept])
    assert _offense(said.record, "x2")[1].disposition == "dismissed"
    assert said.said["x2"].outcome == outcome
    assert said.said["x2"].reading == accept


SEQUENCES = [
    ("reject accept", True),
    ("accept reject", False),
    ("reject withdraw", True),
    ("reject accept withdraw", False),
    ("reject reject withdraw", False),
]


@pytest.mark.parametrize(("verdicts", "stands"), SEQUENCES)
def test_the_latest_review_decides(verdicts: str, stands: bool) -> None:
    """And one that is taken back leaves the one before."""
    reviews = [
        review_document(RECORD, "withdraw", number=number, of=number - 1)
        if verdict == "withdraw"
        else review_fact(RECORD, "e1", verdict, number=number)  # type: ignore[arg-type]
        for number, verdict in enumerate(verdicts.split(), 1)
    ]
    assert ("e1" in {event.id for event in apply_reviews(RECORD, reviews).record.events}) is stands


def test_an_addition_is_taken_back_by_its_review() -> None:
    """Rejected, or replaced by another addition, or agreed with."""
    add = review_words(RECORD, "event", "filed", number=1, fixed=values(type="sue"))
    reject = review_document(RECORD, "reject", number=2, kind="event", of=1)
    agree = review_document(RECORD, "accept", number=2, kind="event", of=1, who="Ines")
    better = review_words(RECORD, "event", "filed", number=2, of=1, fixed=values(type="appeal"))
    assert apply_reviews(RECORD, [add, reject]).record == RECORD
    agreed = apply_reviews(RECORD, [add, agree])
    assert agreed.record.events[-1].id == "review1"
    assert agreed.said["review1"].reading == agree
    assert [event.type for event in apply_reviews(RECORD, [add, better]).record.events][-1] == "appeal"


# Reading again: the same text by another reader, who numbers and judges otherwise.


def _reread(record: Record) -> Record:
    """Another reader: other ids, one event missed, one offense told otherwise."""
    people = tuple(
        replace(
            person,
            offenses=tuple(
                replace(o, disposition="arrested" if o.id == "x2" else o.disposition) for o in person.offenses
            ),
        )
        for person in record.people
    )
    events = tuple(replace(e, id=f"e{n}") for n, e in enumerate(record.events[1:], 1))
    return replace(record, reader=ReaderVersion(name="hand", version="2"), people=people, events=events, figures=())


def test_a_review_outlives_reading_again() -> None:
    """By its words, not by its id; what was accepted stands though the reader does not find it any more."""
    again = _reread(RECORD)
    reviews = [
        review_fact(RECORD, "e1", "accept", number=1),
        review_fact(RECORD, "e3", "reject", number=2),
        review_fact(RECORD, "x2", "accept", number=3),
        review_fact(RECORD, "f2", "fix", number=4, fixed=values(low=12, high=12)),
        review_fact(RECORD, "f3", "reject", number=5),
    ]
    said = apply_reviews(again, reviews)
    assert not said.orphans
    assert "review1" in {event.id for event in said.record.events}
    assert "convicted" not in {event.trigger.text for event in said.record.events}
    assert _offense(said.record, "x2")[1].disposition == "charged"
    assert [(figure.span.text, figure.low) for figure in said.record.figures] == [("Eleven", 12)]
    assert not list(find_faults(said.record, said.record.document))


def test_a_rejection_is_of_what_was_rejected() -> None:
    """A newer reader that says something else at these words is heard again."""
    reject = review_fact(RECORD, "x2", "reject", number=1)
    assert _offense(apply_reviews(_reread(RECORD), [reject]).record, "x2")[1].disposition == "arrested"


def test_in_a_changed_text_a_review_is_an_orphan() -> None:
    """Where its sentence changed; where it stands word for word, the review goes with it."""
    text = RECORD.document.text.replace("charged with armed robbery", "acquitted of armed robbery")
    bare = Record(reader=RECORD.reader, document=replace(RECORD.document, text="Corrected.\n\n" + text))
    reviews = [review_fact(RECORD, "x2", "accept", number=1), review_fact(RECORD, "f2", "accept", number=2)]
    said = apply_reviews(bare, reviews)
    assert [review.number for review in said.orphans] == [1]
    assert [figure.span.text for figure in said.record.figures] == ["Eleven"]
    assert not list(find_faults(said.record, bare.document))


def test_a_coding_changes_nothing_but_itself() -> None:
    """Each coder has a record of their own."""
    reviews = [
        review_fact(RECORD, "e1", "reject", number=1, coding="round 1"),
        review_fact(RECORD, "e2", "reject", number=2, coding="round 1", who="Ines"),
    ]
    assert apply_reviews(RECORD, reviews).record == RECORD
    mine = apply_reviews(RECORD, reviews, coding="round 1", who="Ines").record
    assert {e.id for e in RECORD.events} - {e.id for e in mine.events} == {"e2"}


FACTS = [placed.fact.id for placed in list_facts(RECORD)]


@given(st.lists(st.tuples(st.sampled_from(FACTS), st.sampled_from(["accept", "reject"])), max_size=12))
def test_whatever_is_said_the_record_holds_together(said: list[tuple[str, str]]) -> None:
    """Spans in the text, ids once, and no reference to what is gone."""
    reviews: list[Review] = [
        review_fact(RECORD, fact, verdict, number=number)  # type: ignore[arg-type]
        for number, (fact, verdict) in enumerate(said, 1)
    ]
    record = apply_reviews(RECORD, reviews).record
    assert not list(find_faults(record, record.document))
    left = {placed.fact.id for placed in list_facts(record)}
    assert left <= set(FACTS)
    for fact, verdict in {fact: verdict for fact, verdict in said if verdict == "reject"}.items():
        if dict(said)[fact] == verdict:
            assert fact not in left
    spoken = {statement.speaker for statement in record.statements} - {None}
    assert spoken <= left
