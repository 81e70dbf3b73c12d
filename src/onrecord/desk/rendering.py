"""A template and what care has let through -> a page, or the same as JSON."""

from collections.abc import Hashable
from functools import cache
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import TypeAdapter

from onrecord.desk.menu import MENU
from onrecord.exports import charts, maps, telling
from onrecord.exports.html import make_environment

__all__ = ["render", "render_error", "render_json"]

_ENVIRONMENT = make_environment("onrecord.desk")
_ENVIRONMENT.globals.update({name: getattr(telling, name) for name in telling.__all__})
for _drawn in (charts, maps):
    _ENVIRONMENT.globals.update({name: getattr(_drawn, name) for name in _drawn.__all__ if "chart_" not in name})


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of this template; `words` are those that were searched for, `here` the address of the page."""
    known = {
        "words": "",
        "present": request.state.present,
        "asks_for_password": request.app.state.entrance.asks_for_password,
        "here": request.url.path,
        "menu": MENU,
        "query": request.url.query,
    }
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(**{**known, **values}), status_code=status)


def render_json(value: object) -> Response:
    """The same as a page shows, as data."""
    kind = cast("Hashable", type(value))  # mypy looks for __hash__ of its values
    return JSONResponse(_codec(kind).dump_python(value, mode="json"))


def render_error(request: Request, status: int, message: str) -> Response:
    """What is wrong, as a page, or as JSON where JSON was asked for."""
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": message}, status_code=status)
    return render(request, "error.html", status, message=message)


@cache
def _codec(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
