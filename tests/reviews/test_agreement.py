"""Two people agree as far as they marked the same words and said the same of them."""

from dataclasses import replace

import pytest
from tests.hand import make_record
from tests.reviews.making import anchor_at, review_fact, values

from onrecord.reviews.agreement import find_alpha, measure_fields, measure_spans, pair_facts
from onrecord.reviews.applying import apply_reviews

RECORD = make_record()


def test_who_says_the_same_agrees() -> None:
    """In everything; alpha is told only where there were two values to choose from."""
    assert {(each.exact_f1, each.overlapping_f1) for each in measure_spans([(RECORD, RECORD)])} == {(1.0, 1.0)}
    fields = measure_fields([(RECORD, RECORD)])
    assert all(each.same == each.facts for each in fields)
    assert {each.alpha for each in fields} == {None, 1.0}


def test_who_marks_other_words_overlaps() -> None:
    """And is counted once."""
    other = apply_reviews(RECORD, [review_fact(RECORD, "f1", "fix", number=1, words=anchor_at(RECORD, "40"))]).record
    figures = next(each for each in measure_spans([(RECORD, other)]) if each.kind == "figure")
    assert (figures.one, figures.two, figures.exact, figures.overlapping) == (3, 3, 2, 3)
    assert figures.exact_f1 == pytest.approx(2 / 3)


def test_who_leaves_a_fact_out_disagrees() -> None:
    """Whoever of the two it is."""
    other = apply_reviews(RECORD, [review_fact(RECORD, "f1", "reject", number=1)]).record
    for pair in ((RECORD, other), (other, RECORD)):
        figures = next(each for each in measure_spans([pair]) if each.kind == "figure")
        assert figures.exact_f1 == pytest.approx(4 / 5)


def test_who_says_otherwise_of_a_field_disagrees_in_it() -> None:
    """And in no other."""
    fix = review_fact(RECORD, "x1", "fix", number=1, fixed=values(disposition="charged"))
    fields = {(f.kind, f.field): f for f in measure_fields([(RECORD, apply_reviews(RECORD, [fix]).record)])}
    assert fields["offense", "disposition"].same == fields["offense", "disposition"].facts - 1
    assert fields["offense", "code"].same == fields["offense", "code"].facts


def test_facts_at_the_same_words_are_paired_by_what_they_say() -> None:
    """A charge with a charge, a conviction with a conviction."""
    offense = RECORD.people[1].offenses[0]
    both = (offense, replace(offense, id="x9", disposition="charged", sentence=None))
    one = replace(RECORD, people=(replace(RECORD.people[1], offenses=both),))
    two = replace(RECORD, people=(replace(RECORD.people[1], offenses=both[::-1]),))
    pairs = pair_facts(one, two, "offense", overlapping=False)
    assert [(a.fact.id, b.fact.id) for a, b in pairs] == [("x1", "x1"), ("x9", "x9")]


ALPHAS = [
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "b"), ("b", "a")], -0.5),
    ([("a", "a"), ("a", "a")], None),
    ([], None),
    ([*[("a", "a")] * 4, *[("b", "b")] * 5, ("a", "b")], 0.808),
]


@pytest.mark.parametrize(("pairs", "alpha"), ALPHAS)
def test_alpha_is_krippendorff_s(pairs: list[tuple[str, str]], alpha: float | None) -> None:
    """Worked out by hand from the coincidences: 1 - observed / expected."""
    found = find_alpha(pairs)
    assert found == (None if alpha is None else pytest.approx(alpha, abs=0.001))
