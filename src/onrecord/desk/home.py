"""/: what is new, what changed, what lapsed, what is still open, what is owed, and how the sources are."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.case import Case, describe_case, find_cases
from onrecord.answers.linked_records import Library
from onrecord.answers.questions import Question
from onrecord.answers.series import SeriesOfDays
from onrecord.desk.lines import Line
from onrecord.desk.questions import find_questions
from onrecord.desk.rendering import render
from onrecord.desk.revisions import find_history
from onrecord.desk.series import find_series
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.ledger.catalog import Choice
from onrecord.links.proceedings import LinkedProceeding
from onrecord.watch.health import Health, judge_health

__all__ = ["Changed", "Home", "find_changed", "find_home", "routes"]

routes = APIRouter(tags=["home"])

_NEW = 6
_CHANGED = 4
_OPEN = 5
_OWED = 5
_SILENCE = frozenset(["wanted", "suspected", "arrested", "charged"])


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
    questions = find_questions(shelf, state="open", body="", page=1)
    series = find_series(shelf).series
    first, last = shelf.know("span", lambda _, __: shelf.catalog.find_span())
    owed = shelf.know("debt", lambda library, day: _find_debt(library, day))
    every = Choice()
    return Home(
        day=shelf.day,
        documents=shelf.know(("count", every), lambda _, __: shelf.catalog.count(every)),
        publishers=len(
            shelf.know("publishers", lambda _, __: shelf.catalog.count_values("publisher", every, limit=9999))
        ),
        first=first,
        last=last,
        new=shelf.describe(shelf.catalog.find_added(limit=_NEW)),
        changed=find_changed(shelf, limit=_CHANGED),
        open=questions.open,
        questions=questions.questions[:_OPEN],
        series=tuple(each for each in series if each.lapses)[:_OPEN],
        owed=len(owed),
        debt=shelf.present("debt", lambda library, day: _describe(library, owed, day)),
        sources=_find_health(shelf),
    )


def find_changed(shelf: Shelf, *, limit: int) -> tuple[Changed, ...]:
    """The documents that changed last, as shown."""
    changed = []
    for name in shelf.catalog.find_revised(limit=limit):
        record = shelf.desk.ledger.record(name)
        (line,) = shelf.describe_records([record])
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


def _describe(library: Library, owed: list[LinkedProceeding], day: str) -> tuple[Case, ...]:
    return tuple(describe_case(library, case, as_of=day) for case in owed[:_OWED])


def _find_debt(library: Library, day: str) -> list[LinkedProceeding]:
    """Cases with an open accusation, the one of which nothing was told for longest first."""

    def last(case: LinkedProceeding) -> str:
        return max(library.record(document).document.published or "" for document in case.documents)

    open_cases = [
        case
        for case in find_cases(library)
        if any(status.disposition in _SILENCE for status in case.statuses) and "" < last(case) <= day
    ]
    return sorted(open_cases, key=last)


def _find_health(shelf: Shelf) -> tuple[Health, ...]:
    """How each source is, at the end of the day; those in trouble first."""
    now = datetime.combine(datetime.fromisoformat(shelf.day), time.max, UTC)
    log = shelf.desk.ledger.visits
    found = [judge_health(source, log.polls(source.id), now) for source in shelf.desk.sources]
    return tuple(sorted(found, key=lambda health: (health.state == "well", health.name)))
