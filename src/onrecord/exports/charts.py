"""Views as shown -> charts, each with a sentence that says what it shows. A chart adds nothing to its table.

Bounds are drawn as bounds: a mark at each, a line between them, and an arrow where there is none.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.answers.counts import ComparedCount
from onrecord.answers.episode import EventClaim, ToldEvent
from onrecord.answers.series import SeriesOfDays
from onrecord.exports.drawing import COLORS, Chart
from onrecord.exports.telling import count_things, tell_claim, tell_times
from onrecord.exports.wording import tell_amount, tell_days

if TYPE_CHECKING:
    import altair

__all__ = [
    "chart_counts",
    "chart_event",
    "chart_series",
    "describe_counts_chart",
    "describe_event_chart",
    "describe_series_chart",
    "find_compared_claims",
]

_WIDTHS = {False: 620, True: 250}  # of the plot, in a wide window and on a phone
_MOST = 14  # claims of an event in one chart

Official = Sequence[tuple[str, str, float]]
"""First and last day, inclusive, and the number of each stretch."""


def describe_series_chart(series: SeriesOfDays) -> str:
    """What the chart of a series shows."""
    told = f"Each mark is a day on which it came: {tell_times(len(series.days))}, {_span(series.days)}."
    gaps = [
        f"{'nothing came' if lapse.cause == 'silent' else 'old numbers came again'} from {tell_days(lapse.day, None)}"
        + (f" until {tell_days(lapse.ended.published, None)}" if lapse.ended else " on")
        for lapse in series.lapses
    ]
    return f"{told} Bars are lapses: {'; '.join(gaps)}." if gaps else f"{told} There is no lapse."


def chart_series(series: SeriesOfDays, *, last: str, narrow: bool = False) -> Chart:
    """The days on which a series came, and its lapses as bars; `last` is the day up to which all is known."""
    lapses = [
        {
            "from": _time(lapse.day),
            "to": _time((lapse.ended.published if lapse.ended else None) or last),
            "cause": lapse.cause,
        }
        for lapse in series.lapses
    ]
    days = [{"day": _time(day)} for day in series.days]
    return Chart(plan=_plan_series, given=(narrow,), data={"days": days, "lapses": lapses})


def find_compared_claims(event: ToldEvent) -> tuple[EventClaim, ...]:
    """The counts of an event in the unit that most of them have; none where there are not two."""
    kinds = Counter(claim.unit for claim in event.claims if claim.kind == "count")
    if not kinds or kinds.most_common(1)[0][1] < 2:
        return ()
    chosen = kinds.most_common(1)[0][0]
    counts = [claim for claim in event.claims if claim.kind == "count" and claim.unit == chosen]
    return tuple(counts[:_MOST])


def describe_event_chart(claims: Sequence[EventClaim]) -> str:
    """What the chart of the counts of an event shows."""
    told = ", ".join(f"{_amount(claim)} ({count_things(claim.independent, 'source')})" for claim in claims)
    return f"Each row is one count of {claims[0].unit}, with its bounds: {told}. They are not added up."


def chart_event(claims: Sequence[EventClaim], *, narrow: bool = False) -> Chart:
    """Counts of one thing under each other, with their bounds."""
    rows = [
        {
            "claim": f"{number + 1}. {tell_claim(claim.kind, claim.type, _amount(claim), claim.unit, None)}",
            **_bounds(claim),
            "open": "up" if claim.high is None else "down" if claim.low is None else "no",
        }
        for number, claim in enumerate(claims)
    ]
    return Chart(plan=_plan_bounds, given=(narrow, len(rows)), data={"claims": rows})


def describe_counts_chart(counts: Sequence[ComparedCount], official: Official, kind: str) -> str:
    """What the chart of counts over time shows."""
    drawn = [count for count in counts if _bounds(count) and _days(count)]
    told = (
        f"Each line is a claimed count of {kind} over the days that it is of; {count_things(len(drawn), 'count')} drawn"
    )
    left = len(counts) - len(drawn)
    told += f", {left} left out that give no number or day." if left else "."
    if official:
        told += f" Wide bars are official statistics, {count_things(len(official), 'period')}."
    return told


def chart_counts(counts: Sequence[ComparedCount], official: Official, *, narrow: bool = False) -> Chart:
    """Counts over time: each a line over its days, at its bounds; official statistics as bars behind them."""
    rows = [
        {"from": _time(days[0]), "to": _time(days[1], end=True), **bounds}
        for count in counts
        if (days := _days(count)) and (bounds := _bounds(count))
    ]
    bars = [
        {"from": _time(one), "to": _time(two, end=True), "number": value, "zero": 0} for one, two, value in official
    ]
    return Chart(plan=_plan_counts, given=(narrow,), data={"claims": rows, "official": bars})


def _plan_series(narrow: bool) -> "altair.LayerChart | altair.FacetChart":  # noqa: FBT001 - given by place
    import altair as alt

    axis = alt.Axis(title=None, grid=False, tickCount=4 if narrow else 8, format="%b %Y" if narrow else "%-d %b %Y")
    days = alt.X("day:T", scale=alt.Scale(type="utc"), axis=axis)
    marks = alt.Chart(alt.NamedData("days")).mark_tick(thickness=3, height=22, color=COLORS["ink"])
    bars = (
        alt.Chart(alt.NamedData("lapses"))
        .mark_bar(height=10, color=COLORS["gap"], opacity=0.75)
        .encode(x=alt.X("from:T", scale=alt.Scale(type="utc"), axis=axis), x2="to:T")
    )
    return alt.layer(bars, marks.encode(x=days)).properties(width=_WIDTHS[narrow], height=34)


def _plan_counts(narrow: bool) -> "altair.LayerChart | altair.FacetChart":  # noqa: FBT001 - as above
    import altair as alt

    time = alt.X(
        "from:T",
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(title=None, grid=False, tickCount=4 if narrow else 8, format="%b %Y"),
    )
    number = alt.Axis(title=None, tickCount=5, format=",d")
    behind = alt.Chart(alt.NamedData("official")).mark_rect(color=COLORS["official"], opacity=0.45)
    claimed = alt.Chart(alt.NamedData("claims"))
    return alt.layer(
        behind.encode(x=time, x2="to:T", y=alt.Y("number:Q", axis=number), y2="zero:Q"),
        claimed.mark_rule(strokeWidth=3, color=COLORS["claim"]).encode(
            x=time, x2="to:T", y=alt.Y("low:Q", axis=number)
        ),
        claimed.mark_rule(strokeWidth=3, color=COLORS["claim"]).encode(x=time, x2="to:T", y="high:Q"),
        claimed.mark_rule(strokeWidth=1.5, color=COLORS["claim"]).encode(x=time, y="low:Q", y2="high:Q"),
        claimed.mark_point(size=30, filled=True, color=COLORS["claim"], opacity=1).encode(x=time, y="low:Q"),
    ).properties(width=_WIDTHS[narrow], height=240)


def _plan_bounds(narrow: bool, rows: int) -> "altair.LayerChart | altair.FacetChart":  # noqa: FBT001 - as above
    import altair as alt

    base = alt.Chart(alt.NamedData("claims"))
    which = alt.Y(
        "claim:N", sort=None, axis=alt.Axis(title=None, ticks=False, domain=False, labelLimit=110 if narrow else 240)
    )
    count = alt.Axis(title=None, tickCount=5, format=",d")
    low, high = alt.X("low:Q", axis=count, scale=alt.Scale(zero=True, nice=True)), alt.X("high:Q", axis=count)
    shape = alt.Shape(
        "open:N",
        legend=None,
        scale=alt.Scale(domain=["no", "up", "down"], range=["circle", "triangle-right", "triangle-left"]),
    )
    layers: altair.LayerChart | altair.FacetChart = alt.layer(
        base.mark_rule(strokeWidth=3, color=COLORS["claim"]).encode(x=low, x2="high:Q", y=which),
        base.mark_point(size=90, filled=True, color=COLORS["claim"], opacity=1).encode(x=low, y=which, shape=shape),
        base.mark_point(size=90, filled=True, color=COLORS["claim"], opacity=1).encode(x=high, y=which, shape=shape),
    ).properties(width=_WIDTHS[narrow] - (90 if not narrow else 40), height=24 * rows)
    return layers


def _amount(claim: EventClaim) -> str:
    return tell_amount(claim.low, claim.high, approximate=claim.approximate)


def _days(count: ComparedCount) -> tuple[str, str] | None:
    """The days that a count is of, else that of the document."""
    first = count.start or count.citation.published
    return (first, count.end or first) if first else None


def _bounds(count: ComparedCount | EventClaim) -> dict[str, float]:
    """Where a count is drawn: at the other bound where one is not given, nowhere where none is."""
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    return {} if low is None or high is None else {"low": low, "high": high}


def _time(day: str, *, end: bool = False) -> int:
    """Milliseconds since 1970 of the first or the last moment of a day, in UTC."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return int(moment.timestamp() * 1000) + (86_399_999 if end else 0)


def _span(days: Sequence[str]) -> str:
    return f"{tell_days(days[0], None)} to {tell_days(days[-1], None)}" if days else "on no known day"
