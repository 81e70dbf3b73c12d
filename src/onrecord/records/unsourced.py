"""Quotations that no source stands by: whether they are speech at all, and who was introduced as their speaker."""

from collections.abc import Sequence

from onrecord.records.attributions import OffsetRange
from onrecord.records.passages import Passage, Token
from onrecord.records.quotations import Quotation
from onrecord.records.sources import find_source_before, phrase_end

__all__ = ["find_introduction", "is_speech"]

_PAPERS = frozenset(
    "statement statements letter post tweet message email e-mail remarks comments quote comment response "
    "following".split()
)
_ISSUES = frozenset(
    "issued issues released releases made makes gave gives posted posts shared wrote writes had said says".split()
)
_LEAST = 30  # code points a quotation without any cue must have to be speech: shorter ones are names and slogans


def is_speech(quotation: Quotation) -> bool:
    """Whether a quotation without source or cue reads as something said, and not as a name or a slogan."""
    return quotation.inside_end - quotation.inside_start >= _LEAST


def find_introduction(passages: Sequence[Passage], number: int) -> OffsetRange | None:
    """The source named by the passage before ("Dana Vale issued the following statement:"), a heading included."""
    if not number:
        return None
    tokens = passages[number - 1].tokens
    papers = next((i for i, token in enumerate(tokens) if token.lower in _PAPERS), None)
    if papers is None and tokens[-1].lower != ":":
        return None
    after = _after_by(tokens, papers) if papers is not None else None
    if after is not None and (end := phrase_end(tokens, after)) > after:
        return tokens[after].start, tokens[end - 1].end
    found = _issuer(passages[number - 1])
    return (tokens[found[0]].start, tokens[found[1] - 1].end) if found else None


def _issuer(passage: Passage) -> tuple[int, int] | None:
    for index, token in enumerate(passage.tokens):
        if token.lower in _ISSUES and index and (found := find_source_before(passage, index)):
            return found
    return None


def _after_by(tokens: tuple[Token, ...], papers: int) -> int | None:
    """Where the name after "statement from" or "statement by" begins."""
    for index in range(papers + 1, min(len(tokens) - 1, papers + 3)):
        if tokens[index].lower in ("from", "by", "of"):
            return index + 1
    return None
