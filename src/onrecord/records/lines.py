"""A sentence -> one plain line for the grammars of times and figures: lower-case words with one space between them.

A grammar then needs no thought for capitals, line breaks or the shape of apostrophes and dashes; offsets of a match go
back to the document by the words it covers. Patterns must begin and end at a word (`grammar` sees to that).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.records.sentences import Sentence, Word

__all__ = ["Line", "compile_grammar", "plain_line", "words_after", "words_before"]

_PLAIN = str.maketrans("’‘‐‑‒–−", "''-----")
_CAPITALS = re.compile(r"(?<!\\)\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a sentence, plain; starts[i] is where words[i] begins in text, first its index in the document."""

    text: str
    starts: tuple[int, ...]
    words: tuple[Word, ...]
    first: int

    def word_at(self, at: int) -> int:
        """Index in this line of the word at an offset of the plain text."""
        return max(0, bisect_right(self.starts, at) - 1)

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Where plain text[start:end] stands in the document."""
        return self.words[self.word_at(start)].start, self.words[self.word_at(end - 1)].end

    def is_capital(self, at: int) -> bool:
        """Whether the word at an offset of the plain text is written with a capital."""
        return self.words[self.word_at(at)].text[:1].isupper()


def words_before(match: re.Match[str], count: int) -> list[str]:
    """The last words of the plain line before a match, at most count, in order; a match may stand in a long line."""
    return match.string[max(0, match.start() - 30 * count) : match.start()].split()[-count:]


def words_after(match: re.Match[str], count: int) -> list[str]:
    """The first words of the plain line after a match, at most count, in order."""
    return match.string[match.end() : match.end() + 30 * count].split()[:count]


def plain_line(sentence: Sentence) -> Line:
    """The sentence as one plain line."""
    parts, starts, at = [], [], 0
    for word in sentence.words:
        part = word.lower.translate(_PLAIN)
        parts.append(part)
        starts.append(at)
        at += len(part) + 1
    return Line(" ".join(parts), tuple(starts), sentence.words, sentence.first)


def compile_grammar(pattern: str, vocabulary: Mapping[str, str]) -> re.Pattern[str]:
    """A regular expression over plain lines that covers whole words; names in capitals stand for their vocabulary."""
    spelled = _CAPITALS.sub(lambda name: f"(?:{vocabulary[name.group()]})", pattern)
    return re.compile(rf"(?<!\S)(?:{spelled})(?!\S)")
