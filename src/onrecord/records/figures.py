"""The reading -> counted claims: how many, at least and at most, of what, where, when, by whose account.

Numbers are found by quantities.py, judged by claims.py and measured by measures.py; here they are tied to the rest of
the record. Ties are only made inside a sentence, and left open where the sentence does not settle them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records.claims import Claim, judge_claim
from onrecord.records.lines import Line, plain_line
from onrecord.records.measures import Report, choose_report, measure_claim
from onrecord.records.quantities import Quantity, find_quantities, set_bounds
from onrecord.records.reading import Reading
from onrecord.records.ties import Ties
from onrecord.schema import Event, Figure, Record

__all__ = ["find_figures"]

_TIME_UNITS = ("years", "year", "months", "month", "days", "weeks")
_PART_AFTER = re.compile(r" of (?:them|whom|which|these|those)\b")
_PART_BEFORE = re.compile(r"\b(?:including|among them|among these|of (?:them|these|those|which|whom),?) $")
_OF = re.compile(r" of (?:the|these|those|his|her|their) $")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A claim with where it stands in the document."""

    quantity: Quantity
    claim: Claim
    line: Line
    start: int
    end: int


def find_figures(reading: Reading, record: Record) -> tuple[Figure, ...]:
    """The counted claims of an English document in text order."""
    if reading.document.language not in ("en", "und"):
        return ()
    ties = Ties(reading, record)
    events = {event.trigger.start: event for event in record.events}
    figures: list[Figure] = []
    named: Claim | None = None  # what was counted last: "54 were detained" goes on counting it
    for sentence in reading.sentences:
        line = plain_line(sentence)
        claims = list(_find_claims(reading, ties, line))
        reports = _find_reports(reading, events, line) if claims else []
        for counted in claims:
            claim = counted.claim
            if claim.noun is None and claim.unit == "people" and named:
                counted = replace(counted, claim=replace(claim, unit=named.unit, measures=named.measures))
            elif claim.noun is not None:
                named = claim
            figures.append(_make_figure(reading, ties, counted, reports=reports, number=len(figures) + 1))
    return tuple(_tie_parts(reading, figures))


def _find_claims(reading: Reading, ties: Ties, line: Line) -> Iterator[_Counted]:
    for quantity in find_quantities(line.text):
        claim = judge_claim(quantity, line, reading.beat)
        if claim is None:
            continue
        start, end = line.offsets(quantity.start, quantity.end)
        if claim.unit == "dollars" or not ties.is_time(start, end, durations=claim.noun not in _TIME_UNITS):
            yield _Counted(quantity, claim, line, start, end)


def _find_reports(reading: Reading, events: dict[int, Event], line: Line) -> list[Report]:
    """The triggers of a sentence: those of the record's events, or the words that can be triggers where it has none."""
    reports = []
    for start, word in zip(line.starts, line.words, strict=True):
        event = events.get(word.start)
        kind = event.type if event else None
        if not events:
            kind = next((entry.event.name for entry in reading.beat.triggers.get(word.lower, ()) if entry.bare), None)
        if kind:
            reports.append(Report(start, start + len(word.text), kind, event))
    return reports


def _make_figure(reading: Reading, ties: Ties, counted: _Counted, *, reports: Sequence[Report], number: int) -> Figure:
    claim, quantity = counted.claim, counted.quantity
    low, high = set_bounds(quantity, whole=claim.whole)
    report = _report_of(counted.start, reports) or choose_report(claim, quantity, counted.line, reports)
    event = report.event if report else None
    start, end = (event.start, event.end) if event and event.start else ties.days_of(counted.start)
    return Figure(
        id=f"f{number}",
        span=reading.span(counted.start, counted.end),
        low=low,
        high=high,
        approximate=quantity.approximate,
        unit=claim.unit,
        measures=measure_claim(claim, quantity, counted.line, reports=reports, report=report, beat=reading.beat),
        place=ties.place_of(counted.start, counted.end),
        start=start,
        end=end,
        event=event.id if event else None,
        statement=ties.statement_of(counted.start, counted.end),
    )


def _report_of(start: int, reports: Sequence[Report]) -> Report | None:
    """The event of the sentence of which those counted at an offset are the subject, or who plead."""
    for report in reports:
        event = report.event
        acted = (*event.subjects, *(event.agents if event.type == "plead" else ())) if event else ()
        if any(argument.span.start <= start < argument.span.end for argument in acted):
            return report
    return None


def _tie_parts(reading: Reading, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Four of the seven are part of the seven; 12 of them, and 12 after "including", of the figure before."""
    text = reading.document.text
    for index, figure in enumerate(figures):
        later = figures[index + 1] if index + 1 < len(figures) else None
        earlier = figures[index - 1] if index else None
        before, after = (
            text[max(0, figure.span.start - 20) : figure.span.start],
            text[figure.span.end : figure.span.end + 12],
        )
        whole = None
        if later and _OF.fullmatch(text[figure.span.end : later.span.start]):
            whole = later
        elif _PART_AFTER.match(after) or _PART_BEFORE.search(before):
            whole = earlier
        if whole and whole.unit == figure.unit and _holds(whole, figure):
            yield _count_on(replace(figure, part_of=whole.id), whole, after)
        else:
            yield figure


def _count_on(part: Figure, whole: Figure, after: str) -> Figure:
    """A part of which only the place is told counts what the whole does: "212 were arrested, among them 61 in town"."""
    if part.measures != "other" or part.place is None or not after.startswith(" in "):
        return part
    return replace(part, measures=whole.measures, start=whole.start, end=whole.end, event=whole.event)


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether the bounds allow one to be part of the other."""
    return whole.high is None or part.low is None or part.low <= whole.high
