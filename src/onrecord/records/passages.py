"""A reading -> passages: sentences, joined where a quotation reaches over their bounds, with each quotation one token.

What stands inside quotation marks cannot confuse the search for who says it, and what is said keeps its full length.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.records.quotations import Quotation
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence, Word

__all__ = ["Passage", "Token", "find_passages"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word outside quotation marks with its tag, or a whole quotation (its tag is QUOTE, its words untold)."""

    start: int
    end: int
    lower: str
    tag: str
    quotation: Quotation | None = None


@dataclass(frozen=True)
class Passage:
    """The tokens of one or more sentences; `paragraph` is that of the first."""

    tokens: tuple[Token, ...]
    paragraph: int

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of the passage in order."""
        return tuple(token.quotation for token in self.tokens if token.quotation)


_MISTAKEN = frozenset(["VERB", "AUX", "ADJ", "ADV", "INTJ", "ADP", "X"])
_DASHES = frozenset(["—", "–", "--", "-", "―"])
_SIGNATURE = 25  # words of a line that signs a quotation: "— Dana Vale, Mayor of Port Halden"
_ASKS = frozenset("?!,")
_SHORT = 8  # words within which a source and its verb stand after a question: “Who?” Mayor Dana Vale asked


def find_passages(
    reading: Reading, quotations: Sequence[Quotation], *, cues: Container[str] = frozenset()
) -> tuple[Passage, ...]:
    """The passages of a document in order; every word stands in one of them.

    `cues` are the verbs by which a sentence goes on with the question or cry before it.
    """
    return tuple(_join(reading, quotations, cues))


def _join(reading: Reading, quotations: Sequence[Quotation], cues: Container[str]) -> Iterator[Passage]:
    waiting = iter(quotations)
    quotation = next(waiting, None)
    tokens: list[Token] = []
    paragraph = 0
    for number, sentence in enumerate(reading.sentences):
        if not tokens:
            paragraph = sentence.paragraph
        named = _mostly_lower(sentence)
        for index, word in enumerate(sentence.words, sentence.first):
            while quotation and quotation.end <= word.start:
                quotation = next(waiting, None)
            if quotation is None or word.end <= quotation.start:
                tag = _mend_tag(word, reading.tags[index], first=index == sentence.first, named=named)
                if word.text == "." and _follows_initial(sentence, index - sentence.first):
                    tag = "PROPN"
                tokens.append(Token(word.start, word.end, word.lower, tag))
            elif not (tokens and tokens[-1].quotation is quotation):
                tokens.append(Token(quotation.start, quotation.end, "", "QUOTE", quotation))
        if quotation and quotation.start < sentence.end < quotation.end:
            continue
        if _is_told_on(reading.document.text, tokens, reading.sentences[number : number + 2], cues):
            continue
        yield Passage(tuple(tokens), paragraph)
        tokens = []
    if tokens:
        yield Passage(tuple(tokens), paragraph)


def _mostly_lower(sentence: Sentence) -> bool:
    """Whether capitals tell names here: not in a headline."""
    words = [word for word in sentence.words if word.text[0].isalpha()]
    return sum(word.text[0].islower() for word in words) * 2 >= len(words)


def _mend_tag(word: Word, tag: str, *, first: bool, named: bool) -> str:
    """A capitalised word inside a sentence that the tagger takes for a verb is a name ("said Teare")."""
    mistaken = named and not first and tag in _MISTAKEN and word.text[:1].isupper() and len(word.text) > 2
    return "PROPN" if mistaken else tag


def _follows_initial(sentence: Sentence, index: int) -> bool:
    """The stop of an initial inside a name: Lanny A. Breuer."""
    if not 0 < index < len(sentence.words) - 1:
        return False
    before, after = sentence.words[index - 1], sentence.words[index + 1]
    return len(before.text) == 1 and before.text.isupper() and after.text[0].isupper()


def _is_told_on(text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], cues: Container[str]) -> bool:
    """Whether the next sentence only says whose the quotation was: “Who?” Dana Vale asked; “Now.” — Dana Vale."""
    quotation = tokens[-1].quotation
    if quotation is None or len(sentences) < 2:
        return False
    this, following = sentences
    words = following.words
    if words[0].text in _DASHES and len(words) <= _SIGNATURE:
        return this.paragraph == following.paragraph or words[0].text != "-"
    goes_on = this.paragraph == following.paragraph and text[quotation.inside_end - 1] in _ASKS
    return goes_on and words[0].text[0].isalnum() and any(word.lower in cues for word in words[:_SHORT])
