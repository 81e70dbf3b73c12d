"""Records -> series: what a publisher publishes at regular times, and the lapses when it did not.

A lapse is silent where nothing came, and stale where a new date stands on the numbers of before. Nothing is said of
what has not come on a day after `as_of`: the day up to which the ledger knows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Annotated, Literal

from pydantic import Field

from onrecord.documents.document import make_handle
from onrecord.links.defendants import fold_name
from onrecord.links.passages import Passage, point_to
from onrecord.schema import Id, IsoDate, Record

__all__ = ["Lapse", "Series", "extend_series", "find_series", "find_told", "name_series"]

_LEAST = 4  # documents from which a habit can be seen
_REGULAR = 0.6  # of the gaps that must be as long as the usual one
_DATES = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday)\b|\d+(?:st|nd|rd|th)?"
)
_TELLING = 100  # one number as large as this, or two numbers, do not come again by chance
_LONGEST = 400  # days of a period
_Told = tuple[str, IsoDate, Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lapse:
    """When a series stopped: after which document, what was first missed, and what ended it, None while it lasts.

    `evidence` are places that tell it: numbers repeated, or words of others that nothing was published.
    """

    cause: Literal["silent", "stale"]
    after: Id
    first_missed: IsoDate
    ended_by: Id | None
    missed: Annotated[int, Field(description="publications that did not come, or came with old numbers")]
    evidence: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Documents of one publisher under one title, at regular times; `grace` is how late is not yet missing."""

    id: str
    documents: tuple[Id, ...]
    period: Annotated[int, Field(description="days from one to the next")]
    grace: Annotated[int, Field(description="days")]
    lapses: tuple[Lapse, ...]


def find_series(records: Iterable[Record]) -> tuple[Series, ...]:
    """Every series, by id, with the lapses that ended; `extend_series` adds one that lasts."""
    known = [record for record in records if record.document.published is not None]
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in known:
        if (name := name_series(record)) is not None:
            groups[name].append(record)
    told = list(find_told(known))
    found = (_make_series(group, told) for group in groups.values() if len(group) >= _LEAST)
    return tuple(sorted((series for series in found if series), key=lambda series: series.id))


def extend_series(series: Series, last: IsoDate, as_of: IsoDate) -> Series:
    """The series with the silence, if there is one, that lasts from its last document, of day `last`, until `as_of`."""
    days = (date.fromisoformat(as_of) - date.fromisoformat(last)).days
    if days <= series.period + series.grace:
        return series
    lasting = Lapse(
        cause="silent",
        after=series.documents[-1],
        first_missed=(date.fromisoformat(last) + timedelta(days=series.period)).isoformat(),
        ended_by=None,
        missed=(days - series.grace) // series.period,
    )
    return replace(series, lapses=tuple(sorted((*series.lapses, lasting), key=lambda lapse: lapse.first_missed)))


def name_series(record: Record) -> tuple[str, str] | None:
    """Publisher and title, in small letters, by which documents are of one series; None where one is not known."""
    document = record.document
    if not document.publisher or not document.title or document.published is None:
        return None
    return " ".join(document.publisher.casefold().split()), _name_title(document.title)


def _name_title(title: str) -> str:
    """A title without dates and numbers: what is the same from week to week."""
    return " ".join(_DATES.sub(" ", title.casefold()).split())


def _make_series(records: Sequence[Record], told: Sequence[tuple[str, IsoDate, Passage]]) -> Series | None:
    ordered = sorted(records, key=lambda record: (record.document.published or "", record.document.id))
    days = [date.fromisoformat(record.document.published or "") for record in ordered]
    gaps = [(after - before).days for before, after in pairwise(days)]
    period = int(median(gaps))
    slack = max(1, period // 8)
    if not 1 <= period <= _LONGEST or sum(abs(gap - period) <= slack for gap in gaps) < _REGULAR * len(gaps):
        return None
    grace = max(1, period // 2)
    publisher = fold_name(ordered[0].document.publisher or "")
    evidence = [(day, place) for body, day, place in told if body == publisher]
    lapses = [*_find_silences(ordered, period, grace, evidence), *_find_stale(ordered)]
    return Series(
        id=make_handle(f"series {publisher} {_name_title(ordered[0].document.title or '')}"),
        documents=tuple(record.document.id for record in ordered),
        period=period,
        grace=grace,
        lapses=tuple(sorted(lapses, key=lambda lapse: lapse.first_missed)),
    )


def _find_silences(
    records: Sequence[Record], period: int, grace: int, told: Sequence[tuple[IsoDate, Passage]]
) -> Iterator[Lapse]:
    for record, following in pairwise(records):
        day, end = (date.fromisoformat(each.document.published or "") for each in (record, following))
        if (end - day).days > period + grace:
            first = (day + timedelta(days=period)).isoformat()
            yield Lapse(
                cause="silent",
                after=record.document.id,
                first_missed=first,
                ended_by=following.document.id,
                missed=((end - day).days - grace) // period,
                evidence=tuple(place for when, place in told if first <= when <= end.isoformat()),
            )


def _find_stale(records: Sequence[Record]) -> Iterator[Lapse]:
    """A run of documents with the numbers of the one before is one lapse."""
    start: int | None = None
    for index in range(1, len(records) + 1):
        repeats = index < len(records) and _repeats(records[index - 1], records[index])
        if repeats and start is None:
            start = index
        if not repeats and start is not None:
            figures = [point_to(record, each.span) for record in records[start:index] for each in record.figures]
            yield Lapse(
                cause="stale",
                after=records[start - 1].document.id,
                first_missed=records[start].document.published or "",
                ended_by=records[index].document.id if index < len(records) else None,
                missed=index - start,
                evidence=tuple(figures),
            )
            start = None


def _repeats(before: Record, after: Record) -> bool:
    one, two = ([(each.low, each.high, each.unit) for each in record.figures] for record in (before, after))
    telling = len(two) > 1 or any((low or 0) >= _TELLING for low, _, _ in two)
    return bool(two) and telling and one == two


def find_told(records: Iterable[Record]) -> Iterator[_Told]:
    """Where a document says that a body stopped publishing, or did not publish: the body, the day, the place."""
    for record in records:
        bodies = {body.id: fold_name(body.name) for body in record.organizations}
        for event in record.events:
            if event.type == "publish" and event.factuality == "negated":
                words = {fold_name(each.span.text.removeprefix("The ")) for each in event.agents}
                named = {bodies[each.ref] for each in event.agents if each.ref in bodies}
                yield from (
                    (body, record.document.published or "", point_to(record, event.trigger))
                    for body in sorted(words | named)
                )
        for omission in record.omissions:
            if omission.kind == "series" and omission.span is not None and omission.about in bodies:
                yield bodies[omission.about], record.document.published or "", point_to(record, omission.span)
