"""A record as shown -> its marks and the ties between them: what programs for annotation work on."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.reviews.placed import FIELDS, Placed, find_words, list_facts, tell_values
from onrecord.schema import Event, Figure, Id, Offense, Record, Span, Statement

__all__ = ["LABELS", "TIES", "Annotation", "Tie", "find_annotations", "find_ties"]

LABELS = tuple(FIELDS)
"""The kinds of marks; what tells two of a kind apart stands in their values."""

TIES = ("of", "speaker", "agent", "subject", "place", "statement", "event", "part_of")
"""The kinds of ties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """The words of one fact, and what is said of them, each value as text."""

    id: Id
    label: str
    spans: tuple[Span, ...]
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One fact is of, or by, another."""

    label: str
    source: Id
    target: Id


def find_annotations(record: Record) -> Iterator[Annotation]:
    """Every fact with words, in the order of the record; people with every mention, statements with all content."""
    for placed in list_facts(record):
        words = find_words(placed.fact)
        if words is None:
            continue
        spans: tuple[Span, ...] = (
            getattr(placed.fact, "mentions", ()) or getattr(placed.fact, "content", ()) or (words,)
        )
        values = tuple(
            (each.field, str(each.value)) for each in tell_values(placed.kind, placed.fact) if each.value is not None
        )
        yield Annotation(id=placed.fact.id, label=placed.kind, spans=spans, values=values)


def find_ties(record: Record) -> Iterator[Tie]:
    """Every tie between two of these facts."""
    marked = {placed.fact.id: placed for placed in list_facts(record) if find_words(placed.fact) is not None}
    for placed in marked.values():
        for label, target in _tell_ties(placed):
            if target in marked:
                yield Tie(label=label, source=placed.fact.id, target=target)


def _tell_ties(placed: Placed) -> Iterator[tuple[str, Id]]:
    fact = placed.fact
    pairs: list[tuple[str, Id | None]] = []
    if placed.holder is not None:
        pairs.append(("of", placed.holder.id))
    if isinstance(fact, Statement):
        pairs.append(("speaker", fact.speaker))
    if isinstance(fact, Event):
        pairs += [("agent", each.ref) for each in fact.agents] + [("subject", each.ref) for each in fact.subjects]
        pairs += [("place", each.ref) for each in fact.places]
    if isinstance(fact, Event | Offense | Figure):
        pairs.append(("statement", fact.statement))
    if isinstance(fact, Figure):
        pairs += [("event", fact.event), ("part_of", fact.part_of)]
    yield from ((label, target) for label, target in pairs if target is not None)
