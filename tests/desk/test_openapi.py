"""The OpenAPI document tells every route that a program may ask for, and every answer of it."""

import re
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from onrecord.desk.app import list_routes

ROUTES = [route for route in list_routes() if isinstance(route, APIRoute)]
HIDDEN = {"/openapi.json", "/onrecord.{kind}", "/review.{kind}"}


@pytest.fixture(scope="module")
def document(reporter: httpx.Client) -> dict[str, Any]:
    """What a desk says of itself."""
    found: dict[str, Any] = reporter.get("/openapi.json").raise_for_status().json()
    return found


def test_every_route_is_told(document: dict[str, Any]) -> None:
    """But the document itself, style and script."""
    told = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    there = {
        (method, route.path_format) for route in ROUTES for method in route.methods or () if route.path not in HIDDEN
    }
    assert there == told


ANSWERS = [
    ("/", {"200", "403", "421", "503"}),
    ("/documents.json", {"200", "403", "421", "422", "503"}),
    ("/documents/{id}.json", {"200", "403", "404", "421", "422", "503"}),
    ("/why/{fact}/{id}", {"200", "403", "404", "409", "421", "422", "503"}),
    ("/charts/figures.svg", {"200", "403", "404", "421", "422", "503"}),
    ("/reviews/{id}", {"303", "400", "403", "404", "409", "413", "415", "421", "422", "429", "503"}),
    ("/sign-in", {"200", "404", "421", "503"}),
]


@pytest.mark.parametrize(("path", "statuses"), ANSWERS)
def test_every_answer_is_told(document: dict[str, Any], path: str, statuses: set[str]) -> None:
    """Refusals too, by what is asked for and who may ask."""
    (operation, *_) = document["paths"][path].values()
    assert statuses == set(operation["responses"])


def test_data_has_its_schema(document: dict[str, Any]) -> None:
    """What a page gives as data is described to the last field, and so is what is told in its place."""
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        if not path.endswith(".json"):
            continue
        for status, answer in methods["get"]["responses"].items():
            if status == "421":
                continue
            (kind, content), *others = answer["content"].items()
            assert (kind, others) == ("application/json", [])
            name = content["schema"]["$ref"].rpartition("/")[2]
            assert schemas[name]["properties"]
            assert (name == "Error") is (int(status) >= 400), (path, status)


def test_nothing_is_told_that_is_never_sent(document: dict[str, Any]) -> None:
    """Every schema is used, and FastAPI's own errors are not among them."""
    used = set(re.findall(r"#/components/schemas/([^'\"]+)", str(document)))
    assert set(document["components"]["schemas"]) == used


def test_an_answer_is_what_was_told(reporter: httpx.Client) -> None:
    """An error where data was asked for is data, and elsewhere a page."""
    assert reporter.get("/cases/none.json").json() == {"error": "There is no such case in this ledger."}
    assert "There is no such case" in reporter.get("/cases/none").text
    assert reporter.get("/cases/none").headers["content-type"].startswith("text/html")
