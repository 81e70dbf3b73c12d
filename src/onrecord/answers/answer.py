"""What a question to the ledger returns: findings, each with the words it rests on, how sure it is, and why.

A finding names people only as `Named`, and words of documents only as citations: care.py decides what of both is shown.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.rows import encode_document
from onrecord.links.passages import Passage
from onrecord.records.sentences import find_sentence_at
from onrecord.schema import Id, IsoDate, Record, Span

__all__ = ["Answer", "Citation", "Finding", "Named", "cite", "cite_passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One person, wherever told of: document and person id of each mention."""

    mentions: tuple[tuple[Id, Id], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of one revision of a document."""

    document: Id
    revision: Annotated[str, Field(description="SHA-256 of the revision's bytes")]
    span: Span
    title: str | None
    publisher: str | None
    published: IsoDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One sentence of an answer, in parts; the day it is about, the words it rests on, and why it is so."""

    says: tuple[str | Named, ...]
    day: IsoDate | None = None
    citations: tuple[Citation, ...] = ()
    score: Annotated[float | None, Field(description="of the link that it rests on, where that has one")] = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The findings, in the order in which they answer; `people` are those whom links know in several documents.

    `more` where this is one page of a list, and others follow; `partly` where of all documents that were found only
    those that were read last were looked at.
    """

    question: str
    findings: tuple[Finding, ...]
    people: tuple[Named, ...] = ()
    more: bool = False
    partly: bool = False


def cite(record: Record, span: Span) -> Citation:
    """These words of this record."""
    document = record.document
    return Citation(
        document=document.id,
        revision=digest_bytes(encode_document(document)),
        span=span,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
    )


def cite_passage(record: Record, passage: Passage) -> Citation:
    """The sentence in which a passage stands, or the passage where it is longer."""
    start, end = find_sentence_at(record.document.text, passage.start)
    return cite(record, record.document.span(min(start, passage.start), max(end, passage.end)))
