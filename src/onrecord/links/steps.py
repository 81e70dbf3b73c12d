"""The records of one case and who its people are there -> its steps in order, and what is still to come.

A step told by several documents is one step. Where the day is the same the order of the text decides. A conviction that
is only mentioned ("appealed his conviction") is no step.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from onrecord.links.days import MENTIONED, find_days, find_sentence
from onrecord.links.passages import Passage, point_to
from onrecord.schema import Event, EventType, Id, IsoDate, Record

__all__ = ["STEPS", "Step", "find_steps"]

STEPS = ("arrest", "charge", "plead", "rule", "convict", "acquit", "sentence", "appeal")
"""Event types that are steps of a case, in the order in which they come where no day tells."""

_RANK = {kind: rank for rank, kind in enumerate(STEPS)}
_MENTIONED = MENTIONED | {"sentencing", "sentence", "sentences", "charges", "charge"}
_HAPPENED = frozenset(["asserted", "alleged"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happened to these people of a case, and every place that tells it, the surest first."""

    type: EventType
    people: Annotated[tuple[int, ...], Field(description="positions in the people of the case")]
    start: IsoDate | None
    end: IsoDate | None
    passages: tuple[Passage, ...]


def find_steps(
    records: Sequence[Record], people: Mapping[tuple[Id, Id], int]
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Steps that happened and steps that are planned; `people` gives each person's position by document and id."""
    happened: list[Step] = []
    planned: list[Step] = []
    for record in records:
        for event, step in _read_steps(record, people):
            (planned if event.factuality == "planned" else happened).append(step)
    steps = _merge(happened)
    days = {record.document.id: record.document.published or "" for record in records}
    ordered = sorted(steps, key=lambda step: _order(step, days))
    return tuple(ordered), tuple(step for step in _merge(planned) if not _has_happened(step, ordered, days))


def _read_steps(record: Record, people: Mapping[tuple[Id, Id], int]) -> Iterator[tuple[Event, Step]]:
    own = {person: position for (document, person), position in people.items() if document == record.document.id}
    for event in record.events:
        if event.type not in _RANK or event.factuality not in (*_HAPPENED, "planned"):
            continue
        if event.trigger.text.lower() in _MENTIONED and event.factuality != "planned":
            continue
        told = _find_people(record, event, own)
        if told:
            start, end = find_days(record, event)
            passage = point_to(record, event.trigger)
            yield event, Step(type=event.type, people=told, start=start, end=end, passages=(passage,))


def _find_people(record: Record, event: Event, own: Mapping[Id, int]) -> tuple[int, ...]:
    """The people of the case to whom it happened, or who did it; of whose case it is a step where nobody is named."""
    mentions = [(span, person.id) for person in record.people if person.id in own for span in person.mentions]
    arguments = (*event.subjects, *event.agents)
    found = {own[each.ref] for each in arguments if each.ref is not None and each.ref in own}
    for each in arguments if not found else ():
        found |= {own[owner] for span, owner in mentions if each.span.start <= span.start and span.end <= each.span.end}
    if not found and not any(each.ref for each in event.subjects):
        found = {own[ref] for ref in _find_parties(record, event) if ref in own}
        if not found and event.type in ("rule", "appeal"):
            start, end = find_sentence(record, event.trigger.start)
            found = {own[owner] for span, owner in mentions if start <= span.start < end}
    return tuple(sorted(found))


def _find_parties(record: Record, event: Event) -> Iterator[Id]:
    """Whose case has this step; of the only charge or arrest that is told, those of whom it is stated."""
    for case in record.proceedings:
        if event.id in case.steps:
            yield from (party.ref for party in case.parties if party.ref is not None)
    disposition = {"charge": "charged", "arrest": "arrested"}.get(event.type)
    alike = [other for other in record.events if other.type == event.type and other.factuality in _HAPPENED]
    if disposition is not None and len(alike) == 1:
        for person in record.people:
            if any(offense.disposition == disposition for offense in person.offenses):
                yield person.id


def _merge(steps: Sequence[Step]) -> list[Step]:
    """One step for each that happened; the surest day of all that tell it."""
    merged: list[Step] = []
    for step in sorted(steps, key=lambda step: (step.start is None, _length(step), step.start or "", step.passages)):
        for index, other in enumerate(merged):
            if other.type == step.type and set(other.people) & set(step.people) and _overlaps(other, step):
                people = tuple(sorted({*other.people, *step.people}))
                merged[index] = replace(other, people=people, passages=(*other.passages, *step.passages))
                break
        else:
            merged.append(step)
    return merged


def _length(step: Step) -> int:
    """Of two days that overlap, the shorter stretch says more."""
    if step.start is None or step.end is None:
        return 0
    return (date.fromisoformat(step.end) - date.fromisoformat(step.start)).days


def _overlaps(one: Step, two: Step) -> bool:
    if one.start is None or two.start is None:
        return True
    return one.start <= (two.end or two.start) and two.start <= (one.end or one.start)


def _order(step: Step, days: Mapping[Id, str]) -> tuple[str, bool, str, int, int]:
    """By day; on one day by the text where one document tells both, else as such steps follow each other."""
    first = step.passages[0]
    day = step.start or days[first.document]
    return day, step.start is None, first.document, first.start if step.start else _RANK[step.type], _RANK[step.type]


def _has_happened(step: Step, steps: Sequence[Step], days: Mapping[Id, str]) -> bool:
    """Whether such a step was told, by a later document, to have happened to these people."""
    told = days[step.passages[0].document]
    return any(
        other.type == step.type and set(step.people) <= set(other.people) and (other.start or "") >= told
        for other in steps
    )
