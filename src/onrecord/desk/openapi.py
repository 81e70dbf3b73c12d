"""/openapi.json: the routes of the desk as an OpenAPI document: every answer that they give, refusals too.

What a route may refuse follows from what it asks for and from who may ask: no route can forget to tell it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from onrecord.desk.rendering import render_json
from onrecord.desk.rights import list_rights

__all__ = ["describe_desk", "describe_form", "routes"]

routes = APIRouter(include_in_schema=False)

_WHY = {
    400: "The form does not say how long it is",
    403: "Nobody is signed in, or their role is not enough",
    404: "There is no such thing in this ledger",
    409: "What was looked at is not what it was",
    413: "The form is too large",
    415: "It is no form",
    421: "The desk is not called so",
    422: "What is asked for cannot be",
    429: "Too many changes within a minute",
    503: "The ledger cannot be used",
}
_ERROR = {
    "type": "object",
    "properties": {"error": {"type": "string"}},
    "required": ["error"],
    "additionalProperties": False,
}
_LEFT_OUT = frozenset(["HTTPValidationError", "ValidationError"])  # FastAPI's own, which the desk never sends


@routes.get("/openapi.json")
def give_openapi(request: Request) -> Response:
    """What this desk answers."""
    return render_json(describe_desk(request.app, request.app.state.routes))


def describe_desk(app: FastAPI, known: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        document = app.openapi()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        document["components"]["schemas"] = {"Error": _ERROR} | {
            name: schema for name, schema in schemas.items() if name not in _LEFT_OUT
        }
        rights = {(method, path): right for method, path, right in list_rights(known)}
        for route in known:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods or ():
                    operation = document["paths"][route.path_format][method.lower()]
                    _describe_answers(operation, route, method, is_open=rights[method, route.path] == "anyone")
    return app.openapi_schema or {}


def describe_form(*fields: str) -> dict[str, Any]:
    """What a route adds to its description that takes a form with these fields, and the word of the session."""
    values = {name: {"type": "string"} for name in ("forms", *fields)}
    schema = {"type": "object", "properties": values, "required": ["forms"]}
    return {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}}


def _describe_answers(operation: dict[str, Any], route: APIRoute, method: str, *, is_open: bool) -> None:
    answers = operation["responses"]
    if method != "GET":
        if 200 not in route.responses:
            answers.pop("200", None)
        answers["303"] = {"description": "Taken; what comes next"}
    asks = bool(operation.get("parameters"))
    for status in _find_refusals(route, method, asks=asks, is_open=is_open):
        answers[str(status)] = {"description": _WHY[status]}
    for status, answer in answers.items():
        if int(status) < 400:
            continue
        if route.path.endswith(".json") and status != "421":
            answer["content"] = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
        else:
            kind = "text/plain" if status == "421" else "text/html"  # the gate has no page where it is not called so
            answer["content"] = {kind: {"schema": {"type": "string"}}}
    operation["responses"] = dict(sorted(answers.items()))


def _find_refusals(route: APIRoute, method: str, *, asks: bool, is_open: bool) -> Iterator[int]:
    yield from (421, 503)
    yield from () if is_open and method == "GET" else (403,)
    yield from (404,) if "{" in route.path else ()
    yield from (422,) if asks or method != "GET" else ()
    yield from (400, 409, 413, 415, 429) if method != "GET" else ()
    yield from (status for status in route.responses if isinstance(status, int) and status in _WHY)
