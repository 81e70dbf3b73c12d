"""/series: what is published at regular times, and when it was not."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.linked_records import Library
from onrecord.answers.series import SeriesOfDays, describe_series, sort_series
from onrecord.desk.parameters import Number
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.series import Series

__all__ = ["SeriesList", "find_one_series", "find_series", "find_stopped", "routes"]

routes = APIRouter(tags=["links"])

_PAGE = 10  # each with its lapses and a chart


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesList:
    """One page of the series, those with a lapse that lasts first; as of `day`."""

    day: str
    page: int
    more: bool
    series: tuple[SeriesOfDays, ...]


@routes.get("/series", response_class=HTMLResponse)
def list_series(request: Request, shelf: OnShelf, page: Number = 1) -> Response:
    """Series and their lapses."""
    return render(request, "series.html", found=find_series(shelf, page))


@routes.get("/series.json")
def give_series(shelf: OnShelf, page: Number = 1) -> SeriesList:
    """The same as data."""
    return find_series(shelf, page)


def find_series(shelf: Shelf, page: int) -> SeriesList:
    """One page of the series, as shown."""
    known = _list_known(shelf)
    start = (page - 1) * _PAGE

    def describe(library: Library, day: str) -> SeriesList:
        series = tuple(describe_series(library, each) for each in known[start : start + _PAGE])
        return SeriesList(day=day, page=page, more=len(known) > start + _PAGE, series=series)

    return shelf.present(("series", page, _count_looks(shelf)), describe)


def find_stopped(shelf: Shelf, limit: int) -> tuple[SeriesOfDays, ...]:
    """The first series that have a lapse, as shown, each with its latest lapse alone."""
    stopped = [replace(each, lapses=each.lapses[-1:]) for each in _list_known(shelf) if each.lapses][:limit]
    key = ("stopped", limit, _count_looks(shelf))
    return shelf.present(key, lambda library, _: tuple(describe_series(library, each) for each in stopped))


def find_one_series(shelf: Shelf, id: str) -> SeriesOfDays | None:  # noqa: A002 - the word of the record
    """One series as shown; None where there is none of this id."""
    found = next((each for each in _list_known(shelf) if each.id == id), None)
    if found is None:
        return None
    key = ("one series", id, _count_looks(shelf))
    return shelf.present(key, lambda library, _: describe_series(library, found))


def _count_looks(shelf: Shelf) -> int:
    """Why nothing came is told by looks at a source, which may bring nothing that the chain of the ledger has."""
    return shelf.desk.ledger.visits.count_polls()


def _list_known(shelf: Shelf) -> tuple[Series, ...]:
    return shelf.know("series", lambda library, _: sort_series(library))
