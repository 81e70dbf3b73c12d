"""A ledger and a viewer -> what of it is shown: the one way by which anything leaves a ledger, to any eyes.

Who is hidden in one document is hidden by full name in all, also where the reader passed the name over, unless that
document names an official so. Records are widened by those people of others whom their words name, and go through care.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from onrecord import care
from onrecord.answers.answer import Answer
from onrecord.answers.search import Keep, Query, search_documents
from onrecord.care import ShownReviewed, Viewer, add_elsewhere, hides_name, is_hidden
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.index import PLAIN
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.names import Firsts, NameIndex, find_ends, fold_words, spell_ends, split_words
from onrecord.ledger.rows import encode_document
from onrecord.links.pages import Page
from onrecord.records.explaining import Explanation
from onrecord.reviews.applying import Reviewed
from onrecord.reviews.review import Review
from onrecord.schema import Document, Id, Person, Record

__all__ = ["HiddenNames", "Remember", "Shown", "ShownLedger", "open_shown"]

View = TypeVar("View")

Remember = Callable[[Record, Callable[[], tuple[Person, ...]]], tuple[Person, ...]]
"""A record and how those are found whom others hide -> whom it found: looked up where it is not known yet."""

_STEM = 4  # letters that are the same in two words of which stemmers (Porter) make one by cutting longer endings


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

    def __init__(
        self, ledger: Ledger, viewer: Viewer, remember: Remember | None = None, firsts: Firsts | None = None
    ) -> None:
        self._index = NameIndex(ledger.engine, ledger.name, firsts)
        self._viewer = viewer
        self._remember = remember

    def find(self, record: Record, beside: Iterable[str] = ()) -> tuple[Person, ...]:
        """Those whom other records hide, and the words of this one name, or words that are shown beside it."""
        words_beside = tuple(beside)
        if self._remember is None or words_beside:
            return self._look_up(record, words_beside)
        return self._remember(record, lambda: self._look_up(record, ()))

    def _look_up(self, record: Record, beside: Sequence[str]) -> tuple[Person, ...]:
        words = fold_words("\n".join((*_find_words(record), *beside)))
        known = {find_ends(person.name) for person in record.people if person.name}
        asked = self._index.find_ends(split_words(words))
        named = [ends for ends in asked if ends not in known and spell_ends(ends).search(words)]
        if not named:
            return ()
        people = self._index.find_people(named)
        bearers = (self._choose(people[ends]) for ends in sorted(named, key=lambda ends: (ends[1], ends[0])))
        return tuple(person for person in bearers if person is not None)

    def add_to(self, record: Record, beside: Iterable[str] = ()) -> Record:
        """The record with those people of other documents whom its words name too, after its own people."""
        return add_elsewhere(record, self.find(record, beside))

    def _choose(self, bearers: Sequence[Person]) -> Person | None:
        """Of those who bear a name one who is hidden from this viewer; who is never shown goes before who may be."""
        hidden = [person for person in bearers if is_hidden(person, self._viewer)]
        return max(hidden, key=_rank, default=None)


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
        shown = self.show_record(record)
        if shown is record:
            revision = digest_bytes(encode_document(record.document))
            return Shown(record=record, revision=revision, hidden=frozenset())
        hidden = (each.id for each in record.people if hides_name(each, self.viewer))
        return Shown(record=shown, revision=None, hidden=frozenset(hidden))

    def show_record(self, record: Record) -> Record:
        """The same, without what is known beside it; the same record where nothing is hidden."""
        widened = self.names.add_to(record)
        shown = care.show_record(widened, self.viewer)
        return record if shown is widened else shown

    def show_revisions(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """Records of one document: who is hidden in one is hidden in all, by one pseudonym."""
        return care.show_revisions(tuple(map(self.names.add_to, records)), self.viewer)

    def show_reviewed(self, reviewed: Reviewed, others: Sequence[Record], said: Iterable[Review] = ()) -> ShownReviewed:
        """What a person reviews, beside its other revisions and what was `said` of any of them."""
        widened = (*others, self.names.add_to(reviewed.record, _find_said(said)))
        return care.show_reviewed(reviewed, widened, self.viewer)

    def show_document(self, record: Record) -> Document:
        """The document of a record: what a list needs, without the facts."""
        return care.show_document(self.names.add_to(record), self.viewer)

    def show_words(self, record: Record, words: str) -> str:
        """Words that stand beside a record, such as its publisher's name in a list."""
        return care.show_words(self.names.add_to(record, (words,)), words, self.viewer)

    def show_explanation(self, record: Record, explanation: Explanation) -> Explanation:
        """Why a fact of a record stands there."""
        return care.show_explanation(self.names.add_to(record), explanation, self.viewer)

    def show_answer(self, answer: Answer, find: Callable[[Id], Record]) -> Answer:
        """An answer; `find` gives the record of a document that it cites."""
        return care.show_answer(answer, partial(self._widen, find), self.viewer)

    def show_view(self, view: View, find: Callable[[Id], Record]) -> View:
        """Any dataclass of answers."""
        return care.show_view(view, partial(self._widen, find), self.viewer)

    def search(self, query: Query, page: Page) -> Answer:
        """The documents that have what is asked for."""
        answer = search_documents(self.ledger, query, page, keep=self.keep_from(query))
        return self.show_answer(answer, self.ledger.record)

    def keep_from(self, query: Query) -> Keep | None:
        """Which documents a search may find: none by the name of somebody who is hidden in it for another's sake.

        Of its own private people the full text has no words.
        """
        typed = frozenset(split_words(fold_words(query.typed)))
        return partial(self._may_be_found, typed) if typed else None

    def _may_be_found(self, typed: frozenset[str], record: Record) -> bool:
        named = (split_words(fold_words(person.name or "")) for person in self.names.find(record))
        words = {word for name in named for word in name} - PLAIN
        return not any(_is_akin(one, other) for one in typed for other in words)

    def _widen(self, find: Callable[[Id], Record], document: Id) -> Record:
        return self.names.add_to(find(document))


def open_shown(
    ledger: Ledger, viewer: Viewer, remember: Remember | None = None, firsts: Firsts | None = None
) -> ShownLedger:
    """The ledger for this viewer.

    `remember` keeps whom others hide in a record, and `firsts` how people are called, while all are named as they are.
    """
    return ShownLedger(ledger, viewer, HiddenNames(ledger, viewer, remember, firsts))


def _rank(person: Person) -> tuple[bool, int, str]:
    """Who is never shown goes before who may be, then the longest name."""
    name = person.name or ""
    return is_hidden(person, Viewer(signed_in=True, may_see_names=True)), len(name), name


def _is_akin(one: str, other: str) -> bool:
    """Whether a full text may take two words for forms of one: all but the last letters are the same.

    >>> _is_akin("voss", "vosses"), _is_akin("mary", "maries"), _is_akin("voss", "vow")
    (True, True, False)
    """
    least = min(len(one), len(other))
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), least)
    return same >= max(least - 1, 1) or (same >= _STEM and same >= least - 3)


def _find_said(reviews: Iterable[Review]) -> Iterator[str]:
    """What stands in reviews beside the words of the text as it is: reasons, values, words of older texts."""
    for review in reviews:
        yield review.why
        yield from (fixed.value for fixed in review.fixed if isinstance(fixed.value, str))
        if review.anchor:
            yield review.anchor.sentence.text


def _find_words(record: Record) -> Iterator[str]:
    """All in which a name could stand that is shown: the text, and what is given beside it."""
    document = record.document
    yield from filter(None, (document.text, document.title, document.publisher, document.url, document.id))
    yield from (reference.url for reference in record.references if reference.url)
    yield from (body.name for body in record.organizations)
    yield from (place.name for place in record.places)
    yield from (case.title for case in record.proceedings if case.title)
    yield from (label.term for label in record.labels)
    yield from (omission.explanation for omission in record.omissions)
