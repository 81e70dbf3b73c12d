"""A desk, a token and a viewer -> the pages: a table of routes, one file a page; `.json` on a page gives its data."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.care import Viewer
from onrecord.desk import (
    assets,
    case,
    citation,
    document,
    documents,
    episode,
    feeds,
    figures,
    home,
    method,
    questions,
    revisions,
    search,
    series,
    why,
)
from onrecord.desk.desk import Desk
from onrecord.desk.gate import Gate
from onrecord.desk.rendering import render, render_error
from onrecord.desk.shelf import UnexplainedError
from onrecord.errors import LedgerError

__all__ = ["ROUTES", "make_app"]

ROUTES = (
    home.routes,
    documents.routes,
    document.routes,
    revisions.routes,
    why.routes,
    citation.routes,
    episode.routes,
    case.routes,
    figures.routes,
    questions.routes,
    series.routes,
    search.routes,
    method.routes,
    feeds.routes,
    assets.routes,
)
"""Every page of the desk; the first whose address fits answers."""


def make_app(desk: Desk, *, token: str, viewer: Viewer) -> FastAPI:
    """The desk on this ledger, for whoever has the token."""
    app = FastAPI(title="OnRecord", docs_url=None, redoc_url=None, description=_DESCRIPTION)
    app.state.desk = desk
    app.middleware("http")(
        Gate(token, viewer, lambda request, reason: render(request, "refused.html", 403, reason=reason))
    )
    for routes in ROUTES:
        app.include_router(routes)
    _tell_errors(app)
    return app


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
