"""What a model proposes + the reading -> hints for the rules: names, terms of offenses and speech, each anchored.

A hint is words of the text at their place and nothing more; whether they are anything is for the rules to say. A
term that holds words of the law is no hint: it would carry its own evidence past the rules.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from onrecord.beats import Beat
from onrecord.language_model.anchoring import find_places, find_words
from onrecord.language_model.question import ProposedOffense, ProposedStatement
from onrecord.language_model.tally import Fate
from onrecord.records.mentions import NAME, name_parts
from onrecord.records.offense_phrases import index_terms
from onrecord.records.reading import Name, Reading, SpeechProposal
from onrecord.schema import Disposition, Organization, Person, Place, Record

__all__ = ["OffenseHint", "anchor_offense", "anchor_speech", "find_new_names", "overlap"]

_NAME = re.compile(NAME)
_LONGEST_TERM = 100  # code points, and words below: the longest term of the beat has 62 and 10
_MOST_WORDS = 12
_NO_TERM = re.compile(r"[.,;:!?\"“”()\n\r\t]|[—–]|\s[-‐]\s")
_GRAMMAR = frozenset(
    "who whom whose which that while but after before when where because nor if he she they it his her their "
    "him them was were is are be been being has have had will would could may might not no never".split()
)
"""Words that join clauses, point to people or deny: what holds one is more than the name of an offense."""

Range = tuple[int, int]


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


def anchor_speech(reading: Reading, proposal: ProposedStatement) -> SpeechProposal | Fate:
    """Speech as the rules take it from the encoder, or why there is none."""
    text = reading.document.text
    quotes = (proposal.source, proposal.cue, *proposal.content)
    if not proposal.content or not all(find_places(text, words) for words in quotes):
        return "not in the text"
    found = [find_words(text, words, proposal.around) for words in quotes]
    places = [place for place in found if place is not None]
    if len(places) < len(quotes):
        return "at several places"
    source, cue, *contents = places
    contents.sort()
    if not _is_cue(reading, cue):
        return "no words of saying"
    if not _is_saying(reading, source, cue, contents):
        return "not borne out by the rules"
    return SpeechProposal(source, cue, tuple(contents))


def _is_cue(reading: Reading, cue: Range) -> bool:
    """Words of saying that tell what was said: not so "did not say", "was told", "would say" and "wants to say"."""
    inside = reading.words_in(*cue)
    words = [reading.words[index].lower for index in inside]
    if "according" in words:
        return len(words) < 4
    verbs = [index for index in inside if reading.tags[index] == "VERB"]
    if len(words) > 5 or not any(reading.words[index].lower in reading.beat.cues for index in verbs):
        return False
    if any(reading.tags[index] not in _VERBAL for index in inside):
        return False
    return not _UNSAID & {*words[:-1], *_auxiliaries(reading, inside.start)}


def _auxiliaries(reading: Reading, index: int) -> Iterator[str]:
    """The small words of the verb, in front of words[index]: "would later not have" before "said"."""
    for at in range(index - 1, reading.sentence_at(reading.words[index].start).first - 1, -1):
        if reading.tags[at] not in ("AUX", "ADV", "PART") and reading.words[at].lower not in _UNSAID:
            return
        yield reading.words[at].lower


_VERBAL = frozenset(["VERB", "AUX", "ADV", "PART", "ADP"])  # of which a cue may consist
_UNSAID = frozenset(
    "not n't n’t never nor neither to is are was were be been being would could may might should if whether".split()
)


def _is_saying(reading: Reading, source: Range, cue: Range, contents: Sequence[Range]) -> bool:
    """Whether source, cue and content can be one attribution: beside each other, in one paragraph, nobody between."""
    parts = sorted([source, cue, *contents])
    if any(first[1] > second[0] for first, second in pairwise(parts)):
        return False
    if len({reading.sentence_at(start).paragraph for start, _ in parts}) > 1:
        return False
    sentence = reading.sentence_at(cue[0])
    if reading.sentence_at(source[0]) != sentence:
        return False
    if any(reading.sentence_at(start) != sentence and not _is_quoted(reading, start) for start, _ in contents):
        return False
    after = source[0] > cue[0]
    according = reading.document.text[slice(*cue)].lower().startswith("according")
    if after and not according and contents[0][0] > cue[0]:
        return False  # "told Roe that": whom one tells does not say it
    between = (cue[1], source[0]) if after else (source[1], cue[0])
    if between[1] - between[0] > _FARTHEST or _is_another_between(reading, between):
        return False
    block = (min(source[0], cue[0]), max(source[1], cue[1]))
    return _is_speaker(reading, source) and any(_is_beside(reading, part, block) for part in contents)


_FARTHEST = 80  # code points between source and cue: an apposition, seldom longer


def _is_speaker(reading: Reading, source: Range) -> bool:
    """Whether words begin and end as one who says something does: with a phrase, and no part of one."""
    inside = reading.words_in(*source)
    first, last = reading.phrase_at(source[0]), reading.phrase_at(source[1] - 1)
    if not inside or first is None or last is None or reading.tags[inside[-1]] not in ("NOUN", "PROPN", "PRON"):
        return False
    return first.start == source[0] and last.end == source[1]


def _is_beside(reading: Reading, content: Range, block: Range) -> bool:
    """Whether what is said stands right before or behind source and cue; a word alone is said in quotation marks."""
    words = reading.document.text[slice(*content)].split()
    if len(words) < 2 and not _is_quoted(reading, content[0]):
        return False
    gap = (content[1], block[0]) if content[1] <= block[0] else (block[1], content[0])
    return _BESIDE.fullmatch(reading.document.text[slice(*gap)]) is not None


_BESIDE = re.compile(r"[\s,:”\"’']{0,4}(?:that\s)?\s?")


def _is_quoted(reading: Reading, start: int) -> bool:
    return reading.document.text[start] in '“"«„'


def _is_another_between(reading: Reading, between: Range) -> bool:
    """Whether somebody else stands between source and cue, or the source is part of a longer one."""
    if any(name.label in ("person", "organization") for name in reading.names_in(*between)):
        return True
    return any(reading.words[index].lower in _JOINING for index in reading.words_in(*between))


_JOINING = frozenset("and or but nor & who that while when where because".split())


def overlap(one: Range, other: Range) -> bool:
    """Whether two half-open ranges share a code point."""
    return one[0] < other[1] and other[0] < one[1]
