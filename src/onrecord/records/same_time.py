"""Triggers that tell of what happened together: the time of one is the time of the other.

"was arraigned and released on Monday", "pleaded not guilty at her arraignment today", "a raid on May 3 led to the
arrest of": joined verbs, an act and the hearing or raid in which it was done, a cause and what came of it at once.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from onrecord.records.reading import Reading
from onrecord.schema import Time

__all__ = ["is_verb", "share_times"]

_FILLERS = frozenset(
    "serve seeking following including according attempted aggravated assigned based known named related".split()
)
_JOINERS = frozenset("and or but , then also later subsequently was were".split())
_OUTCOMES = frozenset("acquitted convicted cleared pleaded".split())
_OPERATIONS = frozenset("operation sweep raid raids crackdown sting roundup bust".split())
_LED = re.compile(r"\b(?:led|leading) to\b|\bresult(?:ed|ing) in\b")


def share_times(reading: Reading, indexes: Sequence[int], dated: Mapping[int, Time]) -> dict[int, Time]:
    """Index of each trigger's word -> its time, with those that it has by what happened at once; indexes ascend."""
    shared = dict(dated)
    pairs = [(other, index) for before, index in pairwise([-1, *indexes]) for other in _at_once(reading, before, index)]
    for other, index in pairs:
        if index not in shared and other in shared:
            shared[index] = shared[other]
    for other, index in reversed(pairs):
        if other not in shared and index in dated:
            shared[other] = dated[index]
    return shared


def _at_once(reading: Reading, before: int, index: int) -> Iterator[int]:
    """Indexes of words that tell of what happened with the trigger at words[index]; `before` is the last trigger."""
    joined = _joined_before(reading, index)
    if joined is not None:
        yield joined
    if before < reading.sentence_at(reading.words[index].start).first:
        return
    between = [reading.words[at].lower for at in range(before + 1, index)]
    if _is_within(reading, before, index, between) or _follows(reading, before, index, between):
        yield before


def _is_within(reading: Reading, before: int, index: int, between: Sequence[str]) -> bool:
    """ "pleaded not guilty at [arraignment]", "arrested during the March [raid]"; "At [arraignment], she requested"."""
    if reading.tags[index] in ("NOUN", "PROPN"):
        lead = between[-5:]
        within = ("at", "during", "in") if reading.words[index].lower in _OPERATIONS else ("at", "during")
        at = max((place for place, word in enumerate(lead) if word in within), default=None)
        return at is not None and not {",", ";", "and", "for"} & set(lead[at:])
    opening = reading.words[max(0, before - 5) : before]
    first = reading.sentence_at(reading.words[index].start).first
    return (
        reading.tags[before] in ("NOUN", "PROPN")
        and before - first <= 5
        and any(word.lower in ("at", "during") for word in opening)
        and "," in between
        and not any(reading.tags[at] in ("VERB", "AUX") for at in range(before + 1, before + between.index(",") + 1))
    )


def _follows(reading: Reading, before: int, index: int, between: Sequence[str]) -> bool:
    """ "a raid led to the [arrest]", "arrested two men, [charging] them", "granted a motion to [dismiss]"."""
    if reading.tags[index] in ("NOUN", "PROPN") and _LED.search(" ".join(between)):
        return ";" not in between and len(between) < 20
    if between and between[-1] == "," and reading.words[index].lower.endswith("ing"):
        return reading.tags[before] == "VERB"
    if between and between[-1] == "to" and reading.words[before].lower.startswith("grant"):
        return bool({"motion", "request", "petition", "application"} & set(between)) and len(between) < 10
    pair = {reading.words[before].lower, reading.words[index].lower}
    return "but" in between and pair <= _OUTCOMES and len(pair) == 2


def _joined_before(reading: Reading, index: int) -> int | None:
    """The verb to which "and" joins the verb at words[index]; "posted figures but stopped in May" is two dates."""
    if reading.tags[index] == "NOUN":
        return None
    first = reading.sentence_at(reading.words[index].start).first
    at = index - 1
    while at > first and reading.words[at].lower in _JOINERS:
        if reading.words[at].lower in ("and", "or"):
            return next((back for back in range(at - 1, max(first, at - 25) - 1, -1) if is_verb(reading, back)), None)
        at -= 1
    return None


def is_verb(reading: Reading, index: int) -> bool:
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
