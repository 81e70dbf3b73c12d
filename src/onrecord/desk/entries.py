"""What is new, as shown -> one entry that tells it: in a feed, and in a message to a webhook."""

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.answers.lapses import tell_state
from onrecord.answers.questions import Question
from onrecord.answers.series import SeriesLapse, SeriesOfDays
from onrecord.desk.lines import Line
from onrecord.documents.document import make_handle
from onrecord.exports.telling import count_things, tell_asked
from onrecord.exports.wording import tell_days
from onrecord.schema import IsoDate

__all__ = ["Entry", "enter_answer", "enter_change", "enter_document", "enter_lapse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that is new: `day` is ISO 8601, `path` the page of the desk."""

    id: str
    title: str
    day: str
    path: str
    summary: str


def enter_document(line: Line) -> Entry:
    """A document that came."""
    publisher, day = line.publisher or "Publisher unknown", tell_days(line.published, None) or "day unknown"
    return Entry(
        id=line.id,
        title=line.title,
        day=line.published or "1970-01-01",
        path=f"/documents/{quote(line.id, safe='')}",
        summary=f"{publisher}, {day}. {count_things(line.statements, 'statement')}, {line.omissions} not said.",
    )


def enter_change(line: Line, *, revisions: int, claims: int, day: IsoDate) -> Entry:
    """A document that is not what it was: so many revisions of it there were then, the last changed so many claims."""
    return Entry(
        id=f"{line.id}:{revisions}",
        title=line.title,
        day=day,
        path=f"/revisions/{quote(line.id, safe='')}",
        summary=f"{count_things(claims, 'claim')} changed.",
    )


def enter_lapse(series: SeriesOfDays, lapse: SeriesLapse) -> Entry:
    """A publication that did not come, or came with old numbers."""
    why = f": {tell_state(lapse.state)}" if lapse.state else ""
    return Entry(
        id=f"{series.series}:{lapse.day}",
        title=f"{series.latest.publisher or 'Publisher unknown'}, “{series.latest.title}”",
        day=lapse.day,
        path=f"/series#{series.series}",
        summary=f"{'Nothing came' if lapse.cause == 'silent' else 'Old numbers came again'} from {lapse.day} on, "
        f"{count_things(lapse.missed, 'time')}{why}.",
    )


def enter_answer(question: Question, *, day: IsoDate) -> Entry | None:
    """A question that a later document answers; None while none does. `day` is told where the answer has none."""
    if question.answered is None:
        return None
    return Entry(
        id=make_handle(f"{question.asked.document} {question.kind} {question.asked.span.start}"),
        title=f"{tell_asked(question.kind)} Answered by {question.answered.publisher or 'an unknown publisher'}",
        day=question.day or day,
        path=f"/documents/{quote(question.answered.document, safe='')}",
        summary=f"“{question.asked.span.text}” – “{question.answered.span.text}”",
    )
