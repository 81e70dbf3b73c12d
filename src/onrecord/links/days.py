"""A record and an event -> the days on which it happened, and the sentence that tells it."""

from onrecord.links.sentences import split_text
from onrecord.schema import Event, IsoDate, Record, Time

__all__ = ["MENTIONED", "find_days", "find_sentence"]

MENTIONED = frozenset(["conviction", "convictions"])
"""Nouns by which a text refers to an event more often than it reports one: "appealed his conviction"."""

_NEAR = 60  # code points between a trigger and its date


def find_days(record: Record, event: Event) -> tuple[IsoDate | None, IsoDate | None]:
    """The days of the event; where the record gives none, of the only date in its sentence or of the next behind it."""
    if event.start is not None:
        return event.start, event.end
    start, end = find_sentence(record, event.trigger.start)
    dated = [time for time in record.times if time.type == "DATE" and time.start and start <= time.span.start < end]
    after = [time for time in dated if time.span.start > event.trigger.end]
    others = [other.trigger.start for other in record.events if other.trigger.start > event.trigger.end]
    if len({(time.start, time.end) for time in dated}) > 1:
        limit = min((*others, event.trigger.end + _NEAR), default=end)
        dated = [time for time in after[:1] if time.span.start < limit and not _is_parted(record, event, time)]
    if not dated or _is_of_another(record, event, dated[0], end):
        return None, None
    return dated[0].start, dated[0].end


def _is_of_another(record: Record, event: Event, time: Time, end: int) -> bool:
    """Whether the sentence goes on to what happened then: "a man accused of theft pleaded on Friday"."""
    return any(
        other.start == time.start and other.trigger.text.lower() not in MENTIONED
        for other in record.events
        if event.trigger.end < other.trigger.start < end
    )


def _is_parted(record: Record, event: Event, time: Time) -> bool:
    """Whether a comma stands between them: "convicted of theft, the office said Tuesday"."""
    return "," in record.document.text[event.trigger.end : time.span.start]


def find_sentence(record: Record, at: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset; the offset alone where it stands in none."""
    return next(((start, end) for start, end in split_text(record.document.text) if start <= at < end), (at, at))
