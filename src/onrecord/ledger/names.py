"""Private people of a ledger -> their names as an index, and which of them the words of any document may name.

A name is known by its first and its last word, folded: with a second name between them or not, it is one person's.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, Connection, Engine, Text, any_, bindparam, func, select

from onrecord.ledger.bulk import insert_rows
from onrecord.ledger.engine import telling
from onrecord.ledger.index import is_private
from onrecord.ledger.tables import facts, names, records
from onrecord.schema import Person, Record

__all__ = [
    "Ends",
    "Firsts",
    "NameIndex",
    "fill_names",
    "find_ends",
    "fold_words",
    "name_rows",
    "spell_ends",
    "split_words",
]

Ends = tuple[str, str]
"""First and last word of a name, folded."""

_WORD = re.compile(r"[^\W_]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile("['’]s(?![^\\W_])")
_GAP = r"[\W_]+(?:[^\W_]+[\W_]+){0,2}?"  # between a first and a last name: initials, particles, a second name
_KNOWN = 300_000  # words whose names are kept, some 30 MB
_SPELLED = 4_096  # names whose patterns are kept: to make one takes as long as to search a page with ten
_NEAR = 3  # words from the first to the last
_LONG = 100  # letters of a word that are kept: PostgreSQL indexes up to 2,700 bytes
_PAGE = 10_000  # people taken up at once


@dataclass(slots=True)
class Firsts:
    """By the last word of names all their first words: of `whole` everybody, else of words that were looked up."""

    known: dict[str, frozenset[str]] = field(default_factory=dict)
    whole: bool = False


Row = tuple[object, ...]


def fold_words(words: str) -> str:
    """Small letters without accents; an apostrophe is a letter of its word, but for that of a possessive.

    >>> fold_words("Ilya O’Dremov’s")
    'ilya odremov s'
    """
    if not words.isascii():
        words = _FOREIGN.sub(_make_plain, words)
    return _POSSESSIVE.sub(" s", words.casefold()).replace("'", "").replace("’", "")


def _make_plain(found: re.Match[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", found.group()) if not unicodedata.combining(c))


def split_words(folded: str) -> list[str]:
    """The words of folded text as the index keeps them."""
    return [word[:_LONG] for word in _WORD.findall(folded)]


def find_ends(name: str) -> Ends | None:
    """By which words a name is known; None where it has one word alone."""
    words = split_words(fold_words(name))
    return (words[0], words[-1]) if len(words) > 1 else None


@lru_cache(_SPELLED)
def spell_ends(ends: Ends) -> re.Pattern[str]:
    """What finds a name in folded words: first and last, in this order or the last one first."""
    first, last = (re.escape(word) + r"[^\W_]*" * (len(word) == _LONG) for word in ends)
    return re.compile(rf"(?<![^\W_]){first}{_GAP}{last}(?![^\W_])|(?<![^\W_]){last}[\W_]+{first}(?![^\W_])")


def name_rows(record: Record, number: int) -> list[Row]:
    """The rows of a record, with the columns in the order of the table; `number` is the record's in the ledger."""
    found = ((person.id, _find_private(person)) for person in record.people)
    return [(number, id, *ends) for id, ends in found if ends]  # noqa: A001 - the word of the record


def fill_names(connection: Connection) -> None:
    """Fill the empty table from that of people."""
    last = 0
    while numbers := connection.execute(_NUMBERS, {"last": last}).scalars().all():
        found = connection.execute(_PEOPLE, {"first": numbers[0], "last": numbers[-1]})
        insert_rows(connection, names, [(row.record, row.id, *ends) for row in found if (ends := _find_private(row))])
        last = numbers[-1]


class NameIndex:
    """The private people of one ledger. Every method is one transaction at most, and may raise LedgerError.

    `firsts` keeps of each word the first words of names that end so, for as long as who gives it knows that nobody
    else is named (`load_firsts`); without it each text is looked up.
    """

    def __init__(self, engine: Engine, name: str, firsts: Firsts | None = None) -> None:
        self._engine = engine
        self._name = name
        self._firsts = firsts

    def find_ends(self, words: Sequence[str]) -> tuple[Ends, ...]:
        """Those names both of whose ends stand near to each other in the words, in order."""
        firsts = self._know(words)
        named = set[Ends]()
        for place, last in enumerate(words):
            if of := firsts.get(last):
                for first in (*words[max(0, place - _NEAR) : place], *words[place + 1 : place + 2]):
                    if first in of:
                        named.add((first, last))
        return tuple(sorted(named))

    def find_people(self, asked: Iterable[Ends]) -> dict[Ends, tuple[Person, ...]]:
        """Who bears each of these names, by what the newest record of each revision says of them."""
        with telling(self._name), self._engine.begin() as connection:
            found = {ends: connection.execute(_BEARERS, {"first": ends[0], "last": ends[1]}).all() for ends in asked}
        return {ends: tuple(map(_make_person, rows)) for ends, rows in found.items()}

    def load_firsts(self) -> Firsts:
        """Those of everybody; of a ledger with too many names none, so that words are looked up as they come."""
        with telling(self._name), self._engine.begin() as connection:
            rows = connection.execute(_ENDS.limit(_KNOWN + 1)).all()
        return Firsts() if len(rows) > _KNOWN else Firsts(known=_gather(rows), whole=True)

    def _know(self, words: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The first words of all names that end with one of these; others may be there too."""
        kept = Firsts() if self._firsts is None else self._firsts
        if kept.whole:
            return kept.known
        firsts = {word: kept.known.get(word) for word in dict.fromkeys(words)}
        missing = [word for word, of in firsts.items() if of is None]
        found = self._look_up(missing) if missing else {}
        if len(kept.known) > _KNOWN:
            kept.known.clear()
        kept.known.update(found)
        return {word: of for word, of in firsts.items() if of is not None} | found

    def _look_up(self, lasts: Sequence[str]) -> dict[str, frozenset[str]]:
        with telling(self._name), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                rows = connection.execute(_ENDS_OF_ARRAY, {"words": sorted(lasts)}).all()
            else:
                rows = connection.execute(_ENDS_OF_JSON, {"words": json.dumps(sorted(lasts))}).all()
        return dict.fromkeys(lasts, frozenset[str]()) | _gather(rows)


def _gather(rows: Iterable[Any]) -> dict[str, frozenset[str]]:
    found = defaultdict[str, set[str]](set)
    for first, last in rows:
        found[last].add(first)
    return {last: frozenset(of) for last, of in found.items()}


def _find_private(person: Any) -> Ends | None:
    """By which words a person, or a row of one, is known who is not shown to everybody."""
    return find_ends(person.name) if person.name and is_private(person.role, person.age) else None


def _make_person(row: Any) -> Person:
    return Person(id="named", kind=row.kind, role=row.role, name=row.name, age=row.age)


_people = facts["people"].c
_NUMBERS = (
    select(_people.record).distinct().where(_people.record > bindparam("last")).order_by(_people.record).limit(_PAGE)
)
_PEOPLE = select(_people.record, _people.id, _people.name, _people.role, _people.age).where(
    _people.record.between(bindparam("first"), bindparam("last")), _people.name.is_not(None)
)
_ENDS = select(names.c.first, names.c.last).distinct()
# The words go over as one value: a statement with one of its own for each of some 200 words takes 3 ms to write.
_ENDS_OF_JSON = _ENDS.where(names.c.last.in_(select(func.json_each(bindparam("words")).table_valued("value").c.value)))
_ENDS_OF_ARRAY = _ENDS.where(names.c.last == any_(bindparam("words", type_=ARRAY(Text()))))
_newer = records.alias()
_BEARERS = (
    select(_people.name, _people.kind, _people.role, _people.age)
    .select_from(names)
    .join(facts["people"], (_people.record == names.c.record) & (_people.id == names.c.id))
    .join(records, records.c.number == names.c.record)
    .where(names.c.first == bindparam("first"), names.c.last == bindparam("last"))
    .where(~select(1).where(_newer.c.revision == records.c.revision, _newer.c.number > records.c.number).exists())
    .distinct()
    .order_by(_people.name, _people.kind, _people.role, _people.age)
)
