"""A desk, a token and a viewer -> the pages: a table of routes, one file a page; `.json` on a page gives its data."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from onrecord.care import Viewer
from onrecord.desk import (
    accuracy,
    assets,
    case,
    charts,
    citation,
    codings,
    document,
    documents,
    episode,
    feeds,
    figures,
    findings,
    home,
    method,
    openapi,
    questions,
    review,
    revisions,
    search,
    series,
    signin,
    users,
    why,
)
from onrecord.desk.desk import Desk
from onrecord.desk.entrance import Entrance, TokenEntrance
from onrecord.desk.gate import HOSTS, Gate
from onrecord.desk.rendering import render_error
from onrecord.desk.shelf import UnexplainedError
from onrecord.errors import LedgerError

__all__ = ["ROUTES", "THREADS", "list_routes", "make_app", "open_app"]

THREADS = 8
"""That make pages; a ledger has as many connections open."""

ROUTES = (
    home.routes,
    documents.routes,
    document.routes,
    revisions.routes,
    why.routes,
    citation.routes,
    episode.routes,
    case.routes,
    findings.routes,
    figures.routes,
    questions.routes,
    series.routes,
    search.routes,
    method.routes,
    accuracy.routes,
    charts.routes,
    review.routes,
    codings.routes,
    feeds.routes,
    signin.routes,
    users.routes,
    assets.routes,
    openapi.routes,
)
"""Every page of the desk; the first whose address fits answers."""


def make_app(desk: Desk, *, token: str, viewer: Viewer) -> FastAPI:
    """The desk on this ledger, for whoever has the token."""
    return open_app(desk, TokenEntrance(token, viewer))


def open_app(desk: Desk, entrance: Entrance, *, hosts: frozenset[str] = HOSTS) -> FastAPI:
    """The desk on this ledger, for whoever comes in by this entrance and calls it by one of these names."""
    app = FastAPI(
        title="OnRecord",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        description=_DESCRIPTION,
        lifespan=_limit_threads,
    )
    app.state.desk = desk
    app.state.entrance = entrance
    app.state.routes = list_routes()
    app.middleware("http")(Gate(entrance, signin.refuse, routes=app.state.routes, hosts=hosts))
    for routes in ROUTES:
        app.include_router(routes)
    _tell_errors(app)
    return app


def list_routes() -> list[BaseRoute]:
    """Every route of the desk in the order in which they are tried."""
    return [route for routes in ROUTES for route in routes.routes]


@asynccontextmanager
async def _limit_threads(_: FastAPI) -> AsyncIterator[None]:
    """Pages are made by a few threads in turn: by forty at once each took longer, for the locks between them."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield


def _tell_errors(app: FastAPI) -> None:
    """Pages for what cannot be shown."""

    @app.exception_handler(HTTPException)
    def tell_error(request: Request, error: HTTPException) -> Response:
        return render_error(request, error.status_code, error.detail)

    @app.exception_handler(UnexplainedError)
    def tell_unexplained(request: Request, error: UnexplainedError) -> Response:
        return render_error(request, 409, str(error))

    @app.exception_handler(LedgerError)
    def tell_trouble(request: Request, error: LedgerError) -> Response:
        return render_error(request, 503, str(error))

    @app.exception_handler(RequestValidationError)
    def tell_wrong_request(request: Request, _: RequestValidationError) -> Response:
        return render_error(request, 422, "That address asks for something that cannot be: a number, a day or words.")


_DESCRIPTION = """What a ledger holds, as this viewer may see it: names of private people give way to pseudonyms.
Every value is tied to the words that state it, by offsets in Unicode code points into the text as shown."""
