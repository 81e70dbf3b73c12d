"""A record and its reviews -> the record as people left it, and what they said of each fact.

The latest review of a fact decides; what was said later of its outcome stands beside what was said of its reading. What
is rejected is in no record that is shown, and nothing refers to it any more. Pure: same record, same reviews, same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from onrecord.reviews.placed import KEYS, REFERRING, TYPES, Fact, Placed, collect_values, list_facts
from onrecord.reviews.review import Kind, Review, ValueOf
from onrecord.reviews.targets import Target, Targets, find_active
from onrecord.schema import Id, Offense, Person, Record, Span, Statement

__all__ = ["Reviewed", "Said", "apply_reviews"]


@dataclass(slots=True)
class Said:
    """The latest that was said of one fact: of how it was read, and of what came of it."""

    target: Target
    reading: Review | None = None
    outcome: Review | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record as it stands after review; `read` is the same as its reader wrote it.

    `said` is by the id of the fact, rejected ones included; `orphans` are for a person to settle; `lapsed` are
    rejections of what the reader tells no more, with the words where they stood.
    """

    record: Record
    read: Record
    said: Mapping[Id, Said] = field(default_factory=dict)
    orphans: tuple[Review, ...] = ()
    lapsed: tuple[tuple[Review, Span], ...] = ()
    done: tuple[Review, ...] = ()


def apply_reviews(
    record: Record, reviews: Iterable[Review], *, coding: str | None = None, who: str | None = None
) -> Reviewed:
    """The record after these reviews, in the order of their numbers; those of a coding only where it is named."""
    active = find_active(reviews, coding=coding, who=who)
    if not active:
        return Reviewed(record, record)
    targets = Targets(record)
    said: dict[tuple[object, ...], Said] = {}
    orphans: list[Review] = []
    lapsed: list[tuple[Review, Span]] = []
    for review in active:
        target = targets.find(review)
        if target.state == "orphan":
            orphans.append(review)
        elif target.state == "gone" and target.words is not None:
            lapsed.append((review, target.words))
        elif target.state in ("fact", "new") and target.key[0] != "review":
            _hear(said.setdefault(target.key, Said(target)), review)
    draft = _Draft(targets)
    told = {draft.put(each): each for each in said.values()}
    for review in active:  # a second person agrees with what a first one added
        if review.of is not None and review.verdict == "accept" and (known := told.get(_name_new(review.of))):
            known.reading = review
    done = tuple(review for review in active if review.verdict == "done")
    return Reviewed(draft.finish(), record, told, tuple(orphans), tuple(lapsed), done)


def _hear(said: Said, review: Review) -> None:
    if review.verdict == "outcome":
        said.outcome = review
    else:
        said.reading = review


def _name_new(number: int) -> Id:
    """The id of a fact that a review put into the record; readers give none of this form."""
    return f"review{number}"


class _Draft:
    """The facts of a record while reviews are put into it."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._facts: dict[Id, Placed] = {placed.fact.id: placed for placed in list_facts(targets.record)}
        self._rejected: set[Id] = set()

    def put(self, said: Said) -> Id:
        """Do what was said of a fact; its id."""
        reading = said.reading or said.outcome
        assert reading is not None, "somebody said something"
        id = said.target.fact or _name_new(reading.number)  # noqa: A001 - the word of the record
        if reading.verdict == "reject":
            self._rejected.add(id)
            return id
        if said.target.fact is None:
            self._facts[id] = self._make(reading, said.target, id)
        if said.reading is not None:
            self._facts[id] = self._correct(self._facts[id], said.reading)
        if said.outcome is not None:
            placed = self._facts[id]
            self._facts[id] = replace(placed, fact=_set(placed.fact, collect_values(said.outcome.fixed)))
        return id

    def finish(self) -> Record:
        """The record with all that was put, and without what was rejected or refers to it."""
        record = self._targets.record
        for id in [*self._rejected]:  # noqa: A001 - the word of the record
            placed = self._facts.get(id)
            if placed is not None and isinstance(placed.fact, Person):
                self._rejected |= {offense.id for offense in placed.fact.offenses}
        kept = [placed for id, placed in self._facts.items() if id not in self._rejected]  # noqa: A001 - as above
        offenses: dict[Id, list[Offense]] = {}
        for placed in kept:
            if placed.holder is not None and isinstance(placed.fact, Offense):
                offenses.setdefault(placed.holder.id, []).append(placed.fact)
        parts: dict[str, Any] = {}
        for kind, key in KEYS.items():
            found = [_hold(placed.fact, offenses) for placed in kept if placed.kind == kind]
            parts[key] = tuple(found)
        made = replace(record, **parts)
        return _without(made, frozenset(self._rejected)) if self._rejected else made

    def _make(self, review: Review, target: Target, id: Id) -> Placed:  # noqa: A002 - the word of the record
        """A fact that the reader did not find, from its words and values alone."""
        assert review.kind is not None, "only facts are made"
        assert target.words is not None, "only words are made facts"
        values: ValueOf = {**collect_values(review.told), **collect_values(review.fixed)}
        fact = _make_fact(review.kind, id, target.words, values)
        return Placed(review.kind, fact, self._targets.find_person(review.owner, review))

    def _correct(self, placed: Placed, review: Review) -> Placed:
        """With the values, words and owner that a person saw or set."""
        seen = {name: value for name, value in collect_values(review.told).items() if value is not None}
        values = {**seen, **collect_values(review.fixed)}
        fact: Any = _set(placed.fact, values)
        words = self._targets.place(review.words, review)
        if words is not None:
            fact = _move(fact, words)
        holder = placed.holder
        if review.whose is not None and placed.kind == "offense":
            holder = self._targets.find_person(review.whose, review) or holder
        if review.whose is not None and isinstance(fact, Statement):
            speaker = self._targets.find_speaker(review.whose, review)
            source = self._targets.place(review.whose, review)
            fact = replace(fact, source=source, speaker=speaker.id if speaker else None)
        return Placed(placed.kind, fact, holder)


def _make_fact(kind: Kind, id: Id, words: Span, values: ValueOf) -> Fact:  # noqa: A002 - the word of the record
    """A fact of these words. ReviewError was raised before for values that do not fit."""
    if kind == "statement":
        given: dict[str, Any] = {"content": (words,), "source": None, "speaker": None, "cue": None}
    elif kind in ("person", "organization", "place"):
        given = {"mentions": (words,)}
    elif kind == "event":
        given = {"trigger": words}
    elif kind == "omission":
        given = {"span": words, "about": None}
    else:
        given = {"span": words}
    make: Any = TYPES[kind]
    made: Fact = make(id=id, **given, **values)
    return made


def _set(fact: Any, values: ValueOf) -> Fact:
    """The fact with these values, which were checked when the review was taken; a punishment goes with its status."""
    made: Fact = replace(fact, **values)
    if isinstance(made, Offense) and made.disposition != "sentenced":
        return replace(made, sentence=None)
    return made


def _move(fact: Any, words: Span) -> Any:
    """The fact at other words: those that the reader gave it were wrong."""
    match fact:
        case Statement(content=rest):
            return replace(fact, content=(words, *rest[1:]))
        case _ if hasattr(fact, "mentions"):
            return replace(fact, mentions=(words, *fact.mentions[1:]))
        case _ if hasattr(fact, "trigger"):
            return replace(fact, trigger=words)
    return replace(fact, span=words)


def _hold(fact: Fact, offenses: Mapping[Id, list[Offense]]) -> Fact:
    """A person with the offenses that are theirs now."""
    return replace(fact, offenses=tuple(offenses.get(fact.id, ()))) if isinstance(fact, Person) else fact


def _without(value: Any, gone: frozenset[Id]) -> Any:
    """Any part of a record without references to what is gone."""
    if isinstance(value, tuple):
        return tuple(_without(item, gone) for item in value)
    if not is_dataclass(value) or isinstance(value, (type, Span)):
        return value
    parts: dict[str, Any] = {}
    for each in fields(value):
        part = getattr(value, each.name)
        if each.name in REFERRING:
            parts[each.name] = _drop(part, gone)
        elif isinstance(part, tuple) or is_dataclass(part):
            parts[each.name] = _without(part, gone)
    return replace(value, **parts)


def _drop(reference: Any, gone: frozenset[Id]) -> Any:
    if isinstance(reference, tuple):
        return tuple(each for each in reference if each not in gone)
    return None if reference in gone else reference
