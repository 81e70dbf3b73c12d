"""Counts of one kind with their bounds, each against statistics that count the same; not comparable is a verdict."""

from pathlib import Path

from tests.answers.shelf import open_examples

from onrecord.answers.counts import describe_counts
from onrecord.answers.datasets import load_dataset

DATASET = load_dataset(Path(__file__).parent.parent.parent / "examples" / "datasets" / "corvania-arrests.toml")


def test_a_monthly_count_is_held_against_its_month() -> None:
    """One agrees, one was revised later."""
    library = open_examples()
    counts = [
        (record.document.id, figure.id)
        for record in library.records()
        if record.document.id in ("cjs-0304", "cjs-0403")
        for figure in record.figures
        if figure.unit == "arrests" and (figure.low or 0) > 1000
    ]
    found = {each.citation.document: each for each in describe_counts(library, counts, (DATASET,))}
    assert found["cjs-0304"].verdicts[0].comparison.verdict == "agrees"
    assert found["cjs-0403"].verdicts[0].comparison.difference == -18
    assert found["cjs-0304"].words in found["cjs-0304"].citation.span.text


def test_a_count_without_the_place_is_not_comparable() -> None:
    """And why is said; statistics of other things are not mentioned."""
    library = open_examples()
    (figure,) = (each for each in library.record("rcb-0303").figures if each.unit == "arrests")
    (count,) = describe_counts(library, [("rcb-0303", figure.id)], (DATASET,))
    comparison = count.verdicts[0].comparison
    assert (comparison.verdict, (comparison.because or "")[:8]) == ("not comparable", "of place")
    other = next(each for each in library.record("rcb-0303").figures if each.unit != "arrests")
    assert describe_counts(library, [("rcb-0303", other.id)], (DATASET,))[0].verdicts == ()


def test_what_is_gone_is_left_out() -> None:
    """A figure that a newer reading does not have."""
    assert describe_counts(open_examples(), [("rcb-0303", "f99")], ()) == ()
