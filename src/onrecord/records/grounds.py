"""A sentence -> the districts, facilities and roads that it names, told by their last words or their numbers.

A road with a house number is an address and is left alone: home addresses are never extracted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records.agency_names import is_headline
from onrecord.records.gazetteer import Gazetteer
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence, Word
from onrecord.schema import PlaceKind

__all__ = ["Ground", "find_grounds"]


@dataclass(frozen=True, slots=True)
class Ground:
    """Words that name a judicial district, a facility or a road."""

    start: int
    end: int
    name: str
    kind: PlaceKind


_DIRECTIONS = frozenset("northern southern eastern western central middle".split())
_TWO_WORDS = frozenset("new west north south rhode puerto".split())  # first words of states of two words
_NUMBERED = re.compile(
    r"(?:(?:U\.S\.|US|State|County) )?(?:Highway|Interstate|Route|County Road|Hwy\.|I-)[ -]?\d{1,4}[A-Z]?\b"
)
_NO_ROAD = frozenset("the a an on at in of and to from near along off by between".split())


def find_grounds(reading: Reading, gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Ground]:
    """Districts, facilities and roads of one sentence; those in a headline are told by districts and numbers alone."""
    yield from _districts(reading, sentence)
    yield from _numbered_roads(reading, sentence)
    if not is_headline(sentence.words):
        yield from _facilities(reading, gazetteer, sentence)
        yield from _roads(reading, gazetteer, sentence)


def _districts(reading: Reading, sentence: Sentence) -> Iterator[Ground]:
    """Judicial districts: "Eastern District of Wisconsin", "the District of Massachusetts"."""
    words = sentence.words
    for at, word in enumerate(words[:-2]):
        if word.text != "District" or words[at + 1].lower != "of" or not words[at + 2].text[0].isupper():
            continue
        directed = at > 0 and words[at - 1].lower in _DIRECTIONS and words[at - 1].text[0].isupper()
        if not directed and (
            at < 2 or words[at - 1].lower != "the" or words[at - 2].lower not in ("for", "in", "from")
        ):
            continue
        last = at + 3
        while (
            last < len(words)
            and last < at + 5
            and words[last].text[0].isupper()
            and words[at + 2].lower in ("new", "west", "north", "south", "rhode", "puerto")
        ):
            last += 1
            break
        start, end = words[at - directed].start, words[last - 1].end
        if words[at + 2].text not in ("Columbia", "Attorney"):
            yield Ground(start, end, reading.document.text[start:end], "district")


def _facilities(reading: Reading, gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Ground]:
    """Jails, courthouses, airports and the like by the last words of their names."""
    words = sentence.words
    heads = gazetteer.words.get("facilities", frozenset())
    for at in range(1, len(words)):
        if not words[at].text[0].isupper():
            continue
        length = _head_length(words, at, heads)
        if not length:
            continue
        first = at
        while first > 0 and _belongs(words[first - 1], words[first]):
            first -= 1
        while first < at and not words[first].text[0].isupper():
            first += 1
        if first < at:
            start, end = words[first].start, words[at + length - 1].end
            yield Ground(start, end, reading.document.text[start:end], "facility")


def _head_length(words: Sequence[Word], at: int, heads: frozenset[str]) -> int:
    """How many words from words[at] on are the last words of a facility's name; the most of it."""
    for length in (3, 2, 1):
        if at + length <= len(words) and " ".join([word.lower for word in words[at : at + length]]) in heads:
            return length
    return 0


def _belongs(before: Word, after: Word) -> bool:
    marks = before.text in ("-", "’s", "'s", ".")
    return after.start - before.end <= 1 and (
        marks or (before.text[0].isupper() and before.lower not in ("the", "a", "an", "at", "in"))
    )


def _roads(reading: Reading, gazetteer: Gazetteer, sentence: Sentence) -> Iterator[Ground]:
    """Named roads: "Quillon Street", "East Harbor Road"."""
    words = sentence.words
    streets = gazetteer.words.get("streets", frozenset())
    for at in range(1, len(words)):
        if words[at].lower not in streets or not words[at].text[0].isupper():
            continue
        first = at
        while first > 0 and at - first < 4 and _is_road_word(words[first - 1], words[first]):
            first -= 1
        numbered = first > 0 and words[first - 1].text[0].isdigit()
        named = any(word.text.isalpha() and len(word.text) > 2 for word in words[first:at])
        if named and not numbered and not words[first].text[0].isdigit():
            start, end = words[first].start, words[at].end
            yield Ground(start, end, reading.document.text[start:end], "facility")


def _is_road_word(before: Word, after: Word) -> bool:
    if after.start - before.end > 1 or before.lower in _NO_ROAD:
        return False
    return before.text[0].isupper() and before.text[-1] not in ",;:"


def _numbered_roads(reading: Reading, sentence: Sentence) -> Iterator[Ground]:
    """Roads by number: "Highway 59", "Interstate 35"."""
    for match in _NUMBERED.finditer(reading.document.text, sentence.start, sentence.end):
        yield Ground(match.start(), match.end(), match.group(), "facility")
