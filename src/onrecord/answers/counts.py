"""All counts of one kind in a ledger, by the days that they are of: bounds, who says so, and official statistics.

What cannot be compared is said to be so, with the reason; nothing is added up.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.answers.answer import Citation, cite_passage
from onrecord.answers.comparisons import Comparison, compare_figure
from onrecord.answers.datasets import Dataset
from onrecord.answers.linked_records import Library
from onrecord.links.passages import point_to
from onrecord.schema import Count, Figure, Id, IsoDate, Record

__all__ = ["ComparedCount", "Verdict", "describe_counts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of comparing a count with one dataset."""

    dataset: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCount:
    """One count: its words, its bounds (inclusive), its days, who is said to say it where not the document."""

    figure: Id
    words: str
    low: Count | None
    high: Count | None
    approximate: bool
    start: IsoDate | None
    end: IsoDate | None
    where: str | None
    said_by: str | None
    citation: Citation
    verdicts: tuple[Verdict, ...]


def describe_counts(
    library: Library, counts: Sequence[tuple[Id, Id]], datasets: Sequence[Dataset]
) -> tuple[ComparedCount, ...]:
    """These counts, each by document and figure, in their order; each against every dataset that counts the same."""
    described = []
    library.fetch(document for document, _ in counts)
    for document, id in counts:  # noqa: A001 - the word of the record
        record = library.record(document)
        figure = next((each for each in record.figures if each.id == id), None)
        if figure is not None:
            described.append(_describe(record, figure, datasets))
    return tuple(described)


def _describe(record: Record, figure: Figure, datasets: Sequence[Dataset]) -> ComparedCount:
    places = {place.id: place.name for place in record.places}
    statement = next((each for each in record.statements if each.id == figure.statement), None)
    like = [dataset for dataset in datasets if (dataset.counts, dataset.unit) == (figure.measures, figure.unit)]
    return ComparedCount(
        figure=figure.id,
        words=figure.span.text,
        low=figure.low,
        high=figure.high,
        approximate=figure.approximate,
        start=figure.start,
        end=figure.end,
        where=places.get(figure.place or ""),
        said_by=statement.source.text if statement and statement.source else None,
        citation=cite_passage(record, point_to(record, figure.span)),
        verdicts=tuple(
            Verdict(dataset=dataset.title, comparison=compare_figure(record, figure, dataset)) for dataset in like
        ),
    )
