"""The reading -> events: one for each word that reports an occurrence."""

from onrecord.records.arguments import find_arguments
from onrecord.records.event_times import find_event_times
from onrecord.records.locations import find_locations
from onrecord.records.reading import Phrase, Reading
from onrecord.records.triggers import find_triggers
from onrecord.schema import Argument, Event, Record

__all__ = ["find_events"]


def find_events(reading: Reading, record: Record) -> tuple[Event, ...]:
    """Events e1, e2, … in the order of their triggers."""
    triggers = find_triggers(reading)
    arguments = [find_arguments(reading, trigger) for trigger in triggers]
    times = find_event_times(reading, triggers, record.times, [None for _ in triggers])
    found = []
    for number, (trigger, argument, when) in enumerate(zip(triggers, arguments, times, strict=True), 1):
        word = reading.words[trigger.index]
        found.append(
            Event(
                id=f"e{number}",
                type=trigger.type,
                trigger=reading.span(word.start, word.end),
                factuality=trigger.factuality,
                agents=_name(reading, argument.agents),
                subjects=_name(reading, argument.subjects),
                places=_name(reading, find_locations(reading, trigger)),
                time=when.time,
                start=when.start,
                end=when.end,
            )
        )
    return tuple(found)


def _name(reading: Reading, phrases: tuple[Phrase, ...]) -> tuple[Argument, ...]:
    return tuple(Argument(ref=None, span=reading.span(phrase.start, phrase.end)) for phrase in phrases)
