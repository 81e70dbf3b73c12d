"""What happened when: the events of an episode, a case or a document, by day, each with the words that tell it."""

from onrecord.answers.answer import Answer, Finding, cite
from onrecord.answers.linked_records import Library
from onrecord.links.days import find_days, find_sentence
from onrecord.links.passages import order_key
from onrecord.schema import Event, Id, Record

__all__ = ["tell_timeline"]

_LEFT_OUT = frozenset(["inquire", "publish"])
_SURE = {"asserted": "", "alleged": "allegedly ", "possible": "possibly ", "planned": "planned: ", "negated": "not: "}


def tell_timeline(library: Library, name: str) -> Answer:
    """Dated events of a case, of an episode, or of the episode and the cases of a document; each day and kind once."""
    told: dict[tuple[str, str, str], Finding] = {}
    documents = _find_documents(library, name)
    for document in documents:
        record = library.record(document)
        for event in record.events:
            start, _ = find_days(record, event)
            if start is not None and event.type not in _LEFT_OUT and event.factuality != "negated":
                told.setdefault((start, event.type, event.factuality), _tell(record, event, start))
    findings = tuple(told[key] for key in sorted(told))
    return Answer(question=f"timeline {name}", findings=findings, people=library.people(documents))


def _find_documents(library: Library, name: str) -> list[Id]:
    """Documents in the order in which they were published, of one day the announcements first."""
    case = library.links.proceeding(name)
    if case is not None:
        found = set(case.documents)
    else:
        found = set(library.episode(name).documents)
        cases = [case for document in found for case in library.links.proceedings_of(document)]
        found |= {document for case in cases for document in case.documents}
    return sorted(found, key=lambda document: order_key(library.record(document)))


def _tell(record: Record, event: Event, start: str) -> Finding:
    """Who says so is said where it is not the document itself."""
    begin, end = find_sentence(record, event.trigger.start)
    by = "" if event.statement is None else ", as someone is cited"
    return Finding(
        says=(f"{start} {_SURE[event.factuality]}{event.type}{by}.",),
        day=start,
        citations=(cite(record, record.document.span(begin, max(end, event.trigger.end))),),
    )
