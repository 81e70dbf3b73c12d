"""A claim against official statistics: it agrees, differs by so much, or cannot be compared, and why not.

A claim is compared only with what counts the same things, in the same unit, of the same place, over the same days.
"""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.answers.amounts import say_difference
from onrecord.answers.answer import Answer, Finding, cite_passage
from onrecord.answers.datasets import Dataset
from onrecord.answers.linked_records import Library
from onrecord.errors import LedgerError
from onrecord.links.defendants import fold_name
from onrecord.links.passages import point_to
from onrecord.links.scopes import find_scope
from onrecord.schema import Figure, Record

__all__ = ["Comparison", "compare_claims", "compare_figure"]

_ABOUT = 0.05  # of the number, by which a figure that is said to be rough may be off


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The verdict; by how much the claim is above the statistics, or what keeps it from being compared."""

    verdict: Literal["agrees", "differs", "not comparable"]
    difference: float | None = None
    because: str | None = None


def compare_claims(library: Library, id: str, dataset: Dataset, *, figure: str | None = None) -> Answer:  # noqa: A002 - the word of the record
    """Each count of a document, or the one of this id, against a dataset. Raises LedgerError where there is none."""
    record = library.record(id)
    chosen = [each for each in record.figures if figure in (None, each.id)]
    if not chosen:
        known = ", ".join(each.id for each in record.figures) or "none"
        raise LedgerError(f"There is no figure {figure or 'at all'} in {record.document.id}; its figures are {known}.")
    return Answer(question=f"compare {id}", findings=tuple(_tell(record, each, dataset) for each in chosen))


def compare_figure(record: Record, figure: Figure, dataset: Dataset) -> Comparison:
    """One count of a record against a dataset."""
    if (because := _find_hindrance(record, figure, dataset)) is not None:
        return Comparison(verdict="not comparable", because=because)
    assert figure.start is not None, "a count without days is hindered"
    assert figure.end is not None, "a count without days is hindered"
    value = dataset.values[figure.start, figure.end]
    slack = value * _ABOUT if figure.approximate else 0.0
    if figure.low is not None and figure.low > value + slack:
        return Comparison(verdict="differs", difference=figure.low - value)
    if figure.high is not None and figure.high < value - slack:
        return Comparison(verdict="differs", difference=figure.high - value)
    return Comparison(verdict="agrees")


def _find_hindrance(record: Record, figure: Figure, dataset: Dataset) -> str | None:
    """The first of population, unit, place and period that is not the same."""
    if figure.part_of is not None:
        whole = next((each.span.text for each in record.figures if each.id == figure.part_of), "another count")
        return f"of population: the claim counts a part of “{whole}”, the statistics {dataset.population}"
    if figure.measures != dataset.counts:
        return f"of population: the claim counts {figure.measures}, the statistics {dataset.population}"
    if dataset.words and not _says_one(record, figure, dataset.words):
        return f"of population: the claim does not say “{'” or “'.join(dataset.words)}”, as {dataset.population} would"
    if figure.unit != dataset.unit:
        return f"of unit: the claim counts {figure.unit}, the statistics {dataset.unit}"
    if dataset.place is not None and not _is_of(record, figure, dataset.place):
        return f"of place: the claim is not said to be of {dataset.place}"
    scope = find_scope(record, figure)
    if dataset.place is None and any(place.kind != "country" for place in scope.places):
        return f"of place: the claim is of {scope.said}, the statistics of the whole country"
    if figure.start is None or figure.end is None:
        return "of period: the claim does not say of which days it is"
    if (figure.start, figure.end) not in dataset.values:
        return f"of period: the claim is of {figure.start} to {figure.end}, the statistics are by {dataset.period}"
    return None


def _says_one(record: Record, figure: Figure, words: tuple[str, ...]) -> bool:
    """Whether the sentence of a count has one of these words, or one that begins so."""
    sentence = cite_passage(record, point_to(record, figure.span)).span.text
    return any(re.search(rf"\b{re.escape(word)}", sentence, re.IGNORECASE) for word in words)


def _is_of(record: Record, figure: Figure, place: str) -> bool:
    """Whether the place is that of the count or of its event, or its sentence says "in" it."""
    places = {each.id: fold_name(each.name) for each in record.places}
    told = {fold_name(each.span.text) for event in record.events if event.id == figure.event for each in event.places}
    if fold_name(place) in told | {places.get(figure.place or "")}:
        return True
    sentence = cite_passage(record, point_to(record, figure.span)).span.text
    return re.search(rf"\b(?:in|across|throughout) {re.escape(place)}\b", sentence, re.IGNORECASE) is not None


def _tell(record: Record, figure: Figure, dataset: Dataset) -> Finding:
    found = compare_figure(record, figure, dataset)
    said = f"“{figure.span.text}” ({figure.id}) agrees with {dataset.title}."
    if found.verdict == "differs":
        assert found.difference is not None, "what differs differs by something"
        said = f"“{figure.span.text}” ({figure.id}) is {say_difference(found.difference)} than in {dataset.title}."
    if found.verdict == "not comparable":
        said = f"“{figure.span.text}” ({figure.id}) is not comparable with {dataset.title}, because {found.because}."
    return Finding(says=(said,), day=figure.start, citations=(cite_passage(record, point_to(record, figure.span)),))
