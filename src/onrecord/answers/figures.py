"""How many, by whose count: every count of an episode with bounds and sources; what is inside what, what differs."""

from collections.abc import Iterator

from onrecord.answers.amounts import say_number
from onrecord.answers.answer import Answer, Finding
from onrecord.answers.linked_records import Library
from onrecord.links.counts import align_counts
from onrecord.links.origins import SourcedClaim, trace_claims
from onrecord.links.passages import Passage
from onrecord.schema import Figure, Record

__all__ = ["compare_counts", "find_figure", "tell_relations"]

_WHY = {
    "announced": "announces it",
    "repeated": "repeats the sentence",
    "altered": "repeats the sentence with another number",
    "attributed": "says who told it",
    "unsourced": "names no source for what had been announced",
    "own": "gives it as its own",
}


def compare_counts(library: Library, name: str) -> Answer:
    """Every count in the documents of this episode, or of the episode of this document."""
    episode = library.episode(name)
    records = [library.record(document) for document in episode.documents]
    claims = [
        claim for claim in trace_claims(records, library.links.echoes_of(episode.documents)) if claim.kind == "count"
    ]
    claims.sort(
        key=lambda claim: (-(find_figure(library, claim.sources[0].passage).low or 0), claim.sources[0].passage)
    )
    findings = [_tell_count(library, claim) for claim in claims]
    return Answer(question=f"figures {name}", findings=(*findings, *tell_relations(library, records)))


def find_figure(library: Library, passage: Passage) -> Figure:
    """The figure at a passage."""
    record = library.record(passage.document)
    return next(each for each in record.figures if each.span.start == passage.start)


def tell_relations(library: Library, records: list[Record]) -> Iterator[Finding]:
    """Each relation of two values once."""
    seen = set()
    for link in align_counts(records):
        one, two = find_figure(library, link.one), find_figure(library, link.two)
        values = _say_bounds(one), _say_bounds(two)
        key = (link.kind, *(sorted(values) if link.kind == "differs" else values))
        if key in seen:
            continue
        seen.add(key)
        words = f"{_say_bounds(one)} is inside {_say_bounds(two)}, and is not added to it."
        if link.kind == "differs":
            words = f"{_say_bounds(one)} and {_say_bounds(two)} are counts of one thing, and differ."
        yield Finding(says=(words,), citations=(library.cite(link.one), library.cite(link.two)), why=(link.reason,))


def _tell_count(library: Library, claim: SourcedClaim) -> Finding:
    passage = claim.sources[0].passage
    figure = find_figure(library, passage)
    told = len(claim.sources)
    documents = f"{told} document{'s' if told > 1 else ''}"
    sources = f"{claim.independent} source{'s' if claim.independent > 1 else ''}"
    publishers = [library.record(source.passage.document).document.publisher or "?" for source in claim.sources]
    return Finding(
        says=(f"{_say_bounds(figure)} {_say_unit(figure)}: {documents}, {sources}.",),
        day=figure.start,
        citations=tuple(library.cite(source.passage) for source in claim.sources),
        why=tuple(f"{one} {_WHY[source.reason]}" for one, source in zip(publishers, claim.sources, strict=True)),
    )


def _say_bounds(figure: Figure) -> str:
    low, high = (None if bound is None else say_number(bound) for bound in (figure.low, figure.high))
    about = "about " if figure.approximate else ""
    if low == high:
        return f"{about}{low}"
    if high is None:
        return f"{about}at least {low}"
    return f"{about}at most {high}" if low is None else f"{about}{low} to {high}"


def _say_unit(figure: Figure) -> str:
    return (
        figure.unit if figure.measures == "other" or figure.unit == "arrests" else f"{figure.unit} ({figure.measures})"
    )
