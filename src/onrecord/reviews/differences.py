"""Two people's codings of one document -> where they differ, and what each said: what a third person settles."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reviews.agreement import pair_facts
from onrecord.reviews.applying import Reviewed
from onrecord.reviews.placed import FIELDS, Placed, find_words, list_facts
from onrecord.reviews.review import Kind, Review

__all__ = ["Difference", "Side", "find_differences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one coder has: the fact, None where it is none to them; and their review of it, where they said anything.

    `fact` is the id by which the reader's record or their own review has it.
    """

    placed: Placed | None
    fact: str | None
    review: Review | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One fact that both do not have alike; `fields` are those that they tell otherwise."""

    kind: Kind
    one: Side
    two: Side
    fields: tuple[str, ...]


def find_differences(one: Reviewed, two: Reviewed) -> Iterator[Difference]:
    """By kind, in the order of the first coder's record; then what only the second one has."""
    for kind, fields in FIELDS.items():
        pairs = pair_facts(one.record, two.record, kind, overlapping=True)
        for a, b in pairs:
            differing = [field for field in fields if getattr(a.fact, field) != getattr(b.fact, field)]
            if find_words(a.fact) != find_words(b.fact):
                differing.append("words")
            if (find_words(a.holder) if a.holder else None) != (find_words(b.holder) if b.holder else None):
                differing.append("owner")
            if differing:
                yield Difference(kind=kind, one=_side(one, a), two=_side(two, b), fields=tuple(differing))
        paired = {a.fact.id for a, _ in pairs}, {b.fact.id for _, b in pairs}
        for a in list_facts(one.record):
            if a.kind == kind and a.fact.id not in paired[0]:
                yield Difference(kind=kind, one=_side(one, a), two=_lacking(two, a), fields=())
        for b in list_facts(two.record):
            if b.kind == kind and b.fact.id not in paired[1]:
                yield Difference(kind=kind, one=_lacking(one, b), two=_side(two, b), fields=())


def _side(reviewed: Reviewed, placed: Placed) -> Side:
    said = reviewed.said.get(placed.fact.id)
    return Side(placed=placed, fact=placed.fact.id, review=said.reading if said else None)


def _lacking(reviewed: Reviewed, other: Placed) -> Side:
    """Who rejected what the other has said so of the same fact of the reader; who added nothing said nothing."""
    said = reviewed.said.get(other.fact.id)
    review = said.reading if said and said.reading and said.reading.verdict == "reject" else None
    return Side(placed=None, fact=other.fact.id if review else None, review=review)
