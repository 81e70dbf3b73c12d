"""Triggers + the time expressions of the document -> the time that modifies each trigger in its sentence.

A time belongs to the verb or noun that it modifies, never to what merely stands near it: not the date of the offense,
not the next court date, not the order of the story. Dates are carried to an event's other triggers in event_dates.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.records.reading import Reading
from onrecord.records.same_time import is_verb, share_times
from onrecord.records.triggers import Trigger
from onrecord.schema import Time

__all__ = ["assign_times"]

_NO_ANCHOR = frozenset("before until by dob born since through".split())
_UNDATED = frozenset(["accused", "accuse", "accuses"])  # the date is that of the conduct: "on May 2 she is accused of"
_SUPPORTS = frozenset(
    "set scheduled slated filed handed entered obtained issued returned made took occurred secured held conducted "
    "launched imposed unsealed rendered reached run ran began happened came continued adjourned postponed "
    "detailed carried brought led resulted moved agreed decided voted appeared approved joined signed".split()
)
_SUBORDINATORS = frozenset("after following as when while during before once".split())
_SAYINGS = frozenset("announcement statement release conference interview briefing email post news".split())
_HARMS = frozenset(
    "murder killing shooting robbery homicide death assault slaying stabbing attempted rape kidnapping burglary "
    "bombing crash theft arson manslaughter attack fatal deadly".split()
)
_DEEDS = frozenset("conspiracy intent attempt plot scheme".split())  # "a conspiracy to distribute": one name
_PAPERS = frozenset("ruling decision opinion order judgment".split())
_WRITTEN = frozenset("entered signed issued returned rendered".split())
_DOCUMENTS = frozenset("plea pleas verdict judgment ruling decision order sentence indictment complaint".split())
_COMING = frozenset("sentencing arraignment".split())


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
    described = _find_described(reading, times, numbers)
    describing = {time.id for time in described.values()}
    free = {index: number for index, number in numbers.items() if index not in described}
    for time in times:
        if time.start is None or time.end is None:
            continue
        governor = _find_governor(reading, time, numbers if time.id in describing else free)
        if governor is None:
            continue
        number = numbers.get(governor)
        if number is not None:
            governor = triggers[_ruling(reading, triggers, number)].index
        found.setdefault(governor, []).append(time)
    dated = {index: times[0] for index, times in found.items() if not _are_joined(reading, times)}
    shared = share_times(reading, [trigger.index for trigger in triggers], dated)
    return {
        number: shared[trigger.index]
        for number, trigger in enumerate(triggers)
        if trigger.index in shared and _can_be_dated(reading, trigger)
    }


def _find_described(reading: Reading, times: Sequence[Time], numbers: Mapping[int, int]) -> dict[int, Time]:
    """Index of a noun -> the time before it: "the 1996 [verdict]" has its year, and what follows dates another."""
    found: dict[int, Time] = {}
    for time in times:
        if time.start is not None and time.end is not None:
            noun = _described(reading, _place(reading, time), numbers)
            if noun is not None:
                found[noun] = time
    return found


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
    place = _place(reading, time)
    before = reading.words[place.first - 1].lower if place.first > place.low else ""
    if before in _NO_ANCHOR or _is_said(reading, place):
        return None
    noun = _described(reading, place, numbers)
    if noun is not None:
        return noun
    if _is_attribute(reading, place):
        verb = _verb_before(reading, place, numbers) if before == "during" else _of_paper(reading, place, numbers)
        return verb if verb in numbers else None
    if place.first - 1 in numbers and reading.tags[place.first - 1] == "VERB" and place.first > place.low:
        return place.first - 1  # "the men arrested today have been charged"
    after = reading.tags[place.stop] if place.stop < place.high else ""
    if after == "VERB" and place.stop in numbers and before == ",":
        return place.stop  # "referred the case, today dismissing the petition"
    goes_on = place.stop < place.high and reading.words[place.stop].lower.endswith("ing")  # "on May 3 charging four"
    if (after == "VERB" and not goes_on) or (after == "AUX" and before not in ("in", "on", "of")):
        return _through(reading, _verb_after(reading, place, numbers), place, numbers)
    verb = _verb_before(reading, place, numbers)
    if verb not in numbers and (clause := _clause_of_time(reading, place)) is not None:
        return _verb_after(reading, replace(place, stop=clause), numbers)
    if verb is not None:
        return _through(reading, verb, place, numbers)
    return _through(reading, _verb_after(reading, place, numbers), place, numbers)


def _clause_of_time(reading: Reading, place: _Place) -> int | None:
    """Where the clause begins that tells what happened then: "was in Halden in 2004 when", "in court today, where"."""
    at = place.stop + (place.stop < place.high and reading.words[place.stop].text == ",")
    return at + 1 if at < place.high and reading.words[at].lower in ("when", "where") else None


def _of_paper(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """What a paper of that day does: "the May 3 ruling upheld", "In a May 3, 2022, opinion, the court affirmed"."""
    at = place.stop + (reading.words[place.stop].text == ",")
    if at < place.high and reading.words[at].lower in _PAPERS:
        return _verb_after(reading, replace(place, stop=at + 1), numbers)
    return None


def _place(reading: Reading, time: Time) -> _Place:
    sentence = reading.sentence_at(time.span.start)
    first, last = reading.word_at(time.span.start), reading.word_at(time.span.end - 1)
    return _Place(first, last + 1, sentence.first, sentence.first + len(sentence.words))


def _is_said(reading: Reading, place: _Place) -> bool:
    """The time of what is said, not of what happened: "according to an announcement Monday"."""
    at = place.first - 1
    if at > place.low and reading.words[at].lower in ("on", "in", "late", "early"):
        at -= 1
    return at >= place.low and reading.words[at].lower in _SAYINGS


def _described(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The trigger that a time describes from before: "the February 2015 [arrest]", "today's [charges]"."""
    for index in range(place.stop, min(place.high, place.stop + 5)):
        decided = reading.words[index - 1].lower == "to" and index > place.stop  # "today's decision to [dismiss]"
        if index in numbers and (decided or reading.tags[index] in ("NOUN", "PROPN")):
            return index
        if reading.tags[index] not in ("ADJ", "NOUN", "PROPN") and reading.words[index].lower not in ("'s", "’s", "to"):
            return None
    return None


def _is_attribute(reading: Reading, place: _Place) -> bool:
    """Whether the time describes a noun that is no trigger: "the Jan. 2 shooting", "for 1995 murder"."""
    if place.stop >= place.high:
        return False
    after = reading.words[place.stop]
    if after.lower in ("'s", "’s"):
        return True
    year = place.stop - place.first == 1 and reading.words[place.first].text.isdigit() and place.first > place.low
    before = reading.words[place.first - 1].lower
    if year and (after.lower in _HARMS or (before == "for" and after.text.isalpha())):
        return True
    return reading.tags[place.stop] == "NOUN" or (reading.tags[place.first - 1] == "DET" and place.first > place.low)


def _verb_before(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    for index in range(place.first - 1, place.low - 1, -1):
        if reading.words[index].text in ";:" and index < place.first - 1:
            return None
        to = index - 2 >= place.low and reading.words[index - 1].lower == "to"
        if index not in numbers and to and reading.words[index - 2].lower in _DEEDS:
            continue
        if index in numbers or is_verb(reading, index):
            return index
    return None


def _verb_after(reading: Reading, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The first verb of the clause that a time opens; a clause between commas is passed over."""
    index = place.stop
    while index < place.high:
        if (reading.words[index].lower in _SUBORDINATORS and reading.words[index - 1].text in (",", ")")) or (
            index not in numbers
            and reading.words[index - 1].text == ","
            and reading.tags[index] == "VERB"
            and reading.words[index].lower.endswith("ing")
        ):
            index = next((at for at in range(index, place.high) if reading.words[at].text == ","), place.high)
        elif is_verb(reading, index) or index in numbers:
            return index
        index += 1
    return None


def _through(reading: Reading, verb: int | None, place: _Place, numbers: Mapping[int, int]) -> int | None:
    """The noun whose verb this is, where the verb only supports it: "[sentencing] is set for", "filed [charges]"."""
    if verb is None or verb in numbers or reading.words[verb].lower not in _SUPPORTS:
        return verb
    if reading.words[verb - 1].lower in ("that", "which", "who") and verb - 1 > place.low:
        told = verb - 3 if reading.words[verb - 2].text == "," else verb - 2
        return told if told in numbers else verb
    for index in range(verb + 1, min(verb + 8, place.high)):
        if index in numbers:
            return index
        if reading.tags[index] == "VERB" or reading.words[index].text in ",;":
            break
    if reading.words[verb].lower in _WRITTEN:
        papers = (at for at in range(verb - 1, place.low - 1, -1) if at in numbers)
        written = next((at for at in papers if reading.words[at].lower in _DOCUMENTS), None)
        if written is not None:
            return written
    earlier = range(verb - 1, max(place.low, verb - 14) - 1, -1)
    coming = [index for index in earlier if index in numbers and reading.words[index].lower in _COMING]
    if coming and reading.words[verb].lower in ("scheduled", "set", "slated"):
        return coming[0]
    for index in earlier:
        if index in numbers:
            return index
        if reading.tags[index] == "VERB" or reading.words[index].text in ";":
            break
    return verb
