"""A record -> the people whom the law acts upon in it, with what tells one from a namesake: case, age, offense, court.

Only people whose full name the document gives; officials, judges, lawyers, victims and relatives are none.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.links.days import MENTIONED, find_days
from onrecord.links.numbers import CaseNumber, normalize_number
from onrecord.links.shingles import split_words
from onrecord.links.steps import STEPS
from onrecord.schema import Id, IsoDate, Person, Record

__all__ = ["Defendant", "find_defendants", "fold_name", "is_same_offense", "name_offense", "shorten_name"]

_ROLES = frozenset(["subject", "other"])
_PLAIN = frozenset("a an and by count counts degree first for fourth in of on or second the third to two with".split())
_HAPPENED = frozenset(["asserted", "alleged"])
_TITLES = frozenset("dr hon jr judge mr mrs ms sir sr ii iii iv".split())


@dataclass(frozen=True, slots=True)
class Defendant:
    """One person of one document; `accused` where the law acts upon the person there, and not only in another document.

    `key` is the first and the last word of the name, `offenses` are folded words, `codes` those of NIBRS, `company` the
    officials named beside the person, `others` the keys of the private people: victims, co-defendants, and who is told
    of with an age. `steps` are the steps of a case upon the person that have a day.
    """

    document: Id
    person: Id
    name: str
    key: str
    accused: bool
    day: str
    publisher: str
    age: int | None
    number: CaseNumber | None
    court: str | None
    offenses: frozenset[str]
    codes: frozenset[str]
    company: frozenset[str]
    others: frozenset[str]
    steps: frozenset[tuple[str, IsoDate]] = frozenset()


def find_defendants(record: Record) -> tuple[Defendant, ...]:
    """The defendants in the order of the record."""
    places = {fold_name(place.name) for place in record.places}
    if record.document.dateline is not None and record.document.dateline.place:
        places.add(fold_name(record.document.dateline.place))
    found = [
        person
        for person in record.people
        if person.kind == "person" and person.role in _ROLES and " " in fold_name(person.name or "")
    ]
    found = [person for person in found if fold_name(person.name or "") not in places]
    accused = [person for person in found if person.offenses or _is_party(record, person)]
    company = frozenset(
        fold_name(person.name)
        for person in record.people
        if person.name and person.role in ("judge", "official", "lawyer")
    )
    others = {
        shorten_name(fold_name(person.name or ""))
        for person in record.people
        if person.kind == "person"
        and " " in fold_name(person.name or "")
        and (person.role == "victim" or person in accused or (person.role in _ROLES and person.age is not None))
    }
    return tuple(_describe(record, person, company, accused, others) for person in found)


def shorten_name(name: str) -> str:
    """First and last word of a folded name."""
    words = name.split()
    return f"{words[0]} {words[-1]}"


@lru_cache(maxsize=1 << 14)  # places, bodies and officials of one office: the same few again and again
def fold_name(name: str) -> str:
    """A name in small letters without accents, titles and initials: as the same name is written elsewhere.

    >>> fold_name("José M. Vale, Jr.")
    'jose vale'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return " ".join(word for word in re.findall(r"[^\W\d_]+", plain) if len(word) > 1 and word not in _TITLES)


def name_offense(words: str, code: str | None) -> str:
    """What two mentions of one offense have in common: its words, sorted, without those that say nothing."""
    return " ".join(sorted(set(split_words(words)) - _PLAIN)) or code or ""


def is_same_offense(one: str, two: str) -> bool:
    """Whether one says no more than the other: "robbery" and "armed robbery", not "robbery" and "burglary"."""
    first, second = set(one.split()), set(two.split())
    return bool(first and second) and (first <= second or second <= first)


def _describe(
    record: Record, person: Person, company: frozenset[str], accused: list[Person], others: set[str]
) -> Defendant:
    document = record.document
    name = fold_name(person.name or "")
    number, court = _find_case(record, person, alone=person in accused or not accused)
    return Defendant(
        document=document.id,
        person=person.id,
        name=name,
        key=shorten_name(name),
        accused=person in accused,
        day=document.published or "",
        publisher=document.publisher or "",
        age=person.age,
        number=number,
        court=court,
        offenses=frozenset(
            name_offense(offense.span.text, offense.code)
            for offense in person.offenses
            if offense.disposition != "history"
        ),
        codes=frozenset(each.code for each in person.offenses if each.code and each.disposition != "history"),
        company=company,
        others=frozenset(others - {shorten_name(name)}),
        steps=frozenset(_find_steps(record, person)),
    )


def _find_steps(record: Record, person: Person) -> Iterator[tuple[str, IsoDate]]:
    """What happened to the person in the case, or what the person did there, and on which day."""
    for event in record.events:
        told = event.factuality in _HAPPENED and event.trigger.text.lower() not in MENTIONED
        if event.type in STEPS and told and any(each.ref == person.id for each in (*event.subjects, *event.agents)):
            start, end = find_days(record, event)
            if start is not None and start == (end or start):
                yield event.type, start


def _is_party(record: Record, person: Person) -> bool:
    return any(party.ref == person.id for case in record.proceedings for party in case.parties)


def _find_case(record: Record, person: Person, *, alone: bool) -> tuple[CaseNumber | None, str | None]:
    """Number and court of the case of which the person is a party; of the only case where its parties are not told."""
    courts = {body.id: fold_name(body.name) for body in record.organizations}
    cases = [case for case in record.proceedings if any(party.ref == person.id for party in case.parties)]
    numbered = [case for case in record.proceedings if case.number is not None]
    if not any(case.number for case in cases) and alone and len(numbered) == 1 and not _named(record, numbered[0].id):
        cases = numbered
    number = next((normalize_number(case.number) for case in cases if case.number), None)
    return number, next((courts[case.court] for case in cases if case.court in courts), None)


def _named(record: Record, id: Id) -> bool:  # noqa: A002 - the word of the record
    """Whether a case of the record has a party with a full name."""
    names = {person.id for person in record.people if person.name and " " in person.name}
    return any(party.ref in names for case in record.proceedings if case.id == id for party in case.parties)
