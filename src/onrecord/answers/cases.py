"""Which court cases there are, and of one case: how far the law has got with whom, each step, and what is to come."""

from onrecord.answers.answer import Answer, Finding, Named
from onrecord.answers.linked_records import Library, name_person, say_identity
from onrecord.answers.statuses import say_earlier, say_status
from onrecord.errors import LedgerError
from onrecord.links.pages import ALL, Page
from onrecord.links.proceedings import LinkedProceeding
from onrecord.links.statuses import Status
from onrecord.links.steps import Step

__all__ = ["list_cases", "tell_case"]

_TOLD = {
    "arrest": "arrested",
    "charge": "charged",
    "plead": "entered a plea",
    "rule": "a court ruled in the case of",
    "convict": "found guilty",
    "acquit": "acquitted, or the charge dropped",
    "sentence": "sentenced",
    "appeal": "an appeal or motion of",
}


def list_cases(library: Library, page: Page = ALL) -> Answer:
    """The latest status of each person and offense of every case, the case of the latest document first."""
    found = library.pages.find_statuses(page.one_more)
    library.fetch(document for case, _ in found[: page.limit] for document in case.documents)
    findings = tuple(_tell_status(library, case, case.statuses[position]) for case, position in found[: page.limit])
    return Answer(question="cases", findings=findings, more=len(found) > len(findings))


def tell_case(library: Library, id: str) -> Answer:  # noqa: A002 - the word of the record
    """All that is known of the case of this id or number. Raises LedgerError where there is none."""
    case = library.links.proceeding(id)
    if case is None:
        raise LedgerError(f"There is no case {id}; `onrecord cases` lists what there is.")
    findings = [
        *(_tell_status(library, case, status) for status in case.statuses),
        *(_tell_step(library, case, step) for step in case.steps),
        *(_tell_step(library, case, step, pending=True) for step in case.pending),
    ]
    return Answer(question=f"case {id}", findings=tuple(findings))


def _tell_status(library: Library, case: LinkedProceeding, status: Status) -> Finding:
    why = say_identity(case.people[status.person])
    return Finding(
        says=(f"Case {case.id}: ", name_person(case.people[status.person]), f": {say_status(library, status)}."),
        day=status.day,
        citations=(library.cite(status.offense),),
        why=(*((why,) if why else ()), *say_earlier(library, status)),
    )


def _tell_step(library: Library, case: LinkedProceeding, step: Step, *, pending: bool = False) -> Finding:
    people: list[str | Named] = []
    for position in step.people:
        people += [name_person(case.people[position]), ", "]
    told = f"to come: {step.type} of " if pending else f"{_TOLD[step.type]}: "
    return Finding(
        says=(f"{step.start or 'day unknown'} ", told, *people[:-1]),
        day=step.start,
        citations=tuple(library.cite(passage) for passage in step.passages[:1]),
        why=() if len(step.passages) == 1 else (f"told in {len(step.passages)} places",),
    )
