"""/method: how OnRecord reads, how often it was right, what it will not do, whose names are shown, what was removed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.lines import Line
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.records.reliability import load_reliability

__all__ = ["Correction", "Method", "Reliability", "describe_method", "routes"]

routes = APIRouter(tags=["method"])

_CORRECTIONS = 25  # the last ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Facts of one form in documents marked by hand: right and found, where rules were written and held back."""

    kind: str
    form: str
    tuned: tuple[int, int]
    held_back: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """That a person corrected a fact of a document, and when; who it was and why is told in the review."""

    day: str
    verdict: str
    kind: str | None
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the page of the method measures: how often facts were right by form, what was removed and corrected."""

    reliability: tuple[Reliability, ...]
    removed: int
    corrections: tuple[Correction, ...]


@routes.get("/method", response_class=HTMLResponse)
def show_method(request: Request, shelf: OnShelf) -> Response:
    """How it reads, how often it was right, what it will not do."""
    return render(request, "method.html", method=describe_method(shelf))


@routes.get("/method.json")
def give_method(shelf: OnShelf) -> Method:
    """The measurements as data."""
    return describe_method(shelf)


def describe_method(shelf: Shelf) -> Method:
    """The measurements that come with the reader, and how many documents were taken out of this ledger."""
    reliability = tuple(
        Reliability(kind=kind, form=form, tuned=counts.tuned, held_back=counts.held_back)
        for (kind, form), counts in load_reliability().items()
    )
    corrections = tuple(
        Correction(
            day=review.when[:10], verdict=review.verdict, kind=review.kind, line=shelf.find_line(review.document)
        )
        for review in shelf.catalog.find_corrections(limit=_CORRECTIONS)
    )
    return Method(reliability=reliability, removed=shelf.catalog.count_forgotten(), corrections=corrections)
