"""Triggers + the time expressions of the document -> the time that modifies each trigger in its sentence.

A time belongs to the verb or noun that it modifies, never to what merely stands near it: not the date of the offense,
not the next court date, not the order of the story. Dates are carried to an event's other triggers in event_dates.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.records.reading import Reading
from onrecord.records.triggers import Trigger
from onrecord.schema import Time

__all__ = ["assign_times"]

_NO_ANCHOR = frozenset("before until by dob born since through".split())
_UNDATED = frozenset(["accused", "accuse", "accuses"])  # the date is that of the conduct: "on May 2 she is accused of"
_SUPPORTS = frozenset(
    "set scheduled slated filed handed entered obtained issued returned made took occurred secured held conducted "
    "launched imposed unsealed rendered reached run ran began happened came continued adjourned postponed "
    "detailed carried brought led resulted".split()
)
_SUBORDINATORS = frozenset("after following as when while during before once".split())
_SAYINGS = frozenset("announcement statement release conference interview briefing email post news".split())
_FILLERS = frozenset("serve seeking following including according".split())
_JOINERS = frozenset("and or but , then also later subsequently was were".split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a time expression stands: words[first:stop] in the sentence words[low:high]."""

    first: int
    stop: int
    low: int
    high: int


def assign_times(reading: Reading, triggers: Sequence[Trigger], times: Sequence[Time]) -> dict[int, Time]:
    """Number of the trigger -> the time that modifies it; nothing where two different dates do."""
    numbers = {trigger.index: number for number, trigger in enumerate(triggers)}
    found: dict[int, list[Time]] = {}
    for time in times:
        if time.start is None or time.end is None:
            continue
        governor = _find_governor(reading, time, numbers)
        if governor is None:
            continue
        number = numbers.get(governor)
        if number is not None:
            governor = triggers[_ruling(reading, triggers, number)].index
        found.setdefault(governor, []).append(time)
    dated = {index: times[0] for index, times in found.items() if not _are_joined(reading, times)}
    return _share(reading, triggers, dated)


def _can_be_dated(reading: Reading, trigger: Trigger) -> bool:
    return trigger.factuality != "possible" and reading.words[trigger.index].lower not in _UNDATED


def _are_joined(reading: Reading, dates: Sequence[Time]) -> bool:
    """Two dates for one trigger, joined: "charged in 2021 and 2023"; the two ends of an interval are one."""
    return any(
        reading.document.text[one.span.end : other.span.start].strip(" ,") in ("", "and", "or", "and in", "and on")
        and one.start != other.start
        and reading.document.text[max(0, one.span.start - 8) : one.span.start].lower() != "between "
        for one, other in pairwise(dates)
    )


def _ruling(reading: Reading, triggers: Sequence[Trigger], number: int) -> int:
    """What is only ordered takes no date: "ordered [removed] in 2009" dates the order."""
    trigger = triggers[number]
    if number and trigger.factuality == "planned" and trigger.type in ("remove", "release", "arrest"):
        before = triggers[number - 1]
        if before.type == "rule" and reading.sentence_at(reading.words[before.index].start) == reading.sentence_at(
            reading.words[trigger.index].start
        ):
            return number - 1
    return number


def _find_governor(reading: Reading, time: Time, numbers: Mapping[int, int]) -> int | None:
    """Index of the word that a time expression modifies."""
    sentence = reading.sentence_at(time.span.start)
    place = _Place(
        reading.word_at(time.span.start),
        reading.word_at(time.span.end - 1) + 1,
        sentence.first,
        sentence.first + len(sentence.words),
    )
    before = reading.words[place.first - 1].lower if place.first > place.low else ""
    if before in _NO_ANCHOR or _is_said(reading, place):
        return None
    noun = _described(reading, place, numbers)
    if noun is not None:
        return noun
    if _is_attribute(reading, place):
        return None
    after = reading.tags[place.stop] if place.stop < place.high else ""
    goes_on = place.stop < place.high and reading.words[place.stop].lower.endswith("ing")  # "on May 3 charging four"
    if (after == "VERB" and not goes_on) or (after == "AUX" and before not in ("in", "on", "of")):
        return _through(reading, _verb_after(reading, place, numbers), place, numbers)
    verb = _verb_before(reading, place, numbers)
    if verb is not None:
        return _through(reading, verb, place, numbers)
    return _through(reading, _verb_after(reading, place, numbers), place, numbers)


def _is_said(reading: Reading, place: _Place) -> bool:
    """The time of what is said, not of what happened: "according to an announcement Monday"."""
    at = place.first - 1
    if at > place.low and reading.words[at].lower in ("on", "in", "late", "early"):
        at -= 1
    return at >= place.low and reading.words[at].lower in _SAYINGS


def _described(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The trigger that a time describes from before: "the February 2015 [arrest]", "today's [charges]"."""
    for index in range(place.stop, min(place.high, place.stop + 4)):
        if index in numbers and reading.tags[index] in ("NOUN", "PROPN"):
            return index
        if reading.tags[index] not in ("ADJ", "NOUN", "PROPN") and reading.words[index].lower not in ("'s", "’s"):
            return None
    return None


def _is_attribute(reading: Reading, place: _Place) -> bool:
    """Whether the time describes a noun that is no trigger: "the Jan. 2 shooting", "for 1995 murder"."""
    if place.stop >= place.high:
        return False
    after = reading.words[place.stop]
    if after.lower in ("'s", "’s"):
        return True
    return reading.tags[place.stop] == "NOUN" or (reading.tags[place.first - 1] == "DET" and place.first > place.low)


def _verb_before(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    for index in range(place.first - 1, place.low - 1, -1):
        if reading.words[index].text in ";:" and index < place.first - 1:
            return None
        if index in numbers or _is_verb(reading, index):
            return index
    return None


def _verb_after(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The first verb of the clause that a time opens; a clause between commas is passed over."""
    index = place.stop
    while index < place.high:
        if reading.words[index].lower in _SUBORDINATORS and reading.words[index - 1].text in (",", ")"):
            index = next((at for at in range(index, place.high) if reading.words[at].text == ","), place.high)
        elif _is_verb(reading, index) or index in numbers:
            return index
        index += 1
    return None


def _through(reading: Reading, verb: int | None, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The noun whose verb this is, where the verb only supports it: "[sentencing] is set for", "filed [charges]"."""
    if verb is None or verb in numbers or reading.words[verb].lower not in _SUPPORTS:
        return verb
    for index in range(verb + 1, min(verb + 8, place.high)):
        if index in numbers:
            return index
        if reading.tags[index] == "VERB" or reading.words[index].text in ",;":
            break
    for index in range(verb - 1, max(place.low, verb - 14) - 1, -1):
        if index in numbers:
            return index
        if reading.tags[index] == "VERB" or reading.words[index].text in ";":
            break
    return verb


def _share(reading: Reading, triggers: Sequence[Trigger], dated: dict[int, Time]) -> dict[int, Time]:
    """Number of the trigger -> its time; joined verbs share one: "was arraigned and released on Monday"."""
    shared = dict(dated)
    for trigger in triggers:
        before = _joined_before(reading, trigger.index)
        if before is not None and trigger.index not in shared and before in shared:
            shared[trigger.index] = shared[before]
    for trigger in reversed(triggers):
        before = _joined_before(reading, trigger.index)
        if before is not None and before not in shared and trigger.index in dated:
            shared[before] = dated[trigger.index]
    return {
        number: shared[trigger.index]
        for number, trigger in enumerate(triggers)
        if trigger.index in shared and _can_be_dated(reading, trigger)
    }


def _joined_before(reading: Reading, index: int) -> int | None:
    """The verb to which "and" joins the verb at words[index]; "posted figures but stopped in May" is two dates."""
    if reading.tags[index] == "NOUN":
        return None
    first = reading.sentence_at(reading.words[index].start).first
    at = index - 1
    while at > first and reading.words[at].lower in _JOINERS:
        if reading.words[at].lower in ("and", "or"):
            return next((back for back in range(at - 1, max(first, at - 25) - 1, -1) if _is_verb(reading, back)), None)
        at -= 1
    return None


def _is_verb(reading: Reading, index: int) -> bool:
    """A verb that can have a time of its own: no participle before its noun, no verb that only fills out another."""
    word = reading.words[index].lower
    if reading.tags[index] != "VERB" or word in _FILLERS or word in reading.beat.roles.get("bystander", ()):
        return False
    phrase = reading.phrase_at(reading.words[index].start)
    if phrase is not None and phrase.head > index:
        return False
    following = reading.tags[index + 1] if index + 1 < len(reading.tags) else ""
    before = reading.tags[index - 1] if index else ""
    return not (
        following == "NOUN" and word.endswith(("ed", "ing")) and before in ("ADP", "ADJ", "NUM", "PUNCT", "DET")
    )
