"""Records and their echoes -> court cases over documents: who is in them, the steps in order, how far the law has got.

Two documents tell of one person where the case number is the same, or where name, offense and a third thing are: age,
court, an official, a repeated sentence. A name alone links nobody: private people are not followed across unrelated
matters, and namesakes stay apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Annotated

from pydantic import Field

from onrecord.documents.document import make_handle
from onrecord.links.defendants import Defendant, find_defendants, is_same_offense
from onrecord.links.echoes import Echo
from onrecord.links.grouping import Pairing, group_items
from onrecord.links.keys import key_person
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

_YEARS = 3  # between two documents on one case that give neither a number nor an age
_YEARS_OF_AGE = 12  # where they give an age
_SAME = 3  # years over which an age is printed as it was when the case began

_WORTH = {"case": 4.0, "echo": 1.5, "offense": 1.0, "age": 1.0, "court": 1.0, "official": 0.75, "publisher": 0.25}
_NEEDED = frozenset(["case", "echo", "offense"])  # one of them: age and office tell no matter
_ENOUGH = 2.0  # beside the name: the offense and one thing more, or a sentence repeated and one thing more
_ENOUGH_LATER = 2.75  # where more than three years lie between: something of the office too


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
    records: Iterable[Record], echoes: Iterable[Echo] = (), common: frozenset[int] = frozenset()
) -> tuple[LinkedProceeding, ...]:
    """Every case, by id; in whatever order records come. Names with a key in `common` are linked by number alone."""
    known = tuple(records)
    return join_defendants(known, pair_defendants(known, echoes, common))


def pair_defendants(
    records: Sequence[Record], echoes: Iterable[Echo], common: frozenset[int]
) -> list[Pairing[Defendant]]:
    """Every two defendants who may be one person in one matter."""
    return list(_pair(_list_defendants(records), {(echo.document, echo.source) for echo in echoes}, common))


def join_defendants(records: Sequence[Record], pairings: Sequence[Pairing[Defendant]]) -> tuple[LinkedProceeding, ...]:
    """The cases that follow from these pairs, by id."""
    known = {record.document.id: record for record in records}
    reasons = {(pair.one, pair.two): pair.reasons for pair in pairings}
    people = group_items(_list_defendants(records), pairings, _contradict)
    groups = [group for group in people if any(item.accused for item in group)]
    return tell_apart(_make_case(case, known, reasons) for case in _join_people(groups))


def _list_defendants(records: Iterable[Record]) -> list[Defendant]:
    found = (defendant for record in records for defendant in find_defendants(record))
    return sorted(found, key=lambda item: (item.day, item.document, item.person))


def _pair(
    defendants: Sequence[Defendant], echoed: set[tuple[Id, Id]], common: frozenset[int]
) -> Iterator[Pairing[Defendant]]:
    namesakes: dict[str, list[Defendant]] = defaultdict(list)
    for defendant in defendants:
        namesakes[defendant.name].append(defendant)
    for name, group in namesakes.items():
        alike = [defendant for defendant in group if defendant.number] if key_person(name) in common else group
        for one, two in combinations(alike, 2):
            reasons = _compare(one, two, echoed)
            score = sum(_WORTH[reason] for reason in reasons)
            enough = _ENOUGH if (_years_between(one, two) or 0) <= _YEARS else _ENOUGH_LATER
            if score >= enough and not _NEEDED.isdisjoint(reasons) and not _contradict(one, two):
                yield Pairing(one, two, score, tuple(reasons))


def _compare(one: Defendant, two: Defendant, echoed: set[tuple[Id, Id]]) -> list[str]:
    """What the two have in common beside the name."""
    found = {
        "case": one.number is not None and two.number is not None and one.number.key == two.number.key,
        "echo": (one.document, two.document) in echoed or (two.document, one.document) in echoed,
        "offense": not one.codes.isdisjoint(two.codes)
        or any(is_same_offense(first, second) for first in one.offenses for second in two.offenses),
        "age": _is_same_age(one, two),
        "court": one.court is not None and one.court == two.court,
        "official": not one.company.isdisjoint(two.company),
        "publisher": bool(one.publisher) and one.publisher == two.publisher,
    }
    return [reason for reason, holds in found.items() if holds]


def _contradict(one: Defendant, two: Defendant) -> bool:
    """Whether they cannot be one person in one matter: two people of a document, two cases, two ages, years between."""
    if one.document == two.document or one.name != two.name:
        return True
    first, second = one.number, two.number
    if first and second:
        offices = first.office and second.office and first.office != second.office
        courts = one.court and two.court and not _same_court(one.court, two.court)
        if first.key != second.key or offices or courts:
            return True
    years = _years_between(one, two)
    if years is None:
        return not (first and second)
    if one.age is not None and two.age is not None and not _is_same_age(one, two):
        return True
    return not (first and second) and years > (_YEARS_OF_AGE if _is_same_age(one, two) else _YEARS)


def _is_same_age(one: Defendant, two: Defendant) -> bool:
    """Whether both ages are told, and as far apart as the days, give or take a year: of an arrest or of a report."""
    years = _years_between(one, two)
    if one.age is None or two.age is None or years is None:
        return False
    earlier, later = sorted((one, two), key=lambda item: item.day)
    assert earlier.age is not None, "both are told"
    assert later.age is not None, "both are told"
    return -1 <= later.age - earlier.age - years <= 1.5 or (earlier.age == later.age and years <= _SAME)


def _same_court(one: str, two: str) -> bool:
    """Whether one name is part of the other: "Superior Court" and "Halden County Superior Court"."""
    return set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split())


def _years_between(one: Defendant, two: Defendant) -> float | None:
    if not one.day or not two.day:
        return None
    return abs((date.fromisoformat(two.day) - date.fromisoformat(one.day)).days) / 365.25


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
    reasons: dict[tuple[Defendant, Defendant], tuple[str, ...]],
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


def _make_person(
    person: Sequence[Defendant], reasons: dict[tuple[Defendant, Defendant], tuple[str, ...]]
) -> LinkedPerson:
    told = {reason for pair in combinations(person, 2) for reason in reasons.get(pair, ())}
    return LinkedPerson(mentions=tuple((item.document, item.person) for item in person), reasons=tuple(sorted(told)))


def tell_apart(cases: Iterable[LinkedProceeding]) -> tuple[LinkedProceeding, ...]:
    """The cases by id; of those with one number in several courts each after the first is known by a document too."""
    seen: set[str] = set()
    told = []
    for case in sorted((replace(case, id=case.number or case.id) for case in cases), key=lambda c: (c.id, c.documents)):
        again = case.id in seen
        seen.add(case.id)
        told.append(replace(case, id=f"{case.id}-{make_handle(case.documents[0])[:6]}") if again else case)
    return tuple(sorted(told, key=lambda case: case.id))
