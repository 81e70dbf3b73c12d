"""What a model proposes + the reading -> hints for the rules: names and terms of offenses, each anchored.

A hint is words of the text at their place and nothing more; whether they are anything is for the rules to say. A
term that holds words of the law is no hint: it would carry its own evidence past the rules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.beats import Beat
from onrecord.language_model.anchoring import Range, find_places, find_words, overlap
from onrecord.language_model.question import ProposedOffense
from onrecord.language_model.tally import Fate
from onrecord.records.mentions import NAME, name_parts
from onrecord.records.offense_phrases import index_terms
from onrecord.records.reading import Name, Reading
from onrecord.schema import Disposition, Organization, Person, Place, Record

__all__ = ["OffenseHint", "anchor_offense", "find_new_names"]

_NAME = re.compile(NAME)
_LONGEST_TERM = 100  # code points, and words below: the longest term of the beat has 53 and 9
_MOST_WORDS = 12
_NO_TERM = re.compile(r"[.,;:!?\"“”()\n\r\t]|[—–]|\s[-‐]\s")
_GRAMMAR = frozenset(
    "who whom whose which that while but after before when where because nor if he she they it his her their "
    "him them was were is are be been being has have had will would could may might not no never".split()
)
"""Words that join clauses, point to people or deny: what holds one is more than the name of an offense."""


@dataclass(frozen=True, slots=True)
class OffenseHint:
    """Where the words of an offense stand, where its person is named, and how far the model takes it."""

    term: Range
    person: tuple[Range, ...]
    name: str
    disposition: Disposition


def anchor_offense(reading: Reading, record: Record, proposal: ProposedOffense) -> OffenseHint | Fate:
    """A hint for the rules, or why there is none; `record` is what they found without it."""
    text = reading.document.text
    person = find_places(text, proposal.person)
    term = find_words(text, proposal.offense, proposal.around)
    if not person or not find_places(text, proposal.offense):
        return "not in the text"
    if term is None:
        return "at several places"
    if not _is_term(reading, term) or any(overlap(place, term) for place in (*person, *_other_words(record))):
        return "no words for an offense"
    return OffenseHint(term, person, proposal.person.strip(), proposal.disposition)


def _other_words(record: Record) -> Iterator[Range]:
    """Where the record has people and times, which are in the name of no offense."""
    for span in (
        *(span for person in record.people for span in person.mentions),
        *(time.span for time in record.times),
    ):
        yield span.start, span.end


def _is_term(reading: Reading, term: Range) -> bool:
    """Whether words can name an offense: a few, within one clause, no name and no evidence of the law among them."""
    words = reading.document.text[slice(*term)]
    plain = re.findall(r"[^\W\d_]+", words)
    if len(words) > _LONGEST_TERM or len(words.split()) > _MOST_WORDS or _NO_TERM.search(words):
        return False
    if frozenset(word.lower() for word in plain) & (_GRAMMAR | _law_words(reading.beat)):
        return False
    if all(word.lower() in _GENERAL or len(word) < 3 for word in plain) or not _is_whole_phrase(reading, term):
        return False
    named = any(name.start <= term[0] and term[1] <= name.end for name in reading.names)
    said = any(len(word) > 3 and word.islower() for word in plain) or index_terms(reading.beat, words).spans
    return bool(said) and not named


_GENERAL = frozenset(
    "crime crimes felony felonies misdemeanor misdemeanors offense offenses violation violations act acts class grade "
    "serious violent federal state criminal".split()
)
"""Words for any offense, and for its grade: alone they name none."""


def _is_whole_phrase(reading: Reading, term: Range) -> bool:
    """Whether words begin and end as a name of an offense does: no small word at an edge, no noun cut off."""
    inside = reading.words_in(*term)
    if not inside or reading.tags[inside[0]] in (*_SMALL, "NUM") or reading.tags[inside[-1]] in (*_SMALL, *_OPEN):
        return False
    after = inside[-1] + 1
    phrase = reading.phrase_at(reading.words[inside[-1]].start)
    return after == len(reading.words) or phrase is None or phrase.last <= after or _ends_with(reading, after)


def _ends_with(reading: Reading, index: int) -> bool:
    """Whether words[index] belongs to the law and not to the offense: "signal jamming charges"."""
    return reading.words[index].lower in _law_words(reading.beat)


_SMALL = frozenset(["ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "PUNCT", "SCONJ", "SYM"])
_OPEN = ("ADJ", "ADV")  # what waits for a noun or a verb


def _law_words(beat: Beat) -> frozenset[str]:
    acts = tuple(word for role in ("acted", "acting", "doing") for word in beat.roles[role])
    return _words_of_evidence(tuple(beat.dispositions.items()), acts, tuple(term.term for term in beat.offenses))


@lru_cache(maxsize=8)
def _words_of_evidence(
    lists: tuple[tuple[str, tuple[str, ...]], ...], acts: tuple[str, ...], terms: tuple[str, ...]
) -> frozenset[str]:
    """The words of the beat's evidence that are in none of its offenses ("guilty", "counts"), and all acts of the law.

    "Convicted" is one of them, though a felon in possession is called so.
    """
    evidence = {word for _, lines in lists for line in lines for word in re.findall(r"[a-z]{3,}", line)}
    return frozenset(evidence - {word for term in terms for word in re.findall(r"[a-z]{3,}", term)}) | frozenset(acts)


def find_new_names(reading: Reading, record: Record, hints: Iterable[OffenseHint]) -> Mapping[str, tuple[Name, ...]]:
    """Full names that the record does not have, with every place where they stand apart from what it has."""
    entries: tuple[Person | Organization | Place, ...] = (*record.people, *record.organizations, *record.places)
    taken = [(span.start, span.end) for entry in entries for span in entry.mentions]
    other = [(name.start, name.end) for name in reading.names if name.label != "person"]
    names: dict[str, tuple[Name, ...]] = {}
    for hint in hints:
        free = [place for place in hint.person if not any(overlap(place, one) for one in (*taken, *other))]
        if free and len(free) == len(hint.person) and _is_name(hint.name):
            names[hint.name] = tuple(Name(start, end, "person") for start, end in free)
    return names


def _is_name(words: str) -> bool:
    return _NAME.fullmatch(words) is not None and len(name_parts(words)[0]) > 1
