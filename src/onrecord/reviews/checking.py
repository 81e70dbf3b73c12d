"""A review and the record that it is of -> the review, or why nobody can say that. All that is stored went through."""

from dataclasses import MISSING, fields, replace
from functools import cache

from onrecord.errors import ReviewError
from onrecord.reviews.anchoring import digest_text, find_anchor
from onrecord.reviews.placed import FIELDS, TYPES, check_value
from onrecord.reviews.review import Anchor, Kind, Review, Value
from onrecord.schema import Record

__all__ = ["OUTCOMES", "check_review"]

OUTCOMES = frozenset(["acquitted", "dismissed"])
"""What can be said of an offense without words of the text: nothing that would put a person in a worse light."""

_NEEDS_KIND = frozenset(["accept", "reject", "fix", "add", "outcome"])


def check_review(review: Review, record: Record) -> Review:
    """The review with its values as the schema has them. Raises ReviewError with what is wrong."""
    if review.verdict in _NEEDS_KIND and review.kind is None:
        raise ReviewError(f"Say of what kind the fact is that you {review.verdict}.")
    if not review.who.strip() or not review.why.strip():
        raise ReviewError("Say who reviews, and why: a review without a reason convinces nobody.")
    if review.text != digest_text(record.document.text):
        raise ReviewError("The text has changed since you looked at it; look again.")
    for anchor in (review.anchor, review.owner, review.words, review.whose):
        _check_anchor(anchor, record)
    checked = replace(review, told=_check(review, review.told), fixed=_check(review, review.fixed))
    _check_verdict(checked, record)
    return checked


def _check(review: Review, values: tuple[Value, ...]) -> tuple[Value, ...]:
    if values and review.kind is None:
        raise ReviewError("There are no values without a kind of fact.")
    fields = [each.field for each in values]
    if len(fields) != len(set(fields)):
        raise ReviewError("A field is named twice.")
    kind = review.kind
    return tuple(Value(field=each.field, value=check_value(kind, each.field, each.value)) for each in values if kind)


def _check_anchor(anchor: Anchor | None, record: Record) -> None:
    if anchor is None:
        return
    for span in (anchor.words, anchor.sentence):
        if find_anchor(Anchor(words=span, sentence=span), record.document, same=True) != span:
            raise ReviewError(f"The words at {span.start}:{span.end} are not those of the text.")
    if not anchor.sentence.start <= anchor.words.start < anchor.words.end <= anchor.sentence.end:
        raise ReviewError("The words do not stand in the sentence that is named with them.")


def _check_verdict(review: Review, record: Record) -> None:
    fixed = {each.field: each.value for each in review.fixed}
    if review.verdict == "fix" and not (fixed or review.words or review.whose):
        raise ReviewError("Say what is right in place of what is wrong.")
    if review.verdict == "add":
        if review.anchor is None:
            raise ReviewError("Mark the words that state what you add: nothing without its words.")
        if review.kind == "offense" and not any(
            review.owner is not None and review.owner.words in person.mentions for person in record.people
        ):
            raise ReviewError("Name the person whose offense it is, by words that mean them in the text.")
        _check_complete(review, set(fixed))
    if review.verdict == "outcome" and (review.kind != "offense" or fixed.get("disposition") not in OUTCOMES):
        raise ReviewError(f"An outcome is of an offense, and is one of: {', '.join(sorted(OUTCOMES))}.")
    if review.verdict == "withdraw" and review.of is None:
        raise ReviewError("Say which review is withdrawn.")


def _check_complete(review: Review, given: set[str]) -> None:
    assert review.kind is not None, "what is added has a kind: see _NEEDS_KIND"
    missing = sorted(_find_needed(review.kind) - given)
    if missing:
        raise ReviewError(f"Say also the {', '.join(missing)} of the {review.kind} that you add.")


@cache
def _find_needed(kind: Kind) -> frozenset[str]:
    """Fields without which a fact of a kind cannot be: those of its own that the schema gives no default."""
    needed = {each.name for each in fields(TYPES[kind]) if each.default is MISSING and each.default_factory is MISSING}
    return frozenset(needed.intersection(FIELDS[kind]))
