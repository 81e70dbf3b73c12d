"""/: what is new, what changed, what lapsed, what is still open, what is owed, and how the sources are."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.case import Case, describe_case
from onrecord.answers.linked_records import Library
from onrecord.answers.questions import Question, list_questions
from onrecord.answers.series import SeriesOfDays
from onrecord.desk.documents import count_documents
from onrecord.desk.lines import Line
from onrecord.desk.questions import count_questions
from onrecord.desk.rendering import render
from onrecord.desk.revisions import find_history
from onrecord.desk.series import find_stopped
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.ledger.catalog import Choice
from onrecord.links.pages import Page
from onrecord.watch.health import Health, judge_health

__all__ = ["Changed", "Home", "find_changed", "find_home", "routes"]

routes = APIRouter(tags=["home"])

_NEW = 6
_CHANGED = 4
_OPEN = 5
_OWED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A document whose text is not what it was: how many revisions, and how many claims the last one changed."""

    line: Line
    revisions: int
    claims: int
    words: int
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The first page, as of `day`."""

    day: str
    documents: int
    publishers: int
    first: str | None
    last: str | None
    new: tuple[Line, ...]
    changed: tuple[Changed, ...]
    open: int
    questions: tuple[Question, ...]
    series: tuple[SeriesOfDays, ...]
    owed: int
    debt: tuple[Case, ...]
    sources: tuple[Health, ...]


@routes.get("/", response_class=HTMLResponse)
def show_home(request: Request, shelf: OnShelf) -> Response:
    """What is new, what changed, what lapsed, what is open and owed."""
    return render(request, "home.html", home=find_home(shelf))


@routes.get("/index.json")
def give_home(shelf: OnShelf) -> Home:
    """The same as data."""
    return find_home(shelf)


def find_home(shelf: Shelf) -> Home:
    """The first page, as shown."""
    first, last = shelf.count("span", lambda catalog: catalog.find_span())
    every = Choice()
    open_ones, _ = count_questions(shelf)
    oldest = Page(limit=min(_OPEN, open_ones))
    return Home(
        day=shelf.day,
        documents=count_documents(shelf, every),
        publishers=len(shelf.count("publishers", lambda catalog: catalog.count_values("publisher", every, limit=9999))),
        first=first,
        last=last,
        new=shelf.describe(shelf.count("added", lambda catalog: catalog.find_added(limit=_NEW))),
        changed=find_changed(shelf, limit=_CHANGED),
        open=open_ones,
        questions=shelf.present("oldest", lambda library, day: list_questions(library, as_of=day, page=oldest)),
        series=find_stopped(shelf, _OPEN),
        owed=shelf.know("owed", lambda library, day: library.pages.count_owed(day)),
        debt=shelf.present("debt", _find_debt),
        sources=_find_health(shelf),
    )


def find_changed(shelf: Shelf, *, limit: int) -> tuple[Changed, ...]:
    """The documents that changed last, as shown."""
    changed = []
    for name in shelf.count(("revised", limit), lambda catalog: catalog.find_revised(limit=limit)):
        line = shelf.find_line(name)
        history = find_history(shelf, line.id)
        if history is not None and history.changes:
            latest = history.changes[0]
            changed.append(
                Changed(
                    line=line,
                    revisions=history.revisions,
                    claims=sum(claim.noise is None for claim in latest.claims),
                    words=sum(word.noise is None for word in latest.words),
                    day=(latest.after.retrieved or latest.after.published or "")[:10] or None,
                )
            )
    return tuple(changed)


def _find_debt(library: Library, day: str) -> tuple[Case, ...]:
    """Cases with an accusation without an outcome, the one of which nothing was told for longest first."""
    owed = library.pages.find_owed(day, Page(limit=4 * _OWED))
    cases = {case.id: case for case, _ in owed}
    return tuple(describe_case(library, case, as_of=day) for case in list(cases.values())[:_OWED])


def _find_health(shelf: Shelf) -> tuple[Health, ...]:
    """How each source is, at the end of the day; those in trouble first."""
    now = datetime.combine(datetime.fromisoformat(shelf.day), time.max, UTC)
    log = shelf.desk.ledger.visits
    found = [judge_health(source, log.polls(source.id), now) for source in shelf.desk.sources]
    return tuple(sorted(found, key=lambda health: (health.state == "well", health.name)))
