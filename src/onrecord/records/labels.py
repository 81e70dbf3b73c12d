"""The reading -> loaded terms, with who uses them, whom they are put on, and what the text says they mean.

A term is the announcer's word and never the reader's: each label carries the statement in which it stands, where it
stands in one. The longer of two terms that overlap is taken ("criminal illegal aliens", not "illegal aliens").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.records.nearby import Nearby
from onrecord.records.reading import Reading
from onrecord.schema import Label, Record, Span

__all__ = ["find_labels"]

# What follows a term and explains it: "—one that limits …", ", meaning …", "… that have laws limiting …".
_DEFINED = re.compile(
    r"[”\"’']?,?[”\"’']?\s*(?:"
    r"(?:—|–|--|\()\s*(?P<apposed>(?:ones?|those|an?|places?|cities|states?|jurisdictions?)\s+(?:that|which|who|where)\s[^—–.;()\n]+)"
    r"|(?:,\s*)?(?:referring to|defined as|meaning|which means|that is,|i\.e\.,?)\s+(?P<told>[^—–.;()\n]+)"
    r"|(?P<relative>(?:that|which|who)\s+(?:have|has|do|does|refuse|limit|restrict|prohibit|forbid|decline)s?\s[^—–.;()\n,]+)"
    r")"
)
_BE = re.compile(
    r"\s*(?:,|is|was|as|are|were|\(|,\s*which\s+\w+\s+described\s+as|,?\s*an?|described\s+as|called|the|a|an|known|alleged|"
    r"suspected|confirmed|documented|admitted|self-described|so-called|MS-13|[“\"‘'\s-])+\s*",
    re.IGNORECASE,
)
_NEAR = 90  # code points between a term and the name that it is put on, inside one sentence


def find_labels(reading: Reading, record: Record) -> tuple[Label, ...]:
    """The labels of a document in text order; the record holds people, organizations, places and statements."""
    pattern = _compile(tuple(reading.beat.labels))
    if pattern is None:
        return ()
    nearby = Nearby(record)
    found: list[Label] = []
    for match in pattern.finditer(reading.document.text):
        span = reading.span(*match.span())
        if _is_part_of_name(reading.document.text, span):
            continue
        statement = nearby.statement_around(span)
        found.append(
            Label(
                id=f"b{len(found) + 1}",
                term=reading.beat.labels[_plain(match.group())],
                span=span,
                applies_to=tuple(_find_bearers(reading, nearby, span)),
                definition=_find_definition(reading, span),
                statement=statement.id if statement else None,
            )
        )
    return tuple(found)


@lru_cache(maxsize=4)
def _compile(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all terms, the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if forms else None


def _is_part_of_name(text: str, span: Span) -> bool:
    """Whether the term only stands in the name of a law or an office: "Alien Enemies Act"."""
    following = text[span.end : span.end + 2]
    return span.text[0].isupper() and following[:1] == " " and following[1:].isupper()


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _find_definition(reading: Reading, span: Span) -> Span | None:
    match = _DEFINED.match(reading.document.text, span.end)
    if match is None:
        return None
    name = match.lastgroup
    if name is None:
        return None
    start, end = match.span(name)
    end = start + len(reading.document.text[start:end].rstrip(" ,”\"’'"))
    return reading.span(start, end) if end > start else None


def _find_bearers(reading: Reading, nearby: Nearby, span: Span) -> Iterator[str]:
    """Whom the term is put on: an entry whose mention holds it, or the one right beside it in its sentence."""
    sentence = reading.sentence_at(span.start)
    entries = nearby.mentions_in(sentence.start, sentence.end)
    holding = {key for mention, key in entries if mention.start <= span.start and span.end <= mention.end}
    if holding:
        yield from sorted(holding)
        return
    beside = [
        (min(abs(mention.start - span.end), abs(span.start - mention.end)), key)
        for mention, key in entries
        if _is_put_on(reading.document.text, mention, span)
    ]
    if beside:
        yield min(beside)[1]


def _is_put_on(text: str, mention: Span, span: Span) -> bool:
    """The name right after the term ("gang member Dana Vale"), or before it as its subject ("Vale, a gang member,")."""
    if span.end <= mention.start:
        return text[span.end : mention.start].strip(" ,“”\"'") == ""
    between = text[mention.end : span.start]
    return len(between) <= _NEAR and bool(_BE.fullmatch(between))
