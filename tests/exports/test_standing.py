"""The standing of a fact is told in one line."""

from tests.hand import make_record
from tests.reviews.making import review_fact, values

from onrecord.exports.standing import tell_review, tell_said
from onrecord.reviews.applying import apply_reviews

RECORD = make_record()


def test_a_standing_is_one_line() -> None:
    """Of how it was read and of what came of it, without the reason."""
    reviews = [
        review_fact(RECORD, "x2", "accept", number=1),
        review_fact(RECORD, "x2", "outcome", number=2, who="Ines", fixed=values(disposition="dismissed")),
    ]
    said = apply_reviews(RECORD, reviews).said["x2"]
    assert tell_said(said) == "accepted by Mara on 2031-06-01; outcome recorded by Ines on 2031-06-01"
    assert tell_review(reviews[0]) == "accepted by Mara on 2031-06-01"
