"""/search: documents with all that is asked for, never by a private person's name; a feed follows what comes next."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.search import Query
from onrecord.desk.asked import AskedFor, keep_asked, list_choices
from onrecord.desk.lines import Line
from onrecord.desk.parameters import PAGE, Number
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.numbers import normalize_number

__all__ = ["Found", "find_found", "routes"]

routes = APIRouter(tags=["search"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of the documents that have all that is asked for; the case that has the words for its number."""

    page: int
    more: bool
    case: str | None
    documents: tuple[Line, ...]


@routes.get("/search", response_class=HTMLResponse)
def search(request: Request, shelf: OnShelf, asked: AskedFor, page: Number = 1) -> Response:
    """Documents with all that is asked for."""
    found = find_found(shelf, asked, page) if asked != Query() else None
    return render(request, "search.html", words=asked.words, found=found, kept=keep_asked(asked), **list_choices())


@routes.get("/search.json")
def give_found(shelf: OnShelf, asked: AskedFor, page: Number = 1) -> Found:
    """The same as data."""
    return find_found(shelf, asked, page)


def find_found(shelf: Shelf, asked: Query, page: int) -> Found:
    """One page of what is found, as shown; nothing where nothing is asked for."""
    if asked == Query():
        return Found(page=page, more=False, case=None, documents=())
    lines = shelf.search(asked, limit=PAGE + 1, offset=(page - 1) * PAGE)
    case = shelf.open_library().links.proceeding(normalize_number(asked.words).key) if asked.words else None
    return Found(page=page, more=len(lines) > PAGE, case=case.id if case else None, documents=lines[:PAGE])
