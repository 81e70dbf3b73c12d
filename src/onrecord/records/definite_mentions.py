"""The organizations of a text -> where "the department", "the company" and the like mean one of them.

Only where one can be meant: it is the only one of its sort named so far, or the only one that this sentence and the
one before name.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from onrecord.records.reading import Reading
from onrecord.records.sentences import find_words
from onrecord.schema import OrganizationKind

__all__ = ["find_definite_mentions"]

Named = tuple[str, OrganizationKind, tuple[tuple[int, int], ...]]
"""Name, kind and sorted mentions of an organization."""

_NOT_AFTER = frozenset(["of", "for", "-", "that", "which"])


def find_definite_mentions(reading: Reading, named: Sequence[Named]) -> Mapping[int, tuple[tuple[int, int], ...]]:
    """Index into `named` -> ranges of the nouns with "the" that mean it."""
    found: dict[int, list[tuple[int, int]]] = {}
    taken = {index for _, _, mentions in named for span in mentions for index in reading.words_in(*span)}
    words = [frozenset(word.lower for word in find_words(name)) for name, _, _ in named]
    for first, last, noun, kind in _nouns(reading):
        if not taken.isdisjoint(range(first, last)):
            continue
        start, end = reading.words[first].start, reading.words[last - 1].end
        fitting = [
            number
            for number, (_, own_kind, mentions) in enumerate(named)
            if mentions[0][0] < start and (own_kind == kind if kind else noun in words[number])
        ]
        if meant := _only(reading, named, fitting, start):
            found.setdefault(meant[0], []).append((start, end))
    return {number: tuple(spans) for number, spans in found.items()}


def _nouns(reading: Reading) -> Iterator[tuple[int, int, str, OrganizationKind | None]]:
    """Each "the" + noun that may mean an organization: its words, the noun, and the kind it asks for."""
    lists = reading.beat.organizations
    nouns: dict[str, OrganizationKind | None] = dict.fromkeys(lists.get("named", ()), None)
    kinds: tuple[OrganizationKind, ...] = ("court", "company", "newsroom", "gang")
    nouns.update((noun, kind) for kind in kinds for noun in lists.get(kind, ()))
    words = reading.words
    for at, word in enumerate(words[:-1]):
        if word.lower != "the":
            continue
        for length in (2, 1):
            last = at + 1 + length
            noun = " ".join(part.lower for part in words[at + 1 : last])
            if last <= len(words) and noun in nouns and not _goes_on(reading, last):
                yield at, last, noun, nouns[noun]
                break


def _goes_on(reading: Reading, last: int) -> bool:
    """Whether the phrase goes on after the noun: "the court papers", "the office of"."""
    if last >= len(reading.words):
        return False
    word = reading.words[last]
    return word.lower in _NOT_AFTER or reading.tags[last] in ("NOUN", "PROPN") or word.text[0].isupper()


def _only(reading: Reading, named: Sequence[Named], fitting: list[int], start: int) -> list[int]:
    """The one organization that can be meant, or nothing."""
    if len(fitting) < 2:
        return fitting
    sentence = reading.sentence_at(start)
    begin = reading.sentence_at(max(0, sentence.start - 1)).start
    near = [number for number in fitting if _is_named_in(named[number][2], begin, start)]
    return near if len(near) == 1 else []


def _is_named_in(mentions: Sequence[tuple[int, int]], begin: int, end: int) -> bool:
    at = bisect_left(mentions, (begin, 0))
    return at < len(mentions) and mentions[at][0] < end
