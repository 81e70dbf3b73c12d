"""Evidence of which the words before it say that it tells of somebody else: another man, a victim, a company."""

import re
from bisect import bisect_left

from onrecord.records.cast import Cast
from onrecord.records.dispositions import Finding
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence

__all__ = ["find_stranger", "is_of_another"]

_STRANGER = re.compile(
    r"\b(?:an?|another|one|other|the other|some|two|three|several|his|her|their|[A-Z]\w+['’]s)\s+"
    r"(?:[\w-]+\s+){0,6}?(?P<head>[\w-]+)(?:\s+(?:of|from|in)\s+[\w ]{2,25})?,?\s+"
    r"(?:(?:who|whom)\s+)?(?:(?:was|were|is|are|had|has|have|been|being|previously|already|also|later|allegedly)\s+)*$",
    re.IGNORECASE,
)
_COMPANY = re.compile(  # where a clause begins: in "Vale, who ran the company, was convicted of" it is not said of it
    r"(?:^|[;:“\"]\s*|\b(?:but|while|whereas|that|where|when|because|although)\s+)"
    r"(?:an?|any|every|another|the|that|this|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>[\w-]+)"
    r"(?:\s+(?:of|from|in)\s+[\w ]{2,25})?,?\s+(?:(?:which|that)\s+)?"
    r"(?:(?:was|were|is|are|had|has|have|been|being|previously|already|also|later|allegedly)\s+)*$",
    re.IGNORECASE,
)


def is_of_another(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> bool:
    """Whether it is said of a company, or of somebody named who is no subject: "Orrin Dremov, the victim, was held"."""
    text = reading.document.text
    if _is_of_company(reading, text[sentence.start : finding.start]):
        return True
    inside = bisect_left(cast.others, finding.start, key=lambda span: span.start)
    if not finding.noun and inside < len(cast.others) and cast.others[inside].end <= finding.end:
        named = cast.others[inside].start
        if not cast.between(finding.start, finding.end) and not _BY.search(text, finding.start, named):
            return True  # "convicted Orrin Dremov of"
    start = min(finding.start, *(phrase.start for phrase in finding.phrases)) if finding.phrases else finding.start
    at = bisect_left(cast.others, start, key=lambda span: span.start) - 1
    if at < 0 or cast.others[at].start < sentence.start:
        return False
    return _SAID_OF.fullmatch(text, cast.others[at].end, start) is not None


_BY = re.compile(r"\b(?:by|before|from|at|with|in|to)\s+[^,.;]*$")
_SAID_OF = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?,?|,[^,.;:]{1,60},)?\s+(?:(?:who|was|were|is|has|had|been|being|also|already|previously|later|once"
    r"|then|twice|\w+ly|in|on|custody|jail|prison|probation|parole|awaiting|trial|facing|faced|serving|time|held|for|a|the)\s+)+",
    re.IGNORECASE,
)


def find_stranger(reading: Reading, before: str) -> re.Match[str] | None:
    """The words at the end that bring in somebody else: "another man, who was"."""
    match = _STRANGER.search(before[-140:])
    if match is None:
        return None
    heads = (
        *reading.beat.roles["one_person"],
        *reading.beat.roles["many_people"],
        *reading.beat.roles["relative"],
        "victim",
        "witness",
    )
    if match["head"].lower() not in heads:
        return None
    return _STRANGER.search(before, max(0, len(before) - 140))


def _is_of_company(reading: Reading, before: str) -> bool:
    """ "A company convicted of": said of no person."""
    match = _COMPANY.search(before[-140:])
    return match is not None and match["head"].lower() in reading.beat.organizations["company"]
