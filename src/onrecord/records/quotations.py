"""Text -> what stands in quotation marks, whoever says it: every offset is a code point into the text.

A mark opens or closes by its form and by what stands beside it, so straight, curly and wrongly turned marks are read
alike. A missing mark loses no quotation: it ends with its paragraph, or begins with the sentence after "said". Marks
of feet, inches, possession and omission are none. Never raises, near-linear in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.records.sentences import find_paragraphs

__all__ = ["ALIAS", "Quotation", "find_quotation_at", "find_quotations"]

ALIAS = r"aka|a\.\s?k\.\s?a\.?|a/k/a|alias|also known as"
"""A pattern for the words before another name of somebody, which nobody says."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: text[start:end] with its marks, text[inside_start:inside_end] without them and without space."""

    start: int
    end: int
    inside_start: int
    inside_end: int
    opened: bool  # has its own opening mark
    closed: bool  # has its own closing mark; a quotation that goes on in the next paragraph has none


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: Literal["opens", "closes", "either"]
    paragraph: int


_DOUBLE = re.compile(r"[“\"][”\"](?=\w)|‘‘|’’|``|''|[“”„‟«»\"]")
_OPENING_FORMS = frozenset(["“", "„", "‟", "«", "‘‘", "``"])
_CLOSING_FORMS = frozenset(["”", "»", "’’", "''"])
_SINGLE_OPENS = re.compile(
    r"(?<![\w’'‘.,!?”\"])[‘'](?=[\w\[$])(?!\d0?s\b|(?:em|til|cause|tis|twas|round|bout|n)\b)", re.I
)
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\])%])[’'](?!\w)")
_FEET = re.compile(r"\d['’]\s?\d{1,2},?$")
_MEASURED = re.compile(r" (?:barrel|blade|x|by|long|tall|wide|deep|knife|pipe|tv)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset("([{—–-/")
_AFTER_CLOSING = frozenset(",.;:!?)]}—–-")
# How far apart two marks may stand and still be one pair, about twice the longest pair of the marked documents (1,882
# code points): beyond this a mark was lost, and pairing would swallow what nobody said.
_MOST_PARAGRAPHS = 8
_MOST_CHARACTERS = 4000
_LONGEST_SINGLE = 600
# "…, Attorney General Jane Doe said." inside a quotation: its closing mark was lost before the source.
_SOURCE = re.compile(
    r"(?<=,) +(?:(?:[A-Z][\w.’'-]*|of|the|for) +){1,9}(?:said|added|stated)\b"
    r"|(?<=,) *(?:said|added|stated) +(?:the +)?[A-Z]"
)
_AFTER_SOURCE = re.compile(r"\b(?:said|added|stated|says|continued|wrote)\b[^.,:“”\"]{0,80}[.,:]\s+")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text in order, none inside another. What an outer quotation quotes stays part of it."""
    paragraphs = tuple(find_paragraphs(text))
    pairs = _pair_marks(text, tuple(_find_marks(text, paragraphs)), paragraphs)
    outer = tuple(found for found in pairs if not _is_alias(text, found))
    singles = (found for found in _find_singles(text, paragraphs) if not _crosses(outer, found))
    return tuple(sorted((*outer, *singles), key=lambda found: found.start))


def _is_alias(text: str, found: Quotation) -> bool:
    """ "Dana Vale, aka “Dee,” pleaded guilty": a name, which nobody says."""
    is_short = text.count(" ", found.start, found.end) < 4
    return is_short and _ALIAS.search(text, max(0, found.start - 24), found.start) is not None


_ALIAS = re.compile(rf"\b(?:{ALIAS}|nicknamed),?\s*$", re.IGNORECASE)


def find_quotation_at(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation in which an offset stands."""
    index = bisect_right(quotations, offset, key=lambda found: found.start) - 1
    return quotations[index] if index >= 0 and offset < quotations[index].end else None


def _find_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[_Mark]:
    starts = [start for start, _ in paragraphs]
    for match in _DOUBLE.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        form = match.group()
        if form in ('"', "''", "”", "’’") and _is_measure(text, match):
            continue
        yield _Mark(match.start(), match.end(), _judge(form, before, after), bisect_right(starts, match.start()) - 1)


def _is_measure(text: str, match: re.Match[str]) -> bool:
    """Whether a mark after a digit is an inch or a second: 6'2", a 12" barrel."""
    feet = _FEET.search(text[max(0, match.start() - 7) : match.start()])
    return bool(feet) or (
        text[match.start() - 1 : match.start()].isdigit() and bool(_MEASURED.match(text, match.end()))
    )


def _judge(form: str, before: str, after: str) -> Literal["opens", "closes", "either"]:
    free_before = not before or before.isspace() or before in _BEFORE_OPENING
    free_after = not after or after.isspace() or after in _AFTER_CLOSING
    if len(form) == 2 and form[0] in '“"':
        return "opens"
    if form in _OPENING_FORMS:
        return "either" if not free_before and free_after else "opens"
    if form in _CLOSING_FORMS:
        return "either" if free_before and not free_after else "closes"
    if free_before != free_after:
        return "opens" if free_before else "closes"
    return "closes" if before in (",", ".", "!", "?") and not free_before else "either"


def _pair_marks(text: str, marks: Sequence[_Mark], paragraphs: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    opened: _Mark | None = None
    inner = 0  # opening marks inside the quotation that still wait for theirs
    end = 0
    for index, mark in enumerate(marks):
        if opened and mark.paragraph != opened.paragraph and not _closes_later(opened, mark):
            yield from _unclosed(text, opened, paragraphs[opened.paragraph][1])
            end, opened = paragraphs[opened.paragraph][1], None
        if opened is None:
            inner = 0
            if mark.kind != "closes":
                opened = mark
            else:
                yield from _unopened(text, mark, max(end, paragraphs[mark.paragraph][0]))
                end = mark.end
        elif mark.kind != "opens":
            if inner:
                inner -= 1
                continue
            yield from _quotation(text, opened.start, mark.end, opened=opened.end, closed=mark.start)
            end, opened = mark.end, None
        elif _opens_inner(marks, index):
            inner += 1
        else:
            yield from _unclosed(text, opened, mark.start)
            end, opened, inner = mark.start, mark, 0
    if opened:
        yield from _unclosed(text, opened, paragraphs[opened.paragraph][1])


def _closes_later(opened: _Mark, mark: _Mark) -> bool:
    """Whether the next mark, in a later paragraph, closes this one: a pair over several paragraphs."""
    near = mark.paragraph - opened.paragraph < _MOST_PARAGRAPHS and mark.end - opened.start < _MOST_CHARACTERS
    return near and mark.kind == "closes"


def _opens_inner(marks: Sequence[_Mark], index: int) -> bool:
    """Whether an opening mark inside a quotation has two closing marks after it: its own and the outer one."""
    following = marks[index + 1 : index + 3]
    return len(following) == 2 and all(
        mark.kind == "closes" and mark.paragraph == marks[index].paragraph for mark in following
    )


def _unclosed(text: str, mark: _Mark, end: int) -> Iterator[Quotation]:
    """A quotation without its closing mark ends before its source, else with its paragraph or the next opening mark."""
    source = _SOURCE.search(text, mark.end, end)
    yield from _quotation(text, mark.start, source.start() if source else end, opened=mark.end)


def _unopened(text: str, mark: _Mark, start: int) -> Iterator[Quotation]:
    """A quotation without its opening mark begins after "said.", else with what stands before it in its paragraph."""
    for source in _AFTER_SOURCE.finditer(text, start, mark.start):
        start = source.end()
    if len(text[start : mark.start].split()) > 2 and not text[mark.start - 1].isdigit():
        yield from _quotation(text, start, mark.end, closed=mark.start)


def _quotation(
    text: str, start: int, end: int, *, opened: int | None = None, closed: int | None = None
) -> Iterator[Quotation]:
    """The quotation, unless its inside, which begins at `opened` and ends at `closed`, is empty."""
    first, last = (start if opened is None else opened), (end if closed is None else closed)
    inside = text[first:last]
    if not inside.strip():
        return
    first += len(inside) - len(inside.lstrip())
    last -= len(inside) - len(inside.rstrip())
    start = first if opened is None else start
    end = last if closed is None else end
    yield Quotation(start, end, first, last, opened is not None, closed is not None)


def _find_singles(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Quotation]:
    for start, end in paragraphs:
        at = start
        while match := _SINGLE_OPENS.search(text, at, end):
            closing = _close_single(text, match.end(), min(end, match.end() + _LONGEST_SINGLE))
            at = match.end() if closing is None else closing + 1
            if closing is not None:
                yield from _quotation(text, match.start(), closing + 1, opened=match.end(), closed=closing)


def _close_single(text: str, start: int, end: int) -> int | None:
    """Where a single quotation closes; "the officers’ car" closes one only where no later mark does."""
    doubtful = None
    for match in _SINGLE_CLOSES.finditer(text, start, end):
        plural = text[match.start() - 1] in "sS" and re.match(r" [a-z]", text[match.end() : match.end() + 2])
        if not plural:
            return match.start()
        doubtful = match.start() if doubtful is None else doubtful
    return doubtful


def _crosses(outer: Sequence[Quotation], found: Quotation) -> bool:
    index = bisect_right(outer, found.start, key=lambda other: other.start) - 1
    inside = index >= 0 and found.start < outer[index].end
    return inside or (index + 1 < len(outer) and outer[index + 1].start < found.end)
