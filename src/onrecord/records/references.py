"""The reading -> the documents that this document cites, so that a report can be linked to what it reports.

Each has the words that cite it, its kind, its publisher and date where they stand beside it. Words for documents
that are the matter itself ("falsified police reports") are left out where no source stands by them.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from onrecord.records.nearby import Nearby
from onrecord.records.reading import Reading
from onrecord.schema import Record, Reference, ReferenceKind, Span, Time

__all__ = ["find_references"]

_KINDS: tuple[ReferenceKind, ...] = get_args(ReferenceKind)
_LEFT = re.compile(
    r"(?:(?:a|an|the|its|his|her|their|this|that|these|separate|joint|written|recent|daily|weekly|monthly|annual|new|internal|"
    r"leaked|federal|state|unsealed|public|same|earlier|previous|first|second|series|of)\s+)+$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"\s+(?:(?:issued|released|published|filed|posted|unsealed|obtained|dated|made|sent|signed)\s+)?"
    r"(?:(?:by|from|on|in|to)\s+)",
    re.IGNORECASE,
)
_URL = re.compile(r"\s*[(:]?\s*(https?://[^\s)>\]]+[^\s)>\].,;])")
_CITES_BEFORE = re.compile(
    r"(?:according to|in|by|from|citing|cited|issued|signed|signing|series of|published|released|posted|obtained|with"
    r"|under|says?|per)\s+(?:an?|the|its|his|her|their|this|that)?\s*(?:[\w-]+\s+){0,2}$"
)
_CITES_AFTER = re.compile(
    r"\s+(?:says?|said|states?|stated|shows?|showed|found|noted|issued|released|published|signed|by|from|blocking|barring|"
    r"directing|requiring|that)\b"
)
_NEAR = 60  # code points after a citation in which its publisher and date stand


def find_references(reading: Reading, record: Record) -> tuple[Reference, ...]:
    """The references of a document in text order; the record holds organizations, people, times and statements."""
    pattern = _compile(tuple(reading.beat.references.items()))
    if pattern is None:
        return ()
    nearby, speakers = Nearby(record), _find_speakers(reading, record)
    found: list[Reference] = []
    for match in pattern.finditer(reading.document.text):
        kind = next(kind for kind in _KINDS if match.lastgroup == kind)
        if kind in ("report", "order", "dataset") and not _is_cited(reading.document.text, match):
            continue
        span = _widen(reading, match)
        url = _URL.match(reading.document.text, span.end)
        found.append(
            Reference(
                id=f"r{len(found) + 1}",
                span=span,
                kind=kind,
                publisher=_find_publisher(reading, nearby, speakers, span),
                date=_find_date(reading, record, span),
                url=url.group(1) if url else None,
            )
        )
    return tuple(found)


@lru_cache(maxsize=4)
def _compile(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str] | None:
    """One pattern, a group for each kind; of two phrases at one place the longest."""
    groups: Mapping[str, tuple[str, ...]] = dict(lists)
    parts = [f"(?P<{kind}>{_any(groups[kind])})" for kind in _KINDS if kind in groups]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE) if parts else None


def _any(words: tuple[str, ...]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )


def _is_cited(text: str, match: re.Match[str]) -> bool:
    """Whether such a word stands as a source or as something issued, and is not only the matter of the text."""
    before = text[max(0, match.start() - 40) : match.start()].lower()
    after = text[match.end() : match.end() + 40].lower()
    return bool(_CITES_BEFORE.search(before) or _CITES_AFTER.match(after))


def _widen(reading: Reading, match: re.Match[str]) -> Span:
    """The words that cite it, with article and adjectives before them."""
    text = reading.document.text
    left = _LEFT.search(text, max(0, match.start() - 60), match.start())
    return reading.span(left.start() if left else match.start(), match.end())


def _find_publisher(reading: Reading, nearby: Nearby, speakers: Mapping[int, str], span: Span) -> str | None:
    """Who issued it: named right after it, or the speaker of the statement that is made in it."""
    text = reading.document.text
    for mention, key in nearby.bodies_in(span.end, span.end + _NEAR):
        if _RIGHT.fullmatch(text[span.end : mention.start].removesuffix("the ")):
            return key
    return speakers.get(reading.sentence_at(span.start).start)


def _find_speakers(reading: Reading, record: Record) -> dict[int, str]:
    """Start of a sentence -> the first organization that speaks in it."""
    bodies = {body.id for body in record.organizations}
    found: dict[int, str] = {}
    for statement in record.statements:
        if statement.cue and statement.speaker in bodies and statement.speaker:
            found.setdefault(reading.sentence_at(statement.cue.start).start, statement.speaker)
    return found


def _find_date(reading: Reading, record: Record, span: Span) -> str | None:
    """The day that stands by the citation, before the next comma or verb."""
    at = bisect_left(record.times, span.end, key=_start)
    if at == len(record.times):
        return None
    time = record.times[at]
    near = time.span.start - span.end <= _NEAR and time.start == time.end
    between = reading.document.text[span.end : time.span.start]
    return time.start if near and not re.search(r"[,.;:!?\n“”\"]", between) else None


def _start(time: Time) -> int:
    return time.span.start
