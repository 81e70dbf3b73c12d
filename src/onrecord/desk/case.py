"""/cases: court cases, the latest first; /cases/ID: one of them, its steps on a line, how far the law has got."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.answers.case import Case, describe_case
from onrecord.answers.linked_records import Library
from onrecord.desk.parameters import PAGE, Number
from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.pages import Page

__all__ = ["CaseList", "find_case", "list_page", "routes"]

routes = APIRouter(tags=["links"])

_MISSING = "There is no such case in this ledger."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """The cases of one page of statuses, that with the latest document first."""

    page: int
    more: bool
    cases: tuple[Case, ...]


@routes.get("/cases", response_class=HTMLResponse)
def list_cases(request: Request, shelf: OnShelf, page: Number = 1) -> Response:
    """Court cases, and how far the law has got in each."""
    return render(request, "cases.html", found=list_page(shelf, page), day=shelf.day)


@routes.get("/cases.json")
def give_cases(shelf: OnShelf, page: Number = 1) -> CaseList:
    """The same as data."""
    return list_page(shelf, page)


@routes.get("/cases/{id:path}.json", response_model=Case)
def give_case(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """The same as data."""
    return render_either(id, partial(find_case, shelf), partial(_show, request, shelf.day), missing=_MISSING)


@routes.get("/cases/{id:path}", response_class=HTMLResponse)
def show_case(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """One case, step by step."""
    if (case := find_case(shelf, id)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, shelf.day, case)


def list_page(shelf: Shelf, page: int) -> CaseList:
    """One page of the cases, as shown."""

    def describe(library: Library, day: str) -> CaseList:
        part = Page(limit=PAGE, offset=(page - 1) * PAGE)
        found = library.pages.find_statuses(part.one_more)
        cases = {case.id: case for case, _ in found[:PAGE]}
        library.fetch(document for case in cases.values() for document in case.documents)
        described = tuple(describe_case(library, case, as_of=day) for case in cases.values())
        return CaseList(page=page, more=len(found) > PAGE, cases=described)

    return shelf.present(("cases", page), describe)


def find_case(shelf: Shelf, id: str) -> Case | None:  # noqa: A002 - the word of the record
    """One case as shown; None where there is none of this id."""

    def describe(library: Library, day: str) -> Case | None:
        case = library.links.proceeding(id)
        return describe_case(library, case, as_of=day) if case and case.statuses else None

    return shelf.present(("case", id), describe)


def _show(request: Request, day: str, case: Case) -> Response:
    return render(request, "case.html", case=case, day=day)
