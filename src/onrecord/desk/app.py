"""A ledger, a token and a viewer -> the desk: a table of routes, each one page; `.json` on a page gives its data."""

from dataclasses import asdict
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.care import Viewer
from onrecord.desk.gate import Gate
from onrecord.desk.shelf import Line, Shelf, UnexplainedError
from onrecord.errors import LedgerError
from onrecord.exports.html import describe_record, load_asset, make_environment
from onrecord.ledger.ledger import Ledger
from onrecord.schema import encode_record

__all__ = ["make_app"]

_PAGE = 25  # documents on a page of a list

Words = Annotated[str, Query(max_length=400)]
Number = Annotated[int, Query(ge=1, le=100_000)]


def make_app(ledger: Ledger, *, token: str, viewer: Viewer) -> FastAPI:
    """The desk on this ledger, for whoever has the token."""
    shelf = Shelf(ledger, viewer)
    app = FastAPI(title="OnRecord", openapi_url=None)
    app.middleware("http")(Gate(token, lambda reason: _render("refused.html", 403, reason=reason)))

    @app.get("/")
    def list_documents(q: Words = "", page: Number = 1) -> Response:
        lines = shelf.list(q, limit=_PAGE + 1, offset=(page - 1) * _PAGE)
        return _render("list.html", words=q, page=page, lines=lines[:_PAGE], more=len(lines) > _PAGE)

    @app.get("/documents.json")
    def list_documents_as_json(q: Words = "", page: Number = 1) -> Response:
        lines = shelf.list(q, limit=_PAGE, offset=(page - 1) * _PAGE)
        return JSONResponse([_tell_line(line) for line in lines])

    @app.get("/documents/{id:path}")
    def show_document(id: str) -> Response:  # noqa: A002 - the word of the record
        if (record := shelf.find(id)) is not None:
            return _render("document.html", **describe_record(record, explained=True))
        if id.endswith(".json") and (record := shelf.find(id.removesuffix(".json"))) is not None:
            return Response(encode_record(record), media_type="application/json")
        raise HTTPException(404, "There is no such document in this ledger.")

    @app.get("/why/{fact}/{id:path}")
    def explain_fact(fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
        if (explanation := shelf.explain(id, fact)) is not None:
            return _render("why.html", explanation=explanation, id=id)
        if id.endswith(".json") and (explanation := shelf.explain(id.removesuffix(".json"), fact)) is not None:
            return JSONResponse(asdict(explanation))
        raise HTTPException(404, "There is no such fact in the record of a document of this ledger.")

    @app.get("/onrecord.{kind}")
    def send_asset(kind: str) -> Response:
        if kind not in ("css", "js"):
            raise HTTPException(404, "There is no such file.")
        media_type = "text/css" if kind == "css" else "text/javascript"
        return Response(load_asset(f"onrecord.{kind}"), media_type=media_type)

    _tell_errors(app)
    return app


def _tell_errors(app: FastAPI) -> None:
    """Pages for what cannot be shown."""

    @app.exception_handler(HTTPException)
    def tell_error(_: Request, error: HTTPException) -> Response:
        return _render("error.html", error.status_code, message=error.detail)

    @app.exception_handler(UnexplainedError)
    def tell_unexplained(_: Request, error: UnexplainedError) -> Response:
        return _render("error.html", 409, message=str(error))

    @app.exception_handler(LedgerError)
    def tell_trouble(_: Request, error: LedgerError) -> Response:
        return _render("error.html", 503, message=str(error))

    @app.exception_handler(RequestValidationError)
    def tell_wrong_request(_: Request, __: RequestValidationError) -> Response:
        return _render("error.html", 422, message="That address asks for something that cannot be: a number or words.")


_ENVIRONMENT = make_environment("onrecord.desk")


def _render(template: str, status: int = 200, **values: object) -> HTMLResponse:
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(**{"words": "", **values}), status_code=status)


def _tell_line(line: Line) -> dict[str, object]:
    document = line.document
    keys = ("id", "title", "publisher", "kind", "published", "language", "url")
    return {key: getattr(document, key) for key in keys}
