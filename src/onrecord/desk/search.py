"""/search: documents with all of some words, never by a private person's name; a feed follows what comes next."""

import re
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.lines import Line
from onrecord.desk.parameters import PAGE, Number, Words
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.numbers import normalize_number

__all__ = ["Found", "find_words", "routes"]

routes = APIRouter(tags=["search"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of the documents that have all the words; the case that has them for its number."""

    page: int
    more: bool
    case: str | None
    documents: tuple[Line, ...]


@routes.get("/search", response_class=HTMLResponse)
def search(request: Request, shelf: OnShelf, q: Words = "", page: Number = 1) -> Response:
    """Documents with all these words."""
    return render(request, "search.html", words=q, found=find_words(shelf, q, page))


@routes.get("/search.json")
def give_found(shelf: OnShelf, q: Words = "", page: Number = 1) -> Found:
    """The same as data."""
    return find_words(shelf, q, page)


def find_words(shelf: Shelf, words: str, page: int) -> Found:
    """One page of what is found, as shown; nothing where there is no word."""
    if not re.search(r"\w", words):
        return Found(page=page, more=False, case=None, documents=())
    lines = shelf.search(words, limit=PAGE + 1, offset=(page - 1) * PAGE)
    case = shelf.open_library().links.proceeding(normalize_number(words).key)
    return Found(page=page, more=len(lines) > PAGE, case=case.id if case else None, documents=lines[:PAGE])
