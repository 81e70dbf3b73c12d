"""/why: why a fact stands in the record of a document."""

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf
from onrecord.records.explaining import Explanation

__all__ = ["routes"]

routes = APIRouter(tags=["documents"], responses={409: {"description": "The record was written by another reader"}})

_MISSING = "There is no such fact in the record of a document of this ledger."


@routes.get("/why/{fact}/{id:path}.json", response_model=Explanation)
def give_explanation(request: Request, shelf: OnShelf, fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
    """The same as data."""
    return render_either(
        id, lambda name: shelf.explain(name, fact), partial(_show, request, f"{id}.json"), missing=_MISSING
    )


@routes.get("/why/{fact}/{id:path}", response_class=HTMLResponse)
def explain_fact(request: Request, shelf: OnShelf, fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
    """Why a fact stands in the record of a document."""
    if (explanation := shelf.explain(id, fact)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, id, explanation)


def _show(request: Request, name: str, explanation: Explanation) -> Response:
    return render(request, "why.html", explanation=explanation, id=name)
