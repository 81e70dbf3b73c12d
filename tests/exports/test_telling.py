"""Parts of answers in words: what each closed set of words is called, and that none is left without a name."""

from typing import get_args

import pytest

from onrecord.answers.comparisons import Comparison
from onrecord.exports.telling import (
    count_things,
    make_fragment,
    tell_asked,
    tell_claim,
    tell_reason,
    tell_silence,
    tell_step,
    tell_times,
    tell_verdict,
    tell_who,
)
from onrecord.links.origins import SourceReason
from onrecord.links.steps import STEPS
from onrecord.schema import Manner, OmissionKind


def test_every_word_of_a_closed_set_has_a_name() -> None:
    """A kind that the schema or the links gain is told from the first day."""
    for kind in get_args(OmissionKind):
        assert tell_asked(kind).endswith("?")
    for manner in (*get_args(Manner), None):
        assert tell_silence(manner)
    for reason in get_args(SourceReason):
        assert tell_reason(reason)
    for step in STEPS:
        assert "_" not in tell_step(step)


CLAIMS = [
    ("46 people (arrest)", ("count", "arrest", "46", "people", None)),
    ("212 arrests", ("count", "arrest", "212", "arrests", None)),
    ("38 people", ("count", "other", "38", "people", None)),
    ("900 people (who acted)", ("count", "agent", "900", "people", None)),
    ("arrest, 11 March 2031", ("event", "arrest", "some", "other", "2031-03-11")),
]


@pytest.mark.parametrize(("expected", "claim"), CLAIMS)
def test_claims(expected: str, claim: tuple[str, str, str, str, str | None]) -> None:
    """A count with what is counted, an event with its day."""
    assert tell_claim(*claim) == expected


VERDICTS = [
    ("agrees", Comparison(verdict="agrees")),
    ("18 less", Comparison(verdict="differs", difference=-18)),
    ("1,200 more", Comparison(verdict="differs", difference=1200)),
    ("not comparable, because of place", Comparison(verdict="not comparable", because="of place")),
]


@pytest.mark.parametrize(("expected", "comparison"), VERDICTS)
def test_verdicts(expected: str, comparison: Comparison) -> None:
    """That two numbers cannot be compared is a verdict like any other."""
    assert tell_verdict(comparison) == expected


FRAGMENTS = [
    (":~:text=The%20bureau%20declined.", "The bureau declined."),
    (":~:text=One%20two%20three%20four,seven%20eight%20nine%20ten", "One two three four five six seven eight nine ten"),
    (":~:text=a%2Db%2C%20c%26d", "a-b, c&d"),
]


@pytest.mark.parametrize(("expected", "words"), FRAGMENTS)
def test_fragments(expected: str, words: str) -> None:
    """Marks that the syntax uses are encoded; of long words the ends stand for the whole."""
    assert make_fragment(words) == expected


def test_who_and_how_often() -> None:
    """A pseudonym gives way to what is stated of the person; a name does not."""
    assert tell_who("Person AB", None, None) == "A person"
    assert tell_who("Odile Marsh", 61, "female") == "Odile Marsh, 61"
    assert [tell_times(number) for number in (1, 2, 3)] == ["once", "twice", "3 times"]
    assert count_things(0, "day") == "0 days"
