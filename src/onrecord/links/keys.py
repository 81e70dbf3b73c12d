"""A record -> keys: two documents can only be linked where they have a key in common.

What more than 64 documents have in common (32 a name) tells no matter, and links none of them; a sentence that a
publisher has on four pages is on none of them told. So what is linked depends on all documents, but only through how
many have a key.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from onrecord.links.defendants import find_defendants, fold_name
from onrecord.links.occurrences import Happening, Occurrence, find_occurrence
from onrecord.links.sentences import split_text
from onrecord.links.series import find_told, name_series
from onrecord.links.shingles import print_text, split_words
from onrecord.schema import Record

__all__ = [
    "DATED",
    "KINDS",
    "LIMITS",
    "NO_CONTEXT",
    "Context",
    "find_keys",
    "find_sentence_keys",
    "key_day",
    "key_happening",
    "key_name",
    "key_person",
    "key_print",
    "key_series",
    "read_context",
]

KINDS = ("print", "person", "happening", "day", "name", "series", "teller", "told", "sentence", "matter")
"""What a key is of: its place here stands in the highest byte of the key."""

DATED = ("happening", "day")
"""Kinds of keys of days: grown common, they only take away what nothing but a day had brought together."""

LIMITS = dict.fromkeys(KINDS, 64) | {
    "name": 32,
    "series": 2_000,
    "teller": 2_000,
    "told": 2_000,
    "sentence": 3,
    "matter": 1 << 60,
}
"""The most documents that may have a key before it counts no more; for a sentence, before it is a menu's."""

_SHIFT = 56


@dataclass(frozen=True, slots=True)
class Context:
    """What records of other documents say of these: keys that too many have, and sentences of menus."""

    common: frozenset[int]
    menus: frozenset[int]


NO_CONTEXT = Context(frozenset(), frozenset())
"""Of records of which none are common: a few."""


def find_keys(record: Record) -> frozenset[int]:
    """Every key of a record, of all kinds."""
    occurrence = find_occurrence(record)
    return frozenset([*_find_event_keys(occurrence), *_find_other_keys(record), *find_sentence_keys(record).values()])


def _find_event_keys(occurrence: Occurrence) -> Iterator[int]:
    yield from map(key_happening, occurrence.happenings)
    yield from map(key_day, occurrence.days)
    yield from map(key_name, occurrence.names)
    yield from (_make_key("matter", *parts) for parts in _find_matters(occurrence))


def _find_matters(occurrence: Occurrence) -> Iterator[tuple[str, ...]]:
    """What two documents on one event have in common that share neither words, nor a name or a person.

    A day alone is never enough: it takes a count or, where it is a stretch of days, a place (episodes.py weighs them);
    a reply to an arrest tells of the place too.
    """
    counts = [(str(value), measures) for value, measures in occurrence.counts]
    for each in occurrence.happenings:
        yield from ((each.type, each.start, each.end, *count) for count in counts)
        if each.type == "arrest" or each.start != each.end:
            yield from ((each.type, each.start, each.end, place) for place in occurrence.places)
    yield from ((*days, *count) for days in occurrence.days for count in counts)


def _find_other_keys(record: Record) -> Iterator[int]:
    document = record.document
    yield from map(key_print, print_text(document.text))
    yield from (key_person(defendant.key) for defendant in find_defendants(record))
    if (series := name_series(record)) is not None:
        yield key_series(*series)
        yield _make_key("told", fold_name(record.document.publisher or ""))
    yield from (_make_key("teller", body) for body, _, _ in find_told([record]))


def find_sentence_keys(record: Record) -> dict[tuple[int, int], int]:
    """The key of each sentence of a document whose publisher is known, by its start and end."""
    document = record.document
    if document.publisher is None:
        return {}
    text = document.text
    return {
        (start, end): _make_key("sentence", document.publisher, *words)
        for start, end in split_text(text)
        if (words := split_words(text[start:end]))
    }


def key_print(value: int) -> int:
    """Of a fingerprint of words in a row."""
    return KINDS.index("print") << _SHIFT | value


def key_person(name: str) -> int:
    """Of a folded first and last name of a defendant."""
    return _make_key("person", name)


def key_happening(happening: Happening) -> int:
    """Of a kind of event on a day."""
    return _make_key("happening", happening.type, happening.start, happening.end)


def key_day(days: tuple[str, str]) -> int:
    """Of a stretch of days."""
    return _make_key("day", *days)


def key_name(name: str) -> int:
    """Of a name that is neither of an official nor of an agency."""
    return _make_key("name", name)


def key_series(publisher: str, title: str) -> int:
    """Of a title without its dates."""
    return _make_key("series", publisher, title)


def read_context(records: Iterable[Record]) -> Context:
    """The context of records when there are no others."""
    counts = Counter(key for record in records for key in find_keys(record))
    over = frozenset(key for key, count in counts.items() if count > LIMITS[KINDS[key >> _SHIFT]])
    menus = frozenset(key for key in over if KINDS[key >> _SHIFT] == "sentence")
    return Context(over - menus, menus)


def _make_key(kind: str, *parts: str) -> int:
    digest = blake2b("\0".join(parts).encode(), digest_size=7).digest()
    return KINDS.index(kind) << _SHIFT | int.from_bytes(digest, "big")
