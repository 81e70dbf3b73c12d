"""The reading -> every place where an organization is named: the beat's names first, then what the tagger saw.

A name in brackets after another ("Ferris County Health District (FCHD)") is one more name of it, here and later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records.agency_names import AgencyName, find_agency_names, form_key, is_headline
from onrecord.records.reading import Name, NameLabel, Reading
from onrecord.records.sentences import Word, find_words
from onrecord.schema import OrganizationKind

__all__ = ["OrganizationMention", "find_organization_mentions", "name_key"]


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """Where an organization is named. `key` is what equal names have in common; `known` its name in the beat."""

    start: int
    end: int
    key: tuple[str, ...]
    kind: OrganizationKind
    known: str | None = None
    short: bool = False
    long_form: tuple[int, int] | None = None  # of an acronym: where the name stands that it was introduced after


_SAME = {
    "da": ("district", "attorney"),
    "d.a": ("district", "attorney"),
    "d.a.": ("district", "attorney"),
    "das": ("district", "attorney", "'s"),
    "ag": ("attorney", "general"),
    "dept.": ("department",),
    "attorneys": ("attorney", "'s"),
    "sheriffs": ("sheriff", "'s"),
    "pd": ("police",),
}
_DROPPED_LAST = frozenset("department inc inc. llc l.l.c. llp lp corp. corporation co. company ltd. ltd".split())
_DROPPED = frozenset(["county", ",", "the"])
_ACRONYM = re.compile(r"(?:[’']s)?\s{0,2}\((?:the |or |hereinafter )?[“\"‘']?([A-Z][A-Za-z&.]{1,9})[”\"’']?\)")
_GAP = re.compile(r"\s+")


def find_organization_mentions(reading: Reading) -> tuple[OrganizationMention, ...]:
    """All mentions by name in order, none overlapping."""
    agencies = [name for name in find_agency_names(reading) if name.firm or _is_tagged(reading, name)]
    mentions = [_of_agency(reading, name) for name in agencies]
    mentions.extend(_of_names(reading, agencies))
    mentions.sort(key=lambda mention: mention.start)
    return tuple(_with_acronyms(reading, mentions))


def name_key(name: str) -> tuple[str, ...]:
    """What equal names have in common.

    >>> name_key("the Ferris DA’s Office") == name_key("Ferris County District Attorney's Office")
    True
    """
    words: list[str] = []
    for word in find_words(name):
        key = form_key(word.text)
        words.extend(_SAME.get(key, (key,)))
    words = [word for word in words if word not in _DROPPED] or words
    while len(words) > 2 and words[-1] in _DROPPED_LAST and words[-2] not in ("'s",):
        words.pop()
    if len(words) > 2 and words[-2:] == ["'s", "department"]:
        words[-1] = "office"
    if words[:2] == ["united", "states"] and len(words) > 2:
        words[:2] = ["us"]
    return tuple(words)


def _of_agency(reading: Reading, name: AgencyName) -> OrganizationMention:
    key = name_key(reading.document.text[name.start : name.end])
    return OrganizationMention(name.start, name.end, key, name.kind, name.known, name.short)


def _is_tagged(reading: Reading, agency: AgencyName) -> bool:
    names = reading.names_in(max(0, agency.start - 40), agency.end)
    return any(name.label in ("organization", "facility") and name.end > agency.start for name in names)


def _of_names(reading: Reading, agencies: Sequence[AgencyName]) -> Iterator[OrganizationMention]:
    """Names that the tagger calls organizations and no form of the beat covers."""
    taken = {index for name in agencies for index in reading.words_in(name.start, name.end)}
    people = _words_of(reading, "person")
    others = people | _words_of(reading, "place") | _words_of(reading, "nationality")
    for name in reading.names:
        if name.label == "organization" and taken.isdisjoint(range(*_bounds(reading, name))):
            found = _trimmed(reading, name)
            if found and not _is_none(reading, found) and not _is_other(found, people, others):
                start, end = found[0].start, found[-1].end
                key = name_key(reading.document.text[start:end])
                yield OrganizationMention(start, end, key, "other")


def _words_of(reading: Reading, label: NameLabel) -> frozenset[str]:
    """The words of all names of one label."""
    names = [name for name in reading.names if name.label == label]
    return frozenset(word.lower for name in names for word in reading.words[slice(*_bounds(reading, name))])


def _is_other(words: Sequence[Word], people: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the tagger elsewhere sees a person here, or in a single word a place."""
    last = words[-1].lower
    return last in people if len(words) > 1 else last in others


def _bounds(reading: Reading, name: Name) -> tuple[int, int]:
    indexes = reading.words_in(name.start, name.end)
    return indexes.start, indexes.stop


def _trimmed(reading: Reading, name: Name) -> tuple[Word, ...]:
    words = list(reading.words[slice(*_bounds(reading, name))])
    while words and not (words[0].text[0].isupper() or words[0].text[0].isdigit()):
        words.pop(0)
    while words and (words[0].lower == "the" or not words[-1].text[0].isalnum() or words[-1].lower in ("'s", "’s")):
        words.pop(0 if words[0].lower == "the" else -1)
    return tuple(words)


def _is_none(reading: Reading, words: Sequence[Word]) -> bool:
    """Whether a tagged name is no organization after all: a law, a line break, a common word, part of a headline."""
    text = reading.document.text[words[0].start : words[-1].end]
    lists = reading.beat.organizations
    if (
        "\n" in text
        or len(text) < 2
        or text[0].isdigit()
        or any(word.lower in lists.get("never", ()) for word in words)
    ):
        return True
    if words[0].lower == "department" and any(map(str.isdigit, text)):  # a courtroom: "Department C-5"
        return True
    if is_headline(reading.sentence_at(words[0].start).words) or _has_age(reading, words):
        return True
    if len(words) > 1:
        return not any(len(word.text) > 2 and word.text[0].isupper() for word in words)
    word = words[0]
    common = not word.text.isupper() and reading.tags[reading.word_at(word.start)] not in ("PROPN", "X")
    return common or not word.text.isalpha() or word.lower in lists.get("never_alone", ())


def _has_age(reading: Reading, words: Sequence[Word]) -> bool:
    """ "Lena Battle, 21, was hit", "35-year-old Otto Hill": a person, whatever the name sounds like."""
    if len(words) < 2 or any(word.text.isupper() for word in words):
        return False
    text, start, end = reading.document.text, words[0].start, words[-1].end
    if _AGE_BEHIND.match(text, end):
        return True
    return _AGE_BEFORE.search(text, max(0, start - 20), start) is not None and not _NOUN_BEHIND.match(text, end)


_AGE_BEHIND = re.compile(r",\s\d{1,2}(?=,|\.?(?:\n|$))")
_AGE_BEFORE = re.compile(r"\b\d{1,2}[- ]years?[- ]old\s$")
_NOUN_BEHIND = re.compile(  # "a 16-year-old Nine Keys member"
    r"\s(?!(?:in|on|at|to|was|were|is|and|of|with|from|who|by|for|after|before|as|had|has|during|inside|outside)\b)[a-z]"
)


def _with_acronyms(reading: Reading, mentions: list[OrganizationMention]) -> list[OrganizationMention]:
    """The mentions, and those by an acronym that the text explains or that the initials of one name explain."""
    text = reading.document.text
    introduced: dict[str, OrganizationMention] = {}
    for mention in mentions:
        match = _ACRONYM.match(text, mention.end)
        if match and _stands_for(match[1], text[mention.start : mention.end]):
            introduced.setdefault(match[1], mention)
    for mention in mentions:
        initials = _initials(text[mention.start : mention.end])
        if len(initials) > 2 and mention.known is None and not mention.short:
            introduced.setdefault(initials, mention)
    kept = [mention for mention in mentions if text[mention.start : mention.end] not in introduced]
    taken = {index for mention in kept for index in reading.words_in(mention.start, mention.end)}
    for index, word in enumerate(reading.words):
        long = introduced.get(word.text)
        if long and index not in taken:
            kept.append(_acronym(word, long))
    return sorted(kept, key=lambda mention: mention.start)


def _acronym(word: Word, long: OrganizationMention) -> OrganizationMention:
    return OrganizationMention(
        word.start, word.end, (word.lower,), long.kind, long.known, long_form=(long.start, long.end)
    )


def _initials(name: str) -> str:
    """The initials of a name's capitalised words.

    >>> _initials("Norwick Police Department")
    'NPD'
    """
    return "".join(part[0] for part in _GAP.split(name) if part[:1].isupper())


def _stands_for(acronym: str, name: str) -> bool:
    """Whether most letters of an acronym are the initials of words of the name, in order."""
    letters = [letter.lower() for letter in acronym if letter.isupper()]
    initials = iter([part[0].lower() for part in _GAP.split(name.replace("-", " ")) if part])
    found = sum(letter in initials for letter in letters)
    return len(letters) >= 2 and found >= 0.6 * len(letters)
