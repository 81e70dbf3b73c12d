"""The reading -> attributed speech: who says what, in which words, by which act.

Attributions (source, cue, content as offsets) come from rules over passages; everything after them is the same
whoever found them: what the marks join is joined, a quotation without a source goes on with the last speaker, the
mode is told by the quotation marks, and the source is resolved to an entry of the record. What an agency says in its
own release without a source is the document's voice, and no statement.
"""

from collections.abc import Iterable, Sequence

from onrecord.records.attributions import Attribution, OffsetRange, find_attributions
from onrecord.records.merging import merge_attributions
from onrecord.records.passages import find_passages
from onrecord.records.quotations import Quotation, find_quotation_at, find_quotations
from onrecord.records.reading import Reading
from onrecord.records.speakers import Speakers
from onrecord.records.turns import take_turns
from onrecord.schema import Mode, Record, Statement

__all__ = ["find_statements"]


def find_statements(reading: Reading, record: Record) -> tuple[Statement, ...]:
    """The statements of a document in text order; the record holds its people and organizations."""
    quotations = find_quotations(reading.document.text)
    passages = find_passages(reading, quotations, cues=_speech_verbs(reading))
    found = [find_attributions(passage, reading.beat.cues) for passage in passages]
    attributions = merge_attributions(reading, take_turns(passages, found), quotations)
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
