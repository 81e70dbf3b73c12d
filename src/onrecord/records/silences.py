"""The reading -> the words by which the text itself says that something was not given, with kind and manner.

All patterns are made from the word lists of the beat (omissions.toml), once. A silence is told where it stands: one
entry each, the longer of two that overlap, and the second thing of "a figure or a timeline" is one of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from onrecord.records.reading import Reading
from onrecord.schema import Manner, OmissionKind

__all__ = ["Silence", "find_silences"]


@dataclass(frozen=True, slots=True)
class Silence:
    """Words that say what was not given: text[start:end]."""

    start: int
    end: int
    kind: OmissionKind
    manner: Manner


@dataclass(frozen=True, slots=True)
class _Patterns:
    refusal: re.Pattern[str]
    declined: re.Pattern[str]
    returned: re.Pattern[str]
    objects: tuple[tuple[OmissionKind, re.Pattern[str]], ...]
    phrases: tuple[tuple[OmissionKind, re.Pattern[str]], ...]
    unknown: re.Pattern[str]
    withheld: re.Pattern[str]
    stopped: re.Pattern[str]
    lapsed: re.Pattern[str]
    asked: re.Pattern[str]


_KINDS: tuple[OmissionKind, ...] = get_args(OmissionKind)
_CLAUSE = re.compile(r"[^.;:!?\n“”\"]*")
_BEFORE = re.compile(r"[^.;:!?,\n“”\"]*$")
_OTHER = re.compile(r"(?:,| or| nor|, or|, nor)\s+(?=(?:an?|the|any)\s)", re.IGNORECASE)
_CUT = re.compile(r",| (?:but|and said|because|after|before the|although|citing|saying) ")
_OR = re.compile(r"(?:or|nor)\s+")
_PRESS = re.compile(
    r"\b(?:immediately|comment|requests?|questions?|inquir(?:y|ies)|reporters?|interview|seeking|emails?)\b",
    re.IGNORECASE,
)
_SAY = re.compile(r"sa(?:y|id)|tell", re.IGNORECASE)
_REFLEXIVE = re.compile(r"\s+(?:himself|herself|themselves|itself)\b")
# "refused to provide the agency with records": not to the public.
_TO_SOMEONE = re.compile(r"(?:\s+\S+){1,4}?\s+with\b")
_TAIL = re.compile(
    r"(?:\s+(?!and\b|or\b|but\b)\w+){0,3}\s+"
    r"(?:requests?|questions?|inquir(?:y|ies)|emails?|case|matter|investigation|details)"
    r"(?:\s+(?:for|seeking)\s+(?:comment|information))?(?:\s+of\s+the\s+case)?|\s+for\s+(?:further\s+)?comment"
)
_SUBJECT = 8  # words before "was not released" in which stands what was not
_LONGEST = 160  # code points of the clause that tells what was not given: the longest marked one has 105


def find_silences(reading: Reading) -> tuple[Silence, ...]:
    """What the text says was not given, in order, none overlapping."""
    patterns = _compile(tuple(reading.beat.omissions.items()))
    text = reading.document.text
    found = [
        *_find_refusals(text, patterns),
        *_find_phrases(text, patterns),
        *_find_unknown(text, patterns),
        *_find_withheld(text, patterns),
        *_find_lapsed(text, patterns),
    ]
    found.extend(_find_asked(reading, patterns, found))
    return tuple(_drop_overlapping(found))


def _drop_overlapping(found: Iterable[Silence]) -> Iterator[Silence]:
    end = 0
    for silence in sorted(found, key=lambda one: (one.start, -one.end, _KINDS.index(one.kind))):
        if silence.start >= end:
            yield silence
            end = silence.end


def _find_refusals(text: str, patterns: _Patterns) -> Iterator[Silence]:
    for match in patterns.refusal.finditer(text):
        clause = _clause_after(text, match.end())
        manner: Manner = "declined" if patterns.declined.match(text, match.start()) else "no_answer"
        if match["comment"] or match["speaking"]:
            if (match["speaking"] and manner != "declined") or _is_elsewhere(match, clause):
                continue
            yield Silence(match.start(), match.end() + _tail(clause), "comment", manner)
        elif match["returning"]:
            if patterns.returned.search(clause) and _PRESS.search(match.group() + clause):
                yield Silence(match.start(), match.end() + len(clause), "comment", "no_answer")
        elif not (_REFLEXIVE.match(clause) or (manner == "declined" and _TO_SOMEONE.match(clause))):
            said: Manner = "not_given" if manner == "no_answer" else manner
            yield from _by_object(match, clause, patterns, said)


def _by_object(match: re.Match[str], clause: str, patterns: _Patterns, manner: Manner) -> Iterator[Silence]:
    """What was not given, each of "a figure on the arrests or a timeline" on its own."""
    start, at = match.start(), match.end()
    lead = 0
    for end in [*(cut.start() for cut in _OTHER.finditer(clause)), len(clause)]:
        part = clause[lead:end]
        kind = _kind_of(part if lead else match["verb"] + " " + part, patterns, confirming=bool(match["confirming"]))
        if kind == "evidence" and _SAY.match(match["verb"]):
            kind = "comment"  # "would not say if"
        if kind and not (match["verb"].lower() == "include" and kind != "total"):
            first = start if lead == 0 else at + lead + len(part) - len(part.lstrip(" ,"))
            yield Silence(_skip_or(match.string, first), at + end, kind, manner)
        elif lead == 0:
            return
        lead = end


def _is_elsewhere(match: re.Match[str], clause: str) -> bool:
    """Whether it is no question that nobody responded to ("did not respond to treatment")."""
    responds = match["verb"].lower().startswith(("respon", "repl"))
    return responds and clause.lstrip().startswith("to ") and not _PRESS.search(clause)


def _skip_or(text: str, start: int) -> int:
    found = _OR.match(text, start)
    return found.end() if found else start


def _kind_of(words: str, patterns: _Patterns, *, confirming: bool) -> OmissionKind | None:
    """The kind of the first thing that the words name; what is not confirmed, and a bare "whether", is `evidence`."""
    if confirming:
        return "evidence"
    hits = [
        (kind == "evidence", match.start(), number)
        for number, (kind, pattern) in enumerate(patterns.objects)
        if (match := pattern.search(words))
    ]
    return patterns.objects[min(hits)[2]][0] if hits else None


def _find_phrases(text: str, patterns: _Patterns) -> Iterator[Silence]:
    for kind, pattern in patterns.phrases:
        manner: Manner = "declined" if kind == "comment" else "not_given"
        for match in pattern.finditer(text):
            yield Silence(match.start(1) if match.lastindex else match.start(), match.end(), kind, manner)


def _find_unknown(text: str, patterns: _Patterns) -> Iterator[Silence]:
    for match in patterns.unknown.finditer(text):
        after = _clause_after(text, match.end())
        kind = _kind_of(after, patterns, confirming=False)
        if kind:
            unknown: OmissionKind = "evidence" if kind == "comment" else kind  # "it is unclear why"
            yield Silence(match.start(), match.end() + len(after), unknown, "not_given")
            continue
        before = _clause_before(text, match.start())
        kind = _kind_of(before, patterns, confirming=False)
        if kind:
            yield Silence(match.start() - len(before.lstrip()), match.end(), kind, "not_given")


def _find_withheld(text: str, patterns: _Patterns) -> Iterator[Silence]:
    for match in patterns.withheld.finditer(text):
        before = " ".join(_clause_before(text, match.start()).split(" ")[-_SUBJECT:])
        kind = _kind_of(before, patterns, confirming=False)
        if kind and kind != "comment":
            yield Silence(match.start() - len(before.lstrip()), match.end(), kind, "not_given")


def _find_lapsed(text: str, patterns: _Patterns) -> Iterator[Silence]:
    for match in patterns.lapsed.finditer(text):
        if (stop := patterns.stopped.search(text, match.end("noun"), match.end())) is not None:
            yield Silence(stop.start(), stop.end() + len(_clause_after(text, stop.end())), "series", "stopped")
    for match in patterns.stopped.finditer(text):
        if match["publishing"]:
            yield Silence(match.start(), match.end() + len(_clause_after(text, match.end())), "series", "stopped")


def _find_asked(reading: Reading, patterns: _Patterns, found: Iterable[Silence]) -> Iterator[Silence]:
    """Who was asked for comment, unless the text tells in the same or the next sentence that no answer came."""
    answered = [silence.start for silence in found if silence.kind == "comment"]
    for match in patterns.asked.finditer(reading.document.text):
        sentence = reading.sentence_at(match.start())
        following = reading.sentence_at(sentence.end + 1)
        if not any(sentence.start <= start < max(sentence.end, following.end) for start in answered):
            yield Silence(match.start(), match.end(), "comment", "asked")


def _clause_after(text: str, start: int) -> str:
    found = _CLAUSE.match(text, start, min(len(text), start + _LONGEST))
    clause = found.group() if found else ""
    cut = _CUT.search(clause)
    kept = clause[: cut.start()] if cut and not _OTHER.match(clause, cut.start()) else clause
    return kept.rstrip()


def _clause_before(text: str, end: int) -> str:
    found = _BEFORE.search(text, max(0, end - _LONGEST), end)
    return found.group() if found else ""


def _tail(clause: str) -> int:
    """How much of what follows belongs to it: "to a request for comment", "on the case"."""
    found = _TAIL.match(clause)
    return found.end() if found else 0


@lru_cache(maxsize=4)
def _compile(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Patterns:
    """The patterns of a beat, made from its word lists."""
    words = {key: _any(values) for key, values in lists}
    heads = f"{words['refusals_declined']}|{words['refusals_no_answer']}"
    gap = r"\s+(?:(?:\w+ly|yet|further|also|even)\s+)?(?:be\s+)?"
    verbs = "|".join(
        f"(?P<{key}>{words['verbs_' + key]})" for key in ("comment", "speaking", "returning", "confirming", "giving")
    )
    publishing, publications = words["series_publishing"], words["series_publications"]
    stopping = words["series_stopping"]
    is_it = r"(?:(?:it\s+|that\s+)?(?:is|are|was|were|remains?|remained)\s+|it['’]s\s+)"
    auxiliary = r"(?:(?:was|were|is|are|has|have|will|could|being)\s+)?"
    return _Patterns(
        refusal=_pattern(rf"(?:{heads}){gap}(?P<verb>{verbs})"),
        declined=_pattern(words["refusals_declined"]),
        returned=_pattern(words["verbs_returned"]),
        objects=_by_kind(words, "objects_"),
        phrases=_by_kind(words, "phrases_"),
        unknown=_pattern(rf"(?:{is_it}(?:{words['unknown_words']})|{words['unknown_own']})"),
        withheld=_pattern(rf"{auxiliary}(?:{words['unknown_withheld']})"),
        stopped=_pattern(rf"(?:{stopping})(?:\s+(?P<publishing>{publishing})\s+(?:\S+\s+){{0,4}}?(?:{publications}))?"),
        lapsed=_pattern(rf"(?:{publishing})\s[^.;\n]{{0,60}}?(?P<noun>{publications})\s[^.;\n]{{0,90}}?(?:{stopping})"),
        asked=_pattern(rf"(?:{words['asked_words']})\s[^.;\n]{{1,80}}?(?:{words['asked_for_comment']})"),
    )


def _by_kind(words: Mapping[str, str], part: str) -> tuple[tuple[OmissionKind, re.Pattern[str]], ...]:
    return tuple((kind, _pattern(words[part + kind])) for kind in _KINDS if part + kind in words)


def _phrase(words: str) -> str:
    """A phrase as a pattern; of one with "…" the words after it are the group."""
    first, _, last = words.partition("…")
    return rf"{re.escape(first.strip())}\s[^.;\n]{{0,90}}?({re.escape(last.strip())})" if last else re.escape(first)


def _any(words: Iterable[str]) -> str:
    return "|".join(_phrase(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)
