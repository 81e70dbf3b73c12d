"""Passages with their attributions -> all attributions, with the quotations that have no source of their own.

Who speaks goes on speaking: in the same paragraph and over an opening mark without its closing one the quotation is
joined to the last, in the next paragraph it is a statement of the same source. Where nobody was speaking, the passage
before may introduce the speaker ("Dana Vale issued this statement:"). A short quotation that nobody says is a name or
a slogan, and no statement.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.attributions import Attribution, OffsetRange
from onrecord.records.passages import Passage
from onrecord.records.quotations import Quotation
from onrecord.records.unsourced import find_introduction, is_speech
from onrecord.schema import Act

__all__ = ["take_turns"]

_NESTED = 12  # contents of one passage that may lie in each other around a quotation
_LATER = 3  # paragraphs in which a quotation that was not closed may go on


@dataclass
class _Draft:
    """An attribution whose content may still grow."""

    source: OffsetRange | None
    cue: OffsetRange | None
    content: list[OffsetRange]
    act: Act

    @property
    def key(self) -> tuple[OffsetRange, OffsetRange]:
        """Where it stands in the text."""
        return min(self.content[0], self.cue or self.content[0]), self.content[0]


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last quoted words and whose they are."""

    draft: _Draft
    passage: int
    paragraph: int
    quotation: Quotation


def take_turns(passages: Sequence[Passage], found: Sequence[tuple[Attribution, ...]]) -> tuple[Attribution, ...]:
    """All attributions of a document in text order; `found` holds those of each passage."""
    drafts: list[_Draft] = []
    turn: _Turn | None = None
    for number, (passage, attributions) in enumerate(zip(passages, found, strict=True)):
        own = [_Draft(one.source, one.cue, list(one.content), one.act) for one in attributions]
        contents = sorted((start, end, index) for index, draft in enumerate(own) for start, end in draft.content)
        alone = all(token.quotation or token.tag == "PUNCT" for token in passage.tokens)
        last = next((draft for draft in reversed(own) if _is_quoting(draft, passage)), None)
        for quotation in passage.quotations:
            holder = _holder(own, contents, quotation)
            if holder is None and alone and turn and (holder := _go_on(turn, passage, number, quotation)):
                own.extend([holder] if holder is not turn.draft else [])
            if holder is None and (last or is_speech(quotation)):
                holder = _start(passages, number, quotation, last, alone=alone)
                own.append(holder)
            if holder is not None:
                turn = _Turn(holder, number, passage.paragraph, quotation)
        drafts.extend(own)
    drafts.sort(key=lambda draft: draft.key)
    return tuple(Attribution(one.source, one.cue, tuple(one.content), one.act) for one in drafts)


def _holder(own: Sequence[_Draft], contents: Sequence[tuple[int, int, int]], quotation: Quotation) -> _Draft | None:
    """The first attribution of the passage in whose content a quotation stands."""
    at = bisect_right(contents, quotation.inside_start, key=lambda entry: entry[0])
    holding = [index for _, end, index in contents[max(0, at - _NESTED) : at] if quotation.inside_end <= end]
    return own[min(holding)] if holding else None


def _is_quoting(draft: _Draft, passage: Passage) -> bool:
    """Whether the words of an attribution hold a quotation: then others of its passage are its speaker's too."""
    starts = [quotation.inside_start for quotation in passage.quotations]
    return any(bisect_right(starts, end) > bisect_right(starts, start) for start, end in draft.content)


def _go_on(turn: _Turn, passage: Passage, number: int, quotation: Quotation) -> _Draft | None:
    """The attribution that a quotation goes on with: the last one, or a new one of the same source."""
    span = (quotation.start, quotation.end)
    later = passage.paragraph - turn.paragraph
    if (later == 0 and number - turn.passage <= 1) or (later == 1 and not turn.quotation.closed):
        turn.draft.content.append(span)
        return turn.draft
    if later <= (1 if turn.quotation.closed else _LATER):
        return _Draft(turn.draft.source, None, [span], turn.draft.act)
    return None


def _start(
    passages: Sequence[Passage], number: int, quotation: Quotation, last: _Draft | None, *, alone: bool
) -> _Draft:
    """A new attribution: of the speaker of the passage, of who was introduced before it, or of nobody known."""
    span = (quotation.start, quotation.end)
    if last:
        return _Draft(last.source, None, [span], last.act)
    return _Draft(find_introduction(passages, number) if alone else None, None, [span], "assert")
