"""Records and their echoes -> court cases over documents: who is in them, the steps in order, how far the law has got.

Two documents tell of one person where the case number is the same, or where the name and enough besides are
(namesakes.py). A name alone links nobody: private people are not followed across unrelated matters.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Annotated

from pydantic import Field

from onrecord.documents.document import make_handle
from onrecord.links.defendants import Defendant, find_defendants
from onrecord.links.echoes import Echo
from onrecord.links.grouping import Pairing, group_items
from onrecord.links.keys import NO_CONTEXT, Context, find_sentence_keys, key_person
from onrecord.links.namesakes import Reasons, Sentences, compare_namesakes, contradict, is_enough
from onrecord.links.statuses import Status, find_statuses
from onrecord.links.steps import Step, find_steps
from onrecord.schema import Id, Record

__all__ = [
    "LinkedPerson",
    "LinkedProceeding",
    "join_defendants",
    "link_proceedings",
    "pair_defendants",
    "tell_apart",
]

_LONG = 60  # code points of a sentence that two documents may have in common because they tell one story


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPerson:
    """One person of a case: document and person id wherever the person is told of, and why it is one person."""

    mentions: tuple[tuple[Id, Id], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedProceeding:
    """One court case over documents, the oldest first; `id` its number, or where none is told a handle."""

    id: str
    number: Annotated[str | None, Field(description="in normal form")]
    documents: tuple[Id, ...]
    people: tuple[LinkedPerson, ...]
    steps: tuple[Step, ...]
    pending: tuple[Step, ...]
    statuses: tuple[Status, ...]


def link_proceedings(
    records: Iterable[Record], echoes: Iterable[Echo] = (), context: Context = NO_CONTEXT
) -> tuple[LinkedProceeding, ...]:
    """Every case, by id; in whatever order records come. Names with a common key are linked by number alone."""
    known = tuple(records)
    return join_defendants(known, pair_defendants(known, echoes, context))


def pair_defendants(
    records: Sequence[Record], echoes: Iterable[Echo], context: Context = NO_CONTEXT
) -> list[Pairing[Defendant]]:
    """Every two defendants who may be one person in one matter."""
    echoed = {(echo.document, echo.source) for echo in echoes}
    namesakes: dict[str, list[Defendant]] = defaultdict(list)
    for defendant in _list_defendants(records):
        if defendant.number or key_person(defendant.key) not in context.common:
            namesakes[defendant.key].append(_drop_common(defendant, context))
    groups = [group for group in namesakes.values() if len(group) > 1]
    sentences = _find_sentences(records, {item.document for group in groups for item in group}, context)
    return [
        pairing
        for group in groups
        for one, two in combinations(group, 2)
        if (pairing := _pair(one, two, compare_namesakes(one, two, echoed, sentences)))
    ]


def join_defendants(records: Sequence[Record], pairings: Sequence[Pairing[Defendant]]) -> tuple[LinkedProceeding, ...]:
    """The cases that follow from these pairs, by id."""
    known = {record.document.id: record for record in records}
    reasons = {frozenset([_name(pair.one), _name(pair.two)]): pair.reasons for pair in pairings}
    defendants = {_name(item): item for item in _list_defendants(records)}
    people = group_items(
        list(defendants),
        [Pairing(_name(pair.one), _name(pair.two), pair.score, pair.reasons) for pair in pairings],
        lambda one, two: contradict(defendants[one], defendants[two], reasons.get(frozenset([one, two]), ())),
    )
    groups = [[defendants[name] for name in group] for group in people]
    accused = [group for group in groups if any(item.accused for item in group)]
    return tell_apart(_make_case(case, known, reasons) for case in _join_people(accused))


def _list_defendants(records: Iterable[Record]) -> list[Defendant]:
    found = (defendant for record in records for defendant in find_defendants(record))
    return sorted(found, key=lambda item: (item.day, item.document, item.person))


def _name(defendant: Defendant) -> tuple[Id, Id]:
    return defendant.document, defendant.person


def _drop_common(defendant: Defendant, context: Context) -> Defendant:
    """Without the people beside whom half a ledger stands."""
    if not context.common:
        return defendant
    return replace(
        defendant, others=frozenset(name for name in defendant.others if key_person(name) not in context.common)
    )


def _find_sentences(records: Iterable[Record], documents: set[Id], context: Context) -> Sentences:
    """The long sentences of these documents."""
    return {
        record.document.id: {
            key: record.document.text[start:end]
            for (start, end), key in find_sentence_keys(record).items()
            if end - start >= _LONG and key not in context.menus
        }
        for record in records
        if record.document.id in documents
    }


def _pair(one: Defendant, two: Defendant, reasons: Reasons) -> Pairing[Defendant] | None:
    score = is_enough(one, two, reasons)
    if score is None or contradict(one, two, reasons):
        return None
    return Pairing(one, two, score, reasons)


def _join_people(groups: Sequence[list[Defendant]]) -> list[list[list[Defendant]]]:
    """People of one case together: those who stand in one document under one number."""
    joined = group_items(
        range(len(groups)),
        [
            Pairing(one, two, 1.0, ("case",))
            for members in _share_case(groups).values()
            for one, two in combinations(sorted(members), 2)
        ],
        lambda _, __: False,
    )
    return [[groups[number] for number in case] for case in joined]


def _share_case(groups: Sequence[list[Defendant]]) -> dict[tuple[Id, str], set[int]]:
    shared: dict[tuple[Id, str], set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for defendant in group:
            if defendant.number is not None:
                shared[defendant.document, defendant.number.key].add(number)
    return shared


def _make_case(
    people: Sequence[list[Defendant]],
    known: dict[Id, Record],
    reasons: dict[frozenset[tuple[Id, Id]], Reasons],
) -> LinkedProceeding:
    everyone = sorted((item for person in people for item in person), key=lambda item: (item.day, item.document))
    documents = tuple(dict.fromkeys(item.document for item in everyone))
    positions = {(item.document, item.person): position for position, person in enumerate(people) for item in person}
    records = [known[document] for document in documents]
    steps, pending = find_steps(records, positions)
    number = next((item.number.key for item in everyone if item.number), None)
    return LinkedProceeding(
        id=number or make_handle(f"{everyone[0].document} {everyone[0].person}"),
        number=number,
        documents=documents,
        people=tuple(_make_person(person, reasons) for person in people),
        steps=steps,
        pending=pending,
        statuses=find_statuses(records, positions, steps),
    )


def _make_person(person: Sequence[Defendant], reasons: dict[frozenset[tuple[Id, Id]], Reasons]) -> LinkedPerson:
    mentions = tuple(_name(item) for item in person)
    told = {reason for pair in combinations(mentions, 2) for reason in reasons.get(frozenset(pair), ())}
    return LinkedPerson(mentions=mentions, reasons=tuple(sorted(told)))


def tell_apart(cases: Iterable[LinkedProceeding]) -> tuple[LinkedProceeding, ...]:
    """The cases by id; of those with one number in several courts each after the first is known by a document too."""
    seen: set[str] = set()
    told = []
    for case in sorted((replace(case, id=case.number or case.id) for case in cases), key=lambda c: (c.id, c.documents)):
        again = case.id in seen
        seen.add(case.id)
        told.append(replace(case, id=f"{case.id}-{make_handle(case.documents[0])[:6]}") if again else case)
    return tuple(sorted(told, key=lambda case: case.id))
