"""/feeds: Atom feeds (RFC 4287) of new documents, changes, lapses, answered questions, and of any search."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.desk.home import find_changed
from onrecord.desk.lines import Line
from onrecord.desk.parameters import Words
from onrecord.desk.questions import find_questions
from onrecord.desk.rendering import render
from onrecord.desk.search import find_words
from onrecord.desk.series import find_series
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.documents.document import make_handle
from onrecord.exports.telling import count_things, tell_asked
from onrecord.exports.wording import tell_days

__all__ = ["Entry", "FeedName", "find_entries", "routes"]

routes = APIRouter(tags=["feeds"])

FeedName = Literal["documents", "changes", "lapses", "answers", "search"]

_TITLES: dict[FeedName, str] = {
    "documents": "New documents",
    "changes": "Documents that changed",
    "lapses": "Publications that stopped",
    "answers": "Questions that were answered",
    "search": "Documents with",
}
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed: `day` is ISO 8601, `path` the page of this desk."""

    id: str
    title: str
    day: str
    path: str
    summary: str


@routes.get("/feeds/{name}.atom")
def send_feed(request: Request, shelf: OnShelf, name: FeedName, q: Words = "") -> Response:
    """A feed of what is new; `q` is what is searched for, in the feed of a search alone."""
    entries = find_entries(shelf, name, q)
    title = f"{_TITLES[name]} “{q}”" if name == "search" else _TITLES[name]
    here = f"/feeds/{name}.atom" + (f"?{urlencode({'q': q})}" if name == "search" else "")
    updated = max((entry.day for entry in entries), default=shelf.day)
    page = render(
        request, "feed.atom", entries=entries, title=title, at=here, updated=updated, base=str(request.base_url)
    )
    return Response(page.body, media_type="application/atom+xml")


def find_entries(shelf: Shelf, name: FeedName, words: str = "") -> tuple[Entry, ...]:
    """The entries of a feed, the newest first, as shown."""
    match name:
        case "documents":
            return tuple(map(_enter_line, shelf.describe(shelf.catalog.find_added(limit=_MOST))))
        case "search":
            return tuple(map(_enter_line, find_words(shelf, words, 1).documents))
        case "changes":
            return tuple(
                Entry(
                    id=f"{changed.line.id}:{changed.revisions}",
                    title=changed.line.title,
                    day=changed.day or shelf.day,
                    path=f"/revisions/{quote(changed.line.id, safe='')}",
                    summary=f"{count_things(changed.claims, 'claim')} changed.",
                )
                for changed in find_changed(shelf, limit=_MOST)
            )
        case "lapses":
            return _enter_lapses(shelf)
        case "answers":
            return _enter_answers(shelf)


def _enter_line(line: Line) -> Entry:
    publisher, day = line.publisher or "Publisher unknown", tell_days(line.published, None) or "day unknown"
    return Entry(
        id=line.id,
        title=line.title,
        day=line.published or "1970-01-01",
        path=f"/documents/{quote(line.id, safe='')}",
        summary=f"{publisher}, {day}. {count_things(line.statements, 'statement')}, {line.omissions} not said.",
    )


def _enter_lapses(shelf: Shelf) -> tuple[Entry, ...]:
    entries = [
        Entry(
            id=f"{series.series}:{lapse.day}",
            title=f"{series.latest.publisher or 'Publisher unknown'}, “{series.latest.title}”",
            day=lapse.day,
            path=f"/series#{series.series}",
            summary=f"{'Nothing came' if lapse.cause == 'silent' else 'Old numbers came again'} from {lapse.day} on, "
            f"{count_things(lapse.missed, 'time')}.",
        )
        for series in find_series(shelf, 1).series
        for lapse in series.lapses
    ]
    return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True)[:_MOST])


def _enter_answers(shelf: Shelf) -> tuple[Entry, ...]:
    found = find_questions(shelf, state="answered", body="", page=1).questions
    return tuple(
        Entry(
            id=make_handle(f"{question.asked.document} {question.kind} {question.asked.span.start}"),
            title=f"{tell_asked(question.kind)} Answered by {question.answered.publisher or 'an unknown publisher'}",
            day=question.day or shelf.day,
            path=f"/documents/{quote(question.answered.document, safe='')}",
            summary=f"“{question.asked.span.text}” – “{question.answered.span.text}”",
        )
        for question in found
        if question.answered is not None
    )
