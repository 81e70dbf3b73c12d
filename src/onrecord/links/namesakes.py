"""Two defendants of one name -> whether they may be one person in one matter, and what speaks for it.

A name and an age alone link nobody: of the reasons that tell a matter (the case, a repeated sentence, the offense,
another private person told of in both) one must hold. Where a middle name stands in one document only, the words of the
name are no reason to be generous, and more is asked for.
"""

from collections.abc import Mapping
from datetime import date

from rapidfuzz.distance import Indel

from onrecord.links.defendants import Defendant, fold_name, is_same_offense
from onrecord.schema import Id

__all__ = ["Reasons", "Sentences", "compare_namesakes", "contradict", "is_enough"]

Reasons = tuple[str, ...]
Sentences = Mapping[Id, Mapping[int, str]]
"""The long sentences of each document that are no menu's: the key of each, and its text."""

_YEARS = 3  # between two documents on one case that give neither a number nor an age
_YEARS_OF_AGE = 12  # where they give an age, or tell one story
_SAME = 3  # years over which an age is printed as it was when the case began

_WORTH = {
    "case": 4.0,
    "sentences": 2.0,
    "echo": 1.5,
    "offense": 1.0,
    "age": 1.0,
    "person": 1.0,
    "step": 1.0,
    "court": 1.0,
    "official": 0.75,
    "whole name": 0.5,
    "publisher": 0.25,
}
_TELLING = frozenset(["case", "sentences", "echo", "offense", "person", "step"])  # age and office tell no matter
_SURE = frozenset(["case", "sentences", "echo", "person", "age"])  # asked for where one name has a word more
_ONE_STORY = frozenset(["sentences", "person"])  # a case may have another number after an indictment
_ENOUGH = 2.0  # beside the name: the offense and one thing more, or a sentence repeated and one thing more
_ENOUGH_LATER = 2.75  # where more than three years lie between: something of the office too
_SENTENCES = 2  # of one office, long ones that it has in no more than three documents: a formula comes alone
_CALLED = ("defendant", "defendants")
_WHOLE = 3  # words of a name that few people share
_ALIKE = 0.75  # of the letters of two middle names: "Jo" and "Joe", not "Alan" and "Jordan"


def compare_namesakes(one: Defendant, two: Defendant, echoed: set[tuple[Id, Id]], sentences: Sentences) -> Reasons:
    """What the two have in common beside first and last name."""
    found = {
        "case": one.number is not None and two.number is not None and one.number.key == two.number.key,
        "echo": (one.document, two.document) in echoed or (two.document, one.document) in echoed,
        "sentences": _repeat(one, sentences[one.document], sentences[two.document]),
        "offense": not one.codes.isdisjoint(two.codes)
        or any(is_same_offense(first, second) for first in one.offenses for second in two.offenses),
        "age": _is_same_age(one, two),
        "person": not one.others.isdisjoint(two.others),
        "step": not one.steps.isdisjoint(two.steps),
        "court": one.court is not None and one.court == two.court,
        "official": not one.company.isdisjoint(two.company),
        "whole name": one.name == two.name and len(one.name.split()) >= _WHOLE,
        "publisher": bool(one.publisher) and one.publisher == two.publisher,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def is_enough(one: Defendant, two: Defendant, reasons: Reasons) -> float | None:
    """The sum of what the reasons are worth, where they are enough for one person in one matter."""
    score = sum(_WORTH[reason] for reason in reasons)
    enough = _ENOUGH if (_years_between(one, two) or 0) <= _YEARS else _ENOUGH_LATER
    if score < enough or _TELLING.isdisjoint(reasons):
        return None
    return None if one.name != two.name and _SURE.isdisjoint(reasons) else score


def contradict(one: Defendant, two: Defendant, reasons: Reasons) -> bool:
    """Whether they cannot be one person in one matter: two people of a document, two cases, two ages, years between."""
    if one.document == two.document or one.key != two.key or not _may_be_one_name(one.name, two.name):
        return True
    years = _years_between(one, two)
    if None not in (years, one.age, two.age) and not _is_same_age(one, two):
        return True
    one_story = not _ONE_STORY.isdisjoint(reasons)
    if one.number and two.number:
        return _is_other_case(one, two) and not (one_story and "age" in reasons)
    return years is None or years > (_YEARS_OF_AGE if one_story or _is_same_age(one, two) else _YEARS)


def _repeat(defendant: Defendant, first: Mapping[int, str], second: Mapping[int, str]) -> bool:
    """Whether two texts have sentences in common, and one of these tells of the defendant: a teaser tells of others."""
    repeated = first.keys() & second.keys()
    called = {defendant.key.split()[-1], *_CALLED}
    return len(repeated) >= _SENTENCES and any(not called.isdisjoint(fold_name(first[key]).split()) for key in repeated)


def _is_other_case(one: Defendant, two: Defendant) -> bool:
    first, second = one.number, two.number
    assert first is not None, "asked of numbered ones"
    assert second is not None, "asked of numbered ones"
    offices = first.office and second.office and first.office != second.office
    courts = one.court and two.court and not _same_court(one.court, two.court)
    return bool(first.key != second.key or offices or courts)


def _may_be_one_name(one: str, two: str) -> bool:
    """Whether the middle names, where both have one, are written alike."""
    first, second = one.split()[1:-1], two.split()[1:-1]
    return not first or not second or Indel.normalized_similarity(" ".join(first), " ".join(second)) >= _ALIKE


def _is_same_age(one: Defendant, two: Defendant) -> bool:
    """Whether both ages are told, and as far apart as the days, give or take a year: of an arrest or of a report."""
    years = _years_between(one, two)
    if one.age is None or two.age is None or years is None:
        return False
    earlier, later = sorted((one, two), key=lambda item: item.day)
    assert earlier.age is not None, "both are told"
    assert later.age is not None, "both are told"
    return -1 <= later.age - earlier.age - years <= 1.5 or (earlier.age == later.age and years <= _SAME)


def _same_court(one: str, two: str) -> bool:
    """Whether one name is part of the other: "Superior Court" and "Halden County Superior Court"."""
    return set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split())


def _years_between(one: Defendant, two: Defendant) -> float | None:
    if not one.day or not two.day:
        return None
    return abs((date.fromisoformat(two.day) - date.fromisoformat(one.day)).days) / 365.25
