"""A record -> the marks on its text: which words carry which fact, nested so that a page can show them.

Marks may overlap in any way; woven, they are trees that HTML can hold: a mark that crosses another's end is cut there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.schema import Person, Record, Span

__all__ = ["Kind", "Mark", "Woven", "find_marks", "is_marked", "weave"]

Kind = Literal[
    "said", "statement", "person", "offense", "event", "figure", "omission", "label", "reference", "place", "time"
]
"""What a mark shows; `said` is the content of a statement, whose source and cue are marked `statement`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words from start to end that carry a fact; `first` where they are the first or only words of it."""

    start: int
    end: int
    kind: Kind
    fact: str
    first: bool


@dataclass(frozen=True, slots=True)
class Woven:
    """A mark, or a part of one, with the text and the marks inside it."""

    mark: Mark
    parts: "tuple[str | Woven, ...]"


def find_marks(record: Record) -> list[Mark]:
    """All marks of a record in the order of the text, the longer first where two begin together."""
    marks = [
        Mark(span.start, span.end, kind, fact, number == 0)
        for kind, fact, spans in _find_words(record)
        for number, span in enumerate(spans)
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.fact))


def _find_words(record: Record) -> Iterator[tuple[Kind, str, Sequence[Span]]]:
    for person in record.people:
        if is_marked(person):
            yield "person", person.id, person.mentions
        for offense in person.offenses:
            yield "offense", offense.id, [span for span in (offense.span, offense.sentence) if span]
    for statement in record.statements:
        spans = [span for span in (statement.cue, statement.source) if span]
        yield "said", statement.id if not spans else "", statement.content
        yield "statement", statement.id, spans
    for event in record.events:
        yield "event", event.id, [event.trigger]
    for figure in record.figures:
        yield "figure", figure.id, [figure.span]
    for omission in record.omissions:
        yield "omission", omission.id, [omission.span] if omission.span else []
    for label in record.labels:
        yield "label", label.id, [span for span in (label.span, label.definition) if span]
    for reference in record.references:
        yield "reference", reference.id, [reference.span]
    for place in record.places:
        yield "place", place.id, place.mentions
    for time in record.times:
        yield "time", time.id, [time.span]


def is_marked(person: Person) -> bool:
    """Whether a person's mentions are marked: those on whom the law acts. Officials are marked as speakers."""
    return person.role == "subject" or bool(person.offenses)


def weave(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[str | Woven, ...]:
    """text[start:end] with its marks: marks inside marks, each cut to the range and at the ends it crosses."""
    inside = [_cut(mark, start, end) for mark in marks if mark.start < end and mark.end > start]
    waiting = sorted(inside, key=lambda mark: (mark.start, -mark.end))[::-1]  # the next one is the last
    open_marks: list[tuple[Mark | None, int, list[str | Woven]]] = [(None, end, [])]
    at = start
    while waiting or len(open_marks) > 1:
        stop = open_marks[-1][1]
        if waiting and waiting[-1].start < stop:
            mark = waiting.pop()
            if mark.end > stop:
                _insert(waiting, _cut(mark, stop, mark.end))
                mark = _cut(mark, mark.start, stop)
            _add_text(open_marks[-1][2], text[at : mark.start])
            at = mark.start
            open_marks.append((mark, mark.end, []))
        else:
            _add_text(open_marks[-1][2], text[at:stop])
            at = stop
            closed, _, parts = open_marks.pop()
            assert closed is not None, "the outermost range has no mark and is left open"
            open_marks[-1][2].append(Woven(closed, tuple(parts)))
    _add_text(open_marks[0][2], text[at:end])
    return tuple(open_marks[0][2])


def _cut(mark: Mark, start: int, end: int) -> Mark:
    """The part of a mark inside a range; only the part that begins it is the first of its fact."""
    return Mark(max(mark.start, start), min(mark.end, end), mark.kind, mark.fact, mark.first and mark.start >= start)


def _insert(waiting: list[Mark], mark: Mark) -> None:
    """Put the rest of a cut mark where it belongs among those that wait, the next one last."""
    at = len(waiting)
    while at and (waiting[at - 1].start, -waiting[at - 1].end) < (mark.start, -mark.end):
        at -= 1
    waiting.insert(at, mark)


def _add_text(parts: list[str | Woven], text: str) -> None:
    if text:
        parts.append(text)
