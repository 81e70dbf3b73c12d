"""The tagger that our own encoder carries: one pass over a text gives tags, names and proposals of who said what.

It stands behind the Tagger protocol of reading.py. What it gives stands on the words of the reading: a name or a
source that ends inside a word is taken to its end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from onrecord.records.encoder import Encoder
from onrecord.records.encoding import Encoding, Scored
from onrecord.records.reading import Name, NameLabel, SpeechProposal, Tagged
from onrecord.records.sentences import Sentence, Word

__all__ = ["EncoderTagger"]

Range = tuple[int, int]
_GAP = (
    2  # words between two parts of what one cue says, over which they are one: 65 of 2,200 attributions of PolNeAR dev
)


class EncoderTagger:
    """Loads the model of a folder once (half a second); reads one document at a time. Raises ReaderError."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self.version = self._encoder.version

    def tag(self, text: str, sentences: Sequence[Sentence], /) -> Tagged:
        """Tags, names and proposals of one text."""
        words = [word for sentence in sentences for word in sentence.words]
        if not words:
            return Tagged(())
        found = self._encoder.encode(text, [(word.start, word.end) for word in words])
        bounds = _Bounds(words)
        return Tagged(found.tags, _find_names(text, found.names, bounds), _find_speech(text, found, bounds))


class _Bounds:
    """Where the words of a reading begin and end."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]

    def whole(self, span: Scored) -> tuple[int, int] | None:
        """The span with the rest of its first and last word; None where it touches none."""
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        return (self._starts[first], self._ends[last]) if first <= last else None

    def past_initials(self, end: int) -> int:
        """Where a person's name ends that was broken at an initial: "Dana K" of "Dana K. Vale"."""
        at = bisect_left(self._ends, end)
        while at + 1 < len(self._words) and self._goes_on(self._words[at], self._words[at + 1]):
            at += 1
        return self._ends[at]

    def _goes_on(self, word: Word, following: Word) -> bool:
        if following.start > word.end + 1:
            return False
        if len(word.text) == 1 and following.text == ".":
            return word.text.isupper() and following.start == word.end
        initial = (len(word.text) == 1 and word.text.isupper()) or (len(word.text) == 2 and word.text[1] == ".")
        return (initial or word.text == ".") and following.text[0].isupper() and len(following.text) > 1


def _find_names(text: str, spans: Iterable[Scored], bounds: _Bounds) -> tuple[Name, ...]:
    """The names on whole words; a person's name that was broken in two is joined again."""
    names: list[Name] = []
    for span in spans:
        whole = bounds.whole(span)
        if not whole or (names and whole[0] < names[-1].end):
            continue
        if span.label == "person":
            whole = whole[0], bounds.past_initials(whole[1])
            if names and names[-1].label == "person" and text[names[-1].end : whole[0]] == " ":
                whole = names.pop().start, whole[1]
        names.append(Name(*whole, cast("NameLabel", span.label), span.score))
    return tuple(names)


def _find_speech(text: str, found: Encoding, bounds: _Bounds) -> tuple[SpeechProposal, ...]:
    """The cues to which words are linked; a cue or words alone say nothing."""
    proposals = []
    for one in found.attributions:
        cue = bounds.whole(found.cues[one.cue])
        contents = tuple(filter(None, (bounds.whole(found.contents[content]) for content in one.contents)))
        if cue and contents:
            source = None if one.source is None else bounds.whole(found.sources[one.source])
            contents = tuple(_close_gaps(text, contents, [part for part in (cue, source) if part]))
            parts = (found.cues[one.cue], *(found.contents[content] for content in one.contents))
            proposals.append(SpeechProposal(source, cue, contents, min(part.score for part in parts)))
    return tuple(proposals)


def _close_gaps(text: str, parts: Sequence[Range], others: Sequence[Range]) -> Iterator[Range]:
    """The same parts, joined over a word or two that only the model left out: neither line, source nor cue is there."""
    held = parts[0]
    for part in parts[1:]:
        gap = text[held[1] : part[0]]
        apart = any(start < part[0] and held[1] < end for start, end in others)
        if held[1] <= part[0] and len(gap.split()) <= _GAP and "\n" not in gap and not apart:
            held = held[0], part[1]
        else:
            yield held
            held = part
    yield held
