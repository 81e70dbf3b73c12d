"""What a claim measures, by the word that tells of it; the cases read aloud: the measure, then the sentence."""

import pytest
from tests.records.plain_readings import packaged_beat

from onrecord.records.claims import judge_claim
from onrecord.records.lines import plain_line
from onrecord.records.measures import Report, choose_report, measure_claim
from onrecord.records.quantities import find_quantities
from onrecord.records.sentences import find_sentences

CASES = [
    ("arrest", "Deputies arrested 50 men."),
    ("arrest", "In Lorn, 50 men were arrested."),
    ("charge", "Prosecutors charged 12 people with theft."),
    ("convict", "A jury convicted 12 people."),
    ("remove", "The agency deported 300 people."),
    ("arrest", "Deputies made 50 arrests."),
    ("victim", "He was charged with killing two people."),
    ("victim", "In all, 12 people were injured."),
    ("charge", "Dana Vale was charged with three counts of forgery."),
    ("plead", "Dana Vale pleaded guilty to three counts of forgery."),
    ("charge", "Dana Vale pleaded not guilty to three counts of forgery."),
    ("convict", "Dana Vale was convicted of three counts of forgery."),
    ("release", "Her bail was set at $ 5,000."),
    ("rule", "She must pay $ 5,000 in restitution."),
    ("other", "She stole $ 5,000."),
    ("other", "He fired at 20 people; arrested in Lorn."),
    ("other", "Officers found 12 laptops."),
]
TRIGGERS = {
    "arrested": "arrest", "charged": "charge", "convicted": "convict", "deported": "remove", "pleaded": "plead",
}  # fmt: skip


def measure(text: str) -> str:
    (sentence,) = find_sentences(text)
    line = plain_line(sentence)
    reports = [
        Report(start, start + len(word.text), TRIGGERS[word.lower], None)
        for start, word in zip(line.starts, line.words, strict=True)
        if word.lower in TRIGGERS
    ]
    (quantity,) = find_quantities(line.text)
    claim = judge_claim(quantity, line, packaged_beat())
    assert claim is not None
    report = choose_report(claim, quantity, line, reports)
    return measure_claim(claim, quantity, line, reports=reports, report=report, beat=packaged_beat())


@pytest.mark.parametrize(("expected", "text"), CASES)
def test_measures(expected: str, text: str) -> None:
    """The event told right beside the number; harm makes victims; counts follow the plea or verdict before them."""
    assert measure(text) == expected


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("arrest", "Deputies arrested 50 men."),
        (None, "Deputies arrested Dana Vale; in the house they found and counted 50 men."),
        (None, "Deputies found 50 men, some of whom were on a later day and in another town arrested."),
    ],
)
def test_reports(expected: str | None, text: str) -> None:
    """Only a trigger near the number tells of it, and none across a mark."""
    (sentence,) = find_sentences(text)
    line = plain_line(sentence)
    at = line.text.index("arrested")
    (quantity,) = find_quantities(line.text)
    claim = judge_claim(quantity, line, packaged_beat())
    assert claim is not None
    report = choose_report(claim, quantity, line, [Report(at, at + 8, "arrest", None)])
    assert (report.type if report else None) == expected
