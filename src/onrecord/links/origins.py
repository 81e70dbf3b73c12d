"""The records of one episode and the echoes between them -> for each claim, how many sources it has that know it apart.

A sentence that repeats another has the source of the other; words that someone is said to have said have that body for
a source; what an agency is said to have told, and has itself announced, is its announcement, and so is what is told
without a source once it was announced. When it is not sure that two sources are two, they count as one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from onrecord.links.days import find_days, find_sentence
from onrecord.links.defendants import fold_name
from onrecord.links.echoes import Echo, EchoedSentence
from onrecord.links.passages import Passage, order_key, point_to
from onrecord.schema import DocumentKind, Id, Record, Span, Statement

__all__ = ["ANNOUNCING", "ClaimSource", "SourceReason", "SourcedClaim", "trace_claims", "trace_roots"]

SourceReason = Literal["announced", "repeated", "altered", "attributed", "unsourced", "own"]
"""`altered` repeats a sentence with another number; `unsourced` names nobody, and was announced; `own` was not."""

ANNOUNCING: frozenset[DocumentKind] = frozenset(["release", "post", "filing", "dataset"])
"""Kinds of documents in which a body tells what is its own to tell."""

_COUNTED = frozenset(["people", "arrests"])
_HAPPENED = frozenset(["asserted", "alleged"])
_OFFICES = frozenset(["agency", "government", "court"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSource:
    """Where a document makes the claim, from which source it has it, and why: the words repeated, or who is cited."""

    passage: Passage
    source: Annotated[int, Field(description="number of the source among those of the claim, from 0")]
    reason: SourceReason
    via: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedClaim:
    """A count or an event that the documents of an episode tell, in the order in which they told it."""

    kind: Literal["count", "event"]
    sources: tuple[ClaimSource, ...]
    independent: Annotated[int, Field(description="sources that know it apart")]


@dataclass(frozen=True, slots=True)
class _Told:
    passage: Passage
    root: str
    reason: SourceReason
    via: Passage | None
    official: bool


def trace_claims(records: Sequence[Record], echoes: Iterable[Echo]) -> tuple[SourcedClaim, ...]:
    """Counts by value and kind, then events by type and day, each with every document that tells it, once."""
    return tuple(_make_claim(key[0], told) for key, told in sorted(_trace_all(records, echoes).items()))


def trace_roots(records: Sequence[Record], echoes: Iterable[Echo]) -> dict[Id, dict[str, Passage]]:
    """By document the folded names of the sources to which its claims go back, and the first claim of each."""
    roots: dict[Id, dict[str, Passage]] = {record.document.id: {} for record in records}
    for told in _trace_all(records, echoes).values():
        for item in told:
            first = roots[item.passage.document].get(item.root, item.passage)
            roots[item.passage.document][item.root] = min(first, item.passage)
    return roots


def _trace_all(records: Sequence[Record], echoes: Iterable[Echo]) -> dict[tuple[str, ...], list[_Told]]:
    """Each claim with all that tell it, in the order in which they did."""
    ordered = sorted(records, key=order_key)
    by_id = {record.document.id: record for record in ordered}
    repeats = {
        (item.passage.document, item.passage.start): item
        for echo in echoes
        if echo.document in by_id and echo.source in by_id
        for item in echo.sentences
    }
    claims: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for record in ordered:
        seen = set()
        for key, span in _find_claims(record):
            if key not in seen:
                seen.add(key)
                claims[key].append(_trace(record, span, by_id, repeats))
    return {key: _weaken_all(told) for key, told in claims.items()}


def _find_claims(record: Record) -> Iterator[tuple[tuple[str, ...], Span]]:
    for figure in record.figures:
        if figure.unit in _COUNTED and figure.low is not None:
            yield ("count", str(figure.low), str(figure.high), figure.measures), figure.span
    for event in record.events:
        start, end = find_days(record, event)
        if event.factuality in _HAPPENED and start is not None and event.type not in ("inquire", "publish"):
            yield ("event", event.type, start, end or start), event.trigger


def _trace(
    record: Record, span: Span, by_id: Mapping[Id, Record], repeats: Mapping[tuple[Id, int], EchoedSentence]
) -> _Told:
    """From which source a document has what it claims in these words."""
    start, _ = find_sentence(record, span.start)
    passage = point_to(record, span)
    repeated = repeats.get((record.document.id, start))
    if repeated is not None and repeated.changed and not _stands_in(by_id, repeated, span):
        return _Told(passage, _name_publisher(record), "altered", repeated.source, official=False)
    if repeated is not None:
        source = by_id[repeated.source.document]
        first = _trace(source, source.document.span(repeated.source.start, repeated.source.end), by_id, repeats)
        return _Told(passage, first.root, "repeated", repeated.source, first.official)
    if record.document.kind in ANNOUNCING:
        return _Told(passage, _name_publisher(record), "announced", None, official=True)
    statement = _find_statement(record, span)
    if statement is not None and statement.source is not None:
        root, official = _find_body(record, statement)
        return _Told(passage, root, "attributed", point_to(record, statement.source), official)
    return _Told(passage, _name_publisher(record), "own", None, official=False)


def _stands_in(by_id: Mapping[Id, Record], repeated: EchoedSentence, span: Span) -> bool:
    """Whether the words of a claim stand in the sentence that is repeated."""
    source = by_id[repeated.source.document].document
    return span.text in source.text[repeated.source.start : repeated.source.end]


def _name_publisher(record: Record) -> str:
    return fold_name(record.document.publisher or "") or record.document.id


def _find_statement(record: Record, span: Span) -> Statement | None:
    """The first statement that holds these words."""
    holding = (each for each in record.statements if any(part.start <= span.start < part.end for part in each.content))
    return next(holding, None)


def _find_body(record: Record, statement: Statement) -> tuple[str, bool]:
    """Who speaks: the body, or that of the speaker, or the source in its words; and whether it is an office."""
    people = {person.id: person for person in record.people}
    speaker = people.get(statement.speaker or "")
    body = speaker.organization if speaker is not None else statement.speaker
    for organization in record.organizations:
        if organization.id == body:
            return fold_name(organization.name), organization.kind in _OFFICES
    if speaker is not None and speaker.name:
        return fold_name(speaker.name), speaker.role in ("official", "judge")
    assert statement.source is not None, "asked for by the caller"
    return fold_name(statement.source.text), False


def _weaken(item: _Told, announced: str | None) -> _Told:
    """What an office is said to have told, or nobody is, once it was announced: that announcement."""
    if announced is None:
        return item
    if item.reason == "own":
        return replace(item, root=announced, reason="unsourced")
    return replace(item, root=announced) if item.official and item.reason == "attributed" else item


def _weaken_all(told: Sequence[_Told]) -> list[_Told]:
    announced = next((item.root for item in told if item.reason == "announced"), None)
    return [_weaken(item, announced) for item in told]


def _make_claim(kind: str, told: Sequence[_Told]) -> SourcedClaim:
    roots = [item.root for item in told]
    numbers = {root: number for number, root in enumerate(dict.fromkeys(roots))}
    sources = (
        ClaimSource(passage=item.passage, source=numbers[root], reason=item.reason, via=item.via)
        for item, root in zip(told, roots, strict=True)
    )
    return SourcedClaim(kind="count" if kind == "count" else "event", sources=tuple(sources), independent=len(numbers))
