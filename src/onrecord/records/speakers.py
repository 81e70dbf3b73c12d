"""The words of a source -> the person or organization of the record that they mean; None where it is not sure.

A name decides before a title, a title before a pronoun; "a spokesman for Dana Vale" is not Dana Vale. Pronouns and "the
statement" mean the nearest speaker or person before them whose gender is not another; "we" and "this office" mean the
publisher, or nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.records.organization_mentions import name_key
from onrecord.records.reading import Reading
from onrecord.schema import Organization, OrganizationKind, Person, Record, Span

__all__ = ["Speakers"]

_HE = frozenset("he him his".split())
_SHE = frozenset("she her hers".split())
_IT = frozenset("it its they their them".split())
_OURS = re.compile(
    r"(?:we|us|ours?|(?:this|our)\s+(?:\w+\s+)?(?:agency|department|office|bureau|company|newspaper|organization|court))",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:for|of|to|from|with|against|at|by|in|about|called|named|titled)(?: the| an?)?"
    r"(?: (?:Mr|Mrs|Ms|Dr|Gov|Rep|Sen)\.| (?:President|Mayor|Governor|Judge|Sheriff|Officer|Senator))*\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:statement|letter|release|report|message|email|post|memo|ruling|order|tweet)s?\s+(?:from|by|of)\b", re.I
)
_PAPERS = re.compile(
    r"^(?:the|a|an|his|her|its|their|that|this)?\s*(?:\w+ "
    r"){0,2}(?:statement|letter|post|tweet|message|email|note|remarks|"
    r"release|announcement)$",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"^(?:the|that|its)\s+(?:\w+ "
    r")?(?:agency|department|office|bureau|company|group|organization|ministry|court|"
    r"administration|union|sheriff’s office|sheriff's office)$",
    re.IGNORECASE,
)
_HUMAN = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|officials?|officers?|sources?|agents?|attorneys?|lawyers?|prosecutors?|members?|"
    r"investigators?|detectives?|leaders?|witness(?:es)?|advocates?|representatives?|director|chief|head|deput(?:y|ies)|"
    r"judges?|analysts?|employees?|workers?|residents?)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"['’]s?\s")
_Entity = TypeVar("_Entity", Person, Organization)
_MARKS = ".,;:’'\"”"
_MANY = 40  # mentions back among which a title or a pronoun finds its person
_ACCUSED = frozenset(["defendant", "suspect", "accused"])
_ARTICLE = re.compile(r"^(?:the|acting|this|that)\s+")
_TITLED = re.compile(r"(?:the|acting|district|police|sheriff|judge)\b", re.IGNORECASE)
_BESIDE = re.compile(r"(?:,?\s\(?\d{1,3}\)?)?,?\s+")  # between a name and "who": an age
_NEAR = 1500  # code points back in which a pronoun finds its person


@dataclass
class Speakers:
    """Who can speak in a document, asked in the order of the text: each answer is the next pronoun's antecedent."""

    reading: Reading
    record: Record
    _last: Person | Organization | None = field(default=None, init=False)
    _last_at: int = field(default=0, init=False)
    _subjects: list[Person] = field(init=False)
    _by_surname: dict[str, list[Person]] = field(default_factory=dict, init=False)
    _named: list[tuple[int, int, Person]] = field(init=False)
    _bodies: list[tuple[int, int, Organization]] = field(init=False)

    def __post_init__(self) -> None:
        people = [p for p in self.record.people if p.kind == "person"]
        self._named = sorted(((m.start, m.end, p) for p in people for m in p.mentions), key=lambda entry: entry[:2])
        self._bodies = sorted(
            ((m.start, m.end, o) for o in self.record.organizations for m in o.mentions), key=lambda entry: entry[:2]
        )

        self._subjects = [person for person in people if person.role == "subject" and person.name]
        for person in people:
            if person.name:
                self._by_surname.setdefault(person.name.lower().split()[-1].strip(_MARKS), []).append(person)

    def find_speaker(self, source: Span) -> str | None:
        """The identifier of who is meant by a source; a later source is asked after an earlier one."""
        found = self._find(source)
        if found is not None:
            self._last, self._last_at = found, source.start
        return found.id if found else None

    def _find(self, source: Span) -> Person | Organization | None:
        words = source.text.lower().strip()
        if words in _HE or words in _SHE:
            return self._by_pronoun(source, "male" if words in _HE else "female")
        if words in _IT:
            return self._last if isinstance(self._last, Organization) else self._body_before(source.start)
        if words in ("i", "me", "my"):
            return None
        if _OURS.fullmatch(words):
            return self._publisher()
        if words in ("who", "which"):
            return self._by_relative(source)
        return self._by_name(source) or self._by_words(source)

    def _by_relative(self, source: Span) -> Person | Organization | None:
        """Whom the noun right before a relative pronoun means: "the union, which said", "Vale, 28, who called it"."""
        text = self.reading.document.text
        person, body = _last_before(self._named, source.start), _last_before(self._bodies, source.start)
        for found in (person, body):
            if found and _BESIDE.fullmatch(text, found[1], source.start):
                return found[2]
        return None

    def _by_name(self, source: Span) -> Person | Organization | None:
        """A person named in the source who is not only mentioned in it; else the organization that it names."""
        people = _inside(self._named, source)
        for start, end, person in people:
            before = source.text[: start - source.start]
            after = source.text[end - source.start :]
            if _OWNED.match(after + " ") and len(after.strip()) > 2:
                continue
            if _ABOUT.search(before) and not _FROM.search(before):
                continue
            return person
        if people or _HUMAN.search(_first_part(source.text)):
            return None
        bodies = [
            entry
            for entry in _inside(self._bodies, source)
            if "," not in source.text[: entry[0] - source.start]
            and not _ABOUT.search(source.text[: entry[0] - source.start])
            and not _OWNED.match(source.text[entry[1] - source.start :] + " ")
        ]
        return bodies[0][2] if bodies else None

    def _by_words(self, source: Span) -> Person | Organization | None:
        text = source.text.strip()
        if _PAPERS.match(text):
            return self._last if not text.lower().endswith("release") else None
        if _BODIES.match(text):
            return self._body_before(source.start, self._fits(text.lower().split()[-1]))
        named = None if _inside(self._named, source) else self._by_last_name(text)  # "a spokesman for Dana Vale"
        return named or self._by_title(text, source.start)

    def _by_last_name(self, text: str) -> Person | None:
        """The one person whose last name ends the source's first part ("U.S. Marshal Vale")."""
        words = _first_part(text).split()
        if not words or not words[-1][:1].isupper() or _ABOUT.search(" ".join(words[:-1]) + " "):
            return None
        bearers = self._by_surname.get(words[-1].strip(_MARKS).lower(), ())
        return bearers[0] if len(bearers) == 1 else None

    def _by_title(self, text: str, before: int) -> Person | None:
        """The last person before the source who bears its title ("the district attorney", "the judge")."""
        title = _ARTICLE.sub("", _first_part(text).lower()).strip()
        if title in _ACCUSED:
            return self._subjects[0] if len(self._subjects) == 1 else None
        if len(title) < 4 or not _TITLED.match(text):
            return None
        at = bisect_left(self._named, before, key=lambda entry: entry[0])
        for _, _, person in reversed(self._named[max(0, at - _MANY) : at]):
            if (person.title and title in person.title.lower()) or person.role == title:
                return person
        return None

    def _by_pronoun(self, source: Span, gender: str) -> Person | None:
        """The last speaker, unless another person stands nearer: then the first of the nearest sentence with one."""
        last = self._last if isinstance(self._last, Person) and self._last.gender in (None, gender) else None
        at = bisect_left(self._named, source.start, key=lambda entry: entry[0])
        found: Person | None = None
        sentence = None
        for start, end, person in reversed(self._named[max(0, at - _MANY) : at]):
            if source.start - start > _NEAR or (sentence is not None and start < sentence):
                break
            if last and (person.id == last.id or start < self._last_at):
                return last
            owner = _OWNED.match(self.reading.document.text[end : end + 3])
            if person.gender in (None, gender) and person.role != "victim" and not (found and owner):
                found, sentence = person, self.reading.sentence_at(start).start
        return found or last

    def _body_before(self, before: int, fits: Callable[[Organization], bool] | None = None) -> Organization | None:
        at = bisect_left(self._bodies, before, key=lambda entry: entry[0])
        near = (body for _, _, body in reversed(self._bodies[:at]) if body.kind != "gang")
        return next((body for body in near if fits is None or fits(body)), None)

    def _fits(self, noun: str) -> Callable[[Organization], bool]:
        """Whether a noun can mean a body: by a word or the initials of its name, or by its kind."""
        kinds = [kind for kind in _KINDS if noun in self.reading.beat.organizations.get(kind, ())]

        def fits(body: Organization) -> bool:
            words = body.name.lower().split()
            initials = body.kind == "agency" and len(words) == 1 and body.name.isupper()
            return noun in words or body.kind in kinds or (initials and noun in _OF_STATE)

        return fits

    def _publisher(self) -> Organization | None:
        """Who "we" and "this office" are: the publisher, where it is named; else nobody can be sure."""
        key = name_key(self.reading.document.publisher or "")
        return next((body for body in self.record.organizations if key and name_key(body.name) == key), None)


_KINDS: tuple[OrganizationKind, ...] = ("agency", "court", "company", "newsroom")
_OF_STATE = frozenset("agency department office bureau ministry administration".split())


def _first_part(text: str) -> str:
    return text.split(",")[0].strip()


def _last_before(entries: Sequence[tuple[int, int, _Entity]], offset: int) -> tuple[int, int, _Entity] | None:
    at = bisect_left(entries, offset, key=lambda entry: entry[0])
    return entries[at - 1] if at else None


def _inside(entries: Sequence[tuple[int, int, _Entity]], source: Span) -> list[tuple[int, int, _Entity]]:
    first = bisect_left(entries, source.start, key=lambda entry: entry[0])
    found = []
    for entry in entries[first:]:
        if entry[0] >= source.end:
            break
        if entry[1] <= source.end:
            found.append(entry)
    return found
