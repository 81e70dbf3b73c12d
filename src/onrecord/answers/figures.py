"""How many, by whose count: every count of an episode, or of all that is found; what is inside what, what differs.

Of an episode it is told how many sources know a count apart; of what is found, who says so in each document. Nothing
is ever added up.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from onrecord.answers.amounts import say_number
from onrecord.answers.answer import Answer, Finding, cite_passage
from onrecord.answers.chosen import choose_found, mark_wanted, say_query
from onrecord.answers.linked_records import Library
from onrecord.answers.search import Keep, Query
from onrecord.links.counts import Count, CountLink, align_counts, relate_counts
from onrecord.links.listed_claims import ListedFigure, find_figures, find_matters
from onrecord.links.origins import ANNOUNCING, SourcedClaim, trace_claims
from onrecord.links.pages import ALL, Page
from onrecord.links.passages import Passage, point_to
from onrecord.links.scopes import find_scope
from onrecord.schema import Figure, Measure, Record, Unit

__all__ = ["compare_counts", "find_counts", "find_figure", "tell_relations"]

_WHY = {
    "announced": "announces it",
    "repeated": "repeats the sentence",
    "altered": "repeats the sentence with another number",
    "attributed": "says who told it",
    "unsourced": "names no source for what had been announced",
    "own": "gives it as its own",
}
_MOST = 3  # documents that are cited for one count

Told = list[list[ListedFigure]]
"""Counts in their order, each as all documents of its matter tell it, the first first."""


def compare_counts(library: Library, name: str, page: Page = ALL) -> Answer:
    """Every count in the documents of this episode, or of the episode of this document."""
    episode = library.episode(name)
    library.fetch(episode.documents)
    records = [library.record(document) for document in episode.documents]
    claims = [
        claim for claim in trace_claims(records, library.links.echoes_of(episode.documents)) if claim.kind == "count"
    ]
    claims.sort(
        key=lambda claim: (-(find_figure(library, claim.sources[0].passage).low or 0), claim.sources[0].passage)
    )
    findings = (*(_tell_claim(library, claim) for claim in claims), *tell_relations(library, records))
    return Answer(
        question=f"figures {name}",
        findings=findings[page.offset : page.end],
        more=page.end is not None and len(findings) > page.end,
    )


def find_counts(
    library: Library,
    query: Query,
    page: Page,
    *,
    measures: Measure | None = None,
    unit: Unit | None = None,
    keep: Keep | None = None,
) -> Answer:
    """Every count in the documents that are found: of this measure and unit, of the place and by the body asked for.

    By what is counted, the latest first; after the counts of a page it is told which of them are inside which. Of all
    documents where nothing is asked for; what is not to be kept leaves a gap in its page. Raises LedgerError.
    """
    chosen = choose_found(library, query, "figures")
    rows = find_figures(library.links, chosen.documents, measures=measures, unit=unit, marks=mark_wanted(query))
    matters = find_matters(library.links, {row.number for row in rows})
    told = _order(rows, matters)
    library.fetch(row.document for each in told[page.offset : page.end] for row in each[:_MOST])
    part = [kept for each in told[page.offset : page.end] if (kept := _keep(library, each, keep))]
    counts = [_count(library, row, matters) for each in part for row in each[:_MOST]]
    asked = " ".join(part for part in (say_query(query), measures, unit) if part)
    return Answer(
        question=f"figures {asked}".strip(),
        findings=(*(_tell_count(library, each) for each in part), *_tell_links(library, relate_counts(counts))),
        people=library.people(dict.fromkeys(row.document for each in part for row in each[:_MOST])),
        more=page.end is not None and len(told) > page.end,
        partly=chosen.partly,
    )


def _keep(library: Library, told: list[ListedFigure], keep: Keep | None) -> list[ListedFigure]:
    """Without those of the cited rows that are not to be kept; nothing where none of them is."""
    if keep is None:
        return told
    kept = [row for row in told[:_MOST] if keep(library.record(row.document))]
    return [*kept, *told[_MOST:]] if kept else []


def find_figure(library: Library, passage: Passage) -> Figure:
    """The figure at a passage."""
    record = library.record(passage.document)
    return next(each for each in record.figures if each.span.start == passage.start)


def tell_relations(library: Library, records: Sequence[Record]) -> Iterator[Finding]:
    """Each relation of two values in the documents of one episode, once."""
    yield from _tell_links(library, align_counts(records))


def _tell_links(library: Library, links: Iterable[CountLink]) -> Iterator[Finding]:
    seen = set()
    for link in links:
        one, two = find_figure(library, link.one), find_figure(library, link.two)
        values = _say_scoped(library, link.one, one), _say_scoped(library, link.two, two)
        key = (link.kind, *(sorted(values) if link.kind == "differs" else values))
        if key in seen:
            continue
        seen.add(key)
        words = f"{values[0]} is inside {values[1]}, and is not added to it."
        if link.kind == "differs":
            words = f"{values[0]} and {values[1]} are counts of one thing, and differ."
        yield Finding(says=(words,), citations=(library.cite(link.one), library.cite(link.two)), why=(link.reason,))


def _order(rows: Iterable[ListedFigure], matters: Mapping[int, int]) -> Told:
    """By what is counted, the latest first; of one matter each count once, as it was told first."""
    groups: dict[Hashable, list[ListedFigure]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.told, row.position)):
        matter = matters.get(row.number, -row.number)
        groups[matter, row.measures, row.unit, row.low, row.high].append(row)
    latest = sorted(groups.values(), key=lambda each: (each[0].day or each[0].told[0], each[0].low or 0), reverse=True)
    return sorted(latest, key=lambda each: (each[0].measures == "other", each[0].measures, each[0].unit))


def _count(library: Library, row: ListedFigure, matters: Mapping[int, int]) -> Count:
    record = library.record(row.document)
    return Count(record, record.figures[row.position], matters.get(row.number, -row.number))


def _tell_claim(library: Library, claim: SourcedClaim) -> Finding:
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


def _tell_count(library: Library, told: Sequence[ListedFigure]) -> Finding:
    documents = list(dict.fromkeys(row.document for row in told))
    shown = list({row.document: row for row in reversed(told)}.values())[::-1][:_MOST]
    records = [library.record(row.document) for row in shown]
    figures = [record.figures[row.position] for record, row in zip(records, shown, strict=True)]
    first = figures[0]
    said = [f"{_say_bounds(first)} {_say_unit(first)}", find_scope(records[0], first).said, _say_days(first)]
    many = f"told by {len(documents)} documents" if len(documents) > 1 else ""
    return Finding(
        says=(", ".join(part for part in (*said, many) if part) + ".",),
        day=first.start,
        citations=tuple(
            cite_passage(record, point_to(record, figure.span)) for record, figure in zip(records, figures, strict=True)
        ),
        why=tuple(_say_teller(record, figure) for record, figure in zip(records, figures, strict=True)),
    )


def _say_teller(record: Record, figure: Figure) -> str:
    """By whose count, as one document tells it."""
    publisher = record.document.publisher or record.document.id
    statement = next((each for each in record.statements if each.id == figure.statement), None)
    if record.document.kind in ANNOUNCING:
        return f"{publisher} announces it"
    if statement is not None and statement.source is not None:
        return f"{publisher} cites {' '.join(statement.source.text.split())}"
    return f"{publisher} names no source for it"


def _say_days(figure: Figure) -> str | None:
    if figure.start is None or figure.end in (None, figure.start):
        return figure.start
    return f"{figure.start} to {figure.end}"


def _say_scoped(library: Library, passage: Passage, figure: Figure) -> str:
    scope = find_scope(library.record(passage.document), figure).said
    return f"{_say_bounds(figure)} ({scope})" if scope else _say_bounds(figure)


def _say_bounds(figure: Figure) -> str:
    low, high = (None if bound is None else say_number(bound) for bound in (figure.low, figure.high))
    about = "about " if figure.approximate else ""
    if low == high:
        return f"{about}{low}"
    if high is None:
        return f"at least {about}{low}"
    return f"at most {about}{high}" if low is None else f"{about}{low} to {high}"


def _say_unit(figure: Figure) -> str:
    return (
        figure.unit if figure.measures == "other" or figure.unit == "arrests" else f"{figure.unit} ({figure.measures})"
    )
