"""A ledger and a viewer -> its records as shown, one after another: what exports are made of.

Who is hidden in one document is hidden by full name in all, also where the reader passed the name over, unless that
document names an official so. Records are held one at a time; the names that are hidden are held together.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from onrecord.care import Viewer, add_elsewhere, hides_name, is_hidden, show_record
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.engine import telling
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.rows import encode_document
from onrecord.ledger.tables import facts, listings
from onrecord.schema import Id, Person, Record

__all__ = ["HiddenNames", "Shown", "ShownLedger", "WidenedLedger", "find_hidden_names", "open_shown"]

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile("['’]s(?![^\\W_])")
_GAP = r"[\W_]+(?:\w+[\W_]+){0,2}?"  # between a first and a last name: initials, particles, a second name


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A record as its viewer may see it.

    `revision` is the SHA-256 of the revision's bytes, None where care changed it: with it a guess of a hidden name
    could be confirmed. `hidden` are the people of the record whose names are pseudonyms.
    """

    record: Record
    revision: str | None
    hidden: frozenset[Id]


class HiddenNames:
    """The full names that are hidden somewhere in a ledger, looked up by the words of a text."""

    def __init__(self, people: Iterable[Person], viewer: Viewer) -> None:
        self._by_last: dict[str, dict[tuple[str, ...], Person]] = defaultdict(dict)
        for person in people:
            words = tuple(_WORD.findall(_fold(person.name or "")))
            if len(words) > 1 and is_hidden(person, viewer):
                known = self._by_last[words[-1]].setdefault(words, person)
                if _rank(person) > _rank(known):
                    self._by_last[words[-1]][words] = person

    def add_to(self, record: Record) -> Record:
        """The record with those people of other documents whom its words name too, after its own people."""
        words = _fold("\n".join(_find_words(record)))
        known = {_ends(_WORD.findall(_fold(person.name))) for person in record.people if person.name}
        found = [
            person
            for last in sorted(self._by_last.keys() & set(_WORD.findall(words)))
            for name, person in self._by_last[last].items()
            if _ends(name) not in known and _names(words, name)
        ]
        return add_elsewhere(record, found)


class WidenedLedger(Ledger):
    """The same ledger, whose records know whom other documents hide. A subclass, so that a desk can stand on it."""

    def __init__(self, ledger: Ledger, names: HiddenNames) -> None:
        super().__init__(ledger.engine, name=ledger.name)
        self._names = names

    def record(self, id: str) -> Record:  # noqa: A002 - the word of the record
        """The newest record of a document."""
        return self._names.add_to(super().record(id))

    def records(self) -> Iterator[Record]:
        """The newest record of each document."""
        return map(self._names.add_to, super().records())

    def revisions(self, id: str) -> tuple[Record, ...]:  # noqa: A002 - the word of the record
        """One record of each revision of a document."""
        return tuple(map(self._names.add_to, super().revisions(id)))


@dataclass(frozen=True)
class ShownLedger:
    """The ledger as one viewer sees it."""

    ledger: Ledger
    viewer: Viewer
    names: HiddenNames

    def records(self) -> Iterator[Shown]:
        """Every document's newest record as shown, in the order in which documents were added."""
        return map(self.show, self.ledger.records())

    def show(self, record: Record) -> Shown:
        """One record of the ledger as shown."""
        widened = self.names.add_to(record)
        shown = show_record(widened, self.viewer)
        if shown is record:
            revision = digest_bytes(encode_document(record.document))
            return Shown(record=record, revision=revision, hidden=frozenset())
        hidden = (each.id for each in record.people if hides_name(each, self.viewer))
        return Shown(record=shown, revision=None, hidden=frozenset(hidden))


def open_shown(ledger: Ledger, viewer: Viewer) -> ShownLedger:
    """The ledger for this viewer; who is hidden in it is looked up once."""
    return ShownLedger(ledger, viewer, HiddenNames(find_hidden_names(ledger), viewer))


def find_hidden_names(ledger: Ledger) -> Iterator[Person]:
    """Everyone whom the newest records name, with role and age, each name and role once."""
    people = facts["people"]
    query = (
        select(people.c.name, people.c.kind, people.c.role, people.c.age)
        .join(listings, listings.c.record == people.c.record)
        .where(people.c.name.is_not(None))
        .distinct()
        .order_by(people.c.name, people.c.kind, people.c.role, people.c.age)
    )
    with telling(ledger.name), ledger.engine.begin() as connection:
        for row in connection.execute(query):
            yield Person(id="named", kind=row.kind, role=row.role, name=row.name, age=row.age)


def _ends(name: Sequence[str]) -> tuple[str, ...]:
    """First and last name: with a second name between them or not, it is one person's."""
    return (name[0], name[-1]) if name else ()


def _rank(person: Person) -> int:
    """Who is never shown goes before who may be."""
    return int(is_hidden(person, Viewer(signed_in=True, may_see_names=True)))


def _find_words(record: Record) -> Iterator[str]:
    """All in which a name could stand that is shown: the text, and what is given beside it."""
    document = record.document
    yield from filter(None, (document.text, document.title, document.publisher, document.url, document.id))
    yield from (reference.url for reference in record.references if reference.url)


def _names(words: str, name: tuple[str, ...]) -> bool:
    """Whether the words, folded, name someone by first and last name, in this order or the last one first."""
    first, last = re.escape(name[0]), re.escape(name[-1])
    pattern = rf"(?<![^\W_]){first}{_GAP}{last}(?![^\W_])|(?<![^\W_]){last}[\W_]+{first}(?![^\W_])"
    return re.search(pattern, words) is not None


def _fold(words: str) -> str:
    """Small letters without accents; an apostrophe is a letter of its word, but for that of a possessive."""
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return _POSSESSIVE.sub(" s", words.casefold()).replace("'", "").replace("’", "")
