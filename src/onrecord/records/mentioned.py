"""The record so far -> which of its entities, and which statement, the words at an offset mean."""

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.schema import Id, Record

__all__ = ["Entities", "index_entities"]

_Mention = tuple[int, int, Id]


@dataclass(frozen=True, slots=True)
class Entities:
    """Mentions and contents in text order; of two at one place the longer is meant."""

    people: tuple[_Mention, ...]
    all: tuple[_Mention, ...]
    contents: tuple[_Mention, ...]
    subjects: tuple[_Mention, ...]  # mentions of people acted on by the law

    def person_before(self, offset: int) -> Id | None:
        """The person acted on by the law whom the text mentions last before an offset."""
        at = bisect_right(self.subjects, (offset, 0, "")) - 1
        return self.subjects[at][2] if at >= 0 else None

    @property
    def only_person(self) -> Id | None:
        """The one person acted on by the law, None where there are several."""
        ids = {mention[2] for mention in self.subjects}
        return ids.pop() if len(ids) == 1 else None

    def entity_at(self, start: int, end: int) -> Id | None:
        """The entity whose mention shares most words with text[start:end], the last of equals: heads stand last."""
        return _overlapping(self.all, start, end)

    def person_at(self, start: int, end: int) -> Id | None:
        """The person or group mentioned in text[start:end]."""
        return _overlapping(self.people, start, end)

    def statement_at(self, offset: int) -> Id | None:
        """The statement whose content holds an offset; of nested ones the inner."""
        held = [
            (end - start, id_) for start, end, id_ in _near(self.contents, offset, offset + 1) if start <= offset < end
        ]
        return min(held)[1] if held else None


def index_entities(record: Record) -> Entities:
    """All mentions of people, organizations and places, and all contents of statements."""
    people = [(span.start, span.end, person.id) for person in record.people for span in person.mentions]
    others = [(span.start, span.end, body.id) for body in record.organizations for span in body.mentions]
    others += [(span.start, span.end, place.id) for place in record.places for span in place.mentions]
    contents = [(span.start, span.end, statement.id) for statement in record.statements for span in statement.content]
    subjects = [
        (span.start, span.end, person.id)
        for person in record.people
        if person.role == "subject" and person.kind == "person"
        for span in person.mentions
    ]
    return Entities(
        people=tuple(sorted(people)),
        all=tuple(sorted((*people, *others))),
        contents=tuple(sorted(contents)),
        subjects=tuple(sorted(subjects)),
    )


_REACH = 64  # mentions looked at to either side: more do not overlap one phrase


def _near(mentions: tuple[_Mention, ...], start: int, end: int) -> tuple[_Mention, ...]:
    at = bisect_right(mentions, (end, 0, ""))
    return mentions[max(0, at - _REACH) : at]


def _overlapping(mentions: tuple[_Mention, ...], start: int, end: int) -> Id | None:
    best: Id | None = None
    most = 0
    for first, last, id_ in _near(mentions, start, end):
        shared = min(end, last) - max(start, first)
        if shared > 0 and shared >= most:
            best, most = id_, shared
    return best
