"""Who was accused, and of what came of it nothing was told since: the longest silence first, and where it was told."""

from datetime import date

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.linked_records import Library, name_person
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.statuses import Status
from onrecord.schema import IsoDate

__all__ = ["find_debt"]

_OPEN = frozenset(["arrested", "charged", "suspected"])


def find_debt(library: Library, *, as_of: IsoDate) -> Answer:
    """Each accusation without an outcome on that day."""
    owed = [
        (days, case, status)
        for case in library.links.proceedings
        for status in case.statuses
        if status.disposition in _OPEN and (days := _count_days(library, case, as_of)) is not None
    ]
    owed.sort(key=lambda item: (-item[0], item[1].id, item[2].person))
    return Answer(question="debt", findings=tuple(_tell(library, days, case, status) for days, case, status in owed))


def _count_days(library: Library, case: LinkedProceeding, as_of: IsoDate) -> int | None:
    """Days since the last document told of the case."""
    latest = max(library.record(document).document.published or "" for document in case.documents)
    if not latest or latest > as_of:
        return None
    return (date.fromisoformat(as_of) - date.fromisoformat(latest)).days


def _tell(library: Library, days: int, case: LinkedProceeding, status: Status) -> Finding:
    shown = len({place.document for _, place in status.earlier} | {status.offense.document})
    return Finding(
        says=(
            name_person(case.people[status.person]),
            f": {status.disposition}, and nothing since for {days} day{'' if days == 1 else 's'} (case {case.id}).",
        ),
        day=status.day,
        citations=(library.cite(status.offense),),
        why=(f"{shown} document{'s' if shown > 1 else ''} told the accusation",),
    )
