"""The reading + the beat's event types -> the words that report an occurrence, their type, and how sure it is.

What is left out: generic mentions, states, attributive participles ("the convicted man"), documents and names of laws.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.declarations import Entry
from onrecord.patterns import Pattern
from onrecord.records.matching import matches
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Factuality

__all__ = ["Trigger", "Weighing", "find_triggers", "judge_factuality", "weigh_entry"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """words[index] reports an event."""

    index: int
    entry: Entry
    factuality: Factuality

    @property
    def type(self) -> str:
        """The type of the event."""
        return self.entry.event.name


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much speaks for a word as a trigger, 0 where it reports nothing; and the pattern that decided, if one did."""

    weight: int
    held: Pattern | None = None
    excluded: Pattern | None = None


def find_triggers(reading: Reading) -> tuple[Trigger, ...]:
    """All triggers in text order, at most one a word."""
    return tuple(_find(reading))


def _find(reading: Reading) -> Iterator[Trigger]:
    spoken_to = frozenset(index for sentence in reading.sentences for index in _speaks_to_reader(reading, sentence))
    for index, word in enumerate(reading.words):
        if index in spoken_to:
            continue
        best, weight = None, 0
        for entry in reading.beat.triggers.get(word.lower, ()):
            found = weigh_entry(entry, reading, index).weight
            if found > weight:
                best, weight = entry, found
        if best is not None:
            yield Trigger(index, best, judge_factuality(best, reading, index)[0])


def _speaks_to_reader(reading: Reading, sentence: Sentence) -> range:
    """The words of a sentence that tells readers what they may do: "Seal Your Conviction", "if you were arrested"."""
    words = [word.lower for word in sentence.words]
    if _QUOTED.search(reading.document.text, sentence.start, sentence.end) or _READER.isdisjoint(words):
        return range(0)
    return range(sentence.first, sentence.first + len(words)) if _OTHERS.isdisjoint(words) else range(0)


_READER = frozenset("you your yours yourself".split())
_OTHERS = frozenset("he she his her him they them we us our my i me".split())  # somebody else is told of as well
_QUOTED = re.compile(r"[“”\"‘«]")


def weigh_entry(entry: Entry, reading: Reading, index: int) -> Weighing:
    """How much speaks for the word as a trigger of this type: the heaviest phrase that holds, or the word alone."""
    held = [pattern for pattern in entry.phrases if matches(pattern, reading, index)]
    if not held and (not entry.bare or _is_attribute(reading, index)):
        return Weighing(0)
    for pattern in entry.around.exclusions:
        if matches(pattern, reading, index):
            return Weighing(0, excluded=pattern)
    best = max(held, key=lambda pattern: pattern.weight, default=None)
    return Weighing(best.weight if best else 1, held=best)


def judge_factuality(entry: Entry, reading: Reading, index: int) -> tuple[Factuality, Pattern | None]:
    """The surroundings that ask for most words decide; between equals those of the type, then the first."""
    best: tuple[Factuality, Pattern | None] = "asserted", None
    weight = 0
    for value, pattern in entry.around.factuality:
        if pattern.weight > weight and matches(pattern, reading, index):
            best, weight = (value, pattern), pattern.weight
    return best


_AUXILIARIES = frozenset(
    "is are was were be been being 's ’s has have had having get gets got getting 're ’re 've ’ve 'm ’m am".split()
)
_LEADERS = frozenset(["DET", "ADJ", "NUM", "ADP", "PUNCT", "CCONJ"])


def _is_attribute(reading: Reading, index: int) -> bool:
    """A participle before its noun: "the arrested man", "two convicted killers", "of accused smugglers"."""
    word = reading.words[index].lower
    if not word.endswith("ed") or index + 1 >= len(reading.words) or index == 0:
        return False
    before, after = reading.words[index - 1], reading.words[index + 1]
    if reading.sentence_at(before.start) != reading.sentence_at(after.start):
        return False
    leads = reading.tags[index - 1] in _LEADERS and before.lower not in _AUXILIARIES and before.text not in (",", "(")
    nouns = ("NOUN", "ADJ", "PROPN") if reading.tags[index - 1] in ("DET", "ADJ") else ("NOUN", "ADJ")
    return leads and reading.tags[index + 1] in nouns and after.lower not in _DAYS


_DAYS = frozenset(
    "today yesterday tonight tomorrow monday tuesday wednesday thursday friday saturday sunday last early late next "
    "guilty not".split()
)
