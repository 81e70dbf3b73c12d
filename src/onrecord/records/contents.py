"""A passage and the place of source and cue -> what is said: a quotation, a clause, or both, as ranges of tokens."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.beats import CueUse
from onrecord.records.passages import Passage, Token
from onrecord.records.sources import is_time, phrase_end

__all__ = ["Content", "ContentRange", "find_content_after", "find_content_before"]

ContentRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """Parts of what is said; `quoted` where it ends with a quotation whose own mark (a comma, say) hands over."""

    parts: tuple[ContentRange, ...]
    quoted: bool


_VERBS = frozenset(["VERB", "AUX"])
_BEGINNINGS = frozenset(["PRON", "DET", "NOUN", "PROPN", "ADJ", "NUM"])
_STOPS = frozenset([":", ".", ";", "—", "–", "--"])
_QUESTIONS = frozenset("whether how why what if who when where".split())
_PARTICIPLES = frozenset(
    "adding saying calling noting citing stating describing telling arguing claiming warning".split()
)
_JOINS = frozenset([",", "and", "or", "&", ";"])
_CLAUSE = 300  # tokens one clause of content can have: the longest indirect one read in the marked documents has 73
_REACH = 30  # tokens between a cue and its quotation or "that": the farthest read in the marked documents is 19
_QUOTE_REACH = 14  # the same for verbs that need a quotation ("described the ruling of the court as “…”")


def find_content_before(passage: Passage, begin: int, end: int, *, bare: bool = False) -> Content | None:
    """What is said before token `end`: handed over by a comma or by the end of a quotation; any clause where `bare`."""
    tokens = passage.tokens
    last, begin = end, max(begin, end - _CLAUSE)
    comma = last > begin and tokens[last - 1].lower == ","
    if comma or (last > begin and tokens[last - 1].lower == "as"):
        last -= 1
    while begin < last and (
        tokens[begin].lower in _JOINS or tokens[begin].tag == "PUNCT" or tokens[begin].tag == "CCONJ"
    ):
        begin += 1
    if begin >= last:
        return None
    quotation = tokens[last - 1].quotation
    if quotation:
        if all(token.quotation or token.lower in _JOINS for token in tokens[begin:last]):
            parts = tuple((i, i + 1) for i in range(begin, last) if tokens[i].quotation)
            return Content(parts, quoted=True)
        if quotation.closed or comma or bare:
            return Content(((begin, last),), quoted=not _introduces(tokens, begin, last))
        return None
    if bare or (comma and not _introduces(tokens, begin, last) and _has_verb(tokens, begin, last)):
        return Content(((begin, last),), quoted=False)
    return None


def find_content_after(passage: Passage, block: tuple[int, int], use: CueUse) -> tuple[ContentRange, ...]:
    """What is said after source and cue. `block` is the cue's index and one past source and cue."""
    tokens = passage.tokens
    first = block[1]
    start = _find_start(tokens, block, use)
    if start is None:
        return ()
    if tokens[start].quotation and (use == "quote" or _stands_alone(tokens, start)):
        return tuple(_quotations_from(tokens, start))
    if use == "quote":
        return tuple(_quotations_from(tokens, start))
    end = _find_end(tokens, start, first)
    return ((start, end),) if end > start else ()


def _introduces(tokens: tuple[Token, ...], begin: int, last: int) -> bool:
    """Whether the words before a comma only open the sentence ("In a statement," "When asked about “it,”")."""
    if tokens[begin].tag == "SCONJ" or tokens[begin].lower in ("when", "while", "as", "after", "asked", "if", "in"):
        return True
    return tokens[begin].tag in ("ADP", "ADV") and not _has_verb(tokens, begin, last)


def _has_verb(tokens: tuple[Token, ...], begin: int, last: int) -> bool:
    return any(token.tag in _VERBS or token.quotation for token in tokens[begin:last])


def _find_start(tokens: tuple[Token, ...], block: tuple[int, int], use: CueUse) -> int | None:
    """The first token of what is said: a quotation, "that", a question word, "to", or the clause itself."""
    cue, at = block
    reach = min(len(tokens), at + (_QUOTE_REACH if use == "quote" else _REACH))
    bare: int | None = None  # where a clause without "that" would begin
    comma = False
    while at < reach:
        token = tokens[at]
        if token.quotation or (not comma and at > cue and _opens_clause(tokens, at, use)):
            return at
        if token.lower in _STOPS:
            return at + 1 if token.lower == ":" and at + 1 < len(tokens) else None
        gerund = token.tag == "VERB" and token.lower.endswith("ing") and bare is None and use == "speech"
        if token.tag in _VERBS and not gerund:
            return _without_that(tokens, at, use=use, bare=None if comma else bare)
        comma = comma or token.lower == ","
        if token.tag == "ADP" and bare is None:
            at = max(phrase_end(tokens, at + 1), at + 1)
            continue
        if bare is None and (gerund or (token.tag in _BEGINNINGS and not is_time(token))):
            bare = at
        at += 1
    return None


def _opens_clause(tokens: tuple[Token, ...], at: int, use: CueUse) -> bool:
    """Whether "that", a question word or "to" begins what is said here."""
    if use == "quote":
        return False
    lower = tokens[at].lower
    if lower == "that":
        return at + 1 < len(tokens) and tokens[at].tag in ("SCONJ", "PRON", "DET")
    return lower in _QUESTIONS or (lower == "to" and use in ("clause", "action") and _is_infinitive(tokens, at))


def _without_that(tokens: tuple[Token, ...], at: int, *, use: CueUse, bare: int | None) -> int | None:
    """At the first verb: the clause it belongs to, or a quotation a little further on."""
    if use == "speech":
        return bare
    near = range(at, min(len(tokens), at + 6)) if use == "quote" else ()
    return next((index for index in near if tokens[index].quotation), None)


def _is_infinitive(tokens: tuple[Token, ...], at: int) -> bool:
    return any(token.tag in _VERBS for token in tokens[at + 1 : at + 3])


def _stands_alone(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a quotation is all that is said, and not the beginning of a clause (“it is” a farce)."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is None or after.tag in ("PUNCT", "CCONJ", "QUOTE", "SCONJ", "ADP", "ADV") or after.lower in (",", ".")


def _quotations_from(tokens: tuple[Token, ...], start: int) -> Iterator[ContentRange]:
    """The quotation at `start` and those that are joined to it."""
    at = start
    while at < len(tokens):
        if tokens[at].quotation:
            yield at, at + 1
        elif tokens[at].lower not in _JOINS and tokens[at].lower not in (".", "as", "a", "an", "the"):
            return
        at += 1


def _find_end(tokens: tuple[Token, ...], start: int, first: int) -> int:
    end = min(len(tokens), start + _CLAUSE)
    for at in range(max(start + 1, first), end):
        lower = tokens[at].lower
        if lower == ";" or (lower == "according" and at + 1 < len(tokens) and tokens[at + 1].lower == "to"):
            end = at
            break
        if lower == "," and at + 1 < len(tokens) and tokens[at + 1].lower in _PARTICIPLES:
            end = at
            break
    while end > start and tokens[end - 1].tag in ("PUNCT", "CCONJ", "SPACE") and not tokens[end - 1].quotation:
        end -= 1
    return end
