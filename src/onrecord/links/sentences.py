"""A record -> its sentences as they are compared: words without dateline, what is quoted, and whether by someone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.links.packed import Packed
from onrecord.links.shingles import split_words
from onrecord.records.sentences import find_sentences
from onrecord.schema import Record

__all__ = ["ComparedSentence", "split_sentences", "split_text"]

_DATELINE = re.compile(r"\W{0,3}[A-Z]{3}[^–—\n]{0,60}\s(?:–|—|--)\s+")
_QUOTED = re.compile(r"“([^“”]*)”?|\"([^\"]*)\"?")
_LEAST_QUOTED = 5  # words: fewer are a term or a title
_LEAST_BESIDE = 2  # words beside a quotation that can say whose it is


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """text[start:end] is the sentence; `quoted` its words in quotation marks, `attributed` whether with a source."""

    start: int
    end: int
    words: tuple[str, ...]
    quoted: tuple[str, ...]
    attributed: bool


def split_text(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence, in order."""
    edges = iter(_EDGES.find(text))
    return tuple(zip(edges, edges, strict=True))


def _find_edges(text: str) -> Iterator[int]:
    for sentence in find_sentences(text):
        yield from (sentence.start, sentence.end)


_EDGES = Packed(_find_edges)


def split_sentences(record: Record) -> tuple[ComparedSentence, ...]:
    """The sentences of the text in order."""
    return tuple(_compare(record))


def _compare(record: Record) -> Iterator[ComparedSentence]:
    text = record.document.text
    said = [(part.start, part.end) for item in record.statements if item.source is not None for part in item.content]
    for start, end in split_text(text):
        dateline = _DATELINE.match(text, start, end)
        body = text[dateline.end() if dateline else start : end]
        words = split_words(body)
        quoted = split_words(" ".join(one or two for one, two in _QUOTED.findall(body)))
        if len(quoted) < _LEAST_QUOTED:
            quoted = ()
        by_someone = len(words) - len(quoted) >= _LEAST_BESIDE or any(one < end and start < two for one, two in said)
        yield ComparedSentence(start, end, words, quoted, by_someone)
