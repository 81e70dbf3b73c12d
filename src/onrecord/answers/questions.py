"""What was never said, and what was said later: every omission, open or answered, with its age."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from onrecord.answers.answer import Answer, Citation, Finding
from onrecord.answers.linked_records import Library
from onrecord.links.passages import Passage, point_to
from onrecord.links.replies import Reply
from onrecord.schema import IsoDate, Manner, Omission, OmissionKind, Record

__all__ = ["Question", "find_questions", "list_questions"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One omission: the words that leave it, which body it is about, and the later words that give it."""

    kind: OmissionKind
    manner: Manner | None
    body: str | None
    age: Annotated[int, Field(description="days since the document that left it open")]
    day: IsoDate | None
    asked: Citation
    answered: Citation | None
    why: str | None


def list_questions(library: Library, *, as_of: IsoDate, derived: bool = False) -> tuple[Question, ...]:
    """Omissions that a text itself states, `derived` ones too where asked for: open ones by age, then answered ones."""
    replies = {(reply.document, reply.omission): reply for reply in library.links.replies}
    found: list[Question] = []
    for record in library.records():
        published = record.document.published
        for omission in record.omissions if published and published <= as_of else ():
            reply = replies.get((record.document.id, omission.id))
            place = _find_place(record, omission, reply)
            if place is not None and (omission.stated or derived or reply is not None):
                age = (date.fromisoformat(as_of) - date.fromisoformat(published or as_of)).days
                found.append(_describe(library, record, omission, place, reply, age=age))
    found.sort(key=lambda item: (item.answered is not None, -item.age, item.asked.document, item.asked.span))
    return tuple(found)


def find_questions(library: Library, *, as_of: IsoDate, derived: bool = False) -> Answer:
    """The same as sentences."""
    findings = tuple(_tell(question) for question in list_questions(library, as_of=as_of, derived=derived))
    cited = [citation.document for finding in findings for citation in finding.citations]
    return Answer(question="questions", findings=findings, people=library.people(cited))


def _describe(
    library: Library, record: Record, omission: Omission, place: Passage, reply: Reply | None, *, age: int
) -> Question:
    bodies = {body.id: body.name for body in record.organizations}
    return Question(
        kind=reply.kind if reply else omission.kind,
        manner=omission.manner,
        body=bodies.get(omission.about or ""),
        age=age,
        day=library.record(reply.answered.document).document.published if reply else record.document.published,
        asked=library.cite(place),
        answered=library.cite(reply.answered) if reply else None,
        why=reply.reason if reply else None,
    )


def _find_place(record: Record, omission: Omission, reply: Reply | None) -> Passage | None:
    if omission.span is not None:
        return point_to(record, omission.span)
    if reply is not None:
        return reply.asked
    return next((point_to(record, event.trigger) for event in record.events if event.id == omission.about), None)


def _tell(question: Question) -> Finding:
    kind = _ASKED[question.kind]
    manner = f" ({question.manner.replace('_', ' ')})" if question.manner else ""
    said = f"Open for {question.age} days: {kind}{manner}."
    if question.answered is not None:
        said = f"Answered on {question.answered.published} by {question.answered.publisher}: {kind}{manner}."
    return Finding(
        says=(said,),
        day=question.day,
        citations=(question.asked, *([question.answered] if question.answered else [])),
        why=(question.why,) if question.why else (),
    )
