"""What nobody has looked at is queued, the worst first, and says why it stands there."""

from pathlib import Path

from tests.hand import make_record
from tests.reviews.making import review_document, review_fact, values

from onrecord.answers.doubts import count_sources, find_doubts, order_doubts
from onrecord.answers.linked_records import open_library
from onrecord.ledger.ledger import open_ledger
from onrecord.reviews.applying import apply_reviews

RECORD = make_record()


def test_the_worst_comes_first() -> None:
    """That someone is guilty by one source, then accusations of which more are wrong, then the rest."""
    doubts = order_doubts(find_doubts(apply_reviews(RECORD, ()), sources=lambda _: 1))
    assert doubts[0].fact == "x1"
    assert doubts[0].why[0] == "it says that someone is guilty, and one source alone says so"
    assert [doubt.score for doubt in doubts] == sorted((doubt.score for doubt in doubts), reverse=True)
    assert {doubt.kind for doubt in doubts} == {"offense", "event", "figure", "statement", "omission", "label"}


def test_a_second_source_takes_weight_away() -> None:
    """It says so, too."""
    one = {d.fact: d for d in find_doubts(apply_reviews(RECORD, ()), sources=lambda _: 1)}["x1"]
    two = {d.fact: d for d in find_doubts(apply_reviews(RECORD, ()), sources=lambda _: 2)}["x1"]
    assert two.score < one.score
    assert two.why[0] == "it says that someone is guilty"


def test_what_was_looked_at_is_not_queued() -> None:
    """Accepted, corrected or rejected; and nothing where the whole document was."""
    reviews = [
        review_fact(RECORD, "x1", "accept", number=1),
        review_fact(RECORD, "e1", "reject", number=2),
        review_fact(RECORD, "f1", "fix", number=3, fixed=values(low=40)),
    ]
    left = {doubt.fact for doubt in find_doubts(apply_reviews(RECORD, reviews), sources=lambda _: 1)}
    assert not left & {"x1", "e1", "f1"}
    assert "e2" in left
    reviews.append(review_document(RECORD, "done", number=4))
    assert find_doubts(apply_reviews(RECORD, reviews), sources=lambda _: 1) == ()


def test_what_is_told_otherwise_than_it_was_rejected_comes_up() -> None:
    """Twice as heavy as without."""
    told = review_fact(RECORD, "x2", "reject", number=1)
    other = make_record()
    fixed = apply_reviews(other, [review_fact(other, "x2", "fix", number=9, fixed=values(disposition="arrested"))])
    doubts = {d.fact: d for d in find_doubts(apply_reviews(fixed.record, [told]), sources=lambda _: 1)}
    assert doubts["x2"].why[0] == "something else was rejected at these words"


def test_sources_are_counted_by_publisher(tmp_path: Path) -> None:
    """Of one document there is one."""
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(RECORD)
        assert count_sources(open_library(ledger), "hand")("p2") == 1
