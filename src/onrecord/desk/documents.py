"""/documents: every document, chosen by kind, publisher, month, language and days."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.facets import ShownFacet, find_choice, show_facets
from onrecord.desk.lines import Line
from onrecord.desk.parameters import PAGE, Day, Month, Number, Value
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.ledger.catalog import Choice

__all__ = ["DocumentList", "count_documents", "find_documents", "routes"]

routes = APIRouter(tags=["documents"])


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentList:
    """One page of the documents that were asked for, and what they can be chosen by."""

    count: int
    page: int
    pages: int
    documents: tuple[Line, ...]
    facets: tuple[ShownFacet, ...]


def _read_choice(
    kind: Value = "", publisher: Value = "", language: Value = "", month: Month = "", since: Day = "", until: Day = ""
) -> Choice:
    return Choice(
        kind=kind or None,
        publisher=publisher or None,
        language=language or None,
        month=month or None,
        since=since or None,
        until=until or None,
    )


Asked = Annotated[Choice, Depends(_read_choice)]


@routes.get("/documents", response_class=HTMLResponse)
def list_documents(request: Request, shelf: OnShelf, asked: Asked, page: Number = 1) -> Response:
    """Every document, the latest first."""
    return render(request, "documents.html", found=find_documents(shelf, asked, page), asked=asked)


@routes.get("/documents.json")
def give_documents(shelf: OnShelf, asked: Asked, page: Number = 1) -> DocumentList:
    """The same as data."""
    return find_documents(shelf, asked, page)


def count_documents(shelf: Shelf, choice: Choice) -> int:
    """How many documents of the ledger these are."""
    return shelf.count(("count", choice), lambda catalog: (catalog if choice.has_days else shelf.cells).count(choice))


def find_documents(shelf: Shelf, asked: Choice, page: int) -> DocumentList:
    """One page of the documents that are asked for, as shown."""
    choice = find_choice(shelf, asked)
    if choice is None:
        return DocumentList(count=0, page=page, pages=1, documents=(), facets=show_facets(shelf, Choice()))
    count = count_documents(shelf, choice)
    start = (page - 1) * PAGE
    found = shelf.count(("documents", choice, page), lambda catalog: catalog.find(choice, limit=PAGE, offset=start))
    return DocumentList(
        count=count,
        page=page,
        pages=max(1, -(-count // PAGE)),
        documents=shelf.describe(found),
        facets=show_facets(shelf, choice),
    )
