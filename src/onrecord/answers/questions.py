"""What was never said, and what was said later: every omission, open or answered, with its age."""

from datetime import date

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.linked_records import Library
from onrecord.links.passages import Passage, point_to
from onrecord.links.replies import Reply
from onrecord.schema import IsoDate, Omission, Record

__all__ = ["find_questions"]

_ASKED = {
    "total": "how many",
    "timeframe": "when",
    "identity": "who",
    "charges": "charged with what",
    "location": "where",
    "outcome": "what came of it",
    "comment": "what the body says to it",
    "evidence": "on what evidence",
    "series": "what is no longer published",
    "source": "who says so",
}


def find_questions(library: Library, *, as_of: IsoDate, derived: bool = False) -> Answer:
    """Omissions that a text itself states, `derived` ones too where asked for: open ones by age, then answered ones."""
    replies = {(reply.document, reply.omission): reply for reply in library.links.replies}
    found: list[tuple[bool, int, Finding]] = []
    for record in library.records():
        published = record.document.published
        for omission in record.omissions if published and published <= as_of else ():
            reply = replies.get((record.document.id, omission.id))
            place = _find_place(record, omission, reply)
            if place is not None and (omission.stated or derived or reply is not None):
                age = (date.fromisoformat(as_of) - date.fromisoformat(published or as_of)).days
                found.append((reply is not None, -age, _tell(library, omission, place, reply, age=age)))
    found.sort(key=lambda item: (item[0], item[1], item[2].citations[0].document, item[2].citations[0].span))
    findings = tuple(finding for _, _, finding in found)
    cited = [citation.document for finding in findings for citation in finding.citations]
    return Answer(question="questions", findings=findings, people=library.people(cited))


def _find_place(record: Record, omission: Omission, reply: Reply | None) -> Passage | None:
    if omission.span is not None:
        return point_to(record, omission.span)
    if reply is not None:
        return reply.asked
    return next((point_to(record, event.trigger) for event in record.events if event.id == omission.about), None)


def _tell(library: Library, omission: Omission, place: Passage, reply: Reply | None, *, age: int) -> Finding:
    kind = _ASKED[reply.kind if reply else omission.kind]
    manner = f" ({omission.manner.replace('_', ' ')})" if omission.manner else ""
    if reply is None:
        return Finding(
            says=(f"Open for {age} days: {kind}{manner}.",),
            day=library.record(place.document).document.published,
            citations=(library.cite(place),),
        )
    answered = library.record(reply.answered.document).document
    return Finding(
        says=(f"Answered on {answered.published} by {answered.publisher}: {kind}{manner}.",),
        day=answered.published,
        citations=(library.cite(place), library.cite(reply.answered)),
        why=(reply.reason,),
    )
