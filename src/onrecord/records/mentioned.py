"""The record so far -> which of its entities, and which statement, the words at an offset mean."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.records.clauses import is_person
from onrecord.records.reading import Phrase, Reading
from onrecord.schema import Id, Record, Role

__all__ = ["BYSTANDERS", "Entities", "index_entities", "who_is_meant"]

BYSTANDERS: frozenset[Role] = frozenset(["judge", "official", "lawyer", "victim", "relative"])
"""Roles of people who are not acted on by the law."""

_Mention = tuple[int, int, Id]


@dataclass(frozen=True, slots=True)
class Entities:
    """Mentions and contents in text order."""

    people: tuple[_Mention, ...]
    all: tuple[_Mention, ...]
    contents: tuple[_Mention, ...]
    roles: Mapping[Id, Role] = field(default_factory=dict)  # of the people
    titles: Mapping[str, Id] = field(default_factory=dict)  # "the judge, Ada Roe": judge -> whom it means
    single: frozenset[Id] = frozenset()  # people, not groups of people
    places: frozenset[Id] = frozenset()
    only_person: Id | None = None  # the one person acted on by the law, where there is only one

    def entity_at(self, start: int, end: int) -> Id | None:
        """The entity whose mention shares most words with text[start:end], the last of equals: heads stand last."""
        return _overlapping(self.all, start, end)

    def actor_at(self, start: int, end: int, head: tuple[int, int]) -> Id | None:
        """The entity that text[start:end] means; no place that only says where it is from: "a Halden County jury"."""
        found = self.entity_at(start, end)
        return None if found in self.places and self.entity_at(*head) != found else found

    def person_at(self, start: int, end: int) -> Id | None:
        """The person or group mentioned in text[start:end]."""
        return _overlapping(self.people, start, end)

    def statement_at(self, offset: int) -> Id | None:
        """The statement whose content holds an offset; of nested ones the inner."""
        near = _near(self.contents, offset + 1)
        held = [(end - start, id_) for start, end, id_ in near if start <= offset < end]
        return min(held)[1] if held else None


def index_entities(reading: Reading, record: Record) -> Entities:
    """All mentions of people, organizations and places, and all contents of statements."""
    people = [(span.start, span.end, person.id) for person in record.people for span in person.mentions]
    others = [(span.start, span.end, body.id) for body in record.organizations for span in body.mentions]
    others += [(span.start, span.end, place.id) for place in record.places for span in place.mentions]
    contents = [(span.start, span.end, statement.id) for statement in record.statements for span in statement.content]
    subjects = [person.id for person in record.people if person.role == "subject"]
    return Entities(
        people=tuple(sorted(people)),
        all=tuple(sorted((*people, *others))),
        contents=tuple(sorted(contents)),
        roles={person.id: person.role for person in record.people},
        single=frozenset(person.id for person in record.people if person.kind == "person"),
        places=frozenset(place.id for place in record.places),
        titles=_find_titles(reading, sorted(people)),
        only_person=subjects[0] if len(subjects) == 1 else None,
    )


def who_is_meant(reading: Reading, entities: Entities, start: int, end: int) -> Id | None:
    """The person whom text[start:end] names, or whom a pronoun, "the defendant" or "a judge" means, if that is told."""
    named = entities.person_at(start, end)
    if named is not None:
        return named
    index = reading.word_at(start)
    if reading.words[index].lower in _PRONOUNS:
        return _antecedent(reading, entities, index)
    phrase = reading.phrase_at(end - 1)
    return _by_title(reading, entities, phrase) if phrase is not None else None


_PRONOUNS = frozenset("he she him her his".split())
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)  # "charged in April. He": no name of anyone
_REACH = 64  # mentions looked at to either side: more do not overlap one phrase
_FAR = 120  # words: an antecedent stands in this sentence or in the two before


def _by_title(reading: Reading, entities: Entities, phrase: Phrase) -> Id | None:
    head = reading.words[phrase.head].lower
    if head in entities.titles:
        return entities.titles[head]
    definite = reading.words[phrase.first].lower in ("the", "this")
    return entities.only_person if definite and head in ("defendant", "suspect", "man", "woman") else None


def _antecedent(reading: Reading, entities: Entities, index: int) -> Id | None:
    """Whom the nearest phrase before a pronoun means that can be its antecedent; officials are passed over."""
    at = index - 1
    while at >= 0 and index - at < _FAR:
        phrase = reading.phrase_at(reading.words[at].start)
        at = phrase.first - 1 if phrase is not None and phrase.last <= index else at - 1
        if phrase is None or not is_person(reading, phrase) or reading.tags[phrase.head] == "PRON":
            continue
        if reading.words[phrase.head].lower in _MONTHS:
            continue
        named = entities.person_at(phrase.start, phrase.end) or _by_title(reading, entities, phrase)
        if named is None and not reading.words[phrase.head].lower.endswith("s"):
            return None  # someone else, of whom the record has no entry
        if named is not None and entities.roles.get(named) not in BYSTANDERS:
            return named
    return None


def _find_titles(reading: Reading, people: list[_Mention]) -> dict[str, Id]:
    """Nouns that the text explains by a name: "The judge, Ada Roe,"; none that it explains by two."""
    found: dict[str, Id] = {}
    twice: set[str] = set()
    for start, _, id_ in people:
        at = reading.word_at(start)
        if at < 3 or reading.words[at - 1].text != "," or reading.words[at - 3].lower != "the":
            continue
        noun = reading.words[at - 2].lower
        if found.setdefault(noun, id_) != id_:
            twice.add(noun)
    return {noun: id_ for noun, id_ in found.items() if noun not in twice}


def _near(mentions: tuple[_Mention, ...], end: int) -> tuple[_Mention, ...]:
    at = bisect_right(mentions, (end, 0, ""))
    return mentions[max(0, at - _REACH) : at]


def _overlapping(mentions: tuple[_Mention, ...], start: int, end: int) -> Id | None:
    best: Id | None = None
    most = 0
    for first, last, id_ in _near(mentions, end):
        shared = min(end, last) - max(start, first)
        if shared > 0 and shared >= most:
            best, most = id_, shared
    return best
