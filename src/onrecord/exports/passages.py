"""A record -> its text in passages, each a paragraph with its marks and the notes that stand beside it.

Notes are few and say who speaks first: under a speaker's note stand the facts of that statement, under a person's the
offenses and bare steps; labels and references of one source share a note. Each fact has one place that bears its id.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from onrecord.exports.marks import Mark, Woven, find_marks, is_marked, weave
from onrecord.records.sentences import find_paragraphs
from onrecord.schema import Event, Figure, Label, Offense, Omission, Person, Record, Reference, Statement

__all__ = ["Note", "Passage", "find_passages"]

NoteKind = Literal["statement", "person", "event", "figure", "omission", "label", "reference"]

_STEPS = frozenset(["charge", "plead", "convict", "acquit", "sentence"])


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the words at an offset: facts of one kind, and what stands under them.

    `first` where no earlier note tells the same fact: only a person is told again, in each paragraph with an offense.
    """

    kind: NoteKind
    at: int
    facts: tuple[Statement | Person | Event | Figure | Omission | Label | Reference, ...]
    under: "tuple[Offense | Note, ...]" = ()
    first: bool = True

    @property
    def fact(self) -> Statement | Person | Event | Figure | Omission | Label | Reference:
        """The first of its facts."""
        return self.facts[0]

    @property
    def statement(self) -> str | None:
        """The statement that makes the claim, where this is a claim."""
        return None if isinstance(self.fact, Statement | Person | Omission | Reference) else self.fact.statement


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it is shown."""

    parts: tuple[str | Woven, ...]
    notes: tuple[Note, ...]
    is_title: bool
    is_item: bool


def find_passages(record: Record) -> tuple[Passage, ...]:
    """The whole text, paragraph by paragraph; what stands between them is white space."""
    text, title = record.document.text, (record.document.title or "").strip()
    marks, notes = find_marks(record), _find_notes(record)
    passages: list[Passage] = []
    carried: list[Mark] = []
    known: set[str] = set()
    next_mark = next_note = 0
    for start, end in find_paragraphs(text):
        first_mark, first_note = next_mark, next_note
        while next_mark < len(marks) and marks[next_mark].start < end:
            next_mark += 1
        while next_note < len(notes) and notes[next_note].at < end:
            next_note += 1
        here = [*carried, *marks[first_mark:next_mark]]
        carried = [mark for mark in here if mark.end > end]
        words = text[start:end]
        is_title = bool(title) and words == title
        title = "" if is_title else title
        beside = tuple(_arrange(notes[first_note:next_note], known))
        passages.append(Passage(weave(text, start, end, here), beside, is_title, words[0] in "•·*–-"))
    return tuple(passages)


def _find_notes(record: Record) -> list[Note]:
    """All notes in the order of the text; each offense under its person, at the offense's words."""
    notes: list[Note] = []
    for statement in record.statements:
        spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
        notes += [Note("statement", min(span.start for span in spans), (statement,))] if spans else []
    for person in record.people:
        notes += [Note("person", offense.span.start, (person,), (offense,)) for offense in person.offenses]
        if person.mentions and is_marked(person):
            notes.append(Note("person", person.mentions[0].start, (person,)))
    notes += [Note("event", event.trigger.start, (event,)) for event in record.events]
    notes += [Note("figure", figure.span.start, (figure,)) for figure in record.figures]
    notes += [Note("omission", omission.span.start, (omission,)) for omission in record.omissions if omission.span]
    notes += [Note("label", label.span.start, (label,)) for label in record.labels]
    notes += [Note("reference", reference.span.start, (reference,)) for reference in record.references]
    return sorted(notes, key=lambda note: note.at)


def _arrange(notes: Iterable[Note], known: set[str]) -> Iterator[Note]:
    """The notes of one paragraph, joined; `known` are the people told before, and grows."""
    for note in _put_under_speakers(_join_kinds(list(_join_people(list(notes))))):
        yield replace(note, first=note.fact.id not in known)
        known.add(note.fact.id)


def _join_people(notes: list[Note]) -> Iterator[Note]:
    """One note a person, at the first of its words, that takes in the person's offenses and bare steps."""
    under: dict[str, list[Offense | Note]] = defaultdict(list)
    for note in notes:
        if note.kind == "person":
            under[note.fact.id] += note.under
    told = {owner for owner, parts in under.items() if parts}
    for note in notes:
        if owner := _find_owner(note.fact, told):
            under[owner].append(note)
    seen: set[str] = set()
    for note in notes:
        if note.kind != "person":
            if not _find_owner(note.fact, told):
                yield note
        elif note.fact.id not in seen:
            seen.add(note.fact.id)
            yield replace(note, under=tuple(under[note.fact.id]))


def _find_owner(fact: object, told: Container[str]) -> str | None:
    """The person whose offenses an event adds a bare step to: it tells nothing but who."""
    if not isinstance(fact, Event) or fact.type not in _STEPS or fact.factuality != "asserted":
        return None
    owners = [argument.ref for argument in (*fact.subjects, *fact.agents)]
    bare = not (fact.places or fact.start or fact.statement)
    return owners[0] if bare and len(owners) == 1 and owners[0] in told else None


def _join_kinds(notes: list[Note]) -> list[Note]:
    """One note for all plain labels of one source, and one for all references; both at their first words."""
    joined: dict[tuple[str, str | None], Note] = {}
    for note in notes:
        if note.kind in ("label", "reference"):
            key = (note.kind, note.statement)
            joined[key] = replace(joined[key], facts=joined[key].facts + note.facts) if key in joined else note
    others = [note for note in notes if note.kind not in ("label", "reference")]
    return sorted([*others, *joined.values()], key=lambda note: note.at)


def _put_under_speakers(notes: list[Note]) -> Iterator[Note]:
    """Claims of a statement that is told in this paragraph stand under it."""
    speakers = {note.fact.id for note in notes if note.kind == "statement"}
    claims: dict[str, list[Note]] = defaultdict(list)
    for statement, group in groupby(notes, key=lambda note: note.statement):
        if statement in speakers:
            claims[str(statement)] += group
    for note in notes:
        if note.kind == "statement":
            yield replace(note, under=tuple(claims[note.fact.id]))
        elif note.statement not in speakers:
            yield note
