"""/episodes: events that several documents tell; /episodes/ID: one of them, its tellings side by side."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.answers.answer import Citation, Finding
from onrecord.answers.case import CaseName, name_case
from onrecord.answers.documents import cite_whole
from onrecord.answers.episode import ToldEvent, describe_episode
from onrecord.answers.linked_records import Library
from onrecord.answers.timeline import tell_timeline
from onrecord.answers.told_places import ToldPlace, list_places
from onrecord.desk.parameters import PAGE, Number
from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.episodes import Episode
from onrecord.links.pages import ALL

__all__ = ["EpisodeLine", "EpisodeList", "EpisodePage", "find_episode", "find_episodes", "routes"]

routes = APIRouter(tags=["links"])

_MISSING = "There is no such event in this ledger."


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeLine:
    """An event in a list: the document that told it first, how many tell it, and how many sentences are repeated."""

    episode: str
    first: Citation
    documents: int
    publishers: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeList:
    """One page of the events that several documents tell, the latest first."""

    page: int
    more: bool
    episodes: tuple[EpisodeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodePage:
    """One event: its tellings, what happened when and where in it, and the cases that it led to."""

    event: ToldEvent
    timeline: tuple[Finding, ...]
    places: tuple[ToldPlace, ...]
    cases: tuple[CaseName, ...]


@routes.get("/episodes", response_class=HTMLResponse)
def list_episodes(request: Request, shelf: OnShelf, page: Number = 1) -> Response:
    """Events that several documents tell."""
    return render(request, "episodes.html", found=find_episodes(shelf, page))


@routes.get("/episodes.json")
def give_episodes(shelf: OnShelf, page: Number = 1) -> EpisodeList:
    """The same as data."""
    return find_episodes(shelf, page)


@routes.get("/episodes/{id:path}.json", response_model=EpisodePage)
def give_episode(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """The same as data."""
    return render_either(id, partial(find_episode, shelf), partial(_show, request), missing=_MISSING)


@routes.get("/episodes/{id:path}", response_class=HTMLResponse)
def show_episode(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """One event with its tellings side by side."""
    if (page := find_episode(shelf, id)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, page)


def find_episodes(shelf: Shelf, page: int) -> EpisodeList:
    """One page of the events that several documents tell, as shown."""
    order = shelf.know("episodes", lambda library, _: library.pages.order_episodes(ALL))

    def describe(library: Library, _: str) -> EpisodeList:
        start = (page - 1) * PAGE
        told = library.pages.open_episodes(order[start : start + PAGE + 1])
        library.fetch(document for episode in told for document in episode.documents)
        lines = tuple(_describe_line(library, episode) for episode in told[:PAGE])
        return EpisodeList(page=page, more=len(told) > PAGE, episodes=lines)

    return shelf.present(("episodes", page), describe)


def find_episode(shelf: Shelf, id: str) -> EpisodePage | None:  # noqa: A002 - the word of the record
    """One event as shown; None where there is none of this id."""

    def describe(library: Library, _: str) -> EpisodePage | None:
        episode = library.links.episode_of(id)
        if episode is None or episode.id != id:
            return None
        library.fetch(episode.documents)
        cases = library.links.proceedings_of_all(episode.documents)
        return EpisodePage(
            event=describe_episode(library, episode),
            timeline=tell_timeline(library, episode.id).findings,
            places=list_places(library, episode.documents),
            cases=tuple(called for case in cases if (called := name_case(library, case))),
        )

    return shelf.present(("episode", id), describe)


def _describe_line(library: Library, episode: Episode) -> EpisodeLine:
    records = [library.record(document) for document in episode.documents]
    echoes = library.links.echoes_of(episode.documents)
    inside = [echo for echo in echoes if echo.document in episode.documents]
    return EpisodeLine(
        episode=episode.id,
        first=cite_whole(records[0]),
        documents=len(records),
        publishers=len({record.document.publisher for record in records}),
        repeated=sum(len(echo.sentences) for echo in inside),
    )


def _show(request: Request, page: EpisodePage) -> Response:
    return render(request, "episode.html", page=page, event=page.event)
