"""One court case in full, part by part: people with how far the law has got, steps, what is to come, the silence since.

Nothing here is added up or raised: a status is what one document states of one person and one offense.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from onrecord.answers.answer import Citation, Named, cite_passage
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library, name_person, say_identity
from onrecord.links.numbers import normalize_number
from onrecord.links.proceedings import LinkedPerson, LinkedProceeding
from onrecord.links.statuses import OPEN
from onrecord.links.steps import Step
from onrecord.schema import Disposition, EventType, Gender, IsoDate, Person, Proceeding

__all__ = ["Case", "CaseName", "CasePerson", "CaseStatus", "CaseStep", "EarlierStatus", "describe_case", "name_case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierStatus:
    """A lower status that a document told before, and who was shown it."""

    disposition: Disposition
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatus:
    """The disposition of one offense, in the words of the document that states it, as of its day."""

    offense: str
    disposition: Disposition
    day: IsoDate | None
    citation: Citation
    earlier: tuple[EarlierStatus, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """A person of a case; `why` several documents are said to tell of one person."""

    name: str | Named
    age: int | None
    gender: Gender | None
    statuses: tuple[CaseStatus, ...]
    why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """What happened to whom, or is planned; `told` in how many places."""

    type: EventType
    day: IsoDate | None
    people: tuple[str | Named, ...]
    citation: Citation
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseName:
    """By what a case is called: its number, else an offense, in the words of a document."""

    case: str
    number: str | None
    offense: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A court case over documents, the oldest first; the silence since the last of them where something is open."""

    case: str
    number: str | None
    title: str | None
    court: str | None
    people: tuple[CasePerson, ...]
    steps: tuple[CaseStep, ...]
    pending: tuple[CaseStep, ...]
    documents: tuple[Citation, ...]
    last: IsoDate | None
    silent: Annotated[int | None, Field(description="days without news while an accusation is open")]


def name_case(library: Library, case: LinkedProceeding) -> CaseName | None:
    """What a case is called; None where nothing is known of how far the law has got."""
    if not case.statuses:
        return None
    told = case.statuses[0].offense
    record = library.record(told.document)
    return CaseName(
        case=case.id,
        number=case.number,
        offense=record.document.text[told.start : told.end],
        citation=cite_passage(record, told),
    )


def describe_case(library: Library, case: LinkedProceeding, *, as_of: IsoDate) -> Case:
    """All that is known of a case on that day."""
    library.fetch(case.documents)
    named = list(_find_proceedings(library, case))
    last = _find_last(library, case)
    is_open = any(status.disposition in OPEN for status in case.statuses)
    silent = (date.fromisoformat(as_of) - date.fromisoformat(last)).days if last and is_open and last <= as_of else None
    return Case(
        case=case.id,
        number=case.number,
        title=next((proceeding.title for proceeding, _ in named if proceeding.title), None),
        court=next((court for _, court in named if court), None),
        people=tuple(_describe_person(library, case, position) for position in range(len(case.people))),
        steps=tuple(_describe_step(library, case, step) for step in case.steps),
        pending=tuple(_describe_step(library, case, step) for step in case.pending),
        documents=tuple(cite_whole(library.record(document)) for document in case.documents),
        last=last,
        silent=silent,
    )


def _find_last(library: Library, case: LinkedProceeding) -> IsoDate | None:
    return max((day for each in case.documents if (day := library.record(each).document.published)), default=None)


def _find_proceedings(library: Library, case: LinkedProceeding) -> Iterator[tuple[Proceeding, str | None]]:
    """The case as documents print it, with its court, the latest document first."""
    for document in reversed(case.documents):
        record = library.record(document)
        courts = {body.id: body.name for body in record.organizations}
        for proceeding in record.proceedings:
            if proceeding.number and case.number and normalize_number(proceeding.number).key == case.number:
                yield proceeding, courts.get(proceeding.court or "")


def _describe_person(library: Library, case: LinkedProceeding, position: int) -> CasePerson:
    linked = case.people[position]
    told = _find_person(library, linked)
    statuses = []
    for status in case.statuses:
        if status.person != position:
            continue
        record = library.record(status.offense.document)
        earlier = tuple(
            EarlierStatus(disposition=disposition, citation=library.cite(place))
            for disposition, place in status.earlier
        )
        statuses.append(
            CaseStatus(
                offense=record.document.text[status.offense.start : status.offense.end],
                disposition=status.disposition,
                day=status.day,
                citation=cite_passage(record, status.offense),
                earlier=earlier,
            )
        )
    return CasePerson(
        name=name_person(linked),
        age=told.age if told else None,
        gender=told.gender if told else None,
        statuses=tuple(statuses),
        why=say_identity(linked),
    )


def _find_person(library: Library, linked: LinkedPerson) -> Person | None:
    """The person in the latest document that gives an age."""
    found = [
        person
        for document, known in linked.mentions
        for person in library.record(document).people
        if person.id == known
    ]
    return next((person for person in reversed(found) if person.age is not None), found[-1] if found else None)


def _describe_step(library: Library, case: LinkedProceeding, step: Step) -> CaseStep:
    return CaseStep(
        type=step.type,
        day=step.start,
        people=tuple(name_person(case.people[position]) for position in step.people),
        citation=library.cite(step.passages[0]),
        told=len(step.passages),
    )
