"""One event told by several documents, side by side: what each claims, from which source, what it repeats and owns.

Counts are never added up; what a claim is worth is how many sources know it apart, with the reason of each.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from onrecord.answers.answer import Citation, Finding
from onrecord.answers.documents import cite_whole
from onrecord.answers.figures import find_figure, tell_relations
from onrecord.answers.linked_records import Library
from onrecord.links.days import find_days
from onrecord.links.echoes import Echo, EchoKind
from onrecord.links.episodes import Episode
from onrecord.links.origins import SourcedClaim, SourceReason, trace_claims
from onrecord.links.passages import Passage
from onrecord.links.sentences import split_sentences
from onrecord.schema import Count, DocumentKind, EventType, IsoDate, Record

__all__ = ["EventClaim", "Telling", "ToldClaim", "ToldEvent", "ToldSentence", "describe_episode"]

SentenceKind = EchoKind | Literal["own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSentence:
    """A sentence of a document: its own, or repeated from `source`; `changed` where a number is not the same."""

    kind: SentenceKind
    changed: bool
    citation: Citation | None
    source: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One document on the event, and its sentences in their order; words are given of what is repeated."""

    kind: DocumentKind
    citation: Citation
    sentences: tuple[ToldSentence, ...]

    def count(self, kind: SentenceKind) -> int:
        """How many sentences are of this kind."""
        return Counter(sentence.kind for sentence in self.sentences)[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClaim:
    """Where the document of this column makes a claim; `origin` is the number of its source, from 0."""

    column: int
    citation: Citation
    reason: SourceReason
    origin: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim:
    """A count with its bounds (inclusive), or an event with its days, and who tells it."""

    kind: Literal["count", "event"]
    type: EventType
    low: Count | None
    high: Count | None
    approximate: bool
    unit: str
    day: IsoDate | None
    told: tuple[ToldClaim, ...]
    independent: Annotated[int, Field(description="sources that know it apart")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An episode: its tellings in order of time, its claims, what counts are to each other, and why it is one event."""

    episode: str
    score: float | None
    reasons: tuple[str, ...]
    tellings: tuple[Telling, ...]
    claims: tuple[EventClaim, ...]
    relations: tuple[Finding, ...]


def describe_episode(library: Library, episode: Episode, *, most: int = 30) -> ToldEvent:
    """The first `most` tellings of an episode side by side."""
    documents = episode.documents[:most]
    library.fetch(documents)
    records = [library.record(document) for document in documents]
    echoes = library.links.echoes_of(documents)
    claims = [_describe_claim(library, claim, documents) for claim in trace_claims(records, echoes)]
    claims.sort(key=lambda claim: (claim.kind, claim.day or "" if claim.kind == "event" else "", -(claim.low or 0)))
    return ToldEvent(
        episode=episode.id,
        score=episode.score,
        reasons=episode.reasons,
        tellings=tuple(_describe_telling(library, record, echoes) for record in records),
        claims=tuple(claims),
        relations=tuple(tell_relations(library, records)),
    )


def _describe_telling(library: Library, record: Record, echoes: Sequence[Echo]) -> Telling:
    document = record.document
    echoed = {item.passage.start: item for echo in echoes if echo.document == document.id for item in echo.sentences}
    sentences = []
    for sentence in split_sentences(record):
        item = echoed.get(sentence.start)
        sentences.append(
            ToldSentence(
                kind=item.kind if item else "own",
                changed=item.changed if item else False,
                citation=library.cite(item.passage) if item else None,
                source=library.cite(item.source) if item else None,
            )
        )
    return Telling(kind=document.kind, citation=cite_whole(record), sentences=tuple(sentences))


def _describe_claim(library: Library, claim: SourcedClaim, documents: tuple[str, ...]) -> EventClaim:
    passage = claim.sources[0].passage
    told = tuple(
        ToldClaim(
            column=documents.index(source.passage.document),
            citation=library.cite(source.passage),
            reason=source.reason,
            origin=source.source,
        )
        for source in claim.sources
    )
    if claim.kind == "count":
        figure = find_figure(library, passage)
        return EventClaim(
            kind="count", type=figure.measures, low=figure.low, high=figure.high, approximate=figure.approximate,
            unit=figure.unit, day=figure.start, told=told, independent=claim.independent,
        )  # fmt: skip
    type_, day = _find_event(library.record(passage.document), passage)
    return EventClaim(
        kind="event", type=type_, low=None, high=None, approximate=False, unit="other", day=day, told=told,
        independent=claim.independent,
    )  # fmt: skip


def _find_event(record: Record, passage: Passage) -> tuple[EventType, IsoDate | None]:
    event = next(each for each in record.events if each.trigger.start == passage.start)
    return event.type, find_days(record, event)[0]
