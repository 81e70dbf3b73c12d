"""Words of a text -> an anchor; an anchor and another text -> where the same words stand there, or None.

In the same text they stand where they stood. In another one they are found only where the whole sentence stands word
for word, and once: a sentence that was changed, or that stands twice, is for a person to settle.
"""

import hashlib
from functools import lru_cache

from onrecord.records.sentences import find_sentences
from onrecord.reviews.review import Anchor
from onrecord.schema import Document, Span

__all__ = ["digest_text", "find_anchor", "make_anchor"]


def digest_text(text: str) -> str:
    """SHA-256 of a text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_anchor(document: Document, start: int, end: int) -> Anchor:
    """The words from start to end with the sentence, or the run of sentences, around them. Raises SpanError."""
    words = document.span(start, end)
    over = [place for place in _sentences(document.text) if place[0] < end and start < place[1]]
    first = min(start, *(place[0] for place in over)) if over else start
    last = max(end, *(place[1] for place in over)) if over else end
    return Anchor(words=words, sentence=document.span(first, last))


def find_anchor(anchor: Anchor, document: Document, *, same: bool) -> Span | None:
    """Where the anchor's words stand in this document, whose text is the `same` as the anchor's or another one."""
    words, sentence = anchor.words, anchor.sentence
    if same:
        stands = document.text[words.start : words.end] == words.text
        return document.span(words.start, words.end) if stands else None
    first = document.text.find(sentence.text)
    if first < 0 or document.text.find(sentence.text, first + 1) >= 0:
        return None
    places = _sentences(document.text)
    whole = {place[0] for place in places}, {place[1] for place in places}
    if first not in whole[0] or first + len(sentence.text) not in whole[1]:
        return None  # it is now a part of a longer sentence, which may say something else
    start = first + words.start - sentence.start
    return document.span(start, start + len(words.text))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((sentence.start, sentence.end) for sentence in find_sentences(text))
