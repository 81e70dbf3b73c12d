"""Document.text -> its paragraphs, sentences and words, by rules; every offset is a code point into the text.

Nothing of the text is changed or lost: sentences cover all that is not white space, words cover all of a sentence
that is not white space. No lookup, no model: what a word means is the encoder's business.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Sentence", "Word", "find_paragraphs", "find_sentence_at", "find_sentences", "find_words"]


class Word(NamedTuple):  # a text has hundreds: a tuple is made in half the time of a dataclass
    """A word, number or mark: text[start:end] == text, and its lower-case form."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a headline or an item of a list; paragraphs and words of the document count from 0."""

    start: int
    end: int
    paragraph: int
    first: int  # index into the document's words of words[0]
    words: tuple[Word, ...]


# Numbers with their marks (1,234.5; 7:30; $2.5 is "$" and "2.5"), words with inner apostrophes, hyphens split off by
# find_words; abbreviations keep their stop; anything else is one mark.
_WORD = re.compile(
    r"""
    [A-Za-z]++(?![\w.'’])                                 # most words, told at once
  | (?:[A-Za-z]\.){2,}                                    # U.S.  D.C.  a.m.
  | (?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Lt|Sgt|Det|Capt|Col|Gen|Gov|Sen|Rep|Hon|Prof|Rev|No|Nos|Inc|Co|Corp|Ltd|vs|v|Jan|Feb|Mar
      |Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Ave|Blvd|Calif|Mass|Conn|Fla|Ill|Ind|Mich|Minn|Miss|Mo|Okla|Ore|Pa|Penn
      |Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ariz|Ark|Colo|Del|Ga|Kan|Ky|La|Md|Mont|Neb|Nev|Supt|Cmdr|Adm|Atty|Asst|Dept|Dist
      |Univ|approx|etc|al)\.(?!\w)
  | \d++(?:[.,:/]\d++)*+(?:st|nd|rd|th)?(?![^\W_])         # 1,234.5  3:15  1/2/2025  3rd
  | \d++(?:[.,:/]\d++)++(?=[^\W_])                         # 2.5 of 2.5M  3:15 of 3:15pm
  | [^\W_]+(?:['’](?!s\b|S\b|re\b|ve\b|ll\b|d\b|m\b|t\b)[^\W\d_]+)*   # O'Brien, but the possessive apart
  | ['’](?:s|S|re|ve|ll|d|m|t)\b
  | \.{3}|…|--+|[‐-―]
  | \S
    """,
    re.VERBOSE,
)
_NEVER_LAST = frozenset(
    "mr. mrs. ms. dr. st. lt. sgt. det. capt. col. gen. gov. sen. rep. hon. prof. rev. no. nos. vs. v. supt. cmdr. "
    "adm. atty. asst. dept. dist.".split()
)
_SOMETIMES_LAST = re.compile(r"(?:[A-Za-z]\.){1,}|[A-Za-z]{2,5}\.")
_CLOSERS = frozenset("\"”’')]»")
_OPENERS = frozenset("\"“‘'([«")
_STOPS = frozenset([".", "!", "?", "…", "..."])
_STARTERS = frozenset(
    "the a an he she they it we i in on at this that these those his her their its but and as after before when while "
    "if no none according police prosecutors officials authorities both all two three four five six".split()
)
_HARD_BREAK = re.compile(r"[^\S\n]*\n[^\S\n]*")


def find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph, white space trimmed.

    One line is one paragraph, as scrapers write it, unless the text is broken at a fixed width (a PDF's text): then
    an empty line or a list mark ends a paragraph, and a line behind which the next word would have found room.
    """
    width = _find_width(text)
    start = 0
    for match in _HARD_BREAK.finditer(text):
        if width and not _ends_paragraph(text, start, match, width=width):
            continue
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def find_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words and marks of text[start:end]; a possessive 's, a hyphen and every other mark stand alone."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple([Word(*match.span(), word := match.group(), word.lower()) for match in found])


def find_sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences of the text in order; a line without a stop (a headline, a list item) is one sentence."""
    sentences: list[Sentence] = []
    counted = 0
    for number, (start, end) in enumerate(find_paragraphs(text)):
        for part in _split(text, find_words(text, start, end)):
            sentences.append(Sentence(part[0].start, part[-1].end, number, counted, part))
            counted += len(part)
    return tuple(sentences)


def find_sentence_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the sentence around an offset, its paragraph alone split; the offset where it is in none."""
    for start, end in find_paragraphs(text):
        if start <= at < end:
            found = ((part[0].start, part[-1].end) for part in _split(text, find_words(text, start, end)))
            return next(((first, last) for first, last in found if first <= at < last), (at, at))
    return at, at


def _split(text: str, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words of a paragraph by sentences."""
    first = 0
    for index in range(len(words)):
        if index + 1 == len(words) or _is_boundary(text, words, index):
            yield words[first : index + 1]
            first = index + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _find_width(text: str) -> int:
    """The width at which the lines of a text are broken; 0 where they are not.

    They are where none of 5 or more is over 130 characters and most end inside a sentence, or one long line in five
    goes on with a small letter.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    long = sorted(len(line) for line in lines if len(line) > _SHORT)
    if len(lines) < 5 or not long or max(map(len, lines)) > 130:
        return 0
    inside = [len(line) > _SHORT and line[-1] not in _CLOSED for line in lines]
    going_on = sum(ends and following[0].islower() for ends, following in zip(inside, lines[1:], strict=False))
    if sum(inside) >= 0.6 * len(lines) or going_on >= max(2, 0.2 * len(long)):
        return long[len(long) * 9 // 10]
    return 0


_SHORT = 45  # code points: a line that is not longer can end where its writer wanted
_CLOSED = '.!?:;”"'
_RAGGED = 0.85  # of the width: lines of one column differ by their letters


def _ends_paragraph(text: str, start: int, match: re.Match[str], *, width: int) -> bool:
    line_start = max(text.rfind("\n", 0, match.start()) + 1, start)
    line = text[line_start : match.start()].strip()
    following = _NEXT_WORD.match(text, match.end())
    if not line or following is None or following.group()[0] in "•*-·":
        return True
    had_room = len(line) + 1 + len(following.group()) < _RAGGED * width
    return had_room and (line[-1] in _CLOSED or not following.group()[0].islower())


_NEXT_WORD = re.compile(r"\S+")


def _is_boundary(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a sentence ends after words[index], which is not the last of its paragraph."""
    word, following = words[index], words[index + 1]
    if word.text in _CLOSERS:
        return _closes_sentence(text, words, index)
    if following.text in _CLOSERS and following.start == word.end and not _opens(text, following):
        return False
    if word.text in _STOPS:
        if _is_initial(words, index):
            return False
        return _begins_sentence(text, words, index + 1, gap=following.start > word.end)
    if word.text.endswith(".") and _SOMETIMES_LAST.fullmatch(word.text) and word.lower not in _NEVER_LAST:
        lower = (
            following.lower
            if following.text not in _OPENERS
            else (words[index + 2].lower if index + 2 < len(words) else "")
        )
        return (following.text[:1].isupper() and lower in _STARTERS) or following.text in '“"'
    return False


def _is_initial(words: Sequence[Word], index: int) -> bool:
    """Whether the stop at index ends an initial of a name ("Ada G. Vale"), not a sentence ("Plan B. The jury")."""
    if not index or words[index].text != "." or words[index - 1].end != words[index].start:
        return False
    letter, after = words[index - 1].text, words[index + 1]
    initial = letter.isalpha() and len(letter) == 1 and letter.isupper() and letter != "I"
    return initial and after.text[0].isupper() and after.lower not in _STARTERS


def _closes_sentence(text: str, words: Sequence[Word], index: int) -> bool:
    """A closing mark ends the sentence when a stop stands before it and a sentence begins after it."""
    at = index
    while at >= 0 and words[at].text in _CLOSERS:
        at -= 1
    if at < 0 or _opens(text, words[index]):
        return False
    following = words[index + 1]
    if following.text in _CLOSERS and following.start == words[index].end:
        return False
    stopped = words[at].text in _STOPS or (words[at].text.endswith(".") and len(words[at].text) > 2)
    return stopped and _begins_sentence(text, words, index + 1, gap=following.start > words[index].end)


def _begins_sentence(text: str, words: Sequence[Word], index: int, *, gap: bool) -> bool:
    first = words[index]
    if first.text in _OPENERS and index + 1 < len(words):
        return gap and not words[index + 1].text[:1].islower()
    return gap and not first.text[:1].islower() and first.text not in ",;:"


def _opens(text: str, word: Word) -> bool:
    """A straight mark opens when white space or an opening bracket stands before it and none after it."""
    if word.text not in "\"'":
        return False
    before = text[word.start - 1] if word.start else " "
    after = text[word.end] if word.end < len(text) else " "
    return (before.isspace() or before in "([“‘—–-") and not after.isspace()
