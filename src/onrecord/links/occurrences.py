"""A record -> what tells the event that its document is about from others: what, when, where, how many, which names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.links.days import MENTIONED, find_days
from onrecord.links.defendants import fold_name
from onrecord.links.steps import STEPS
from onrecord.schema import Event, Id, Record

__all__ = ["Happening", "Occurrence", "find_occurrence"]

_HAPPENED = frozenset(["asserted", "alleged"])
_BESIDE = frozenset(["inquire", "publish", "operate", "release"])  # said about an event more often than an event
_IN_OFFICE = frozenset(["official", "judge", "lawyer"])
_COURT = frozenset(STEPS) - {"arrest"}
_LEAST = 10  # smaller counts are the same by chance
_NAME = re.compile(r"(?<=[a-z,“\d] )[A-Z][\w’'-]+(?: (?:of the |of |and )?[A-Z][\w’'-]+)+")
_NEWS = 90  # days: what is older is what went before
_LONGEST = 14  # days of an event: a longer stretch is a period


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """One dated event: its type and its first and last day."""

    start: str
    end: str
    type: str

    @property
    def in_court(self) -> bool:
        """Whether it is a step of a case."""
        return self.type in _COURT

    def overlaps(self, other: "Happening") -> bool:
        """Whether both happened on one day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What a document is about. `main` is the latest event; all names are in small letters, `names` of no official."""

    document: Id
    day: str
    publisher: str
    main: Happening | None
    happenings: frozenset[Happening]
    days: frozenset[tuple[str, str]]
    places: frozenset[str]
    agencies: frozenset[str]
    names: frozenset[str]
    counts: frozenset[tuple[float, str]]


def find_occurrence(record: Record) -> Occurrence:
    """What this document is about."""
    document = record.document
    happenings = {happening: event for event in record.events if (happening := _date_event(record, event))}
    told = sorted(happenings, key=lambda item: (item.type not in _BESIDE, item.start, -happenings[item].trigger.start))
    agencies = {fold_name(body.name) for body in record.organizations}
    publisher = fold_name(document.publisher or "")
    return Occurrence(
        document=document.id,
        day=document.published or "",
        publisher=document.publisher or "",
        main=told[-1] if told else None,
        happenings=frozenset(happenings),
        days=frozenset(_find_days(record)),
        places=frozenset(_find_places(record)),
        agencies=frozenset((agencies | {publisher}) - {""}),  # who is not named is not the same
        names=frozenset(_find_names(record, agencies)),
        counts=frozenset(
            (float(each.low), each.measures) for each in record.figures if each.low and each.low >= _LEAST
        ),
    )


def _date_event(record: Record, event: Event) -> Happening | None:
    if event.factuality not in _HAPPENED or event.trigger.text.lower() in MENTIONED:
        return None
    start, end = find_days(record, event)
    published = record.document.published
    if start is None or not _is_news(start, published):
        return None
    end = end or start
    return Happening(start, end, event.type) if end[:7] <= _after(start) else None


def _is_news(day: str, published: str | None) -> bool:
    """Whether it is of the last months before the document, and no later."""
    if published is None:
        return True
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(day)).days <= _NEWS


def _after(start: str) -> str:
    """The month after that of a day: an event ends in one of both."""
    year, month = int(start[:4]), int(start[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02}"


def _find_days(record: Record) -> Iterator[tuple[str, str]]:
    """Days and short stretches that the text names, but for that of its publication."""
    for time in record.times:
        if time.type == "DATE" and time.start and time.end and time.start[:8] == time.end[:8]:
            stretch = int(time.end[8:]) - int(time.start[8:])
            published = record.document.published
            if stretch <= _LONGEST and time.start != published and _is_news(time.start, published):
                yield time.start, time.end


def _find_places(record: Record) -> Iterator[str]:
    for event in record.events:
        yield from (fold_name(place.span.text) for place in event.places)
    yield from (fold_name(place.name) for place in record.places)
    if record.document.dateline is not None and record.document.dateline.place:
        yield from (fold_name(part) for part in record.document.dateline.place.split(","))


def _find_names(record: Record, agencies: set[str]) -> Iterator[str]:
    """Names of two words or more that stand inside a sentence: of a plant, a street, an operation, a person."""
    officials = {fold_name(person.name) for person in record.people if person.name and person.role in _IN_OFFICE}
    for match in _NAME.finditer(record.document.text):
        name = fold_name(match.group())
        if not any(known and (known in name or name in known) for known in (*agencies, *officials)):
            yield name
