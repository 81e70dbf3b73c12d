"""Triggers + the time expressions of the document -> when each event was, is or will be.

A time belongs to the verb or the noun that it modifies, never to what merely stands near it; then the date of an event
is carried to its other triggers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.reading import Reading
from onrecord.records.triggers import Trigger
from onrecord.schema import IsoDate, Time

__all__ = ["When", "find_event_times"]


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: the expression that modifies it, and the days that the text fixes, inclusive."""

    time: str | None = None
    start: IsoDate | None = None
    end: IsoDate | None = None


_NEVER = When()


def find_event_times(
    reading: Reading, triggers: Sequence[Trigger], times: Sequence[Time], people: Sequence[str | None]
) -> tuple[When, ...]:
    """One for each trigger; `people` says of whom each tells, to carry dates only among events of the same person."""
    own = _assign(reading, triggers, times)
    return tuple(own.get(number) or _carry(number, triggers, own, people) for number in range(len(triggers)))


def _assign(reading: Reading, triggers: Sequence[Trigger], times: Sequence[Time]) -> dict[int, When]:
    """Number of the trigger -> the time that modifies it; the first where there are two."""
    numbers = {trigger.index: number for number, trigger in enumerate(triggers)}
    found: dict[int, When] = {}
    for time in times:
        if time.start is None or time.end is None or time.type not in ("DATE", "TIME"):
            continue
        governor = _governor(reading, time, numbers)
        if governor is not None and governor in numbers:
            found.setdefault(numbers[governor], When(time.id, time.start, time.end))
    return found


def _governor(reading: Reading, time: Time, numbers: dict[int, int]) -> int | None:
    """Index of the word that a time expression modifies."""
    first = reading.word_at(time.span.start)
    last = reading.word_at(time.span.end - 1)
    sentence = reading.sentence_at(time.span.start)
    stop = sentence.first + len(sentence.words)
    noun = _noun_after(reading, last + 1, stop, numbers)
    if noun is not None:
        return noun
    if first > sentence.first and reading.tags[first - 1] == "DET":
        return None  # it describes a noun: "the Jan. 2 shooting"
    if last + 1 < stop and reading.tags[last + 1] in ("VERB", "AUX"):
        return _verb_after(reading, last + 1, stop, numbers)
    before = _verb_before(reading, first - 1, sentence.first, numbers)
    if before is not None:
        return before
    return _verb_after(reading, last + 1, stop, numbers)


def _noun_after(reading: Reading, at: int, stop: int, numbers: dict[int, int]) -> int | None:
    """The trigger that a time describes from before: "the February 2015 [arrest]", "today's [charges]"."""
    for index in range(at, min(stop, at + 4)):
        if index in numbers and reading.tags[index] in ("NOUN", "PROPN"):
            return index
        if reading.tags[index] not in ("ADJ", "NOUN", "PART", "PROPN") and reading.words[index].lower not in (
            "'s",
            "’s",
        ):
            return None
    return None


def _verb_before(reading: Reading, at: int, first: int, numbers: dict[int, int]) -> int | None:
    for index in range(at, first - 1, -1):
        if index in numbers or reading.tags[index] == "VERB":
            return index
    return None


def _verb_after(reading: Reading, at: int, stop: int, numbers: dict[int, int]) -> int | None:
    for index in range(at, stop):
        if index in numbers or reading.tags[index] == "VERB":
            return index
    return None


def _carry(number: int, triggers: Sequence[Trigger], own: dict[int, When], people: Sequence[str | None]) -> When:
    """The date of another trigger of the same event: same type, same sureness, no other person."""
    trigger = triggers[number]
    dates: dict[tuple[str | None, str | None], list[int]] = {}
    for other, when in sorted(own.items()):
        if _same_event(trigger, triggers[other]):
            dates.setdefault((when.start, when.end), []).append(other)
    if len(dates) == 1:
        (start, end), _ = next(iter(dates.items()))
        return When(None, start, end)
    return _NEVER


def _same_event(one: Trigger, other: Trigger) -> bool:
    return one.type == other.type and (one.factuality == "planned") == (other.factuality == "planned")
