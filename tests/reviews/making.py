"""Reviews of the record made by hand, in few words."""

from typing import Any

from onrecord.reviews.anchoring import digest_text, make_anchor
from onrecord.reviews.placed import find_owner, find_words, list_facts, tell_values
from onrecord.reviews.review import Anchor, Kind, Review, Value, Verdict
from onrecord.schema import Record

__all__ = ["anchor_at", "review_document", "review_fact", "review_words", "values"]

WHEN = "2031-06-01T09:00:00+00:00"


def values(**given: Any) -> tuple[Value, ...]:
    """Values by field."""
    return tuple(Value(field=field, value=value) for field, value in given.items())


def anchor_at(record: Record, words: str, nth: int = 1) -> Anchor:
    """The nth place of these words."""
    start = -1
    for _ in range(nth):
        start = record.document.text.index(words, start + 1)
    return make_anchor(record.document, start, start + len(words))


def review_document(record: Record, verdict: Verdict, *, number: int = 0, who: str = "Mara", **more: Any) -> Review:
    """A person's word on a whole document."""
    return Review(
        number=number,
        document=record.document.id,
        text=digest_text(record.document.text),
        reader=f"{record.reader.name} {record.reader.version}",
        verdict=verdict,
        who=who,
        when=WHEN,
        why="It stands there.",
        **more,
    )


def review_fact(
    record: Record, fact: str, verdict: Verdict, *, number: int = 0, who: str = "Mara", **more: Any
) -> Review:
    """A person's word on a fact of the record, by its id."""
    placed = next(placed for placed in list_facts(record) if placed.fact.id == fact)
    words, owner = find_words(placed.fact), find_owner(placed, record)
    return review_document(
        record,
        verdict,
        number=number,
        who=who,
        kind=placed.kind,
        anchor=make_anchor(record.document, words.start, words.end) if words else None,
        owner=make_anchor(record.document, owner.start, owner.end) if owner else None,
        told=tell_values(placed.kind, placed.fact),
        **more,
    )


def review_words(record: Record, kind: Kind, words: str, *, number: int = 0, nth: int = 1, **more: Any) -> Review:
    """A fact that a person adds, at these words."""
    return review_document(record, "add", number=number, kind=kind, anchor=anchor_at(record, words, nth), **more)
