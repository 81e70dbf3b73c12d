"""The reading + the events found -> court cases: title, number, court, parties, and the steps in their order.

A step belongs to the case of the person of whom it tells; what cannot be tied to anyone is in no case, unless there is
only one and its paragraph tells of it. Another person's charge is never a step of this person's case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.records.dockets import Docket, find_dockets
from onrecord.records.event_dates import event_kind
from onrecord.records.mentioned import BYSTANDERS, Entities, index_entities, who_is_meant
from onrecord.records.reading import Reading
from onrecord.schema import Argument, Event, Id, Proceeding, Record, Span

__all__ = ["find_proceedings"]

_STEPS = frozenset(["charge", "plead", "convict", "acquit", "sentence", "rule", "appeal", "sue"])
_POSSESSIVE = ("his ", "her ", "their ", "its ")
_HAPPENED = frozenset(["asserted", "alleged", "planned"])
_RANK = {"sue": 0, "charge": 1, "plead": 3, "rule": 4, "appeal": 4, "convict": 5, "acquit": 5, "sentence": 6}


@dataclass(slots=True)
class _Case:
    """A case while it is gathered."""

    at: int
    parties: dict[Id, Span] = field(default_factory=dict)
    steps: list[Event] = field(default_factory=list)
    title: Docket | None = None
    number: Docket | None = None


def find_proceedings(reading: Reading, record: Record) -> tuple[Proceeding, ...]:
    """Proceedings c1, c2, … in the order in which the text first tells of them."""
    entities = index_entities(reading, record)
    cases = _gather(reading, record, entities)
    for docket in find_dockets(reading.document.text):
        _attach(reading, record, cases, docket)
    cases = [case for case in cases if _is_told(record, case)]
    cases.sort(key=lambda case: case.at)
    return tuple(
        Proceeding(
            id=f"c{number}",
            court=_find_court(reading, record, case),
            title=case.title.text if case.title else None,
            number=case.number.text if case.number else None,
            parties=tuple(Argument(ref=ref, span=span) for ref, span in case.parties.items()),
            steps=tuple(event.id for event in _order(case.steps)),
        )
        for number, case in enumerate(cases, 1)
    )


def _is_told(record: Record, case: _Case) -> bool:
    """Whether this is a case: it has a title or number, a single person, or more than one step of a group."""
    people = {person.id for person in record.people if person.kind == "person"}
    alone = not people.isdisjoint(case.parties)
    return case.title is not None or case.number is not None or alone or len(case.steps) > 1


def _gather(reading: Reading, record: Record, entities: Entities) -> list[_Case]:
    """One case for each set of people that one step tells of together."""
    parties = _possible_parties(record)
    cases: list[_Case] = []
    loose: list[Event] = []
    for event in record.events:
        if event.type not in _STEPS or event.factuality not in _HAPPENED:
            continue
        told = _tell(reading, entities, parties, event)
        if not told:
            loose.append(event)
            continue
        case = _case_of(cases, told)
        if case is None:
            case = _Case(at=event.trigger.start)
            cases.append(case)
        case.parties.update({ref: span for ref, span in told.items() if ref not in case.parties})
        case.steps.append(event)
    if len(cases) == 1:
        paragraphs = {reading.sentence_at(event.trigger.start).paragraph for event in cases[0].steps}
        cases[0].steps.extend(e for e in loose if reading.sentence_at(e.trigger.start).paragraph in paragraphs)
    return cases


def _possible_parties(record: Record) -> dict[Id, Span]:
    """Who can be a party: people and groups that are acted on by the law -> their first mention."""
    people = {
        person.id: person.mentions[0] for person in record.people if person.mentions and person.role not in BYSTANDERS
    }
    suing = {
        argument.ref for event in record.events if event.type == "sue" for argument in (*event.agents, *event.subjects)
    }
    bodies = {body.id: body.mentions[0] for body in record.organizations if body.mentions and body.id in suing}
    return people | bodies


def _tell(reading: Reading, entities: Entities, parties: Mapping[Id, Span], event: Event) -> dict[Id, Span]:
    """The parties of whom a step tells; in a plea, a motion or a suit those who act as well."""
    arguments = event.subjects
    if event.type in ("plead", "appeal", "sue"):
        arguments = (*event.agents, *event.subjects)
    found = {}
    for argument in arguments:
        if argument.ref is None and argument.span.text.lower().startswith(_POSSESSIVE):
            continue  # "his use of the law" is no person
        ref = argument.ref or who_is_meant(reading, entities, argument.span.start, argument.span.end)
        if ref is not None and ref in parties:
            found[ref] = parties[ref]
    return found


def _case_of(cases: Sequence[_Case], told: Mapping[Id, Span]) -> _Case | None:
    """The case that has a party in common."""
    return next((case for case in cases if not case.parties.keys().isdisjoint(told)), None)


def _attach(reading: Reading, record: Record, cases: list[_Case], docket: Docket) -> None:
    """Give a title or number to the case beside which it stands; to a new case where it stands beside none."""
    case = _case_near(reading, record, cases, docket)
    if case is None or getattr(case, docket.kind) is not None:
        if case is not None and getattr(case, docket.kind).text == docket.text:
            return
        case = _Case(at=docket.start, parties=dict(case.parties) if case is not None else {})
        cases.append(case)
    setattr(case, docket.kind, docket)


def _case_near(reading: Reading, record: Record, cases: Sequence[_Case], docket: Docket) -> _Case | None:
    """Whose case a title or number is: of the name in the title, or the last party named before it in its paragraph."""
    if len(cases) == 1:
        return cases[0]
    if docket.kind == "title":
        names = {person.id: (person.name or "").split()[-1:] for person in record.people}
        for case in cases:
            if any(name and name[-1] in docket.text for name in map(names.get, case.parties)):
                return case
    paragraph = reading.sentence_at(docket.start).paragraph
    best: tuple[int, _Case] | None = None
    for case in cases:
        spans = [span for person in record.people if person.id in case.parties for span in person.mentions]
        for span in (*spans, *(event.trigger for event in case.steps)):
            if span.start < docket.start and reading.sentence_at(span.start).paragraph == paragraph:
                best = max(best or (-1, case), (span.start, case), key=lambda pair: pair[0])
    neighbor = best[1] if best else None
    if neighbor is None:
        return next((case for case in cases if docket.kind == "number" and _adjacent(case, docket)), None)
    return neighbor


def _adjacent(case: _Case, docket: Docket) -> bool:
    """A title right before its number: "People v. Vale, INF1801291"."""
    return case.title is not None and case.number is None and 0 <= docket.start - case.title.end <= 4


def _find_court(reading: Reading, record: Record, case: _Case) -> Id | None:
    """The court named in a sentence that tells of a step, or that gives the title or number; the first named."""
    places = [event.trigger.start for event in case.steps]
    places += [docket.start for docket in (case.title, case.number) if docket is not None]
    sentences = [reading.sentence_at(place) for place in places]
    courts = sorted(
        (span.start, body.id)
        for body in record.organizations
        if body.kind == "court"
        for span in body.mentions
        if any(sentence.start <= span.start < sentence.end for sentence in sentences)
    )
    return courts[0][1] if courts else None


def _order(steps: Sequence[Event]) -> Iterator[Event]:
    """Each step once: dated ones by date; an undated one after those dated that come before it in any case."""
    known: dict[tuple[str, str | None], Event] = {}
    for event in steps:
        key = (event_kind(event.type, event.trigger), event.start)
        if key not in known or (known[key].time is None and event.time is not None):
            known[key] = event
    kinds = {key[0] for key in known if key[1] is not None}
    events = [event for (kind, start), event in known.items() if start is not None or kind not in kinds]
    ordered = sorted((event for event in events if event.start), key=lambda event: (event.start, _rank(event)))
    for event in sorted((event for event in events if not event.start), key=lambda item: (_rank(item), item.trigger)):
        at = max((index + 1 for index, other in enumerate(ordered) if _rank(other) <= _rank(event)), default=0)
        ordered.insert(at, event)
    yield from ordered


def _rank(event: Event) -> int:
    return _RANK[event.type] + (10 if event.factuality == "planned" else 0)
