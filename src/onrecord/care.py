"""A record and who looks at it -> the record as shown: the one gate between a ledger and anyone's eyes.

Names of people who are no officials acting in office become pseudonyms, the same throughout the document, wherever
they stand: the text, every span, titles, addresses. Offsets are moved with the words, so that in the record as shown
`document.text[start:end] == text` holds as before. Who is hidden from whom is told in docs/decisions/0004.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import islice
from typing import Any, TypeVar

from onrecord.answers.answer import Answer, Citation, Finding, Named
from onrecord.disguise import Disguise, make_disguise, make_pseudonyms
from onrecord.records.explaining import Explanation
from onrecord.reviews.applying import Reviewed
from onrecord.schema import Dateline, Document, Id, Organization, Person, Place, Record, Span

__all__ = [
    "ShownReviewed",
    "Viewer",
    "add_elsewhere",
    "describe_person",
    "hides_name",
    "is_hidden",
    "show_answer",
    "show_document",
    "show_explanation",
    "show_record",
    "show_reviewed",
    "show_revisions",
    "show_view",
    "show_words",
]

_ELSEWHERE = "elsewhere "  # how the id of somebody begins who is added to a record to be hidden in it

_IN_OFFICE = frozenset(["official", "judge"])
_NEVER = frozenset(["victim", "relative"])
_OF_AGE = 18
View = TypeVar("View")
_TYPED = frozenset(
    "id kind role gender origin disposition code date assertion geonameid admin1 country type value start end mode act "
    "factuality unit measures manner format language published retrieved ref organization place event statement time "
    "speaker court steps applies_to part_of about".split()
)
"""Fields whose words are the schema's own, ids, dates or countries: no name of a person stands in them."""
_CLOSED = frozenset("kind type disposition manner gender unit measures cause reason verdict day start end last".split())
"""The same in views of answers: words of closed sets, and days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks: names of private people are shown to a signed-in viewer where the ledger's owner turned them on."""

    signed_in: bool = False
    may_see_names: bool = False


def show_record(record: Record, viewer: Viewer) -> Record:
    """The record as this viewer may see it, grounded in a text of its own; the same record where nothing is hidden."""
    return _show_record(record, _make_disguise(record, viewer))


def show_revisions(records: Sequence[Record], viewer: Viewer) -> tuple[Record, ...]:
    """Records of one document as this viewer may see them: who is hidden in one is hidden in all, by one pseudonym."""
    return tuple(map(_show_record, records, _share_disguises(records, viewer)))


def add_elsewhere(record: Record, people: Sequence[Person]) -> Record:
    """The record with these people of other records after its own, to be hidden in it: no record shown has them."""
    first = len(record.people)  # so that nobody has the id of one who was added before
    others = (replace(person, id=f"{_ELSEWHERE}{number}", mentions=()) for number, person in enumerate(people, first))
    return replace(record, people=(*record.people, *others)) if people else record


def _show_record(record: Record, disguise: Disguise | None) -> Record:
    if disguise is None:
        return record
    parts = {part.name: _show(getattr(record, part.name), part.name, disguise) for part in fields(record)}
    parts["people"] = tuple(person for person in parts["people"] if not person.id.startswith(_ELSEWHERE))
    return replace(record, **parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReviewed:
    """A record as people left it and as its reader wrote it, on one text as shown, by one set of pseudonyms."""

    record: Record
    read: Record
    _disguise: Disguise | None

    def restore(self, start: int, end: int) -> tuple[int, int] | None:
        """Where words that the viewer marked stand in the text itself; None where they cut a pseudonym."""
        return (start, end) if self._disguise is None else self._disguise.restore(start, end)

    def mask(self, words: str) -> str:
        """Words from elsewhere, such as a reason or words of an older revision, as this viewer may see them."""
        return words if self._disguise is None else self._disguise.mask(words)


def show_reviewed(reviewed: Reviewed, others: Sequence[Record], viewer: Viewer) -> ShownReviewed:
    """What a person reviews, as they may see it; nobody is named who is hidden in one of the `other` revisions."""
    of_record, of_read = islice(_share_disguises((reviewed.record, reviewed.read, *others), viewer), 2)
    record, read = _show_record(reviewed.record, of_record), _show_record(reviewed.read, of_read)
    return ShownReviewed(record=record, read=read, _disguise=of_record)


def show_document(record: Record, viewer: Viewer) -> Document:
    """The document of the record as this viewer may see it: what a list needs, without the facts."""
    disguise = _make_disguise(record, viewer)
    shown: Document = record.document if disguise is None else _show_part(record.document, disguise)
    return shown


def show_words(record: Record, words: str, viewer: Viewer) -> str:
    """Words that stand beside the record, such as its publisher's name in a list, as this viewer may see them."""
    disguise = _make_disguise(record, viewer)
    return words if disguise is None else disguise.mask(words)


def show_explanation(record: Record, explanation: Explanation, viewer: Viewer) -> Explanation:
    """Why a fact of the record stands there, as this viewer may see it: its words lie in the text as shown."""
    disguise = _make_disguise(record, viewer)
    shown: Explanation = explanation if disguise is None else _show_part(explanation, disguise)
    return shown


def show_answer(answer: Answer, find: Callable[[Id], Record], viewer: Viewer) -> Answer:
    """The answer as this viewer may see it; `find` gives the record of a document that it cites.

    A person whom a link knows in several documents has one pseudonym in all; nobody else has that of another document.
    """
    names = _Names(answer, find, viewer)
    findings = tuple(names.show_finding(finding) for finding in answer.findings)
    return replace(answer, findings=findings, people=())


def show_view(view: View, find: Callable[[Id], Record], viewer: Viewer) -> View:
    """Any dataclass of answers as this viewer may see it: Named gives way to a name, a citation to the words as shown.

    Words beside citations are masked by the documents cited there, or else by those around. What stands in a field
    of a closed set of words is no name, and left as it is.
    """
    names = _Names(view, find, viewer)
    names.give_pseudonyms()
    shown: View = names.show(view, "", ())
    return shown


class _Names:
    """Who is hidden in an answer, and by which pseudonyms, in the order in which the answer tells of them."""

    def __init__(self, view: object, find: Callable[[Id], Record], viewer: Viewer) -> None:
        parts = tuple(_walk(view))
        named = [part for part in parts if isinstance(part, Named)]
        self._owners = {mention: each.mentions[0] for each in named for mention in each.mentions}
        documents = [document for part in parts for document in _find_documents(part)]
        self._records = {document: find(document) for document in dict.fromkeys(documents)}
        self._people = {
            (document, person.id): person for document, record in self._records.items() for person in record.people
        }
        self._hidden = {self._own(key) for key, person in self._people.items() if hides_name(person, viewer)}
        self._letters = make_pseudonyms([record.document.text for record in self._records.values()])
        self._pseudonyms: dict[tuple[Id, Id], str] = {}
        self._disguises: dict[Id, Disguise | None] = {}
        self._masked: dict[tuple[int, str], str] = {}  # a list cites a document, and tells its title, again and again
        self._ids: dict[Id, Id] = {}

    def give_pseudonyms(self) -> None:
        """The first letters to those whom the view itself names, in its order."""
        for owner in dict.fromkeys(self._owners.values()):
            if owner in self._hidden:
                self._pseudonym(owner)

    def show_finding(self, finding: Finding) -> Finding:
        """The finding with pseudonyms for names, in its own words and in those that it cites."""
        told = [(self._name(part), True) if isinstance(part, Named) else (part, False) for part in finding.says]
        masks = self._find_masks(finding)
        says = "".join(words if named else self._mask(words, masks) for words, named in told)
        why = tuple(self._mask(words, masks) for words in finding.why)
        return replace(finding, says=(says,), why=why, citations=tuple(map(self._cite, finding.citations)))

    def show(self, value: Any, field: str, masks: Sequence[Disguise]) -> Any:
        """Any part of a view."""
        match value:
            case Named():
                return self._name(value)
            case Citation():
                return self._cite(value)
            case Finding():
                return self.show_finding(value)
            case tuple():
                return tuple(self.show(item, field, masks) for item in value)
            case str():
                return value if field in _CLOSED else self._mask(value, masks)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        inside = self._find_masks(value) or masks
        return replace(
            value, **{part.name: self.show(getattr(value, part.name), part.name, inside) for part in fields(value)}
        )

    def _find_masks(self, view: object) -> list[Disguise]:
        """How words beside these citations are masked."""
        cited = dict.fromkeys(part.document for part in _walk(view) if isinstance(part, Citation))
        return [mask for document in cited if (mask := self._disguise(document))]

    def _own(self, key: tuple[Id, Id]) -> tuple[Id, Id]:
        return self._owners.get(key, key)

    def _name(self, named: Named) -> str:
        owner = self._own(named.mentions[0])
        if owner in self._hidden:
            return self._pseudonym(owner)
        names = (self._people[mention].name for mention in named.mentions if mention in self._people)
        return next((name for name in names if name), "someone")

    def _pseudonym(self, key: tuple[Id, Id]) -> str:
        owner = self._own(key)
        if owner not in self._pseudonyms:
            self._pseudonyms[owner] = next(self._letters)
        return self._pseudonyms[owner]

    def _disguise(self, document: Id) -> Disguise | None:
        if document not in self._disguises:
            record = self._records[document]
            hidden = [p for p in record.people if _has_name(p) and self._own((document, p.id)) in self._hidden]
            names = {person.id: self._pseudonym((document, person.id)) for person in hidden}
            self._disguises[document] = make_disguise(record, hidden, names) if hidden else None
        return self._disguises[document]

    def _mask(self, words: str, masks: Sequence[Disguise]) -> str:
        for mask in masks:
            key = (id(mask), words)  # a disguise lives as long as this does
            if key not in self._masked:
                self._masked[key] = mask.mask(words)
            words = self._masked[key]
        return words

    def _cite(self, citation: Citation) -> Citation:
        disguise = self._disguise(citation.document)
        if disguise is None:
            return citation
        title = self._mask(citation.title, (disguise,)) if citation.title else None
        publisher = self._mask(citation.publisher, (disguise,)) if citation.publisher else None
        if citation.document not in self._ids:
            self._ids[citation.document] = disguise.mask_id(citation.document)
        shown = self._ids[citation.document]
        return replace(citation, document=shown, span=disguise.move(citation.span), title=title, publisher=publisher)


def _walk(view: object) -> Iterator[Named | Citation]:
    """Those named and the words cited in a view, in its order."""
    if isinstance(view, Named | Citation):
        yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from _walk(item)
    elif is_dataclass(view):
        for part in fields(view):
            yield from _walk(getattr(view, part.name))


def _find_documents(part: Named | Citation) -> tuple[Id, ...]:
    """The documents that are cited, or in which a person is told of."""
    return (part.document,) if isinstance(part, Citation) else tuple(document for document, _ in part.mentions)


def is_hidden(person: Person, viewer: Viewer) -> bool:
    """Whether a viewer sees a pseudonym in place of the name: always for victims, minors and relatives."""
    if person.role in _NEVER or (person.age is not None and person.age < _OF_AGE):
        return True
    return person.role not in _IN_OFFICE and not (viewer.signed_in and viewer.may_see_names)


def hides_name(person: Person, viewer: Viewer) -> bool:
    """Whether there is a name to hide."""
    return _has_name(person) and is_hidden(person, viewer)


def describe_person(person: Person) -> str:
    """What can be said of a person in place of the name, from the record alone.

    >>> describe_person(Person(id="p1", kind="person", role="subject", age=28, gender="male", origin="Costa Verde"))
    'a 28-year-old man from Costa Verde'
    """
    if person.kind == "group":
        return f"{person.count} people" if person.count else "a group of people"
    noun = {"male": "man", "female": "woman", None: "person"}[person.gender]
    if person.age is not None and person.age < _OF_AGE:
        noun = {"male": "boy", "female": "girl", None: "minor"}[person.gender]
    article = "an" if person.age in (8, 11, 18) or 80 <= (person.age or 0) < 90 else "a"
    age = f"{article} {person.age}-year-old " if person.age is not None else "a "
    return f"{age}{noun}{f' from {person.origin}' if person.origin else ''}"


def _make_disguise(record: Record, viewer: Viewer) -> Disguise | None:
    """How the hidden people's names are replaced; None where nobody is hidden."""
    hidden = [person for person in record.people if hides_name(person, viewer)]
    return make_disguise(record, hidden) if hidden else None


def _has_name(person: Person) -> bool:
    return bool(person.name and person.name.strip())


def _key(person: Person) -> str:
    return " ".join(unicodedata.normalize("NFKC", person.name or "").casefold().split())


def _share_disguises(records: Sequence[Record], viewer: Viewer) -> Iterator[Disguise | None]:
    """A disguise for each record that hides all who are hidden in one of them, also those whom it does not know."""
    hidden = {_key(person): person for record in records for person in record.people if hides_name(person, viewer)}
    pseudonyms = dict(zip(hidden, make_pseudonyms([record.document.text for record in records]), strict=False))
    for record in records:
        known = {_key(person) for person in record.people}
        whole = add_elsewhere(record, [person for key, person in hidden.items() if key not in known])
        people = [person for person in whole.people if _key(person) in hidden]
        names = {person.id: pseudonyms[_key(person)] for person in people}
        yield make_disguise(whole, people, names) if people else None


def _show(value: Any, field: str, disguise: Disguise) -> Any:
    """Any part of a record, with moved spans and masked words."""
    if field in _TYPED or value is None:
        return value
    match value:
        case Span():
            return disguise.move(value)
        case tuple():
            return tuple(_show(item, field, disguise) for item in value)
        case str():
            return disguise.mask_address(value) if field == "url" else disguise.mask(value)
    return _show_part(value, disguise) if is_dataclass(value) else value


def _show_part(value: Any, disguise: Disguise) -> Any:
    parts = {part.name: _show(getattr(value, part.name), part.name, disguise) for part in fields(value)}
    match value:
        case Person() if value.id in disguise.pseudonyms:
            parts["name"] = disguise.pseudonyms[value.id]
        case Place() | Organization() if _is_open(value, disguise):
            parts["name"] = value.name
        case Dateline():
            parts = {"place": disguise.mask(value.place or "") or None, "date": value.date}
        case Document():
            parts |= {"id": disguise.mask_id(value.id), "text": disguise.text}
    return replace(value, **parts)


def _is_open(named: Place | Organization, disguise: Disguise) -> bool:
    """Whether the text as shown names a town or an office so too, wherever it is mentioned."""
    kept = all(disguise.move(span).text == span.text for span in named.mentions)
    return kept and named.name.casefold() in disguise.text.casefold()
