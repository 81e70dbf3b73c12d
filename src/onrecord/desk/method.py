"""/method: how OnRecord reads, how often it was right, what it will not do, whose names are shown, what was removed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.records.reliability import load_reliability

__all__ = ["Method", "Reliability", "describe_method", "routes"]

routes = APIRouter(tags=["method"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Facts of one form in documents marked by hand: right and found, where rules were written and held back."""

    kind: str
    form: str
    tuned: tuple[int, int]
    held_back: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What the page of the method measures: by form of facts how often they were right, and what was removed."""

    reliability: tuple[Reliability, ...]
    removed: int


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
    return Method(reliability=reliability, removed=shelf.catalog.count_forgotten())
