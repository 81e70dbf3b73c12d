"""Documents as people left them -> the facts that nobody has looked at, the worst first: what to review.

Worst is what would harm most if it were wrong, times how often such facts are wrong: that someone is proven guilty
before all else, and more so where one source alone says it. Why a fact stands where it does is told with it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.answers.linked_records import Library
from onrecord.records.reliability import find_lower_bound
from onrecord.reviews.applying import Reviewed
from onrecord.reviews.placed import Placed, find_words, list_facts
from onrecord.reviews.review import Kind
from onrecord.schema import Id, Offense

__all__ = ["PROVEN", "Doubt", "count_sources", "find_doubts", "order_doubts"]

PROVEN = frozenset(["pleaded", "convicted", "sentenced"])
"""Dispositions that say that someone is guilty."""

_HARM: dict[Kind, float] = {"offense": 4, "event": 2, "figure": 2, "statement": 2, "omission": 1, "label": 1}
"""What is in the queue, and how much it harms if it is wrong, by judgment: an accusation twice a figure."""

_PROVEN_HARM, _ALONE_HARM = 12.0, 18.0  # three times an accusation; half as much again where one source says it
_UNKNOWN = 0.5  # of facts that were never counted as many may be wrong as right


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A fact to review, and why it stands where it does in the queue."""

    document: Id
    fact: Id
    kind: Kind
    score: float
    why: tuple[str, ...]


def find_doubts(reviewed: Reviewed, *, sources: Callable[[Id], int]) -> tuple[Doubt, ...]:
    """The facts of one document that nobody reviewed; `sources` counts who tells of a person by the id in it."""
    if reviewed.done:
        return ()
    lapsed = {(review.kind, words) for review, words in reviewed.lapsed}
    doubts: list[Doubt] = []
    for placed in list_facts(reviewed.record):
        if placed.kind not in _HARM or placed.fact.id in reviewed.said:
            continue
        again = (placed.kind, find_words(placed.fact)) in lapsed
        doubts.append(_weigh(reviewed, placed, sources, again=again))
    return tuple(doubts)


def order_doubts(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The worst first; those alike by document and fact, so that the order is always the same."""
    return tuple(sorted(doubts, key=lambda doubt: (-doubt.score, doubt.document, len(doubt.fact), doubt.fact)))


def count_sources(library: Library, document: Id) -> Callable[[Id], int]:
    """How many publishers tell of a person of this document; a filing in court counts for two."""
    cases = library.links.proceedings_of(document)
    mentions = {
        mention[1]: person.mentions
        for case in cases
        for person in case.people
        for mention in person.mentions
        if mention[0] == document
    }

    def count(person: Id) -> int:
        found = [library.record(place).document for place, _ in mentions.get(person, ((document, person),))]
        publishers = {each.publisher or each.id for each in found}
        return len(publishers) + any(each.kind == "filing" for each in found)

    return count


def _weigh(reviewed: Reviewed, placed: Placed, sources: Callable[[Id], int], *, again: bool) -> Doubt:
    harm, why = _HARM[placed.kind], list[str]()
    if again:
        why.append("something else was rejected at these words")
    if isinstance(placed.fact, Offense) and placed.fact.disposition in PROVEN and placed.holder is not None:
        alone = sources(placed.holder.id) == 1
        harm = _ALONE_HARM if alone else _PROVEN_HARM
        why.append("it says that someone is guilty" + (", and one source alone says so" if alone else ""))
    bound = find_lower_bound(placed.fact)
    if bound is None:
        why.append("nobody counted how often such facts are right")
    else:
        why.append(f"of a hundred such facts {int(bound * 100)} are right at least")
    score = (harm * 2 if again else harm) * (1 - (_UNKNOWN if bound is None else bound))
    return Doubt(
        document=reviewed.record.document.id, fact=placed.fact.id, kind=placed.kind, score=score, why=tuple(why)
    )
