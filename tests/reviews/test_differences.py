"""Where two coders differ is found: in a value, in words, in whose it is, or in whether it is a fact."""

from tests.hand import make_record
from tests.reviews.making import anchor_at, review_fact, review_words, values

from onrecord.reviews.applying import apply_reviews
from onrecord.reviews.differences import find_differences
from onrecord.reviews.review import Review

RECORD = make_record()


def differ(one: list[Review], two: list[Review]) -> list[tuple[str, str | None, str | None, tuple[str, ...]]]:
    """Kind, the fact that each has or rejected, and the fields."""
    found = find_differences(apply_reviews(RECORD, one), apply_reviews(RECORD, two))
    return [(each.kind, each.one.fact, each.two.fact, each.fields) for each in found]


def test_who_says_the_same_does_not_differ() -> None:
    """Whether they said it or left it as it was."""
    assert differ([], []) == []
    assert differ([review_fact(RECORD, "x1", "accept", number=1)], []) == []


def test_differences_are_told_by_their_fields() -> None:
    """With the fact that each of them has."""
    value = review_fact(RECORD, "x1", "fix", number=1, fixed=values(disposition="charged"))
    words = review_fact(RECORD, "f1", "fix", number=2, words=anchor_at(RECORD, "40"))
    owner = review_fact(RECORD, "x2", "fix", number=3, whose=anchor_at(RECORD, "Emil Varga"))
    assert differ([value, words, owner], []) == [
        ("offense", "x1", "x1", ("disposition",)),
        ("offense", "x2", "x2", ("owner",)),
        ("figure", "f1", "f1", ("words",)),
    ]


def test_what_one_of_them_has_alone_is_a_difference() -> None:
    """Rejected by the other, or added by this one."""
    reject = review_fact(RECORD, "e1", "reject", number=1)
    add = review_words(RECORD, "event", "filed", number=2, fixed=values(type="sue"))
    assert differ([reject], [add]) == [
        ("event", "e1", "e1", ()),
        ("event", None, "review2", ()),
    ]
