"""A claim against statistics: it agrees, differs by so much, or is not comparable, and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.answers.shelf import open_examples, say
from tests.links.corpus import make_record

from onrecord.answers.comparisons import Comparison, compare_claims, compare_figure
from onrecord.answers.datasets import Dataset, load_dataset
from onrecord.errors import LedgerError
from onrecord.schema import Figure, Place, Record

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DATASET = load_dataset(EXAMPLES / "datasets" / "corvania-arrests.toml")
RECORD = make_record("a", "Police made 4,320 arrests in Corvania in March.", published="2031-04-01")
FIGURE = Figure(
    id="f1",
    span=RECORD.document.span(12, 17),
    low=4320,
    high=4320,
    approximate=False,
    unit="arrests",
    measures="arrest",
    start="2031-03-01",
    end="2031-03-31",
)
CASES = {
    "the number": (FIGURE, "agrees", None),
    "less": (replace(FIGURE, low=4302, high=4302), "differs", -18.0),
    "more": (replace(FIGURE, low=4400, high=4400), "differs", 80.0),
    "at least so many": (replace(FIGURE, low=4000, high=None), "agrees", None),
    "more than there were": (replace(FIGURE, low=5001, high=None), "differs", 681.0),
    "at most so many": (replace(FIGURE, low=None, high=4000), "differs", -320.0),
    "about so many": (replace(FIGURE, low=4300, high=4300, approximate=True), "agrees", None),
    "about half": (replace(FIGURE, low=2000, high=2000, approximate=True), "differs", -2320.0),
}


@pytest.mark.parametrize(("figure", "verdict", "difference"), CASES.values(), ids=CASES)
def test_bounds_are_kept(figure: Figure, verdict: str, difference: float | None) -> None:
    """A claim of "more than" agrees with whatever is more."""
    found = compare_figure(RECORD, figure, DATASET)
    assert (found.verdict, found.difference) == (verdict, difference)


TOWN = Place(id="l1", name="Stellan", kind="city")
ELSEWHERE = make_record("b", "Police made 4,320 arrests in West Tarrow in March.", published="2031-04-01")
HINDRANCES: dict[str, tuple[Record, Figure, str]] = {
    "population": (RECORD, replace(FIGURE, measures="convict"), "of population"),
    "unit": (RECORD, replace(FIGURE, unit="people"), "of unit"),
    "place": (ELSEWHERE, FIGURE, "of place"),
    "a part of another count": (
        replace(RECORD, figures=(FIGURE,)),
        replace(FIGURE, id="f2", part_of="f1"),
        "of population",
    ),
    "no days": (RECORD, replace(FIGURE, start=None, end=None), "of period"),
    "other days": (RECORD, replace(FIGURE, start="2031-03-10", end="2031-03-16"), "of period"),
}


@pytest.mark.parametrize(("record", "figure", "because"), HINDRANCES.values(), ids=HINDRANCES)
def test_what_cannot_be_compared_is_not(record: Record, figure: Figure, because: str) -> None:
    """Population, unit, place or period: the first that is not the same is said."""
    found = compare_figure(record, figure, DATASET)
    assert found.verdict == "not comparable"
    assert found.because is not None
    assert found.because.startswith(because)


def test_a_table_of_the_whole_country_needs_no_place() -> None:
    """The claim is taken to be of the country too where it says no place: it is the weaker check."""
    whole: Dataset = replace(DATASET, place=None)
    assert compare_figure(ELSEWHERE, FIGURE, whole) == Comparison(verdict="agrees")


def test_a_claim_of_a_town_is_not_compared_with_the_whole_country() -> None:
    """Where the record knows of which place the claim is."""
    record, figure = replace(RECORD, places=(TOWN,)), replace(FIGURE, place="l1")
    found = compare_figure(record, figure, replace(DATASET, place=None))
    assert found.because == "of place: the claim is of Stellan, the statistics of the whole country"


def test_a_claim_must_say_what_the_statistics_count() -> None:
    """By one of the words that the description gives, or one that begins so: the unit alone tells too little."""
    chosen = [
        compare_figure(RECORD, FIGURE, replace(DATASET, words=words)) for words in (("arrest",), ("detain", "held"))
    ]
    assert [each.verdict for each in chosen] == ["agrees", "not comparable"]
    assert chosen[1].because is not None
    assert chosen[1].because.startswith("of population: the claim does not say “detain” or “held”")


def test_claims_of_the_examples() -> None:
    """One agrees, one was revised since, a part of it is of no period."""
    told = say(compare_claims(open_examples(), "cjs-0304", DATASET, figure="f1"))
    assert told == ["“4,118” (f1) agrees with Arrests in Corvania by month, as revised in July 2031."]
    told = say(compare_claims(open_examples(), "cjs-0403", DATASET))
    assert told[0] == "“4,302” (f1) is 18 less than in Arrests in Corvania by month, as revised in July 2031."
    assert "not comparable" in told[1]


def test_a_figure_that_is_not_there() -> None:
    """What there is, is said."""
    with pytest.raises(LedgerError, match="its figures are f1, f2"):
        compare_claims(open_examples(), "cjs-0304", DATASET, figure="f9")
