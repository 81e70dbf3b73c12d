"""The reading -> attributed speech: who says what, in which words, by which act.

Attributions (source, cue, content as offsets) come from rules over passages; everything after them is the same
whoever found them: what the marks join is joined, a quotation without a source goes on with the last speaker, the
mode is told by the quotation marks, and the source is resolved to an entry of the record. What an agency says in its
own release without a source is the document's voice, and no statement.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.records.attributions import Attribution, OffsetRange, find_attributions
from onrecord.records.passages import Passage, find_passages
from onrecord.records.quotations import Quotation, find_quotation_at, find_quotations
from onrecord.records.reading import Reading
from onrecord.records.speakers import Speakers
from onrecord.records.unsourced import find_introduction, is_speech
from onrecord.schema import Mode, Record, Statement

__all__ = ["find_statements"]


@dataclass(frozen=True, slots=True)
class _Turn:
    """The last quoted words and who said them: what the next quotation without a source goes on with."""

    index: int  # of the attribution in the list
    passage: int
    paragraph: int
    quotation: Quotation


def find_statements(reading: Reading, record: Record) -> tuple[Statement, ...]:
    """The statements of a document in text order; the record holds its people and organizations."""
    quotations = find_quotations(reading.document.text)
    passages = find_passages(reading, quotations, cues=_speech_verbs(reading))
    attributions = _order(_complete(passages, [find_attributions(passage, reading.beat.cues) for passage in passages]))
    speakers = Speakers(reading, record)
    return tuple(
        _to_statement(reading, quotations, speakers, attribution, number)
        for number, attribution in enumerate(attributions, 1)
    )


def _speech_verbs(reading: Reading) -> frozenset[str]:
    return frozenset(form for form, cue in reading.beat.cues.items() if cue.use == "speech" or cue.act == "ask")


def _to_statement(
    reading: Reading, quotations: Sequence[Quotation], speakers: Speakers, found: Attribution, number: int
) -> Statement:
    source = reading.span(*found.source) if found.source else None
    return Statement(
        id=f"s{number}",
        source=source,
        speaker=speakers.find_speaker(source) if source else None,
        cue=reading.span(*found.cue) if found.cue else None,
        content=tuple(reading.span(*part) for part in found.content),
        mode=_find_mode(reading, quotations, found.content),
        act=found.act,
    )


def _find_mode(reading: Reading, quotations: Sequence[Quotation], content: Iterable[OffsetRange]) -> Mode:
    """Direct when every word stands in quotation marks, mixed when some do."""
    quoted = [
        find_quotation_at(quotations, reading.words[index].start) is not None
        for start, end in content
        for index in reading.words_in(start, end)
        if reading.words[index].text[0].isalnum()
    ]
    return "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"


def _order(attributions: Iterable[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=lambda one: (min(one.content[0], one.cue or one.content[0]), one.content))


def _complete(passages: Sequence[Passage], found: Sequence[tuple[Attribution, ...]]) -> list[Attribution]:
    """The attributions, with the quotations that no source stands by given to who was speaking, or introduced them."""
    complete: list[Attribution] = []
    turn: _Turn | None = None
    for number, (passage, own) in enumerate(zip(passages, found, strict=True)):
        first = len(complete)
        complete.extend(own)
        for quotation in passage.quotations:
            holder = next((i for i in range(first, len(complete)) if _holds(complete[i], quotation)), None)
            if holder is None:
                holder = _place(complete, passages, number, quotation, turn, first)
            if holder is not None:
                turn = _Turn(holder, number, passage.paragraph, quotation)
    return complete


def _place(
    complete: list[Attribution],
    passages: Sequence[Passage],
    number: int,
    quotation: Quotation,
    turn: _Turn | None,
    first: int,
) -> int | None:
    """Put a quotation without a source where it belongs; the index of its attribution, None where it is no speech."""
    passage = passages[number]
    alone = all(token.quotation or token.tag == "PUNCT" for token in passage.tokens)
    span = (quotation.start, quotation.end)
    if alone and turn and _goes_on(turn, passage, number):
        complete[turn.index] = replace(complete[turn.index], content=(*complete[turn.index].content, span))
        return turn.index
    if alone and turn and passage.paragraph - turn.paragraph <= (1 if turn.quotation.closed else 3):
        before = complete[turn.index]
        complete.append(Attribution(before.source, None, (span,), before.act))
        return len(complete) - 1
    if len(complete) > first and _has_quotation(complete[-1], passage):
        before = complete[-1]
        complete.append(Attribution(before.source, None, (span,), before.act))
        return len(complete) - 1
    if not is_speech(quotation):
        return None
    source = find_introduction(passages, number) if alone else None
    if source is None and len(complete) > first:
        source = complete[-1].source
    complete.append(Attribution(source, None, (span,), "assert"))
    return len(complete) - 1


def _goes_on(turn: _Turn, passage: Passage, number: int) -> bool:
    """The same paragraph, or a paragraph whose opening mark goes on a quotation that was not closed."""
    same = passage.paragraph == turn.paragraph and number - turn.passage <= 1
    return same or (not turn.quotation.closed and passage.paragraph - turn.paragraph == 1)


def _has_quotation(attribution: Attribution, passage: Passage) -> bool:
    return any(_holds(attribution, quotation) for quotation in passage.quotations)


def _holds(attribution: Attribution, quotation: Quotation) -> bool:
    return any(start <= quotation.inside_start and quotation.inside_end <= end for start, end in attribution.content)
