"""Who was accused, and of what came of it nothing was told since: the longest silence first, and where it was told."""

from datetime import date

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.linked_records import Library, name_person
from onrecord.answers.statuses import say_status, say_tellers
from onrecord.links.pages import ALL, Page
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.statuses import Status
from onrecord.schema import IsoDate

__all__ = ["find_debt"]


def find_debt(library: Library, *, as_of: IsoDate, page: Page = ALL) -> Answer:
    """Each accusation without an outcome on that day."""
    owed = library.pages.find_owed(as_of, page.one_more)
    library.fetch(document for case, _ in owed[: page.limit] for document in case.documents)
    findings = tuple(_tell(library, case, case.statuses[position], as_of) for case, position in owed[: page.limit])
    return Answer(question="debt", findings=findings, more=len(owed) > len(findings))


def _tell(library: Library, case: LinkedProceeding, status: Status, as_of: IsoDate) -> Finding:
    latest = max(library.record(document).document.published or "" for document in case.documents)
    days = (date.fromisoformat(as_of) - date.fromisoformat(latest)).days
    person = case.people[status.person]
    return Finding(
        says=(
            name_person(person),
            f": {say_status(library, status)}, and nothing since for {days:,} day{'' if days == 1 else 's'} "
            f"(case {case.id}).",
        ),
        day=status.day,
        citations=(library.cite(status.offense),),
        why=say_tellers(library, person),
    )
