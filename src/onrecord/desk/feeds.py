"""/feeds: Atom feeds (RFC 4287) of new documents, changes, lapses, answered questions, and of any search."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.answers.chosen import say_query
from onrecord.answers.search import Query as Asked
from onrecord.desk.asked import AskedFor, keep_asked
from onrecord.desk.entries import Entry, enter_answer, enter_change, enter_document, enter_lapse
from onrecord.desk.home import find_changed
from onrecord.desk.questions import find_questions
from onrecord.desk.rendering import render
from onrecord.desk.search import find_found
from onrecord.desk.series import find_series
from onrecord.desk.shelf import OnShelf, Shelf

__all__ = ["FOLLOWED", "FeedName", "find_entries", "routes"]

routes = APIRouter(tags=["feeds"])

Key = Annotated[str, Query(max_length=100, description="a feed key, for a feed reader, which cannot sign in")]
FeedName = Literal["documents", "changes", "lapses", "answers", "search"]

_TITLES: dict[FeedName, str] = {
    "documents": "New documents",
    "changes": "Documents that changed",
    "lapses": "Publications that stopped",
    "answers": "Questions that were answered",
    "search": "Documents with",
}
FOLLOWED = tuple((name, title) for name, title in _TITLES.items() if name != "search")
"""Name and title of each feed that asks for nothing more."""

_MOST = 50
_NOTHING = Asked()
_MEDIA = "application/atom+xml"
_FEED: dict[int | str, dict[str, Any]] = {200: {"content": {_MEDIA: {"schema": {"type": "string"}}}}}


@routes.get("/feeds/{name}.atom", response_class=Response, responses=_FEED)
def send_feed(request: Request, shelf: OnShelf, name: FeedName, asked: AskedFor, key: Key = "") -> Response:
    """A feed of what is new; what is searched for counts in the feed of a search alone."""
    entries = find_entries(shelf, name, asked)
    title = f"{_TITLES[name]} “{say_query(asked)}”" if name == "search" else _TITLES[name]
    kept = {each: value for each, value in keep_asked(asked).items() if value}
    here = f"/feeds/{name}.atom" + (f"?{urlencode(kept)}" if name == "search" else "")
    updated = max((entry.day for entry in entries), default=shelf.day)
    page = render(
        request, "feed.atom", entries=entries, title=title, at=here, updated=updated, base=str(request.base_url)
    )
    return Response(page.body, media_type=_MEDIA)


def find_entries(shelf: Shelf, name: FeedName, asked: Asked = _NOTHING) -> tuple[Entry, ...]:
    """The entries of a feed, the newest first, as shown."""
    match name:
        case "documents":
            return tuple(map(enter_document, shelf.describe(shelf.catalog.find_added(limit=_MOST))))
        case "search":
            return tuple(map(enter_document, find_found(shelf, asked, 1).documents))
        case "changes":
            return tuple(
                enter_change(each.line, revisions=each.revisions, claims=each.claims, day=each.day or shelf.day)
                for each in find_changed(shelf, limit=_MOST)
            )
        case "lapses":
            series = find_series(shelf, 1).series
            entries = [enter_lapse(each, lapse) for each in series for lapse in each.lapses]
            return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True)[:_MOST])
        case "answers":
            found = find_questions(shelf, state="answered", body="", page=1).questions
            return tuple(entry for each in found if (entry := enter_answer(each, day=shelf.day)))
