"""A quantity in its sentence -> what it counts, or None where it is no claim.

No claims are ages, addresses, case, telephone and section numbers, ranks, penalties that the law threatens, sentences,
thresholds inside an offense's name, and numbers of things that nobody reports (visits, miles, floors). The nouns stand
in the beat's figures.csv; what is decided here by the words around is general English.
"""

import re
from dataclasses import dataclass

from onrecord.beats import Beat
from onrecord.records.counted_nouns import find_counted_noun
from onrecord.records.lines import Line
from onrecord.records.namings import is_name
from onrecord.records.quantities import Quantity
from onrecord.schema import Measure, Unit

__all__ = ["Claim", "judge_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a quantity counts; measures is None where the event near it must decide. `end` is where its noun ends."""

    unit: Unit
    measures: Measure | None = None
    whole: bool = False  # whether "more than 50" begins at 51
    noun: str | None = None
    end: int  # offset into the plain line


_BEFORE, _AFTER = 90, 120  # characters around a quantity that can decide
_PERSONS = re.compile(
    r"(?:ers|ors|ists|ians|icans|ees|men|women)$"
)  # scammers, commuters: nouns of persons that no beat lists
_TIME_UNITS = frozenset("years year months month days weeks".split())
_FINED = re.compile(
    r"\b(?:fines?|fined|assessment|penalty|penalties)(?: of| totaling| up| to| a| maximum){0,4} $"
    r"|\bmaximum fine\b[^.;]{0,30}$"
)
_CIVIL = re.compile(r"\bcivil (?:penalty|penalties|fine)[^.;]{0,20}$")
_FINE = re.compile(
    r"(?: (?:criminal|statutory|maximum|mandatory|court))* (?:fines?|special assessment|assessment)"
    r"(?! and restitution)(?!\S)"
    r"| in (?:fines|court costs|costs)| to (?:the )?victim witness| per (?:count|violation)"
)
# What a law or a judge measures out is no claim: "faces up to 20 years", "sentenced to 12".
_THREATENED = re.compile(
    r"\b(?:faces?|facing|punishable|maximum|minimum|could (?:face|receive|be)|sentenced?|sentences|imprisonment"
    r"|carries|carry|mandatory|penalty|term)\b[^;.]{0,60}$"
)
# A bounded amount after these nouns belongs to the offense's name: "theft over $ 950".
_THRESHOLD = re.compile(
    r"\b(?:thefts?|larceny|crime|vandalism|laundering|fraud|embezzlement|swindle|populations?)"
    r"(?: of| a| value| by| at| from){0,3} $"
)
_SERVED = re.compile(
    r"\b(?:served|serving|spent|spends?|spending|imprisoned|incarcerated|jailed|detained|held|custody|bars|confinement)"
    r"(?: only| for| in| about| another){0,3} $"
)
_IN_CUSTODY = re.compile(
    r" (?:more )?(?:days|months|years|weeks) (?:while )?"
    r"(?:in (?:solitary|custody|detention|ice)|behind bars|into (?:a|his|her|their) |of (?:his|her|their) )"
)
# A number without a noun counts what was named before: "54 were placed in detention", "from six to one", "26 in 1999".
_GOES_ON = re.compile(
    r" (?:were|was|are|have|had|remain|remained|remaining|of (?:them|whom|which|those|these|the|their|his|her)|fewer"
    r"|more|less|below|above|released|charged|arrested|convicted|sentenced|killed|dead|injured|wounded|indicted|others?"
    r"|in (?:19|20)\d\d|face|will be|still|pleaded|from countries|at this time|accused|detained|deported|removed|facing"
    r"|told)(?!\S)"
)
_WENT_ON = re.compile(
    r"(?:\b(?:wounded|killed|injured|arrested|murdered|wounding|killing|injuring|all|the other|total of|total to"
    r"|totaled|stood at|(?:dropped|rose|fell|down|declined|increased|grew) (?:to|from|by)|increase on the|compared to"
    r"|respectively ,|among (?:them|those|these)|the remaining|in the|homicides : to|from|from \S+ to|\d+ and) )$"
)


def judge_claim(quantity: Quantity, line: Line, beat: Beat) -> Claim | None:
    """What a quantity counts, or None where nothing is claimed by it."""
    before = line.text[max(0, quantity.start - _BEFORE) : quantity.start]
    after = line.text[quantity.end : quantity.end + _AFTER]
    if quantity.measured == "dollars":
        return _judge_dollars(quantity, before, after)
    if quantity.measured == "percent":
        return _judge_percent(quantity, before, after)
    if before.endswith("( ") and after.startswith(" )"):
        return _judge_bracket(quantity, after, beat)
    if is_name(quantity, line, before=before, after=after) or _is_compound(after, beat):
        return None
    noun, end = find_counted_noun(quantity, line, beat)
    if noun and not noun.endswith("s") and re.fullmatch(r"(?:19|20)\d\d", quantity.words):
        return None  # the 2023 murder
    if noun in _TIME_UNITS:
        return _judge_time(quantity, noun, before, after)
    if quantity.low != quantity.high and _THRESHOLD.search(before):
        return None
    return _judge_counted(quantity, noun, beat, end=end) if noun else _judge_bare(quantity, before, after)


def _judge_dollars(quantity: Quantity, before: str, after: str) -> Claim | None:
    """Money of the crime, of bail, of restitution and of civil penalties; never a criminal fine or a threshold."""
    if _FINE.match(after) or (_FINED.search(before) and not _CIVIL.search(before)):
        return None
    if quantity.low != quantity.high and _THRESHOLD.search(before):
        return None
    return Claim(unit="dollars", end=quantity.end)


def _judge_percent(quantity: Quantity, before: str, after: str) -> Claim | None:
    if re.search(r"\b(?:interest|tax)(?: rates?)?(?: of)? $|(?:^| )\. $", before):  # .16 percent alcohol
        return None
    if re.match(r" of (?:his|her|their|the|a) sentence", after):
        return None
    if quantity.words == "half" and not re.match(r" of (?!that)", after):
        return None
    return Claim(unit="percent", end=quantity.end)


def _judge_bracket(quantity: Quantity, after: str, beat: Beat) -> Claim | None:
    """A table's "(6) Lewd act" counts charges; "(1) He failed to ..." counts nothing."""
    named = any(after.startswith(f" ) {offense.term}") for offense in beat.offenses)
    return Claim(unit="other", measures="charge", whole=True, end=quantity.end) if named else None


def _is_compound(after: str, beat: Beat) -> bool:
    """Whether the number is part of a compound that counts nothing: 45-page; a 19-count indictment does count."""
    match = re.match(r" - ([a-z]+)", after)
    return match is not None and match[1] not in beat.counted


def _judge_time(quantity: Quantity, noun: str | None, before: str, after: str) -> Claim | None:
    """Time already served is a claim; what a judge or a law measures out is none."""
    if _THREATENED.search(before) or not (_SERVED.search(before) or _IN_CUSTODY.match(after)):
        return None
    return Claim(unit="days" if noun == "days" else "other", measures="other", noun=noun, end=quantity.end)


def _judge_counted(quantity: Quantity, noun: str, beat: Beat, *, end: int) -> Claim | None:
    """By the beat's word for the noun; a plural that it does not know is a number of things."""
    counted = beat.counted.get(noun)
    one, several = quantity.words in ("one", "1"), quantity.words == "several"
    if counted is None and (one or (several and not _PERSONS.search(noun))):
        return None
    if counted is None and _PERSONS.search(noun):
        return Claim(unit="people", whole=True, noun=noun, end=end)
    if counted is None:
        return Claim(unit="items", measures="other", whole=True, noun=noun, end=end)
    if counted.unit is None:
        return None
    if one and counted.unit not in ("other", "arrests", "items") and noun not in ("adult", "child"):
        return None
    if several and not (counted.unit in ("people", "arrests") or counted.measures == "charge"):
        return None
    return Claim(unit=counted.unit, measures=counted.measures, whole=counted.whole, noun=noun, end=end)


def _judge_bare(quantity: Quantity, before: str, after: str) -> Claim | None:
    """A number without a noun is a claim where the words around it go on counting what was named before."""
    if quantity.words in ("one", "1") and not (_WENT_ON.search(before) and re.match(r" [.,;)]|$", after)):
        return None
    if isinstance(quantity.low, float) or not (before or after):  # a section, a cell of a table
        return None
    if quantity.words == "two" and before.endswith(" the "):  # "the two": a pronoun
        return None
    goes_on = _GOES_ON.match(after) or _WENT_ON.search(before) or re.search(r"\d,\d{3}", quantity.words)
    return Claim(unit="people", whole=True, end=quantity.end) if goes_on else None
