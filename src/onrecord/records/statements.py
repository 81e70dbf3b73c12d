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
from onrecord.records.reading import Phrase, Reading
from onrecord.records.speakers import Speakers
from onrecord.records.told_parts import keep_told
from onrecord.records.turns import take_turns
from onrecord.schema import Mode, Record, Statement

__all__ = ["find_statements"]


def find_statements(reading: Reading, record: Record) -> tuple[Statement, ...]:
    """The statements of a document in text order; the record holds its people and organizations."""
    quotations = find_quotations(reading.document.text)
    passages = find_passages(reading, quotations, cues=_speech_verbs(reading))
    found = [find_attributions(passage, reading.beat.cues) for passage in passages]
    attributions = keep_told(reading, merge_attributions(reading, take_turns(passages, found), quotations))
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
    words = _find_source(reading, found)
    source = reading.span(*words) if words else None
    return Statement(
        id=f"s{number}",
        source=source,
        speaker=speakers.find_speaker(source) if source else None,
        cue=reading.span(*found.cue) if found.cue else None,
        content=tuple(reading.span(*part) for part in found.content),
        mode=_find_mode(reading, quotations, found.content),
        act=found.act,
    )


def _find_source(reading: Reading, found: Attribution) -> OffsetRange | None:
    """The words that name who speaks: behind the cue, where none or no more than an article stands before it."""
    source, cue = found.source, found.cue
    article = source is not None and reading.document.text[slice(*source)].lower() in _ARTICLES
    if cue is None or not (source is None or article):
        return source
    behind = reading.phrase_at(cue[1] + 1)
    if behind is not None and behind.start == cue[1] + 1 and _names_somebody(reading, behind):
        return behind.start, behind.end  # "pleaded guilty today, announced State Attorney Ada Roe"
    whole = reading.phrase_at(source[0]) if source else None
    return (whole.start, whole.end) if whole and source and whole.end > source[1] else None


_ARTICLES = frozenset(["a", "an", "the"])


def _names_somebody(reading: Reading, phrase: Phrase) -> bool:
    """Whether a person's name ends the phrase, and the clause with it."""
    names = reading.names_in(phrase.start, phrase.end)
    after = reading.document.text[phrase.end : phrase.end + 1]
    return bool(names) and names[-1].label == "person" and names[-1].end == phrase.end and after in ".,;\n"


def _find_mode(reading: Reading, quotations: Sequence[Quotation], content: Iterable[OffsetRange]) -> Mode:
    """Direct when every word stands in quotation marks, mixed when some do."""
    quoted = [
        find_quotation_at(quotations, reading.words[index].start) is not None
        for start, end in content
        for index in reading.words_in(start, end)
        if reading.words[index].text[0].isalnum()
    ]
    return "direct" if quoted and all(quoted) else "mixed" if any(quoted) else "indirect"
