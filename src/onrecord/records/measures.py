"""A claim in its sentence -> what it measures: the type of the event that it counts, by the trigger nearest to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.beats import Beat
from onrecord.records.claims import Claim
from onrecord.records.lines import Line
from onrecord.records.quantities import Quantity
from onrecord.schema import Event, Measure

__all__ = ["Report", "choose_report", "measure_claim"]

_AFTER = 6  # words from a noun to the participle that tells of it: "two men from Lorn were arrested"
_BEFORE = 4  # words from a verb to the number it governs: "arrested more than 50"
_NEAR = 45  # characters before a number
_GAP = 2  # words between a word of harm and the number: "assaulting the two"
_WERE = re.compile(r" (?:were |was |have been |had been )?(?:fatally |allegedly )?([a-z]+)")
_NOT_GUILTY = re.compile(r" not guilty")
_UNDONE = re.compile(r"\b(?:vacat\w+|overturn\w*|revers\w+|dismiss\w*)")
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
    event: Event | None


def measure_claim(
    claim: Claim, quantity: Quantity, line: Line, *, reports: Sequence[Report], report: Report | None, beat: Beat
) -> Measure:
    """The event type that a claim counts, or agent, victim, other; `report` is the trigger that tells of it."""
    if claim.unit == "dollars":
        return _measure_dollars(quantity, line.text)
    if claim.measures == "charge" and claim.unit == "other":
        return _measure_counts(quantity, line, reports)
    if claim.measures == "convict":
        return _measure_convictions(quantity, line)
    if claim.measures in ("victim", "other") or claim.unit == "arrests":
        return claim.measures or "arrest"
    if claim.unit == "people" and _are_harmed(claim, quantity, line, beat):
        return "victim"
    return report.type if report else claim.measures or "other"


def choose_report(claim: Claim, quantity: Quantity, line: Line, reports: Sequence[Report]) -> Report | None:
    """The trigger that tells of what is counted: after its noun, or before its number; the nearer one."""
    best: tuple[int, Report] | None = None
    for report in reports:
        if report.start >= claim.end:
            if ";" in line.text[claim.end : report.start]:  # "fired at a group of 20 people; arrested in Lorn"
                continue
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


def _measure_counts(quantity: Quantity, line: Line, reports: Sequence[Report]) -> Measure:
    """Counts of which someone was convicted or to which he pleaded guilty; else they are counts charged."""
    before = [report for report in reports if report.end <= quantity.start and report.type in (*_OF_COUNTS, "charge")]
    if not before or _NOT_GUILTY.match(line.text, before[-1].end):
        return "charge"
    return _OF_COUNTS.get(before[-1].type, "charge")


def _measure_convictions(quantity: Quantity, line: Line) -> Measure:
    """Convictions that someone asks to be set aside are what a court rules on."""
    undone = _UNDONE.search(line.text[max(0, quantity.start - _NEAR) : quantity.start])
    return "convict" if undone is None else "acquit" if undone[0].startswith("dismiss") else "rule"


def _are_harmed(claim: Claim, quantity: Quantity, line: Line, beat: Beat) -> bool:
    """Whether a word of harm stands right before the number, or right after the noun ("were shot")."""
    harm = beat.roles.get("harm", ())
    before = line.text[max(0, quantity.start - _NEAR) : quantity.start].split()
    ends = {" ".join(before[-size - gap : len(before) - gap]) for size in (1, 2, 3) for gap in range(_GAP)}
    after = _WERE.match(line.text, claim.end)
    return not ends.isdisjoint(harm) or (after is not None and after[1] in beat.roles.get("harmed", ()))
