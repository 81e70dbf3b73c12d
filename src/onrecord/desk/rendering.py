"""A template and what care has let through -> a page, or the same as JSON."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, TypeVar, cast

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from onrecord.desk.menu import MENU
from onrecord.exports import charts, maps, telling
from onrecord.exports.html import make_environment

__all__ = ["render", "render_either", "render_error", "render_json"]

Found = TypeVar("Found")

_ENVIRONMENT = make_environment("onrecord.desk")
_ENVIRONMENT.globals.update({name: getattr(telling, name) for name in telling.__all__})
for _drawn in (charts, maps):
    _ENVIRONMENT.globals.update({name: getattr(_drawn, name) for name in _drawn.__all__ if "chart_" not in name})


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of this template; `words` are those that were searched for, `here` the address of the page."""
    entrance, present = request.app.state.entrance, request.state.present
    known = {
        "words": "",
        "present": present,
        "asks_for_password": entrance.asks_for_password,
        "keeps_feeds": present is not None and entrance.find_keys(present) is not None,
        "here": request.url.path,
        "menu": MENU,
        "query": request.url.query,
    }
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(**{**known, **values}), status_code=status)


def render_json(value: object) -> Response:
    """The same as a page shows, as data."""
    kind = cast("Hashable", type(value))  # mypy looks for __hash__ of its values
    return JSONResponse(_codec(kind).dump_python(value, mode="json"))


def render_either(
    id: str,  # noqa: A002 - the word of the record
    find: Callable[[str], Found | None],
    show: Callable[[Found], Response],
    *,
    give: Callable[[Found], Response] = render_json,
    missing: str,
) -> Response:
    """What is asked for by an id and `.json`: the page of what has an id that ends so, else the data of what has it.

    Raises HTTPException (404) where there is neither.
    """
    if (found := find(f"{id}.json")) is not None:
        return show(found)
    if (found := find(id)) is not None:
        return give(found)
    raise HTTPException(404, missing)


def render_error(request: Request, status: int, message: str) -> Response:
    """What is wrong, as a page, or as JSON where JSON was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": message}, status_code=status)
    return render(request, "error.html", status, message=message)


@cache
def _codec(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
