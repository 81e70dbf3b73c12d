"""Reviews and a record -> which fact each one is of: one of the record, one to be put there, none, or an orphan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.reviews.anchoring import digest_text, find_anchor
from onrecord.reviews.placed import Placed, collect_values, find_words, list_facts
from onrecord.reviews.review import Anchor, Review
from onrecord.schema import Organization, Person, Record, Span

__all__ = ["Target", "Targets", "find_active"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a review is of. `fact` is its id in the record; without one it is `new` there, `gone`, or an `orphan`."""

    state: Literal["fact", "new", "gone", "orphan"]
    fact: str | None = None
    words: Span | None = None
    key: tuple[object, ...] = ()


def find_active(reviews: Iterable[Review], *, coding: str | None = None, who: str | None = None) -> tuple[Review, ...]:
    """The reviews that hold, in their order: none that was withdrawn or replaced, and none of another coding."""
    active: dict[int, Review] = {}
    for review in reviews:
        if review.coding != coding or (who is not None and review.who != who):
            continue
        if review.of is not None and not (review.verdict == "accept" and _is_addition(active.get(review.of))):
            active.pop(review.of, None)
        if review.verdict != "withdraw" and not (review.verdict == "reject" and review.anchor is None and review.of):
            active[review.number] = review
    return tuple(active.values())


def _is_addition(review: Review | None) -> bool:
    return review is not None and review.verdict == "add"


class Targets:
    """The facts of one record, by what reviews know of them. Made once a record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._digest = digest_text(record.document.text)
        self._by_words: dict[tuple[str, Span | None], list[Placed]] = {}
        for placed in list_facts(record):
            self._by_words.setdefault((placed.kind, find_words(placed.fact)), []).append(placed)

    def find(self, review: Review) -> Target:
        """What this review is of."""
        if review.kind is None:
            return Target("gone", key=("document",))
        if review.of is not None and review.verdict == "accept" and review.anchor is None:
            return Target("new", key=("review", review.of))
        words = self.place(review.anchor, review)
        if review.anchor is not None and words is None:
            return Target("orphan")
        found = self._choose(self._by_words.get((review.kind, words), ()), review)
        if found is not None:
            return Target("fact", fact=found.fact.id, words=words, key=("fact", found.fact.id))
        if review.verdict == "reject" or words is None:
            return Target("gone", words=words)
        if review.kind == "offense" and self.find_person(review.owner, review) is None:
            return Target("orphan")
        if review.verdict == "add":
            return Target("new", words=words, key=("new", review.number))
        told = tuple(sorted((each.field, str(each.value)) for each in review.told))
        owner = self.place(review.owner, review)
        return Target("new", words=words, key=("new", review.kind, words, owner, told))

    def place(self, anchor: Anchor | None, review: Review) -> Span | None:
        """Where an anchor of this review stands in the text of the record."""
        return find_anchor(anchor, self.record.document, same=review.text == self._digest) if anchor else None

    def find_person(self, anchor: Anchor | None, review: Review) -> Person | None:
        """The person whom these words mean."""
        span = self.place(anchor, review)
        return next((person for person in self.record.people if span in person.mentions), None) if span else None

    def find_speaker(self, anchor: Anchor | None, review: Review) -> Person | Organization | None:
        """The person or organization whom these words mean."""
        span = self.place(anchor, review)
        known: Sequence[Person | Organization] = (*self.record.people, *self.record.organizations)
        return next((each for each in known if span in each.mentions), None) if span else None

    def _choose(self, found: Sequence[Placed], review: Review) -> Placed | None:
        """The fact at these words that the review is of; a rejection is of nothing but what it rejected."""
        if review.kind == "offense":
            person = self.find_person(review.owner, review)
            found = [placed for placed in found if person is not None and placed.holder == person]
        adds = review.verdict == "add"
        told = collect_values(review.fixed if adds else review.told)
        alike = [placed for placed in found if _agrees(placed, told)]
        if alike:
            return alike[0]
        if adds or review.verdict == "reject" or review.anchor is None:
            return None
        return found[0] if len(found) == 1 else None


def _agrees(placed: Placed, told: Mapping[str, object]) -> bool:
    return all(getattr(placed.fact, field) == value for field, value in told.items())
