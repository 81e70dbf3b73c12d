"""/charts: charts of what pages show, as SVG; each page says beside a chart what it shows, and has its table."""

from collections.abc import Hashable, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from onrecord.answers.told_places import ToldPlace
from onrecord.desk.document import find_places
from onrecord.desk.episode import find_episode
from onrecord.desk.figures import find_counts
from onrecord.desk.parameters import Value
from onrecord.desk.series import find_one_series
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.exports.charts import chart_counts, chart_event, chart_series, find_compared_claims
from onrecord.exports.drawing import draw
from onrecord.exports.maps import chart_map, find_drawn

__all__ = ["routes"]

routes = APIRouter(prefix="/charts", tags=["charts"])

_MEDIA = "image/svg+xml"
_CHART: dict[int | str, dict[str, Any]] = {
    200: {"content": {_MEDIA: {"schema": {"type": "string"}}}},
    404: {"description": "There is nothing to draw"},
}


@routes.get("/series/{id}.svg", response_class=Response, responses=_CHART)
def draw_series(shelf: OnShelf, id: str, narrow: bool = False) -> Response:  # noqa: A002, FBT001, FBT002 - the word of the record; a part of the address
    """When a series came, and its lapses."""
    series = find_one_series(shelf, id)
    if series is None:
        raise HTTPException(404, "There is no such series in this ledger.")
    return _send(
        shelf.draw(("chart", "series", id, narrow), lambda: draw(chart_series(series, last=shelf.day, narrow=narrow)))
    )


@routes.get("/episodes/{id}.svg", response_class=Response, responses=_CHART)
def draw_episode(shelf: OnShelf, id: str, narrow: bool = False) -> Response:  # noqa: A002, FBT001, FBT002 - as above
    """The counts of an event with their bounds."""
    page = find_episode(shelf, id)
    claims = find_compared_claims(page.event) if page else ()
    if not claims:
        raise HTTPException(404, "There is no such event in this ledger, or nothing is counted in it twice.")
    return _send(shelf.draw(("chart", "episode", id, narrow), lambda: draw(chart_event(claims, narrow=narrow))))


@routes.get("/maps/{id}.svg", response_class=Response, responses=_CHART)
def draw_map(shelf: OnShelf, id: str, narrow: bool = False) -> Response:  # noqa: A002, FBT001, FBT002 - as above
    """Where the documents on an event say that it happened."""
    page = find_episode(shelf, id)
    return _send_map(shelf, ("episode", id), page.places if page else (), narrow=narrow)


@routes.get("/documents/{id:path}.svg", response_class=Response, responses=_CHART)
def draw_document_map(shelf: OnShelf, id: str, narrow: bool = False) -> Response:  # noqa: A002, FBT001, FBT002 - as above
    """The places that a document names."""
    return _send_map(shelf, ("document", id), find_places(shelf, id), narrow=narrow)


@routes.get("/figures.svg", response_class=Response, responses=_CHART)
def draw_figures(shelf: OnShelf, measures: Value = "", unit: Value = "", narrow: bool = False) -> Response:  # noqa: FBT001, FBT002 - as above
    """Counts of one kind over time, against official statistics."""
    found = find_counts(shelf, measures, unit)
    if not found.counts:
        raise HTTPException(404, "No document gives such a count.")
    official = found.statistics[0].values if found.statistics else ()
    key = ("chart", "figures", found.measures, found.unit, narrow)
    return _send(shelf.draw(key, lambda: draw(chart_counts(found.counts, official, narrow=narrow))))


def _send_map(shelf: Shelf, key: Hashable, places: Sequence[ToldPlace], *, narrow: bool) -> Response:
    if not find_drawn(places):
        raise HTTPException(404, "There is no such event or document in this ledger, or no place that can be drawn.")
    return _send(shelf.draw(("map", key, narrow), lambda: draw(chart_map(places, narrow=narrow))))


def _send(svg: str) -> Response:
    return Response(svg, media_type=_MEDIA)
