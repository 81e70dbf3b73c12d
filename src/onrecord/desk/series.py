"""/series: what is published at regular times, and when it was not."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.series import SeriesOfDays, list_all_series
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf

__all__ = ["SeriesList", "find_series", "routes"]

routes = APIRouter(tags=["links"])


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesList:
    """Every series, those with a lapse that lasts first; as of `day`."""

    day: str
    series: tuple[SeriesOfDays, ...]


@routes.get("/series", response_class=HTMLResponse)
def list_series(request: Request, shelf: OnShelf) -> Response:
    """Series and their lapses."""
    return render(request, "series.html", found=find_series(shelf))


@routes.get("/series.json")
def give_series(shelf: OnShelf) -> SeriesList:
    """The same as data."""
    return find_series(shelf)


def find_series(shelf: Shelf) -> SeriesList:
    """Every series as shown."""
    return shelf.present("series", lambda library, day: SeriesList(day=day, series=list_all_series(library)))
