"""/accuracy: how often the reader was right in this ledger, by kind and field, counted from what people reviewed."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.reviews.accuracy import Accuracy, measure_accuracy

__all__ = ["ReviewedAccuracy", "find_accuracy", "routes"]

routes = APIRouter(tags=["method"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedAccuracy:
    """By reader, kind and field: how many were right of those looked at, with Wilson's interval at 95 %."""

    reviews: int
    accuracy: tuple[Accuracy, ...]


@routes.get("/accuracy", response_class=HTMLResponse)
def show_accuracy(request: Request, shelf: OnShelf) -> Response:
    """How often the reader was right, as people who reviewed it said."""
    return render(request, "accuracy.html", found=find_accuracy(shelf))


@routes.get("/accuracy.json")
def give_accuracy(shelf: OnShelf) -> ReviewedAccuracy:
    """The same as data."""
    return find_accuracy(shelf)


def find_accuracy(shelf: Shelf) -> ReviewedAccuracy:
    """Counts alone: no word of a document, and nobody who reviewed it."""

    def count() -> ReviewedAccuracy:
        found = [review for review in shelf.desk.ledger.reviews.all() if review.coding is None]
        return ReviewedAccuracy(reviews=len(found), accuracy=measure_accuracy(found))

    return shelf.know(("accuracy", shelf.desk.ledger.head()), lambda _, __: count())  # who agrees counts too
