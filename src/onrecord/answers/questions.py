"""What was never said, and what was said later: every omission, open or answered, with its age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field

from onrecord.answers.answer import Answer, Citation, Finding
from onrecord.answers.linked_records import Library
from onrecord.answers.search import Keep
from onrecord.links.lists import find_silent, number_body
from onrecord.links.pages import ALL, Page
from onrecord.links.passages import Passage, point_to
from onrecord.links.replies import Reply
from onrecord.schema import Id, IsoDate, Manner, Omission, OmissionKind, Record

__all__ = ["Question", "describe_reply", "find_questions", "list_questions"]

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
_MANNERS: dict[Manner, str] = {
    "declined": "declined to say",
    "no_answer": "gave no answer",
    "asked": "was asked",
    "not_given": "not given",
    "stopped": "stopped",
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


def list_questions(
    library: Library, *, as_of: IsoDate, derived: bool = False, body: str | None = None, page: Page = ALL
) -> tuple[Question, ...]:
    """Omissions that a text itself states, `derived` ones too where asked for: open ones by age, then answered ones."""
    number = None if body is None else number_body(body)
    found = library.pages.find_omissions(as_of, page, derived=derived, body=number)
    answers = library.links.replies_of(document for document, _ in found)
    replies = {(reply.document, reply.omission): reply for reply in answers}
    library.fetch([*(document for document, _ in found), *(reply.answered.document for reply in answers)])
    return tuple(_describe(library, document, position, replies, as_of) for document, position in found)


def describe_reply(library: Library, reply: Reply, *, as_of: IsoDate) -> Question:
    """The question that this reply answers."""
    omissions = library.record(reply.document).omissions
    position = next(at for at, omission in enumerate(omissions) if omission.id == reply.omission)
    return _describe(library, reply.document, position, {(reply.document, reply.omission): reply}, as_of)


def find_questions(
    library: Library,
    *,
    as_of: IsoDate,
    derived: bool = False,
    body: str | None = None,
    page: Page = ALL,
    keep: Keep | None = None,
) -> Answer:
    """The same as sentences, of documents that are to be kept."""
    questions = list_questions(library, as_of=as_of, derived=derived, body=body, page=page.one_more)
    shown = (each for each in questions[: page.limit] if keep is None or keep(library.record(each.asked.document)))
    findings = tuple(map(_tell, shown))
    cited = [citation.document for finding in findings for citation in finding.citations]
    return Answer(
        question="questions",
        findings=findings,
        people=library.people(cited),
        more=page.limit is not None and len(questions) > page.limit,
    )


def _describe(
    library: Library, document: Id, position: int, replies: Mapping[tuple[Id, Id], Reply], as_of: IsoDate
) -> Question:
    record = library.record(document)
    omission = record.omissions[position]
    reply = replies.get((document, omission.id))
    place = _find_place(record, omission, reply)
    assert place is not None, "only omissions with a place are listed"
    return Question(
        kind=reply.kind if reply else omission.kind,
        manner=omission.manner,
        body=find_silent(record, omission),
        age=(date.fromisoformat(as_of) - date.fromisoformat(record.document.published or as_of)).days,
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
    manner = f" ({_MANNERS[question.manner]})" if question.manner else ""
    about = f", {question.body}" if question.body else ""
    said = f"Open for {question.age:,} day{'' if question.age == 1 else 's'}: {kind}{manner}{about}."
    if question.answered is not None:
        said = f"Answered on {question.answered.published} by {question.answered.publisher}: {kind}{manner}{about}."
    return Finding(
        says=(said,),
        day=question.day,
        citations=(question.asked, *([question.answered] if question.answered else [])),
        why=(question.why,) if question.why else (),
    )
