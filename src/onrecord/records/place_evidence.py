"""A name of the gazetteer where it stands -> what speaks for a place there, or that nothing may.

The state behind it; the dateline; a state's, county's or country's own name; the tagger; an agency whose name it opens;
"man" or "residents" behind it; "in" or "near" before it. A name of a person, a demonym, a street, a month is no place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from onrecord.records.gazetteer import Candidate, Gazetteer
from onrecord.records.reading import NameLabel, Reading
from onrecord.schema import Record

__all__ = [
    "Evidence",
    "NameInContext",
    "Surroundings",
    "find_evidence",
    "is_located",
    "is_part_of_name",
    "is_part_of_place",
    "survey",
]


class Evidence(Enum):
    """What speaks for a place; PENDING asks for the same name with evidence elsewhere in the text."""

    CONTAINER = 1
    TAGGER = 2
    NAME = 3
    AGENCY = 4
    DATELINE = 5
    PREPOSITION = 6
    FOLLOWED = 7
    PENDING = 8


@dataclass(frozen=True, slots=True)
class NameInContext:
    """words[first:last] of the reading, in a sentence that ends before words[stop]."""

    first: int
    last: int
    stop: int
    candidates: tuple[Candidate, ...]
    contained: bool
    headline: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the document says of its words: the tagger's labels, organizations, and words of people's names."""

    labels: Mapping[int, NameLabel]
    organizations: Mapping[int, tuple[int, int, str]]  # word -> first and last word, and kind
    people: frozenset[str]
    small: frozenset[str]  # words that the text also prints small: "Post-Conviction" beside "a post"
    longer: Mapping[int, int]  # first word of a name that the tagger calls a place -> one past its last


_PREPOSITIONS = frozenset(
    "in at near from to of outside around through across into toward towards between throughout within inside beyond "
    "off via for downtown visit visiting visited left leaving over north south east west".split()
)
_NEAR = frozenset(["in", "near", "from", "outside", "into", "downtown"])
_OF_PLACES = frozenset(
    "man woman men women resident residents teen teens teenager native couple mother father police officer officers "
    "area mayor councilman councilwoman businessman businesswoman firefighters firefighter home restaurant school "
    "schools "
    "boy girl family parents student students neighborhood suburb detectives driver teacher lawyer doctor".split()
)
_TOWN = frozenset(
    ["city", "town", "area", "county", "province", "state"]
)  # behind a town's name: "Norwick City Council"
_ORGANIZED = frozenset(["agency", "court", "government"])
_DATELINE = re.compile(
    r"(?:, ?[A-Z][\w. ]{1,20}?)?(?:,? \(?[A-Z][a-z]+\.? \d{1,2}(?:, \d{4})?)?\)?\s?"  # state, date
    r"(?:\([\w .,’']{2,30}\)\s?)?(?:–|—|--|―|\s-\s)"  # agency in brackets, dash
)


def survey(reading: Reading, record: Record) -> Surroundings:
    """What find_evidence needs of the whole document."""
    labels = {i: name.label for name in reading.names for i in reading.words_in(name.start, name.end)}
    organizations: dict[int, tuple[int, int, str]] = {}
    for organization in record.organizations:
        for span in organization.mentions:
            indexes = reading.words_in(span.start, span.end)
            organizations.update((i, (indexes.start, indexes.stop, organization.kind)) for i in indexes)
    people: set[str] = set()
    for name in reading.names:
        indexes = reading.words_in(name.start, name.end)
        if name.label == "person" and len(indexes) > 1:
            people.update(reading.words[i].lower for i in indexes if len(reading.words[i].text) > 2)
    small = frozenset(word.text for word in reading.words if word.text.islower())
    places = [name for name in reading.names if name.label == "place"]
    spans = [reading.words_in(name.start, name.end) for name in places]
    longer = {i.start + (reading.words[i.start].lower == "the"): i.stop for i in spans if i}
    return Surroundings(labels, organizations, frozenset(people), small, longer)


def is_part_of_name(reading: Reading, surroundings: Surroundings, start: int, end: int) -> bool:
    """Whether text[start:end] is a part of a longer name of an organization, or ends in a person's name."""
    indexes = reading.words_in(start, end)
    inside = surroundings.organizations.get(indexes[-1])
    longer = inside is not None and (inside[0] < indexes.start or inside[1] > indexes.stop)
    return longer or surroundings.labels.get(indexes[-1]) == "person"


def find_evidence(
    reading: Reading, gazetteer: Gazetteer, surroundings: Surroundings, name: NameInContext
) -> Evidence | None:
    """What speaks for a place in these words; None where they must not be one."""
    label = _label(surroundings, name)
    if _is_abbreviation(name):
        return _of_abbreviation(reading, gazetteer, name, label)
    text = reading.document.text[reading.words[name.first].start : reading.words[name.last - 1].end]
    kinds = {candidate.kind for candidate in name.candidates}
    if "county" in kinds:
        return Evidence.NAME
    if _is_street(reading, gazetteer, name) or (_is_demonym(reading, text) and not kinds & {"country", "region"}):
        return None
    if name.contained:
        return Evidence.CONTAINER
    if _is_dateline(reading, name):
        return Evidence.DATELINE
    longer = surroundings.longer.get(name.first, 0) > name.last and reading.words[name.last].lower not in _TOWN
    if (longer or is_part_of_place(reading, gazetteer, name)) and not kinds & {"state", "country"}:
        return None  # "Bay" in "Bay Ridge", "Norwick" in "Port Norwick"
    located = is_located(reading, name.first)
    if _is_common(gazetteer, surroundings, text) and "country" not in kinds:
        return _of_common_word(reading, surroundings, name, label)
    if label == "person":
        return _of_person(reading, surroundings, name)
    if kinds & {"state", "country"}:
        return Evidence.NAME
    single = name.last - name.first == 1
    if single and reading.words[name.first].lower in surroundings.people and not (located and label == "place"):
        return None
    if label in ("place", "facility"):
        return Evidence.TAGGER
    return _of_plain_name(reading, surroundings, name, located=located)


def is_part_of_place(reading: Reading, gazetteer: Gazetteer, name: NameInContext) -> bool:
    """Whether a word that opens or closes names of towns stands beside these: the longer name is another town's."""
    before = reading.words[name.first - 1] if name.first else None
    behind = reading.words[name.last] if name.last < name.stop else None
    gap = before is not None and reading.words[name.first].start - before.end == 1
    opened = before is not None and gap and before.text[0].isupper() and before.lower in gazetteer.words["openers"]
    return opened or (behind is not None and behind.text[0].isupper() and behind.lower in gazetteer.words["closers"])


def is_located(reading: Reading, first: int, prepositions: frozenset[str] = _PREPOSITIONS) -> bool:
    """Whether a preposition of place stands before words[first], or a party: "R-Norwick"."""
    if not first:
        return False
    before = reading.words[first - 1]
    if before.text in ("-", "–") and first > 1:
        return reading.words[first - 2].text in ("D", "R", "DFL", "I")
    return before.lower in prepositions


def _is_common(gazetteer: Gazetteer, surroundings: Surroundings, text: str) -> bool:
    """A word of the list, or one that this text prints small as well."""
    return text.lower() in gazetteer.words.get("common", ()) or text.lower() in surroundings.small


def _of_common_word(
    reading: Reading, surroundings: Surroundings, name: NameInContext, label: NameLabel | None
) -> Evidence | None:
    """ "the Concord Police", "in Independence" as the tagger sees it."""
    inside = surroundings.organizations.get(name.first)
    if inside is not None and inside[2] == "agency" and inside[0] == name.first and inside[1] > name.last:
        following = reading.words[name.last].lower
        return Evidence.AGENCY if following in ("police", "city", "fire") and label == "organization" else None
    near = is_located(reading, name.first, _NEAR) and not _goes_on(reading, name)
    return Evidence.TAGGER if near and label == "place" else None


def _of_person(reading: Reading, surroundings: Surroundings, name: NameInContext) -> Evidence | None:
    """A name that the tagger calls a person: it may be wrong where the name is no part of a fuller one."""
    beside = (surroundings.labels.get(name.first - 1), surroundings.labels.get(name.last))
    if any(surroundings.labels.get(index) != "person" for index in range(name.first, name.last)):
        return None
    if "person" in beside:
        return None
    return Evidence.PREPOSITION if is_located(reading, name.first, _NEAR) else Evidence.PENDING


def _goes_on(reading: Reading, name: NameInContext) -> bool:
    """Whether a capitalised word follows right behind."""
    if name.last >= name.stop:
        return False
    following = reading.words[name.last]
    return following.text[0].isupper() and following.start - reading.words[name.last - 1].end <= 1


def _of_plain_name(
    reading: Reading, surroundings: Surroundings, name: NameInContext, *, located: bool
) -> Evidence | None:
    """Evidence for a town that the tagger did not call a place."""
    following = reading.words[name.last] if name.last < name.stop else None
    goes_on = _goes_on(reading, name)
    inside = surroundings.organizations.get(name.first)
    if inside is not None and (inside[0], inside[1]) != (name.first, name.last):
        opens = inside[0] == name.first or reading.words[name.first - 1].lower in ("of", "in", "for")
        return (Evidence.AGENCY if inside[2] in _ORGANIZED else Evidence.PENDING) if opens else None
    if name.last - name.first > 1 and not goes_on and not name.headline:
        return Evidence.NAME
    if following is not None and following.lower in _OF_PLACES:
        return Evidence.FOLLOWED
    if located and not goes_on and reading.tags[name.first] == "PROPN":
        return Evidence.PREPOSITION
    return Evidence.PENDING


def _is_abbreviation(name: NameInContext) -> bool:
    return all(
        candidate.kind in ("state", "region") and (len(candidate.written) == 2 or candidate.written.endswith("."))
        for candidate in name.candidates
    )


def _of_abbreviation(
    reading: Reading, gazetteer: Gazetteer, name: NameInContext, label: NameLabel | None
) -> Evidence | None:
    """ "Calif." and "CA" stand behind a town; "N.Y." also alone."""
    before = reading.words[name.first - 1] if name.first else None
    if before is not None and before.text == "," and name.first > 1:
        return Evidence.CONTAINER if reading.words[name.first - 2].text[0].isupper() else None
    if before is not None and before.text[0].isupper() and gazetteer.find(before.text):
        return Evidence.CONTAINER
    dotted = name.candidates[0].written.count(".")
    return Evidence.NAME if dotted > 1 or (dotted and label == "place") else None


def _label(surroundings: Surroundings, name: NameInContext) -> NameLabel | None:
    labels = {surroundings.labels.get(index) for index in range(name.first, name.last)}
    order: tuple[NameLabel, ...] = ("person", "place", "facility", "nationality", "organization")
    return next((label for label in order if label in labels), None)


def _is_demonym(reading: Reading, text: str) -> bool:
    """ "Honduran": a nationality, no place."""
    return text.lower() in reading.beat.origins


def _is_street(reading: Reading, gazetteer: Gazetteer, name: NameInContext) -> bool:
    """Whether a street's last word follows, at once or behind one more capitalised word."""
    streets = gazetteer.words.get("streets", frozenset())
    for index in range(name.last, min(name.stop, name.last + 2)):
        word = reading.words[index]
        if word.lower in streets and word.text[0].isupper():
            return True
        if not word.text[0].isupper():
            return False
    return False


def _is_dateline(reading: Reading, name: NameInContext) -> bool:
    """At the head of a paragraph, or in capitals at that of a sentence, with a dash behind it."""
    text, start, end = reading.document.text, reading.words[name.first].start, reading.words[name.last - 1].end
    line = text[max(0, start - 40) : start].rpartition("\n")[2]
    opens = line.strip() in ("", "(") and (start < 40 or "\n" in text[max(0, start - 40) : start])
    opens = opens or (text[start:end].isupper() and end - start > 3 and reading.sentence_at(start).start == start)
    return opens and bool(_DATELINE.match(text, end, min(len(text), end + 80)))
