"""What the encoder takes for the words of a statement -> the same words to the end of their clause.

The encoder marks word by word, and in long sentences of releases its marks stop early: "said that, according to trial
testimony, [the defendant] stabbed". A content that stops in the middle of a clause says less than its source did, so
it goes on to where the clause ends, or to where somebody else begins to speak.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records.reading import Reading, SpeechProposal

__all__ = ["complete_contents"]

OffsetRange = tuple[int, int]

_OPEN = frozenset(  # words at which no clause ends
    "that the a an of as to and or in for with on at by from his her their its who which whose if because is are was "
    "were be been has have had will would can could according".split()
)
_PASSIVE = re.compile(r"\b(?:accused|suspected) of$", re.IGNORECASE)
_QUOTE = re.compile(r"[“”\"«»]")
_JOINS = re.compile(r"(?:[\s,;:—–-]|\b(?:and|but|as|while|which|who|that|when)\b)+$")
_CLOSES = re.compile(r"[\s.!?,;:—–-]+$")


def complete_contents(reading: Reading, speech: Sequence[SpeechProposal]) -> tuple[SpeechProposal, ...]:
    """The proposals in the same order, each content whole."""
    starts = sorted({part[0] for one in speech for part in (one.cue, one.source) if part})
    return tuple(_complete(reading, one, starts) for one in speech)


def _complete(reading: Reading, one: SpeechProposal, starts: Sequence[int]) -> SpeechProposal:
    text = reading.document.text
    parts = list(one.contents)
    last = parts[-1]
    own = max(one.cue[1], one.source[1] if one.source else 0)
    if last[1] <= one.cue[0] and _PASSIVE.search(text[slice(*one.cue)]):
        sentence = reading.sentence_at(one.cue[0])
        end = _clause_end(text, own, sentence.end, starts)
        start = own + len(text[own:end]) - len(text[own:end].lstrip())
        if start < end:
            parts.append((start, end))
    elif last[0] >= own and _is_open(reading, last):
        sentence = reading.sentence_at(last[0])
        parts[-1] = last[0], max(last[1], _clause_end(text, last[1], sentence.end, ()))
    return SpeechProposal(one.source, one.cue, tuple(parts), one.score)


def _is_open(reading: Reading, part: OffsetRange) -> bool:
    """Whether words end where no clause does: behind "that", inside a name or phrase, before their subject's verb."""
    at = reading.word_at(part[1]) - 1
    if at < 0 or part[1] >= reading.sentence_at(part[0]).end:
        return False
    if reading.words[at].lower in _OPEN:
        return True
    phrase = reading.phrase_at(part[1] - 1)
    if phrase and phrase.end > part[1]:
        return True
    after = at + 1 < len(reading.words) and reading.tags[at + 1] in ("AUX", "VERB")
    return reading.tags[at] in ("PRON", "SCONJ") and after


def _clause_end(text: str, start: int, end: int, starts: Sequence[int]) -> int:
    """The end of the sentence, or where another source or cue begins in it, without the marks and joints before."""
    if quote := _QUOTE.search(text, start, end):
        end = quote.start()  # quoted words have a statement of their own
    at = bisect_left(starts, start)
    if at < len(starts) and starts[at] < end:
        return start + len(_JOINS.sub("", text[start : starts[at]]))
    return start + len(_CLOSES.sub("", text[start:end]))
