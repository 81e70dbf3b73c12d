"""What nobody can say of a fact is refused, with what is missing."""

from dataclasses import replace
from typing import Any

import pytest
from tests.hand import make_record
from tests.reviews.making import anchor_at, review_document, review_fact, review_words, values

from onrecord.errors import ReviewError
from onrecord.reviews.checking import check_review
from onrecord.reviews.review import Review
from onrecord.schema import Record

RECORD = make_record()
OTHER = replace(RECORD, document=replace(RECORD.document, text="Another text, in which no such words stand at all."))

GOOD = [
    review_fact(RECORD, "x1", "accept"),
    review_fact(RECORD, "x1", "fix", fixed=values(disposition="convicted")),
    review_fact(RECORD, "x2", "outcome", fixed=values(disposition="dismissed", date="2031-08-01")),
    review_fact(RECORD, "m3", "reject"),
    review_fact(RECORD, "x2", "fix", whose=anchor_at(RECORD, "Emil Varga")),
    review_words(RECORD, "event", "filed", fixed=values(type="sue")),
    review_document(RECORD, "done"),
]


@pytest.mark.parametrize("review", GOOD, ids=[f"{review.verdict} {review.kind}" for review in GOOD])
def test_what_can_be_said_is_taken(review: Review) -> None:
    """As it was said."""
    assert check_review(review, RECORD) == review


BAD: list[tuple[Review, Record, str]] = [
    (review_fact(RECORD, "x1", "accept"), OTHER, "The text has changed"),
    (replace(review_fact(RECORD, "x1", "reject"), why=" "), RECORD, "Say who reviews, and why"),
    (replace(review_fact(RECORD, "x1", "reject"), who=" "), RECORD, "Say who reviews, and why"),
    (review_fact(RECORD, "x1", "fix"), RECORD, "Say what is right"),
    (review_fact(RECORD, "x1", "fix", fixed=values(disposition="guilty")), RECORD, "no disposition"),
    (review_fact(RECORD, "x1", "fix", fixed=(*values(code="120"), *values(code="13A"))), RECORD, "named twice"),
    (review_fact(RECORD, "x2", "outcome", fixed=values(disposition="convicted")), RECORD, "acquitted, dismissed"),
    (review_fact(RECORD, "e1", "outcome", fixed=values(type="acquit")), RECORD, "An outcome is of an offense"),
    (review_document(RECORD, "accept"), RECORD, "Say of what kind"),
    (review_document(RECORD, "add", kind="event", fixed=values(type="sue")), RECORD, "nothing without its words"),
    (review_words(RECORD, "event", "filed"), RECORD, "Say also the type"),
    (review_words(RECORD, "place", "Stellan", fixed=values(kind="city")), RECORD, "Say also the name of the place"),
    (review_words(RECORD, "figure", "40"), RECORD, "Say also the approximate, high, low, measures, unit of the figure"),
    (review_words(RECORD, "offense", "rape", fixed=values(disposition="charged")), RECORD, "Name the person"),
    (review_document(RECORD, "withdraw"), RECORD, "Say which review"),
]


@pytest.mark.parametrize(("review", "record", "message"), BAD, ids=[bad[2] for bad in BAD])
def test_what_nobody_can_say_is_refused(review: Review, record: Record, message: str) -> None:
    """In one sentence."""
    with pytest.raises(ReviewError, match=message):
        check_review(review, record)


@pytest.mark.parametrize("change", [{"start": 3}, {"end": 9_000}, {"text": "forged words"}])
def test_words_must_be_those_of_the_text(change: dict[str, Any]) -> None:
    """No forged offsets, and no forged words."""
    review = review_fact(RECORD, "x1", "accept")
    assert review.anchor is not None
    forged = replace(review, anchor=replace(review.anchor, words=replace(review.anchor.words, **change)))
    with pytest.raises(ReviewError):
        check_review(forged, RECORD)
