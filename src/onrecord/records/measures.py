"""A claim in its sentence -> what it measures: the type of the event that it counts, by the trigger nearest to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.claims import Claim
from onrecord.records.lines import Line
from onrecord.records.quantities import Quantity
from onrecord.schema import Id, Measure

__all__ = ["Report", "choose_report", "measure_claim"]

_AFTER = 6  # words from a noun to the participle that tells of it: "two men from Lorn were arrested"
_BEFORE = 4  # words from a verb to the number it governs: "arrested more than 50"
_SEPARATES = re.compile(r" (?:and|or|but|[,;:.—]) ")
_OF_COUNTS = {"convict": "convict", "sentence": "convict", "plead": "plead", "acquit": "acquit"}
_BAIL = re.compile(r"\b(?:bail|bond|bonds)\b")
_ORDERED = re.compile(
    r"\b(?:restitution|forfeit\w*|order(?:ed|s|ing)?|settle\w*|civil penalt\w+|judgments?|damages|decree|must pay"
    r"|agreed to pay)\b"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A trigger in the sentence: plain offsets, event type, and the event of the record where there is one."""

    start: int
    end: int
    type: str
    event: Id | None


def measure_claim(claim: Claim, quantity: Quantity, line: Line, reports: Sequence[Report]) -> Measure:
    """The event type that a claim counts, or agent, victim, other."""
    if claim.unit == "dollars":
        return _measure_dollars(quantity, line.text)
    report = choose_report(claim, quantity, line, reports)
    if claim.measures == "charge" and claim.unit == "other":
        return _measure_counts(quantity, reports)
    if claim.measures in ("victim", "other") or claim.unit == "arrests":
        return claim.measures or "arrest"
    if report:
        return report.type
    return claim.measures or "other"


def choose_report(claim: Claim, quantity: Quantity, line: Line, reports: Sequence[Report]) -> Report | None:
    """The trigger that tells of what is counted: after its noun, or before its number; the nearer one."""
    best: tuple[int, Report] | None = None
    for report in reports:
        if report.start >= claim.end:
            distance = line.text.count(" ", claim.end, report.start)
            reach = _AFTER
        elif report.end <= quantity.start and not _SEPARATES.search(line.text, report.end, quantity.start):
            distance = line.text.count(" ", report.end, quantity.start)
            reach = _BEFORE
        else:
            continue
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, report)
    return best[1] if best else None


def _measure_dollars(quantity: Quantity, text: str) -> Measure:
    before, after = text[max(0, quantity.start - 45) : quantity.start], text[quantity.end : quantity.end + 30]
    if _BAIL.search(before) or _BAIL.search(after):
        return "release"
    return "rule" if _ORDERED.search(before) or _ORDERED.search(after) else "other"


def _measure_counts(quantity: Quantity, reports: Sequence[Report]) -> Measure:
    """Counts of which someone was convicted or to which he pleaded; else they are counts charged."""
    before = [report for report in reports if report.end <= quantity.start and report.type in (*_OF_COUNTS, "charge")]
    return _OF_COUNTS.get(before[-1].type, "charge") if before else "charge"
