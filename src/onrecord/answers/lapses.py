"""Which publications come at regular times, and when they did not: silent or stale, since when, what ended it."""

from onrecord.answers.answer import Answer, Finding
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library
from onrecord.links.pages import ALL, Page
from onrecord.links.series import Lapse, Series
from onrecord.watch.causes import Cause, CauseState, find_cause

__all__ = ["find_lapse_cause", "find_lapses", "list_series", "tell_looks", "tell_state"]

_CAUSES: dict[CauseState, str] = {
    "silent": "the publisher was silent",
    "moved": "the page has moved",
    "blocked": "we are blocked",
    "failing": "the source cannot be reached",
    "not visited": "nobody looked",
}
_SAY: dict[CauseState, str] = {
    "silent": "of {0.looks} looks at the source from {0.first} to {0.last} it answered {0.answered}",
    "moved": "none of {0.looks} looks at the source from {0.first} to {0.last} found the page",
    "blocked": "none of {0.looks} looks at the source from {0.first} to {0.last} got past a wall",
    "failing": "none of {0.looks} looks at the source from {0.first} to {0.last} was answered",
    "not visited": "the source is watched, and was not looked at on these days",
}


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
    cause = find_lapse_cause(library, lapse)
    if cause is not None and lapse.cause == "silent":
        said = f"{said.removesuffix('.')}: {tell_state(cause.state)}."
    documents = [lapse.after, *([lapse.ended_by] if lapse.ended_by else [])]
    told = library.cite_all(lapse.evidence)
    return Finding(
        says=(said,),
        day=lapse.first_missed,
        citations=tuple(dict.fromkeys([*(cite_whole(library.record(document)) for document in documents), *told])),
        why=(
            f"it comes every {series.period} days; {series.grace} days late are let pass",
            *((tell_looks(cause),) if cause is not None else ()),
            *(_tell_redated(cause) if cause is not None else ()),
        ),
    )


def find_lapse_cause(library: Library, lapse: Lapse) -> Cause | None:
    """Why nothing new came, as the looks at the source tell; None where the series comes from no watched source."""
    log = library.source.visits
    source = log.find_source(lapse.after)
    if source is None:
        return None
    end = library.record(lapse.ended_by).document.published if lapse.ended_by else library.links.until
    return find_cause(log.polls(source), lapse.first_missed, end or lapse.first_missed)


def tell_state(state: CauseState) -> str:
    """Why nothing came, in words."""
    return _CAUSES[state]


def tell_looks(cause: Cause) -> str:
    """By which looks at the source it is known."""
    return _SAY[cause.state].format(cause)


def _tell_redated(cause: Cause) -> tuple[str, ...]:
    if not cause.redated:
        return ()
    return (f"{cause.redated} page{'s' if cause.redated > 1 else ''} got a fresh date, and no new word",)


def _name(library: Library, series: Series) -> str:
    document = library.record(series.documents[-1]).document
    return f"{document.publisher}, “{document.title}”"
