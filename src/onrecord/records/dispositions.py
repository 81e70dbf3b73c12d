"""A sentence -> the places where it tells how far the law has got, and with which offenses.

The disposition is read from evidence words in the same clause or list, never from the offense and never from who
speaks. What is hypothetical, wished or denied is no evidence; "convicted or charged" counts as the weaker.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from onrecord.beats import Beat
from onrecord.records.law import any_of
from onrecord.records.offense_phrases import Phrase, TermIndex, find_phrases, is_told_as_act
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Disposition

__all__ = ["Finding", "find_findings", "find_heading", "find_refused", "find_undoing", "weaker"]

_ORDER: tuple[Disposition, ...] = (
    "history", "suspected", "wanted", "arrested", "charged", "pleaded", "convicted", "sentenced",
    "acquitted", "dismissed",
)  # fmt: skip
_FOUND: tuple[Disposition, ...] = ("pleaded", "convicted", "sentenced")
_VERBS = re.compile(
    r"\b(?:convicted|charged|pleaded|pled|sentenced|indicted|acquitted|arrested|accused|found guilty"
    r"|dismissed|wanted|faces|face|will"
    r"|and was|and has|and is|who)\b",
    re.IGNORECASE,
)
_GAP = (
    r"(?:\s+[^\s;.“”\"]+(?:\.[^\s;.“”\"]+)*(?:\.(?=,|\s+[\da-z])|(?<=\b[A-Z])\.|(?<=Jr)\.|(?<=St)\.|"
    r"(?<=Sgt)\.)?,?){0,20}?\s+"
)
_CLAUSE = re.compile(r"[;—]|,\s+(?:and|but|while|who|which)\s|\.\s|\b(?:but|while|after|before|who|which|that)\s")
_MODAL = re.compile(
    r"[^,.;“”]{0,40}?\s(?:can|could|would|may|might)\s(?:be|mean|bring|lead|carry|get|receive|face|spend|lose)\b"
    r"|\s+(?:carries|carry|brings|is punishable)\b"
)
_AHEAD = re.compile(  # "asked the jury to find", "demands that she be sentenced", "should be convicted"
    r"\b(?:ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|want(?:s|ed)?|demand(?:s|ed|ing)?|request(?:s|ed|ing)?"
    r"|call(?:s|ed|ing)? (?:for|on)"
    r"|recommend(?:s|ed|ing)?|persuad(?:es?|ing)|beg(?:s|ged)?|press(?:es|ed|ing)?|implor(?:es?|ed|ing)|weigh(?:s|ing)?"
    r"|consider(?:s|ing)?|deal|offer|offered|chance|pressure|option|proposal)\b[^.;]{0,60}\bto\s+(?:\w+ly\s+)?$"
    r"|\b(?:should|ought to|be|should have been|can|could|may|might|would|must|shall|see (?:him|her|them))\s+"
    r"(?:\w+ly\s+)?$"
    r"|\buntil (?:he|she|they)(?: is| are|['’]s|['’]re)\s+$"
    r"|\b(?:weigh|consider|debat|mull)(?:s|es|ing)\s+(?:an?|the|whether)\s[^.;]{0,40}$",
    re.IGNORECASE,
)
_THREATENED = re.compile(  # "she faces ten years in prison for": what she may get, not what she got
    r"\b(?:faces?|facing|faced|could|would|may|might|should|can|looking at|guidelines?|maximum|minimum|up to|calls? for"
    r"|recommend\w*|seek\w*|sought|ask\w*|urg\w+|demand\w*|eligible|risk\w*|avoid\w*|spared?|threat\w*)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:years?|months?|life|prison|jail|sentences?|probation)\b", re.IGNORECASE)
_BY_LAW = re.compile(r"\b(?:the|an?|any|typical|usual|average)\s+$", re.IGNORECASE)
_IS = re.compile(r"\s+(?:is|are|ranges?)\b")
_NOT_GUILTY = re.compile(r"not guilty", re.IGNORECASE)
_VERDICT = re.compile(
    r"\b(?:found|finds?|finding|verdicts?|return(?:s|ed)|jur(?:y|ors)|declared|ruled)\b", re.IGNORECASE
)
_PLAIN_FACE = re.compile(r"fac(?:es?|ing)", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:expected|plan(?:s|ned)?|will|likely) to? ?(?:be )?(?:charged"
    r"|indicted)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_DENIED = re.compile(  # "he denied that he was convicted of": what follows is not so
    r"\b(?:den(?:y|ies|ied|ying)|not true|untrue|disput(?:es|ed|ing)|rumou?rs?|false (?:claims?|reports?)"
    r"|(?:falsely|wrongly|incorrectly|erroneously|mistakenly) "
    r"(?:sa(?:id|ys)|stat|report|claim|identif|describ|list|wr[io]t)\w*)"
    r"(?:\s+that)?\s+[^.;,]{0,40}$"
    r"|\b(?:earlier|previous) versions? of\s[^.;]{0,80}$"
    r"|\b(?:nearly|almost|unable to|yet to)\s+$",
    re.IGNORECASE,
)
_HAD_IT_BEEN = re.compile(r"(?:^|[,;“\"]\s*)had\s+(?:\w+\s+){1,4}?(?:been\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_UNPLED = re.compile(
    r"\b(?:withdrew|withdraws|withdrawn|retract(?:s|ed)|rescind(?:s|ed)|took back"
    r"|(?:let|lets|allow(?:s|ed)|permit(?:s|ted)) (?:\w+ ){1,2}(?:to )?withdraw)\b[^,;]{0,30}$"
    r"|\b(?:rejects|rejected|threw out|tossed(?: out)?) (?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_ENHANCEMENT = re.compile(r"\benhancements?\b", re.IGNORECASE)  # what makes a sentence longer is no offense of its own
_CHARGES = re.compile(r"\s+(?:\w+\s+)?(?:charges?|counts?|trial|indictments?)\b")
_WILL_FACE = re.compile(r"\bwill (?:\w+ )?face\b")
_OR = re.compile(r"\s*(?:,\s*)?(?:and/)?\bor\s+(?:\w+\s+){0,2}?$")


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence and the offenses that it governs. `start` and `end` are those of the evidence words."""

    start: int
    end: int
    disposition: Disposition
    phrases: tuple[Phrase, ...]
    noun: bool = False  # the offense stands before: "murder charges"


@dataclass(frozen=True)
class _Evidence:
    """The beat's evidence, ready to match: first word -> patterns, the most telling first."""

    behind: dict[str, tuple[tuple[Disposition, re.Pattern[str]], ...]]
    nouns: tuple[tuple[Disposition, re.Pattern[str]], ...]
    hypothetical: re.Pattern[str]
    general: re.Pattern[str]
    negated: re.Pattern[str]
    planned: re.Pattern[str]
    vacated: re.Pattern[str]
    wished: re.Pattern[str]


def weaker(first: Disposition, second: Disposition) -> Disposition:
    """The one that says less: an alternative counts as its weaker branch."""
    return min(first, second, key=_ORDER.index)


def find_findings(reading: Reading, sentence: Sentence, terms: TermIndex) -> tuple[Finding, ...]:
    """All evidence in a sentence that governs at least one offense, in order."""
    evidence, text = _evidence(reading.beat), reading.document.text
    checked = (_checked(text, sentence, finding, evidence) for finding in _all_findings(reading, sentence, terms))
    return tuple(finding for finding in checked if finding is not None)


def find_refused(reading: Reading, sentence: Sentence, terms: TermIndex) -> tuple[Finding, ...]:
    """Words that look like evidence and are none: what they tell is denied, planned, general or hypothetical."""
    evidence, text = _evidence(reading.beat), reading.document.text
    found = _all_findings(reading, sentence, terms)
    return tuple(finding for finding in found if _checked(text, sentence, finding, evidence) is None)


def _all_findings(reading: Reading, sentence: Sentence, terms: TermIndex) -> list[Finding]:
    """What looks like evidence, in order."""
    evidence, text = _evidence(reading.beat), reading.document.text
    found: list[Finding] = []
    for finding in _behind(reading, sentence, terms, evidence):
        if not found or finding.start >= found[-1].phrases[-1].end:
            found.append(finding)
    taken = [(phrase.start, phrase.end) for finding in found for phrase in finding.phrases]
    found.extend(
        finding
        for finding in _before(text, sentence, terms, evidence)
        if not any(a < phrase.end and phrase.start < b for a, b in taken for phrase in finding.phrases)
    )
    return sorted(found, key=lambda finding: finding.start)


def _behind(reading: Reading, sentence: Sentence, terms: TermIndex, evidence: _Evidence) -> Iterator[Finding]:
    text = reading.document.text
    starts = [word.start for word in sentence.words if word.lower in evidence.behind]
    for number, start in enumerate(starts):
        matches = []
        for disposition, pattern in evidence.behind[text[start : _word_end(text, start)].lower()]:
            match = pattern.match(text, start, sentence.end)
            if match and not _VERBS.search(text, _word_end(text, start), max(match.end() - 5, 0)):
                loose = _GAP in pattern.pattern
                matches.append((loose, match.end() if loose else -match.end(), match.end(), disposition))
        later = starts[number + 1 :]
        stops = {
            end: min(_next_evidence(text, later, end, sentence, evidence), _next_person(reading, end, sentence))
            for _, _, end, _ in matches
        }
        choices = [
            (end, disposition, phrases)
            for _, _, end, disposition in sorted(matches)
            if (phrases := find_phrases(text, end, stops[end], terms))
        ]
        if choices:
            first = choices[0]
            # "charged in a complaint with two counts of": the offense stands behind "with", not behind "in"
            end, disposition, phrases = next(
                (other for other in choices if other[0] > first[0] and other[2][0].start < first[2][0].start), first
            )
            yield Finding(start, end, _with_alternative(text, sentence, start, disposition, evidence), phrases)


def _next_evidence(text: str, starts: Sequence[int], end: int, sentence: Sentence, evidence: _Evidence) -> int:
    """Where the next evidence of the sentence begins: a list of offenses does not reach past it."""
    later = (start for start in starts if start > end + 2 and _is_evidence(text, start, sentence, evidence))
    return next(later, sentence.end)


def _next_person(reading: Reading, end: int, sentence: Sentence) -> int:
    """Where another person begins of whom the same is told: "convicted of theft, and [Ada Roe] of murder"."""
    text = reading.document.text
    for name in reading.names_in(end, sentence.end):
        joined = name.label == "person" and _AND.search(text, max(end, name.start - 8), name.start)
        if joined and _ELLIPSIS.match(text, name.end, sentence.end):
            return joined.start()
    return sentence.end


_AND = re.compile(r"(?:[,;]\s*(?:and|while|but)?|\s(?:and|while|but))\s+$")
_ELLIPSIS = re.compile(r"(?:,\s(?:age\s)?\d{1,2},)?\s(?:of|with|to)\s(?=[a-z])")  # "of Halden" is where one lives


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end].isalnum():
        end += 1
    return end


def _is_evidence(text: str, start: int, sentence: Sentence, evidence: _Evidence) -> bool:
    word = text[start : _word_end(text, start)].lower()
    if word in ("count", "counts", "charge", "charges"):
        return False
    return any(pattern.match(text, start, sentence.end) for _, pattern in evidence.behind.get(word, ()))


def _with_alternative(
    text: str, sentence: Sentence, start: int, disposition: Disposition, evidence: _Evidence
) -> Disposition:
    """ "Convicted or charged with": the weaker of the two."""
    before = text[max(sentence.start, start - 60) : start]
    if not _OR.search(before):
        return disposition
    for word in reversed(re.findall(r"[a-z]+", _OR.sub("", before).lower())[-4:]):
        for other, _ in evidence.behind.get(word, ())[:1]:
            return weaker(disposition, other)
    return disposition


def _before(text: str, sentence: Sentence, terms: TermIndex, evidence: _Evidence) -> Iterator[Finding]:
    """Offenses before a noun of the law: "murder charges", "his burglary and theft convictions"."""
    run: list[tuple[int, int]] = []
    at = bisect_left(terms.starts, sentence.start)
    for start, end in terms.spans[at:]:
        if start >= sentence.end:
            return
        if run and not re.fullmatch(r"\s*(?:,|,? and|,? or|/)\s*", text[run[-1][1] : start]):
            run = []
        if is_told_as_act(text, start):
            continue
        run.append((start, end))
        for disposition, pattern in evidence.nouns:
            match = pattern.match(text, end, sentence.end)
            if match:
                yield Finding(end, match.end(), disposition, tuple(Phrase(*span) for span in run), noun=True)
                run = []
                break


def _checked(text: str, sentence: Sentence, finding: Finding, evidence: _Evidence) -> Finding | None:
    """None for what is hypothetical or denied; dismissed where the charge or conviction is undone."""
    clause = _clause_before(text, sentence, finding.start)
    before = text[max(sentence.start, finding.start - 160) : finding.end]
    if evidence.hypothetical.search(clause + text[finding.start : finding.end]) or evidence.general.search(before):
        return None
    lead = text[max(sentence.start, finding.start - 90) : finding.start]
    if _ENHANCEMENT.search(text, finding.start, finding.phrases[0].start) or _is_not_so(text, sentence, lead, finding):
        return None
    if finding.disposition == "pleaded" and _UNPLED.search(lead):
        return _as(finding, "charged")
    if _PLAIN_FACE.fullmatch(text, finding.start, finding.end) and not _CHARGES.match(text, finding.phrases[-1].end):
        return None
    if finding.disposition == "charged" and _EXPECTED.search(before):
        return _as(finding, "suspected")
    if _MODAL.match(text, finding.phrases[-1].end, sentence.end):
        return None
    if evidence.negated.search(clause) and finding.disposition not in ("acquitted", "dismissed"):
        return None
    if finding.disposition in ("wanted", "arrested") and _CHARGES.match(text, finding.phrases[-1].end):
        return _as(finding, "charged")
    if finding.disposition == "charged" and _WILL_FACE.search(
        text, max(sentence.start, finding.start - 25), finding.end
    ):
        return _as(finding, "suspected")
    if finding.disposition in _FOUND and (evidence.planned.search(clause) or _AHEAD.search(lead)):
        return None if finding.disposition == "sentenced" else _as(finding, "charged")
    around = clause + text[finding.end : min(sentence.end, finding.end + 160)] if finding.noun else clause
    undone = evidence.vacated.search(around) and not evidence.wished.search(around)
    if undone and finding.disposition in ("charged", "convicted"):
        return _as(finding, "dismissed")
    return finding


def _is_not_so(text: str, sentence: Sentence, lead: str, finding: Finding) -> bool:
    """Whether the words before deny a plea, a conviction or a sentence, or tell what there would have been."""
    words = text[finding.start : finding.end]
    if finding.disposition == "acquitted":  # "she maintains that she is not guilty of" is no verdict
        return _NOT_GUILTY.match(words) is not None and _VERDICT.search(lead) is None
    if finding.disposition == "sentenced" and _TERM.match(words):
        general = _BY_LAW.search(lead) and _IS.match(text, finding.phrases[-1].end)
        return general is not None or _THREATENED.search(lead) is not None
    asked = text[sentence.end - 1] == "?"
    return finding.disposition in _FOUND and (asked or bool(_DENIED.search(lead) or _HAD_IT_BEEN.search(lead)))


def find_heading(reading: Reading, sentence: Sentence) -> Finding | None:
    """The evidence in a line that leads to a list ("Vale is charged with:"); its offenses stand on the lines below."""
    text = reading.document.text
    if text[sentence.end - 1] != ":":
        return None
    evidence = _evidence(reading.beat)
    found: Finding | None = None
    for word in sentence.words:
        for disposition, pattern in evidence.behind.get(word.lower, ()):
            match = pattern.match(text, word.start, sentence.end)
            if match and sentence.end - match.end() < 45:
                found = _checked(
                    text,
                    sentence,
                    Finding(word.start, match.end(), disposition, (Phrase(match.end(), sentence.end),)),
                    evidence,
                )
                break
    return found


def find_undoing(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence tells that a court has set a conviction aside: asked, urged or refused, it has not."""
    evidence, text = _evidence(reading.beat), reading.document.text[sentence.start : sentence.end]
    match = _UNDONE.search(text)
    return match is not None and not evidence.wished.search(text) and not evidence.planned.search(text[: match.start()])


_UNDONE = re.compile(
    r"\b(?:vacated?|vacates|overturn(?:ed|s)?|reversed|set aside|sets aside|threw out|thrown out|tossed"
    r"|exonerated|exoneration)\b[^.;]{0,80}"
    r"\bconvictions?\b|\bconvictions?\b[^.;]{0,60}\b(?:was|were|been|is|are)\s+(?:\w+\s+)?(?:vacated"
    r"|overturned|reversed|set aside|thrown out|tossed)",
    re.IGNORECASE,
)


def _clause_before(text: str, sentence: Sentence, start: int) -> str:
    """The words of the same clause before the evidence, at most 90 code points."""
    before = text[max(sentence.start, start - 90) : start]
    breaks = [match.end() for match in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    return _MONTH.sub("month", clause)


_MONTH = re.compile(r"(?<=\s)May(?=\s\d|[,.;]|\s(?:\d{4}|and)\b)|(?<=\b[IiOoBb][nfy]\s)May\b")  # no "may be charged"


def _as(finding: Finding, disposition: Disposition) -> Finding:
    return Finding(finding.start, finding.end, disposition, finding.phrases, noun=finding.noun)


def _evidence(beat: Beat) -> _Evidence:
    return _compiled(tuple(beat.dispositions.items()))


@lru_cache(maxsize=8)
def _compiled(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Evidence:
    words = dict(lists)
    behind: dict[str, list[tuple[Disposition, re.Pattern[str]]]] = {}
    for disposition in get_args(Disposition):
        for line in words.get(disposition, ()):
            pattern = re.escape(line).replace(r"\ \.\.\.\ ", _GAP).replace(r"\ ", r"\s+")
            behind.setdefault(line.split()[0].rstrip(","), []).append(
                (disposition, re.compile(rf"{pattern}(?![\w-])", re.IGNORECASE))
            )
    nouns = [
        (
            disposition,
            re.compile(rf"\s+(?:(?:felony|criminal|prior|pending)\s+)?(?:{any_of(words[key])})\b", re.IGNORECASE),
        )
        for disposition in get_args(Disposition)
        if (key := f"{disposition}_after") in words
    ]
    return _Evidence({word: tuple(entries) for word, entries in behind.items()}, tuple(nouns), *(
        re.compile(rf"(?<!\w)(?:{any_of(words[key])})(?!\w)", re.IGNORECASE)
        for key in ("hypothetical", "general", "negated", "planned", "vacated", "wished")
    ))  # fmt: skip
