"""Which publications come at regular times, and when they did not: silent or stale, since when, what ended it."""

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library
from onrecord.links.pages import ALL, Page
from onrecord.links.series import Lapse, Series

__all__ = ["find_lapses", "list_series"]


def list_series(library: Library, page: Page = ALL) -> Answer:
    """Every series with its habit and its last document."""
    found = library.pages.find_series(page.one_more)
    findings = tuple(
        Finding(
            says=(f"{_name(library, series)}: every {series.period} days, {len(series.documents)} documents.",),
            day=library.record(series.documents[-1]).document.published,
            citations=(cite_whole(library.record(series.documents[-1])),),
        )
        for series in found[: page.limit]
    )
    return Answer(question="series", findings=findings, more=len(found) > len(findings))


def find_lapses(library: Library, page: Page = ALL) -> Answer:
    """Every lapse, the latest first."""
    found = library.pages.find_lapses(page.one_more)
    findings = tuple(_tell(library, lapse, series) for series, lapse in found[: page.limit])
    return Answer(question="lapses", findings=findings, more=len(found) > len(findings))


def _tell(library: Library, lapse: Lapse, series: Series) -> Finding:
    name = _name(library, series)
    times = f"{lapse.missed} time{'s' if lapse.missed > 1 else ''}"
    end = "and not since"
    if lapse.ended_by is not None:
        end = f"until {library.record(lapse.ended_by).document.published}"
    said = f"{name}: nothing came {times}, from {lapse.first_missed} {end}."
    if lapse.cause == "stale":
        said = f"{name}: the numbers of before came again {times} under a new date, on {lapse.first_missed}, {end}."
    documents = [lapse.after, *([lapse.ended_by] if lapse.ended_by else [])]
    told = library.cite_all(lapse.evidence)
    return Finding(
        says=(said,),
        day=lapse.first_missed,
        citations=tuple(dict.fromkeys([*(cite_whole(library.record(document)) for document in documents), *told])),
        why=(f"it comes every {series.period} days; {series.grace} days late are let pass",),
    )


def _name(library: Library, series: Series) -> str:
    document = library.record(series.documents[-1]).document
    return f"{document.publisher}, “{document.title}”"
