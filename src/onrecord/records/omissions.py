"""The reading and the whole record -> what is not said: stated by the text itself, or derived from what it lacks.

Runs last. A stated omission has the words that state it. A derived one has none: its explanation tells what was
searched for and not found, so that a person can check it. Derived only where the document is one that usually gives
the thing (a release about arrests), and never beside a stated omission of the same kind.
"""

from collections.abc import Iterator

from onrecord.records.lacks import find_lacks
from onrecord.records.nearby import Nearby
from onrecord.records.reading import Reading
from onrecord.records.silences import Silence, find_silences
from onrecord.schema import Manner, Omission, OmissionKind, Record, Span

__all__ = ["find_omissions"]

_MISSING: dict[OmissionKind, str] = {
    "total": "how many",
    "timeframe": "when",
    "identity": "who",
    "charges": "the charges",
    "location": "where",
    "outcome": "what came of it",
    "comment": "a comment",
    "evidence": "confirmation or details",
    "series": "the regular publication",
    "source": "the source",
}
_SAYING: dict[Manner, str] = {
    "declined": "was declined",
    "no_answer": "was asked for, and no answer came",
    "asked": "was asked for; no answer is told",
    "not_given": "was not given",
    "stopped": "stopped",
}


def find_omissions(reading: Reading, record: Record) -> tuple[Omission, ...]:
    """The omissions of a document: the stated ones in text order, then the derived ones in the order of their kinds."""
    silences = find_silences(reading)
    nearby = Nearby(record)
    stated = [
        Omission(
            id=f"m{number}",
            kind=silence.kind,
            stated=True,
            manner=silence.manner,
            span=_whole_words(reading, silence),
            about=_find_about(reading, nearby, silence),
            explanation=f"The text itself says it: {_MISSING[silence.kind]} {_SAYING[silence.manner]}.",
        )
        for number, silence in enumerate(silences, 1)
    ]
    return (*stated, *_derive(reading, record, frozenset(silence.kind for silence in silences), len(stated)))


def _whole_words(reading: Reading, silence: Silence) -> Span:
    """The words of a silence, the last one to its end: "on individual cases", never "on individual case"."""
    text, end = reading.document.text, silence.end
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return reading.span(silence.start, end)


def _derive(reading: Reading, record: Record, known: frozenset[OmissionKind], count: int) -> Iterator[Omission]:
    lacks = (lack for lack in find_lacks(reading, record) if lack.kind not in known)
    for number, lack in enumerate(lacks, count + 1):
        yield Omission(
            id=f"m{number}",
            kind=lack.kind,
            stated=False,
            manner=None,
            span=None,
            about=lack.about,
            explanation=lack.explanation,
        )


def _find_about(reading: Reading, nearby: Nearby, silence: Silence) -> str | None:
    """Who was silent, for a comment; the event whose number, time or place was not given, for the others."""
    sentence = reading.sentence_at(silence.start)
    if silence.kind in ("comment", "series"):
        end = silence.end if silence.manner == "asked" else silence.start
        named = [key for _, key in nearby.mentions_in(sentence.start, end) if not key.startswith("l")]
        return named[-1] if named else None
    events = [event.id for event in nearby.record.events if sentence.start <= event.trigger.start < sentence.end]
    return events[0] if events else None
