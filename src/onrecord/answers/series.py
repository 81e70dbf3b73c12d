"""One publication at regular times: the days when it came, and each lapse with its cause and who said so."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from onrecord.answers.answer import Citation
from onrecord.answers.documents import cite_whole
from onrecord.answers.lapses import find_lapse_cause, tell_looks
from onrecord.answers.linked_records import Library
from onrecord.links.pages import ALL
from onrecord.links.series import Lapse, Series
from onrecord.schema import IsoDate
from onrecord.watch.causes import CauseState

__all__ = ["SeriesLapse", "SeriesOfDays", "describe_series", "sort_series"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLapse:
    """What did not come, or came with the numbers of before; `ended` is what ended it, None while it lasts.

    `state` is why nothing came, as the looks at the source tell; None where nothing did not come, or nobody watches.
    """

    cause: Literal["silent", "stale"]
    day: Annotated[IsoDate, Field(description="on which the first was missed, or came with old numbers")]
    missed: int
    state: CauseState | None
    looks: Annotated[str | None, Field(description="by which looks at the source the state is known")]
    after: Citation
    ended: Citation | None
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesOfDays:
    """A series: its latest document, how often it comes, when it came, and its lapses, the latest first."""

    series: str
    latest: Citation
    period: Annotated[int, Field(description="days from one to the next")]
    grace: Annotated[int, Field(description="days late that are let pass")]
    days: tuple[IsoDate, ...]
    lapses: tuple[SeriesLapse, ...]


def sort_series(library: Library) -> tuple[Series, ...]:
    """Every series: those with a lapse that lasts first, then those with the latest lapse."""
    return tuple(sorted(library.pages.find_series(ALL), key=_rank, reverse=True))


def describe_series(library: Library, series: Series) -> SeriesOfDays:
    """One series with its days and lapses."""
    days = library.links.find_days(series.documents)
    return SeriesOfDays(
        series=series.id,
        latest=cite_whole(library.record(series.documents[-1])),
        period=series.period,
        grace=series.grace,
        days=tuple(day for document in series.documents if (day := days.get(document))),
        lapses=tuple(_describe_lapse(library, lapse) for lapse in reversed(series.lapses)),
    )


def _rank(series: Series) -> tuple[bool, str, str]:
    lapse = series.lapses[-1] if series.lapses else None
    return lapse is not None and lapse.ended_by is None, lapse.first_missed if lapse else "", series.id


def _describe_lapse(library: Library, lapse: Lapse) -> SeriesLapse:
    cause = find_lapse_cause(library, lapse) if lapse.cause == "silent" else None
    return SeriesLapse(
        cause=lapse.cause,
        state=cause.state if cause else None,
        looks=tell_looks(cause) if cause else None,
        day=lapse.first_missed,
        missed=lapse.missed,
        after=cite_whole(library.record(lapse.after)),
        ended=cite_whole(library.record(lapse.ended_by)) if lapse.ended_by else None,
        evidence=library.cite_all(lapse.evidence),
    )
