"""What answers are made of: the records of a ledger, by id, and the links between them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.answers.answer import Citation, Named, cite_passage
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import Ledger
from onrecord.links.episodes import Episode
from onrecord.links.pages import LinkPages
from onrecord.links.passages import Passage
from onrecord.links.proceedings import LinkedPerson
from onrecord.links.stored import StoredLinks, find_links
from onrecord.schema import Id, IsoDate, Record

__all__ = ["Library", "name_person", "open_library", "say_identity"]

_REASONS = {
    "echo": "a repeated sentence",
    "sentences": "sentences of one office that are in both",
    "person": "another person who is told of in both",
    "step": "the same step on the same day",
    "case": "the same case number",
}
"""What tells that two documents tell of one person, in words; of any other reason it is the same thing."""


@dataclass(frozen=True)
class Library:
    """The records and their links."""

    links: StoredLinks
    source: Ledger
    _known: dict[Id, Record] = field(default_factory=dict)

    @cached_property
    def pages(self) -> LinkPages:
        """The lists of links, a page at a time."""
        return LinkPages(self.links)

    def record(self, document: Id) -> Record:
        """The record of a document. Raises LedgerError where there is none."""
        if document not in self._known:
            self._known[document] = self.source.record(document)
        return self._known[document]

    def fetch(self, documents: Iterable[Id]) -> None:
        """Look up at once those records that will be asked for."""
        missing = [document for document in dict.fromkeys(documents) if document not in self._known]
        if missing:
            self._known.update(self.source.records_of(missing))

    def records(self) -> Iterator[Record]:
        """Every record."""
        return self.source.records()

    def cite(self, passage: Passage) -> Citation:
        """The sentence around a passage."""
        return cite_passage(self.record(passage.document), passage)

    def cite_all(self, passages: Iterable[Passage]) -> tuple[Citation, ...]:
        """The sentences around passages, each once."""
        return tuple(dict.fromkeys(self.cite(passage) for passage in passages))

    def people(self, documents: Iterable[Id]) -> tuple[Named, ...]:
        """Those whom a case knows in several documents."""
        cases = self.links.proceedings_of_all(documents)
        named = tuple(name_person(person) for case in cases for person in case.people if len(person.mentions) > 1)
        self.fetch(document for person in named for document, _ in person.mentions)  # care asks for all of them
        return named

    def episode(self, name: str) -> Episode:
        """The episode of this id, or of the document of this id. Raises LedgerError."""
        episode = self.links.episode_of(name) or self.links.episode_of(self.record(name).document.id)
        if episode is None:
            raise LedgerError(f"There is no episode {name}; give the id of a document, as `onrecord list` prints it.")
        return episode


def open_library(ledger: Ledger, *, as_of: IsoDate | None = None) -> Library:
    """A ledger with its links, made where they are not kept; `as_of` is the day up to which it knows all."""
    return Library(find_links(ledger, as_of=as_of), ledger)


def name_person(person: LinkedPerson) -> Named:
    """A person of a case, as answers name people."""
    return Named(mentions=person.mentions)


def say_identity(person: LinkedPerson) -> str | None:
    """Why several documents are said to tell of one person; None where one alone does."""
    if not person.reasons:
        return None
    return (
        f"one person in all, by name and {', '.join(_REASONS.get(each, f'the same {each}') for each in person.reasons)}"
    )
