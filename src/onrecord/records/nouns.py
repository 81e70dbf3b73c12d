"""Nouns of things that never act in a case ("sweeping allegations", "the investigation"), though grammar says so."""

import re

from onrecord.records.reading import Phrase, Reading

__all__ = ["is_thing"]


def is_thing(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is headed by such a noun; a name and any noun of people or bodies ("administration") is none."""
    head = reading.words[phrase.head]
    if head.lower in reading.beat.roles.get("things", ()) and reading.tags[phrase.head] != "PROPN":
        return True  # "a Vale pickup" too
    if reading.names_in(phrase.start, phrase.end) or head.lower in _BODIES or _is_known(reading, head.lower):
        return False
    if head.lower in _THINGS:
        return True
    return reading.tags[phrase.head] == "NOUN" and _ABSTRACT.fullmatch(head.lower) is not None


def _is_known(reading: Reading, noun: str) -> bool:
    roles, bodies = reading.beat.roles, reading.beat.organizations
    lists = (roles["one_person"], roles["many_people"], roles["relative"], bodies["named"], bodies["firms"])
    return any(noun in one or noun.removesuffix("s") in one for one in lists)


_ABSTRACT = re.compile(r"\w{2,}(?:tions?|sions?|ments?|ness|ity|ities|ences?|ances?|ings?|ism|sis)", re.IGNORECASE)
_BODIES = frozenset(
    "prosecution prosecutions defense administration administrations commission commissions organization organizations "
    "corporation corporations association associations coalition coalitions division divisions federation institution "
    "institutions delegation foundation foundations government governments department departments parliament "
    "establishment management authority authorities community communities enforcement intelligence police jury court "
    "leadership opposition being beings celebrity minority majority entity entities facility university city cities "
    "county counties municipality alliance sibling siblings audience nation nations jurisdiction jurisdictions "
    "president residents residence security population".split()
)
_THINGS = frozenset(
    "allegation allegations case cases cause charge charges complaint complaints day days discretion effort efforts "
    "evidence failure fee hour hours indictment indictments invoice invoices judgment lawsuit lawsuits links means "
    "minute minutes month months motions murder object parole part petition policy policies practice reason result "
    "results shooting statute time times today tomorrow trial video way week weeks year years p.m. a.m. autopsy "
    "act acts".split()
)
