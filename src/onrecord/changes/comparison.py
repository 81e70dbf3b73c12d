"""Two records of one document -> a Change: which claims appeared, vanished or changed, and which words.

Compares what it is given: what leaves a ledger goes through care first (`care.show_revisions`). Everything that differs
is told; what is likely noise is told last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.changes.claims import Claim, ClaimKind, Value, find_claims
from onrecord.changes.edits import Alignment, Edit, align_texts
from onrecord.changes.matching import match_claims
from onrecord.changes.noise import Noise, NoiseMap
from onrecord.schema import Document, Id, IsoDate, IsoTime, Record, Span

__all__ = ["Change", "ClaimChange", "Difference", "Redating", "Version", "WordChange", "compare_records"]

Turn = Literal["appeared", "vanished", "changed", "redated"]
"""Redated: the same words, which mean other days than before."""

_DAYS = frozenset(["date", "start", "end"])
_WEIGHTS = {
    name: weight
    for weight, fields in enumerate(
        (
            "disposition sentence",
            "low high count unit measures approximate",
            "factuality assertion stated manner act",
            "name person source subjects agents parties title age origin role",
            "date start end",
        )
    )
    for name in fields.split()
}
"""The order in which changes are told: how far the law has got, how many, how sure, who, when, and the rest."""
_REST = len(_WEIGHTS)
_DATE_WORD = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?|"
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]|m|[ap]m|[^\w\s]",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(r"last|first|updated?|posted|published|modified|released?|issued|date|on|at|of", re.IGNORECASE)
_DATELINE = re.compile(r"[A-ZÀ-Ý][^–—\n]{0,60}?(?:–|—|--)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which revision: its days, and who read it."""

    published: IsoDate | None
    retrieved: IsoTime | None
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a claim and what it said before and after."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that appeared, vanished or changed; ids and words are those of each record."""

    kind: ClaimKind
    turn: Turn
    before: Id | None
    after: Id | None
    words_before: Span | None
    words_after: Span | None
    values: tuple[Difference, ...]
    noise: Noise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """Words that gave way to others."""

    before: Span | None
    after: Span | None
    noise: Noise | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Redating:
    """The day of publication is another; `words` tells whether anything else is."""

    before: IsoDate | None
    after: IsoDate | None
    words: Literal["same", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different between two revisions of a document."""

    document: Id
    title: str | None
    before: Version
    after: Version
    redating: Redating | None
    claims: tuple[ClaimChange, ...]
    words: tuple[WordChange, ...]


def compare_records(old: Record, new: Record) -> Change:
    """What changed from the older record of a document to the newer one; the weightiest first, noise last."""
    alignment = align_texts(old.document, new.document)
    noise = NoiseMap(old.document), NoiseMap(new.document)
    words = [_tell_edit(edit, noise) for edit in alignment.edits]
    claims = list(_compare_claims(old, new, alignment, noise))
    return Change(
        document=new.document.id,
        title=new.document.title,
        before=_version(old),
        after=_version(new),
        redating=_find_redating(old.document, new.document, words),
        claims=tuple(sorted(claims, key=_rank)),
        words=tuple(sorted(words, key=lambda word: word.noise is not None)),
    )


def _version(record: Record) -> Version:
    reader = f"{record.reader.name} {record.reader.version}"
    return Version(published=record.document.published, retrieved=record.document.retrieved, reader=reader)


def _tell_edit(edit: Edit, noise: tuple[NoiseMap, NoiseMap]) -> WordChange:
    return WordChange(before=edit.before, after=edit.after, noise=_find_noise(edit.before, edit.after, noise))


def _find_noise(before: Span | None, after: Span | None, noise: tuple[NoiseMap, NoiseMap]) -> Noise | None:
    """The noise on both sides; where one side may be a claim it is none."""
    found = [side.find(span) for side, span in zip(noise, (before, after), strict=True) if span]
    return found[0] if found and None not in found else None


def _compare_claims(
    old: Record, new: Record, alignment: Alignment, noise: tuple[NoiseMap, NoiseMap]
) -> Iterator[ClaimChange]:
    for before, after in match_claims(find_claims(old), find_claims(new), alignment):
        differences = _find_differences(before, after)
        some = before or after
        if not some or (before and after and not differences):
            continue
        spans = tuple(claim.spans[0] if claim and claim.spans else None for claim in (before, after))
        yield ClaimChange(
            kind=some.kind,
            turn=_find_turn(before, after, differences),
            before=before.id if before else None,
            after=after.id if after else None,
            words_before=spans[0],
            words_after=spans[1],
            values=differences,
            noise=_find_noise(spans[0], spans[1], noise),
        )


def _find_differences(before: Claim | None, after: Claim | None) -> tuple[Difference, ...]:
    """Fields that say something else; of a claim that stands on one side alone all that it says."""
    one, two = (claim.values if claim else {} for claim in (before, after))
    names = dict.fromkeys((*one, *two))
    told = (Difference(field=name, before=one.get(name), after=two.get(name)) for name in names)
    return tuple(each for each in told if each.before != each.after)


def _find_turn(before: Claim | None, after: Claim | None, differences: tuple[Difference, ...]) -> Turn:
    if before is None or after is None:
        return "appeared" if before is None else "vanished"
    days = {each.field for each in differences} <= _DAYS
    return "redated" if days and before.words.split() == after.words.split() else "changed"


def _rank(change: ClaimChange) -> tuple[bool, bool, int, int]:
    """Claims before noise, what the text says before what the reader misses in it, and by weight, then by place."""
    weight = min((_WEIGHTS.get(each.field, _REST) for each in change.values), default=_REST)
    span = change.words_after or change.words_before
    return change.noise is not None, span is None, weight, span.start if span else 0


def _find_redating(old: Document, new: Document, words: list[WordChange]) -> Redating | None:
    if old.published == new.published:
        return None
    same = all(word.noise or (_is_date(old, word.before) and _is_date(new, word.after)) for word in words)
    return Redating(before=old.published, after=new.published, words="same" if same else "changed")


def _is_date(document: Document, span: Span | None) -> bool:
    """Whether these words are the day of a dateline, or stand in a line that is but a day: those of a claim are not."""
    if span is None:
        return True
    text = document.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    head = _DATELINE.match(line)
    if head and span.end <= start + head.end():
        return all(map(_DATE_WORD.fullmatch, _split(span.text)))
    return all(_DATE_WORD.fullmatch(word) or _DATE_LABEL.fullmatch(word) for word in _split(line))


def _split(words: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", words)
