"""/why: why a fact stands in the record of a document."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.desk.rendering import render, render_json
from onrecord.desk.shelf import OnShelf

__all__ = ["routes"]

routes = APIRouter(tags=["documents"])


@routes.get("/why/{fact}/{id:path}", response_class=HTMLResponse)
def explain_fact(request: Request, shelf: OnShelf, fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
    """Why a fact stands in the record of a document; with .json at the end as data."""
    if (explanation := shelf.explain(id, fact)) is not None:
        return render(request, "why.html", explanation=explanation, id=id)
    if id.endswith(".json") and (explanation := shelf.explain(id.removesuffix(".json"), fact)) is not None:
        return render_json(explanation)
    raise HTTPException(404, "There is no such fact in the record of a document of this ledger.")
