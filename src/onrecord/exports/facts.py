"""A record -> its parts by identifier, who speaks, and the sentence in which any words stand."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain

from onrecord.exports.wording import name_person, tell_act
from onrecord.records.sentences import find_sentences
from onrecord.schema import (
    Event,
    Figure,
    Label,
    Offense,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    Record,
    Reference,
    Span,
    Statement,
    Time,
)

__all__ = ["Fact", "Facts"]

Fact = (
    Person
    | Organization
    | Place
    | Time
    | Statement
    | Event
    | Offense
    | Figure
    | Proceeding
    | Omission
    | Label
    | Reference
)


_PLEA = re.compile(r",? (?:(?:was|were|is|has been|on \w+|to) )?(?:not guilty|guilty|no contest|innocent)\b")
_LIST_MARKS = "•·*–—- \t\u00a0"


class Facts:
    """The parts of one record by identifier. Made once a page; nothing in it changes."""

    def __init__(self, record: Record) -> None:
        self.record = record
        offenses = (offense for person in record.people for offense in person.offenses)
        parts: chain[Fact] = chain(
            record.people, record.organizations, record.places, record.times, record.statements, record.events,
            offenses, record.figures, record.proceedings, record.omissions, record.labels, record.references,
        )  # fmt: skip
        self._parts = {part.id: part for part in parts}
        self._sentences = find_sentences(record.document.text)
        self._starts = [sentence.start for sentence in self._sentences]

    def find(self, id: str | None) -> Fact | None:  # noqa: A002 - the word of the record
        """The part of this id; None where there is none."""
        return self._parts.get(id) if id is not None else None

    def name(self, id: str | None) -> str | None:  # noqa: A002 - the word of the record
        """The name of a person, organization or place, else the words of a fact."""
        match self.find(id):
            case Person() as person:
                return name_person(person)
            case Organization(name=name) | Place(name=name):
                return name
            case Event(trigger=span) | Figure(span=span) | Offense(span=span) | Reference(span=span) | Label(span=span):
                return span.text
        return None

    def names(self, ids: Iterable[str]) -> str:
        """The names of these parts that have one, with commas between them."""
        return ", ".join(name for name in map(self.name, ids) if name)

    def source(self, statement: Statement) -> str:
        """Who speaks, in the words of the text, with the full name where those words lack it ("she" says little)."""
        words = statement.source.text if statement.source else None
        name, person = self.name(statement.speaker), self.find(statement.speaker)
        if words and (not name or name in words):
            return words
        if not name:
            return "someone who is not named"
        full = f"{name}, {person.title}" if isinstance(person, Person) and person.title else name
        return f"{full} (“{words}”)" if words and words not in full else full

    def claimant(self, id: str | None) -> str | None:  # noqa: A002 - the word of the record
        """Who makes the claim of a fact with this statement; None where it is the document itself."""
        statement = self.find(id)
        return self.source(statement) if isinstance(statement, Statement) else None

    def verb(self, id: str) -> str:  # noqa: A002 - the word of the record
        """The verb between a speaker and a claim: the cue where it is one word ("prosecutors said"), else says."""
        match self.find(id):
            case Statement(cue=Span(text=words)) if words.isalpha():
                return words
            case Statement(act=act):
                return tell_act(act)
        return tell_act("assert")

    def trigger(self, event: Event) -> str:
        """The words that report an event; of a plea with what was pleaded, so that not guilty is not read as guilty."""
        text, trigger = self.record.document.text, event.trigger
        plea = _PLEA.match(text, trigger.end) if event.type == "plead" else None
        return text[trigger.start : plea.end() if plea else trigger.end]

    def sentence(self, span: Span) -> Span:
        """The sentence, or the run of sentences, in which these words stand, without the mark of a list."""
        document = self.record.document
        first = self._sentences[max(0, bisect_right(self._starts, span.start) - 1)]
        last = self._sentences[max(0, bisect_right(self._starts, span.end - 1) - 1)]
        start = first.start
        while start < span.start and document.text[start] in _LIST_MARKS:
            start += 1
        return document.span(min(start, span.start), max(last.end, span.end))
