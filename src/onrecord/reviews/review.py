"""A review as a type: who said what of which fact of a document, when and why; and its bytes, which a ledger keeps.

A fact has no identity that lasts: a new reader gives it another id. So a review names its fact by the words that state
it, by the sentence around them, and by what was told of it when it was looked at.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from onrecord.schema import Id, IsoTime, Span

__all__ = ["REASON_LIMIT", "Anchor", "Kind", "Review", "Value", "ValueOf", "Verdict", "decode_review", "encode_review"]

Verdict = Literal["accept", "reject", "fix", "add", "outcome", "done", "withdraw"]
"""`outcome`: a person was acquitted, or charges dismissed, after this document; it is said of one offense.
`done`: all of the document was looked at. `withdraw`: the review `of` is taken back."""

Kind = Literal[
    "person",
    "offense",
    "organization",
    "place",
    "time",
    "statement",
    "event",
    "figure",
    "omission",
    "label",
    "reference",
]

REASON_LIMIT = 2_000
"""Code points of `why`: a paragraph; what is longer belongs into a document of its own."""

Scalar = bool | int | float | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Words of a text and the sentence they stand in, by which they are found in another revision."""

    words: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What one field of a fact says."""

    field: str
    value: Scalar


ValueOf = dict[str, Scalar]
"""Values by field, where they are looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One row: a person's word on one fact, or on a whole document."""

    number: Annotated[int, Field(ge=0, description="the row in the ledger; 0 before it is there")] = 0
    document: Id
    text: Annotated[str, Field(description="SHA-256 of the text that was looked at")]
    reader: Annotated[str, Field(description="name and version of the reader whose record was looked at")]
    verdict: Verdict
    kind: Kind | None = None
    anchor: Annotated[Anchor | None, Field(description="the words of the fact; null for what no words state")] = None
    owner: Annotated[Anchor | None, Field(description="words that mean whose offense or statement it is")] = None
    told: Annotated[tuple[Value, ...], Field(description="what the reader told of the fact")] = ()
    fixed: Annotated[tuple[Value, ...], Field(description="what is right in its place, or told by who adds")] = ()
    words: Annotated[Anchor | None, Field(description="the right words, where those of the reader are wrong")] = None
    whose: Annotated[Anchor | None, Field(description="the right owner, where that of the reader is wrong")] = None
    of: Annotated[int | None, Field(description="the review that this one takes back or replaces")] = None
    coding: Annotated[str | None, Field(description="set apart: part of a coding, and no standing")] = None
    who: Annotated[str, Field(min_length=1, max_length=100)]
    when: IsoTime
    why: Annotated[str, Field(min_length=1, max_length=REASON_LIMIT)]


def encode_review(review: Review) -> bytes:
    """The review as one line of JSON: the same review, the same bytes."""
    return _codec().dump_json(review)


def decode_review(data: bytes | str) -> Review:
    """The review that `encode_review` wrote. Raises pydantic.ValidationError."""
    return _codec().validate_json(data)


@cache
def _codec() -> TypeAdapter[Review]:
    return TypeAdapter(Review)
