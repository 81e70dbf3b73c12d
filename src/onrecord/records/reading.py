"""What every stage of reading sees: the document, its sentences and words, each word's tag, and the names.

A stage takes a Reading and what earlier stages found, and returns its part of the record. Nothing here decides facts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol

from onrecord.beats import Beat
from onrecord.records.asides import find_controls, find_lists
from onrecord.records.foreign import is_foreign
from onrecord.records.sentences import Sentence, Word, find_sentences
from onrecord.records.things import find_thing
from onrecord.schema import Document, Span

__all__ = [
    "MONTHS",
    "Name",
    "NameLabel",
    "Phrase",
    "Reading",
    "SpeechProposal",
    "Tagged",
    "Tagger",
    "is_parting_dash",
    "open_reading",
]

NameLabel = Literal["person", "organization", "place", "facility", "nationality"]
"""What a name names; `nationality` covers nationalities, parties and religions ("Honduran", "Republican")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands in the text; score is the tagger's own probability, uncalibrated, where it has one."""

    start: int
    end: int
    label: NameLabel
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without what follows its head: words[first:last] of the document, head among them."""

    start: int
    end: int
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class SpeechProposal:
    """What a model takes for attributed speech: offsets of source (or none), cue and contents, half-open.

    score: the least probability among its parts, uncalibrated.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """One UPOS tag for each word of a document; its names in order, none overlapping; its speech by order of cues."""

    tags: tuple[str, ...]
    names: tuple[Name, ...] = ()
    speech: tuple[SpeechProposal, ...] = ()


class Tagger(Protocol):
    """Words in context -> tags, names and speech: the one part of reading that may carry a model."""

    @property
    def version(self) -> str:
        """Changes whenever the same text could be tagged in another way."""
        ...

    def tag(self, text: str, sentences: Sequence[Sentence], /) -> Tagged:
        """What the model finds in a text; the sentences hold its words."""
        ...


@dataclass(frozen=True)
class Reading:
    """A document under the reader's eyes."""

    document: Document
    beat: Beat
    sentences: tuple[Sentence, ...]
    tags: tuple[str, ...]  # UPOS, one for each of `words`
    names: tuple[Name, ...]
    speech: tuple[SpeechProposal, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()  # ranges in order that tell nothing of what the document is about
    whole: Document | None = None  # the document itself, where its asides are left out here

    @cached_property
    def told(self) -> "Reading":
        """The same reading without its asides, which are blank in it; offsets stay."""
        return _leave_out(self) if self.asides else self

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the document in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """The noun phrases of the document in order, none overlapping."""
        return tuple(_find_phrases(self))

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.names]

    def span(self, start: int, end: int) -> Span:
        """The words of the document from start to end."""
        return (self.whole or self.document).span(start, end)

    def tells(self, offset: int) -> bool:
        """Whether what stands at an offset is the document's own: in no aside."""
        return not _stands_in(self.asides, offset)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence in which an offset stands (the one before it, where it stands between two)."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def word_at(self, offset: int) -> int:
        """Index of the word at or after an offset; len(words) past the last."""
        index = bisect_right(self._word_starts, offset) - 1
        if index >= 0 and offset < self.words[index].end:
            return index
        return index + 1

    def words_in(self, start: int, end: int) -> range:
        """Indexes of the words that begin in text[start:end]."""
        return range(bisect_left(self._word_starts, start), bisect_left(self._word_starts, end))

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that begin in text[start:end]."""
        return self.names[bisect_left(self._name_starts, start) : bisect_left(self._name_starts, end)]

    def phrase_at(self, offset: int) -> Phrase | None:
        """The noun phrase that covers an offset."""
        index = bisect_right(self.phrases, offset, key=lambda phrase: phrase.start) - 1
        if index >= 0 and offset < self.phrases[index].end:
            return self.phrases[index]
        return None


def open_reading(document: Document, *, beat: Beat, tagger: Tagger) -> Reading:
    """Split and tag a document: what the stages begin with."""
    sentences = find_sentences(document.text)
    tagged = tagger.tag(document.text, sentences)
    controls = find_controls(document.text, sentences)
    silent = sorted((*((one.start, one.end) for one in sentences if is_foreign(one)), *controls))
    names = _mend_names(document.text, (one for one in tagged.names if not _stands_in(silent, one.start)), beat)
    speech = tuple(one for one in tagged.speech if not _stands_in(silent, one.cue[0]))
    lists = find_lists(document.text, sentences)
    asides = sorted((*lists, *(one for one in controls if not _stands_in(lists, one[0]))))
    return Reading(document, beat, sentences, tagged.tags, names, speech, tuple(asides))


def _leave_out(reading: Reading) -> Reading:
    """The reading without its asides: their words, names and speech are gone, and blanks stand where they stood."""
    text, parts, at = reading.document.text, [], 0
    for start, end in reading.asides:
        parts += [text[at:start], _MARK.sub(" ", text[start:end])]
        at = end
    sentences: list[Sentence] = []
    tags: list[str] = []
    for sentence in reading.sentences:
        if reading.tells(sentence.start):
            sentences.append(replace(sentence, first=len(tags)))
            tags += reading.tags[sentence.first : sentence.first + len(sentence.words)]
    return Reading(
        replace(reading.document, text="".join((*parts, text[at:]))),
        reading.beat,
        tuple(sentences),
        tuple(tags),
        tuple(name for name in reading.names if reading.tells(name.start)),
        tuple(one for one in reading.speech if all(map(reading.tells, _ends(one)))),
        whole=reading.document,
    )


def _ends(speech: SpeechProposal) -> Iterator[int]:
    for start, end in filter(None, (speech.source, speech.cue, *speech.contents)):
        yield from (start, end - 1)


_MARK = re.compile(r"\S")


def _stands_in(ranges: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of the ranges, in order and apart, holds an offset."""
    at = bisect_right(ranges, offset, key=lambda one: one[0]) - 1
    return at >= 0 and offset < ranges[at][1]


def _mend_names(text: str, names: Iterable[Name], beat: Beat) -> tuple[Name, ...]:
    """The names; that of a thing is no person's, whatever the tagger says: "Halden Foods", "Vale State Prison"."""
    found: list[Name] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue  # inside the longer name of a thing
        if name.label == "person" and (dash := _DATELINE.match(text, name.start, name.end)):
            name = replace(name, start=dash.end())
        thing = find_thing(text, name.start, name.end, beat) if name.label == "person" else None
        found.append(replace(name, end=thing[0], label=thing[1]) if thing else name)
    return tuple(found)


_DATELINE = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý.'’ ]{2,38} [–—-]+ (?=[A-ZÀ-Ý][a-zà-ÿ])")  # "HALDEN - Ada Roe" as one name
_INSIDE = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM"])
_HEADS = frozenset(["NOUN", "PROPN", "PRON", "NUM"])
_POSSESSIVES = frozenset("my your his her its our their".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)
_JOINERS = frozenset(["-", "’s", "'s", "&", "’", "'"])


def _find_phrases(reading: Reading) -> Iterator[Phrase]:
    names = frozenset(index for name in reading.names for index in reading.words_in(name.start, name.end))
    for sentence in reading.sentences:
        stop = sentence.first + len(sentence.words)
        index = sentence.first
        while index < stop:
            last = _phrase_end(reading, names, index, stop)
            if len(reading.words[index].text) == 1 and "/" in _around(reading, index):
                last = index  # "a/k/a Ivy Marsh": no article
            heads = [i for i in range(index, last) if reading.tags[i] in _HEADS or i in names]
            if not heads:
                index = max(last, index + 1)
                continue
            last = heads[-1] + 1
            yield Phrase(reading.words[index].start, reading.words[last - 1].end, index, last, heads[-1])
            index = last


def _around(reading: Reading, index: int) -> str:
    """The characters right before and right after a word."""
    word, text = reading.words[index], reading.document.text
    return text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]


def _phrase_end(reading: Reading, names: frozenset[int], index: int, stop: int) -> int:
    """One past the last word of the phrase that begins at index; index itself where none begins."""
    at = index
    while at < stop:
        word, tag = reading.words[at], reading.tags[at]
        begins = tag == "DET" or word.lower in _POSSESSIVES
        if is_parting_dash(reading, at) or (begins and at > index and word.lower not in ("all", "both")):
            return at
        if begins or at in names or tag in _INSIDE:
            at += 1
        elif tag == "PRON" and at == index:
            return at + 1
        elif at > index and at + 1 < stop and (word.lower in _JOINERS or _is_modifier(reading, at)):
            at += 1
        else:
            return at
    return at


def is_parting_dash(reading: Reading, at: int) -> bool:
    """Whether a word is a dash that stands apart, as behind a dateline: "Halden - Ada Roe pleaded guilty"."""
    return reading.words[at].text in _DASHES and _around(reading, at) == "  "


_DASHES = frozenset(["-", "–", "—", "--"])


def _is_modifier(reading: Reading, at: int) -> bool:
    """A participle between a determiner and its noun ("the arrested man"), none behind a date ("May 3 charging")."""
    if reading.tags[at - 1] == "NUM" and at > 1 and reading.words[at - 2].lower.rstrip(".") in MONTHS:
        return False
    return (
        reading.tags[at] == "VERB"
        and reading.words[at].lower.endswith(("ed", "ing"))
        and reading.tags[at - 1] in ("DET", "ADJ", "NUM", "PUNCT")
        and reading.tags[at + 1] in ("NOUN", "ADJ", "PROPN")
    )
