"""A statement that a model proposes + the reading -> speech as the rules take it from the encoder, or why it is none.

Its words must stand in the text, and stand together as an attribution does: who, a verb of saying, what. The act, the
mode and the speaker are for the rules to say.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.language_model.anchoring import Range, find_places, find_words
from onrecord.language_model.question import ProposedStatement
from onrecord.language_model.tally import Fate
from onrecord.records.reading import Reading, SpeechProposal

__all__ = ["anchor_speech"]


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
