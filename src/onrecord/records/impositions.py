"""An offense of a person and the punishments told in the text -> the one that was imposed for it, or none.

A term that the text ties to another offense is never taken; where two terms could be meant, none is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.numbers import NUMBER, parse_number
from onrecord.records.punishments import Punishment

__all__ = ["Imposition", "Known", "Plea", "find_imposition", "name_offense"]

Known = tuple[str, int]  # what an offense is called, and the number of the sentence that tells it
_BEFORE, _AFTER = -6, 3  # sentences between a conviction and its punishment
_SURE = 2  # by so many sentences the nearest of several terms must be nearer than the next
_TIED = re.compile(
    r"\b(?:for|on|of|after|following|in connection|upon|as|when|because|where|who|whom)\b", re.IGNORECASE
)
_FOLLOWS = re.compile(  # "five years for robbery and pleaded guilty to theft" tells no term of the theft
    r"\b(?:after|following|in connection|upon|as|when|because|where|who|whom)\b", re.IGNORECASE
)
_RELEASED = re.compile(
    r"\b(?:years?|months?)\W+(?:of\s+)?(?:post|supervis|probation|parole|formal|community)", re.IGNORECASE
)
_AMOUNT = re.compile(
    rf"\b(?:(?P<number>\d[\d,./½¼¾⅓⅔]*)|(?P<spelled>{NUMBER})|[a-z]+)(?:\s\d/\d)?[\s-]+(?P<unit>year|month|day)"
    r"|\b(?P<word>life|death|probation)\b"
)


@dataclass(frozen=True, slots=True)
class Imposition:
    """A punishment, the number of the sentence that tells it, and the people it falls on."""

    punishment: Punishment
    at: int
    people: tuple[int, ...]
    headline: bool
    names: tuple[str, ...]  # of the offenses that it is said to be for


@dataclass(frozen=True, slots=True)
class Plea:
    """A plea, verdict or sentence of one person for one offense: what the offense is called, and where it stands.

    prior: told as the person's past, so that only a punishment told with it can be meant.
    """

    person: int
    name: str
    start: int
    at: int
    prior: bool = False


def name_offense(text: str) -> str:
    """An offense in the words that its tellings share: no capitals, marks or plurals."""
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).split()
    return " ".join(word.rstrip("s") if len(word) > 4 else word for word in words)


def find_imposition(text: str, plea: Plea, imposed: Sequence[Imposition], known: Sequence[Known]) -> Imposition | None:
    """What was imposed on the person for the offense; `known` is all that the person is guilty of."""
    own = [one for one in imposed if plea.person in one.people]
    if named := [one for one in own if _is_named(plea.name, one.names, known)]:
        return min(named, key=lambda one: (one.headline, len(one.names), abs(one.at - plea.at)))
    if beside := [one for one in own if one.at == plea.at and not one.punishment.apart]:
        return _beside(text, plea, beside, known)
    free = [one for one in own if not (_is_taken(one, known) or one.punishment.apart)]
    near = [one for one in free if _BEFORE <= plea.at - one.at <= _AFTER]
    if plea.prior or not near:
        return None
    near.sort(key=lambda one: one.headline)  # in the body it is told in full
    if sums := [one for one in near if one.punishment.whole]:
        return sums[0]
    if all(_are_alike(near[0], one) for one in near):
        return near[0]
    return _nearest(plea, near)


def _is_named(name: str, names: Sequence[str], known: Sequence[Known]) -> bool:
    """Whether one of the names is that of the offense, or a shorter or longer one of it and of no other."""
    if name in names:
        return True
    others = [other for other in names if all(other != one for one, _ in known)]
    return any(_is_longer(name, other) or _is_longer(other, name) for other in others)


def _is_longer(name: str, other: str) -> bool:
    """ "Second-degree murder" of "murder", "arson of a car" of "arson"; no attempt of the deed."""
    if not (name.endswith(f" {other}") or name.startswith(f"{other} ")):
        return False
    return not set(name.replace(other, "").split()) & _OTHERWISE


_OTHERWISE = frozenset("attempted attempt conspiracy conspiring solicitation accessory possession".split())


def _is_taken(one: Imposition, known: Sequence[Known]) -> bool:
    """Whether it is said to be for offenses that are told elsewhere too: then it is for no others.

    "Fifty years for the shooting" may be all that was imposed for a murder, which is told by no other name.
    """
    return bool(one.names) and any(_is_named(name, one.names, known) for name, at in known if at != one.at)


def _is_for_another(one: Imposition, known: Sequence[Known]) -> bool:
    """Whether it is said to be for an offense of which the person is known to be guilty, in whatever sentence."""
    return any(_is_named(name, one.names, known) for name, _ in known)


def _beside(text: str, plea: Plea, beside: Sequence[Imposition], known: Sequence[Known]) -> Imposition | None:
    """The punishment of the same sentence: the next behind the offense, or the one before it that leads to it."""
    free = [one for one in beside if not _is_taken(one, known)]
    before = [
        one
        for one in free
        if one.punishment.span.end <= plea.start
        and (_FOLLOWS.search(text, one.punishment.span.end, plea.start) or not _is_for_another(one, known))
    ]
    behind = [one for one in free if one.punishment.span.start > plea.start]
    leads = bool(before) and _TIED.search(text, before[-1].punishment.span.end, plea.start) is not None
    if before and (leads or not behind):
        return before[-1] if leads or len(before) == 1 else None
    return behind[0] if behind else None


def _nearest(plea: Plea, near: Sequence[Imposition]) -> Imposition | None:
    """The term told nearest, rather behind the plea than before it; none where another is told as near."""

    def distance(one: Imposition) -> int:
        ahead = one.at - plea.at
        return (ahead if ahead >= 0 else 1 - 2 * ahead) + (3 if one.names else 0)

    ordered = sorted((one for one in near if not one.headline), key=distance)
    if not ordered:
        return None
    others = [one for one in ordered if not _are_alike(ordered[0], one)]
    return ordered[0] if not others or distance(others[0]) - distance(ordered[0]) >= _SURE else None


def _are_alike(one: Imposition, other: Imposition) -> bool:
    """Whether the terms can be one and the same: "18 years to life", "18 years to life in prison"."""
    first, second = _amounts(one.punishment.span.text), _amounts(other.punishment.span.text)
    return first <= second or second <= first


def _amounts(words: str) -> frozenset[str]:
    """The numbers of a term without those of the time after it: {"18 year"} of "18 years and five years' probation"."""
    plain = " ".join(words.lower().replace("-", " - ").split())
    release = [match.start() for match in _RELEASED.finditer(plain)]
    found = []
    for match in _AMOUNT.finditer(plain):
        number = parse_number(match["spelled"]) if match["spelled"] else match["number"]
        if match["word"]:
            found.append(match["word"])
        elif not any(match.start() <= at < match.end() + 1 for at in release):
            found.append(f"{number} {match['unit']}")
    return frozenset(found)
