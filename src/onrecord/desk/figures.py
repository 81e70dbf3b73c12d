"""/figures: counts of one kind over time, with their bounds, against official statistics where there are any."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.counts import ComparedCount, describe_counts
from onrecord.desk.parameters import Value
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf

__all__ = ["CountList", "CountedKind", "OfficialCounts", "find_counts", "routes"]

routes = APIRouter(tags=["links"])

_MOST = 150  # counts on the page
_KINDS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedKind:
    """What is counted, in which unit, and how many figures do."""

    measures: str
    unit: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCounts:
    """Official statistics that count the same: the number of each stretch of days, first and last inclusive."""

    title: str
    publisher: str | None
    population: str
    values: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountList:
    """The latest counts of one kind; `left_out` older ones."""

    measures: str | None
    unit: str | None
    kinds: tuple[CountedKind, ...]
    left_out: int
    counts: tuple[ComparedCount, ...]
    statistics: tuple[OfficialCounts, ...]


@routes.get("/figures", response_class=HTMLResponse)
def list_figures(request: Request, shelf: OnShelf, measures: Value = "", unit: Value = "") -> Response:
    """Counts of one kind over time."""
    return render(request, "figures.html", found=find_counts(shelf, measures, unit))


@routes.get("/figures.json")
def give_figures(shelf: OnShelf, measures: Value = "", unit: Value = "") -> CountList:
    """The same as data."""
    return find_counts(shelf, measures, unit)


def find_counts(shelf: Shelf, measures: str, unit: str) -> CountList:
    """Counts of this kind as shown, or of the kind that is told most where none is named."""
    known = shelf.know("measures", lambda _, __: shelf.catalog.count_measures(limit=1000))
    asked = [(one, two) for one, two, _ in known if measures in ("", one) and unit in ("", two)]
    kinds = tuple(
        CountedKind(measures=one, unit=two, count=many, chosen=asked[:1] == [(one, two)]) for one, two, many in known
    )
    if not asked:
        return CountList(measures=None, unit=None, kinds=kinds[:_KINDS], left_out=0, counts=(), statistics=())
    what, by = asked[0]
    found = shelf.know(("figures", what, by), lambda _, __: shelf.catalog.find_figures(what, by, limit=_MOST))
    counts = shelf.present(
        ("counts", what, by),
        lambda library, _: describe_counts(
            library, [(each.document, each.figure) for each in found], shelf.desk.datasets
        ),
    )
    shown = [kind for kind in kinds if kind.chosen] + [kind for kind in kinds if not kind.chosen]
    return CountList(
        measures=what,
        unit=by,
        kinds=tuple(shown[:_KINDS]),
        left_out=max(0, shown[0].count - len(found)),
        counts=counts,
        statistics=_find_statistics(shelf, what, by),
    )


def _find_statistics(shelf: Shelf, measures: str, unit: str) -> tuple[OfficialCounts, ...]:
    return tuple(
        OfficialCounts(
            title=dataset.title,
            publisher=dataset.publisher,
            population=dataset.population,
            values=tuple((first, last, value) for (first, last), value in sorted(dataset.values.items())),
        )
        for dataset in shelf.desk.datasets
        if (dataset.counts, dataset.unit) == (measures, unit)
    )
