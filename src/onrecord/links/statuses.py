"""The records of one case and who its people are there -> how far the law has got with each, offense by offense.

A status is always what one document states of that person and that offense: nothing is added up, and nothing is raised.
What a document of before the charge says of a conviction is an earlier matter.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.links.defendants import is_same_offense, name_offense
from onrecord.links.passages import Passage, order_key, point_to
from onrecord.links.steps import Step
from onrecord.schema import Disposition, Id, IsoDate, Offense, Record

__all__ = ["OPEN", "Status", "find_statuses"]

OPEN: tuple[Disposition, ...] = ("wanted", "suspected", "arrested", "charged")
"""Of an accusation, before anything came of it."""

_FOUND: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced")
_ENDED: tuple[Disposition, ...] = ("dismissed", "acquitted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The disposition of one offense of one person, the day of the document that states it, and where it does.

    `earlier` are the places that state a lower one, the oldest first: who was shown the older status.
    """

    person: int
    offense: Passage
    disposition: Disposition
    day: IsoDate | None
    earlier: tuple[tuple[Disposition, Passage], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stated:
    name: str
    offense: Offense
    record: Record


def find_statuses(
    records: Sequence[Record], people: Mapping[tuple[Id, Id], int], steps: Sequence[Step]
) -> tuple[Status, ...]:
    """One status a person and offense, by person and then in the order in which offenses were first stated."""
    found: list[Status] = []
    for position in sorted(set(people.values())):
        stated = list(_read_offenses(sorted(records, key=order_key), people, position))
        charged = max(
            (step.start or "" for step in steps if step.type == "charge" and position in step.people), default=""
        )
        found += [status for group in _group(stated) if (status := _judge(position, group, charged))]
    return tuple(found)


def _read_offenses(records: Sequence[Record], people: Mapping[tuple[Id, Id], int], position: int) -> Iterator[_Stated]:
    for record in records:
        for person in record.people:
            if people.get((record.document.id, person.id)) == position:
                for offense in person.offenses:
                    if offense.disposition != "history":
                        yield _Stated(name_offense(offense.span.text, offense.code), offense, record)


def _group(stated: Sequence[_Stated]) -> list[list[_Stated]]:
    """Mentions of one offense together: each with the first that has its very words, or else words alike."""
    groups: list[list[_Stated]] = []
    for item in stated:
        same = [group for group in groups if group[0].name == item.name]
        alike = same or [group for group in groups if is_same_offense(group[0].name, item.name)]
        if len(alike) == 1 or same:
            alike[0].append(item)
        else:
            groups.append([item])
    return groups


def _judge(position: int, group: Sequence[_Stated], charged: str) -> Status | None:
    """The last word of a court, without one the furthest that was stated; None where all is of an earlier matter."""
    current = [item for item in group if item.offense.disposition in OPEN or _day(item, charged) >= charged]
    chosen: _Stated | None = None
    for item in current:
        disposition = item.offense.disposition
        if chosen is None or disposition in _ENDED or _may_follow(chosen.offense.disposition, disposition):
            chosen = item
    if chosen is None:
        return None
    reached = chosen.offense.disposition
    earlier = tuple((item.offense.disposition, item) for item in current if item.offense.disposition != reached)
    return Status(
        person=position,
        offense=point_to(chosen.record, chosen.offense.span),
        disposition=reached,
        day=chosen.record.document.published,
        earlier=tuple((disposition, point_to(item.record, item.offense.span)) for disposition, item in earlier),
    )


def _may_follow(before: Disposition, after: Disposition) -> bool:
    """Whether what a later document states goes further; once a charge has fallen nothing does."""
    ranks = {disposition: rank for rank, disposition in enumerate((*OPEN, *_FOUND))}
    return before in ranks and after in ranks and ranks[after] >= ranks[before]


def _day(item: _Stated, unknown: str) -> str:
    return item.record.document.published or unknown
