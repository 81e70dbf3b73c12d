"""/timeline and /figures/found: what happened when, and how many by whose count, in all that words and filters find."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.figures import find_counts
from onrecord.answers.search import Query
from onrecord.answers.timeline import find_timeline
from onrecord.desk.asked import AskedFor, Type, keep_asked, list_choices
from onrecord.desk.parameters import PAGE, Number
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.pages import Page

__all__ = ["FindingList", "find_events", "find_figures", "routes"]

routes = APIRouter(tags=["links"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingList:
    """One page of findings; `partly` where of the documents that were found only those read last were looked at."""

    page: int
    more: bool
    partly: bool
    findings: tuple[Finding, ...]


@routes.get("/timeline", response_class=HTMLResponse)
def list_events(request: Request, shelf: OnShelf, asked: AskedFor, page: Number = 1) -> Response:
    """What happened when, in all that is found."""
    return _render(request, "timeline.html", asked, find_events(shelf, asked, page))


@routes.get("/timeline.json")
def give_events(shelf: OnShelf, asked: AskedFor, page: Number = 1) -> FindingList:
    """The same as data."""
    return find_events(shelf, asked, page)


@routes.get("/figures/found", response_class=HTMLResponse)
def list_figures(request: Request, shelf: OnShelf, asked: AskedFor, measures: Type = "", page: Number = 1) -> Response:
    """How many, by whose count, in all that is found."""
    return _render(request, "figures_found.html", asked, find_figures(shelf, asked, measures, page), measures=measures)


@routes.get("/figures/found.json")
def give_figures(shelf: OnShelf, asked: AskedFor, measures: Type = "", page: Number = 1) -> FindingList:
    """The same as data."""
    return find_figures(shelf, asked, measures, page)


def find_events(shelf: Shelf, asked: Query, page: int) -> FindingList:
    """One page of the events of what is found, as shown."""
    keep = shelf.keep_from(asked)
    return shelf.present(
        ("timeline", asked, page), lambda library, _: _list(page, find_timeline(library, asked, _cut(page), keep=keep))
    )


def find_figures(shelf: Shelf, asked: Query, measures: str, page: int) -> FindingList:
    """One page of the counts of what is found, as shown."""
    keep = shelf.keep_from(asked)
    return shelf.present(
        ("figures", asked, measures, page),
        lambda library, _: _list(page, find_counts(library, asked, _cut(page), measures=measures or None, keep=keep)),
    )


def _render(request: Request, template: str, asked: Query, found: FindingList, *, measures: str = "") -> Response:
    return render(
        request,
        template,
        found=found,
        kept={**keep_asked(asked), "measures": measures},
        words=asked.words,
        **list_choices(),
    )


def _cut(page: int) -> Page:
    return Page(limit=PAGE, offset=(page - 1) * PAGE)


def _list(page: int, answer: Answer) -> FindingList:
    return FindingList(page=page, more=answer.more, partly=answer.partly, findings=answer.findings)
