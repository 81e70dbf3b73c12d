"""Evidence of which the words before it say that it tells of somebody else: another man, a victim, a company."""

import re
from bisect import bisect_left

from onrecord.records.cast import Cast
from onrecord.records.dispositions import Finding
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence

__all__ = ["find_stranger", "is_of_another", "pass_stranger"]

_INDEFINITES = ("a ", "an ", "some ", "two ", "three ", "several ")
_BACK = 4000  # code points before in which somebody can have been told of already
_LEAD = 3  # paragraphs in which "a Halden man" introduces the person who is named next

_HELPED = r"(?:(?:was|were|is|are|had|has|have|been|being|previously|already|also|later|allegedly)\s+)*"
_STRANGER = re.compile(
    r"\b(?:an?|another|one|other|the other|some|two|three|several|his|her|their|[A-Z]\w+['’]s)\s+"
    r"(?:[\w-]+\s+){0,6}?(?P<head>[\w-]+)(?:\s+(?:of|from|in)\s+[\w ]{2,25})?,?\s+"
    rf"(?:(?:who|whom)\s+)?{_HELPED}"
    r"(?:(?:received|receives|got|gets|serving|serves|served|given)\s+(?:[\w-]+\s+){0,3})?$",
    re.IGNORECASE,
)
_COMPANY = re.compile(  # where a clause begins: in "Vale, who ran the company, was convicted of" it is not said of it
    r"(?:^|[;:“\"]\s*|\b(?:but|while|whereas|that|where|when|because|although)\s+)"
    r"(?:an?|any|every|another|the|that|this|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?(?P<head>[\w-]+)"
    r"(?:\s+(?:of|from|in)\s+[\w ]{2,25})?,?\s+(?:(?:which|that)\s+)?"
    rf"{_HELPED}$",
    re.IGNORECASE,
)
_WHOSE = re.compile(  # "Vale, whose husband was convicted of": the verb is the husband's
    r"\bwhose\s+(?:[\w’'-]+\s+){0,3}?(?P<head>[\w-]+)\s+"
    rf"{_HELPED}$",
    re.IGNORECASE,
)
_BYSTANDER = re.compile(
    r"\bthe (?:victim|witness|complainant|informant|accuser),?\s+who\s+"
    r"(?:(?:was|were|is|are|had|has|have|been|being|previously|already|also|later|once)\s+)*$"
    r"|\bwho\s+(?:\w+\s+){0,2}(?:won|secured|obtained)\s[^,.;]{0,20}$",  # "a prosecutor who won a conviction for"
    re.IGNORECASE,
)
_LED_TO = re.compile(
    r"(?:^|[;:“\"]\s*|\b(?:and|but|while|whereas|that|where|when|because|although)\s+)(?:the\s+)?$", re.I
)
_APPOSED = re.compile(
    r"(?:^|[;:“\"]\s*|\b(?:and|but|while|that|when)\s+)(?:an?|the|his|her|their)(?:\s+[\w’'-]+){1,4},?\s*$", re.I
)
_NEAR = 120  # code points before the evidence in which its subject stands
_BETWEEN = r",?\s+(?:(?:which|that)\s+)?"
_WAS = re.compile(
    rf"{_BETWEEN}(?:was|were|is|are|has been|have been|had been)\s+(?:(?:also|previously|already|later)\s+)?", re.I
)
_DID = re.compile(rf"{_BETWEEN}(?:(?:also|has|have|had|previously|already|later)\s+)*", re.I)
_PLEADS = re.compile(r"ple(?:a|d)\w*|pled", re.I)  # what its subject does itself


def is_of_another(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> bool:
    """Whether it is said of a company, or of somebody named who is no subject: "Orrin Dremov, the victim, was held"."""
    text = reading.document.text
    before = text[sentence.start : finding.start]
    if _is_of_company(reading, before) or _is_of_whose(reading, before) or _BYSTANDER.search(before[-100:]):
        return True
    if not finding.noun and (
        _is_of_organization(reading, cast, sentence, finding.start)
        or _is_of_unknown(reading, cast, sentence, finding.start)
        or _is_on_stranger(reading, cast, sentence, finding)
    ):
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
_HELPERS = (
    r"(?:who|was|were|is|are|has|had|been|being|also|already|previously|later|once|then|twice|\w+ly|in|on|custody|jail"
    r"|prison|probation|parole|awaiting|trial|facing|faced|serving|time|held|for|a|the)\s+"
)
_SAID_OF = re.compile(  # "Orrin Dremov, 29, wanted for"; in "Judge Roe sentenced" it is he who acts
    rf"(?:,[^,.;:]{{1,60}},)?\s+(?:{_HELPERS})+|,?\s+\(?\d{{1,3}}\)?,?\s+(?:{_HELPERS})*", re.IGNORECASE
)


def find_stranger(reading: Reading, before: str) -> re.Match[str] | None:
    """The words at the end that bring in somebody else: "another man, who was"."""
    at = max(0, len(before) - 140)
    while match := _STRANGER.search(before, at):
        head = match["head"].lower()
        if head in _people(reading) or (head in _court(reading) and " who " in match.group().lower()):
            return match  # "a judge who was" is of the judge; in "a judge sentenced her" it is he who acts
        at = match.start() + 1  # "a case in which a couple was": of the couple
    return None


def pass_stranger(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> tuple[int, ...] | None:
    """Whom "another man, who was" leaves: a name behind it, or nobody; None where there is no such stranger."""
    text = reading.document.text
    stranger = find_stranger(reading, text[sentence.start : finding.start])
    if stranger is None:
        return None
    at = sentence.start + stranger.start()
    if near := cast.between(at, finding.start):
        return (near[-1][2],)
    earlier = cast.between(sentence.start, at)
    introduces = (
        stranger.group().lower().startswith(_INDEFINITES)
        and sentence.paragraph < _LEAD
        and not _is_introduced(reading, cast, sentence, stranger.group())
    )
    if not earlier and not introduces:
        return ()
    if _NESTED.search(stranger.group()):
        return ()
    if earlier and _ASIDE.match(text, earlier[-1][1], at) and "," in stranger.group():
        return None
    if earlier and not re.fullmatch(r",?\s*(?:\d{1,2},?\s+)?(?:and\s+)?", text[earlier[-1][1] : at]):
        return ()
    return None


def _is_on_stranger(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> bool:
    """ "Judge Ada Roe, who sentenced a man to ten years in prison for": the man is nobody of the record."""
    words = reading.document.text[finding.start : finding.end]
    match = _OBJECT.search(words)
    if match is None or match["head"].lower() not in reading.beat.roles["one_person"]:
        return False
    return sentence.paragraph >= _LEAD or _is_introduced(reading, cast, sentence, match.group())


_OBJECT = re.compile(
    r"^\w+(?: guilty)? (?:an?|another)\s+(?:[\w-]+\s+){0,4}?(?P<head>man|woman|[\w-]+)\s+(?:to|of|for|with|on)\b", re.I
)


def _is_introduced(reading: Reading, cast: Cast, sentence: Sentence, words: str) -> bool:
    """Whether somebody is told of already, so that "a man" is another: by a full sentence of the same paragraph, or
    anywhere before "a co-defendant". A headline or a caption introduces nobody: the man below it is told of again.
    """
    told = [reading.sentence_at(start) for start, _, _ in cast.between(max(0, sentence.start - _BACK), sentence.start)]
    near = (earlier for earlier in told if earlier.paragraph == sentence.paragraph)
    return any(reading.document.text[e.end - 1] == "." for e in (told if _FELLOW.search(words) else near))


_FELLOW = re.compile(r"\b(?:co-?(?:defendant|conspirator|worker)|accomplice|second|third)\b", re.IGNORECASE)
_NESTED = re.compile(r"\s(?:for|by|to|with|against|under)\s+(?:an?|another)\s", re.I)  # "a clerk for a judge who was"
_ASIDE = re.compile(r"\s?,\s+(?:who|whose)\b")  # "Vale, who threatened a witness, was sentenced": the comma ends it


def _is_of_company(reading: Reading, before: str) -> bool:
    """ "A company convicted of": said of no person."""
    match = _COMPANY.search(before[-140:])
    return match is not None and match["head"].lower() in reading.beat.organizations["firms"]


def _is_of_whose(reading: Reading, before: str) -> bool:
    """ "Whose husband was convicted of": said of the husband."""
    match = _WHOSE.search(before[-100:])
    return match is not None and match["head"].lower() in (
        *_people(reading),
        "employer",
        "lawyer",
        *reading.beat.organizations["firms"],
    )


def _is_of_organization(reading: Reading, cast: Cast, sentence: Sentence, start: int) -> bool:
    """ "Halden Foods pleaded guilty to", "her employer, Halden Foods, was convicted of"."""
    text = reading.document.text
    near = reading.names_in(max(sentence.start, start - _NEAR), start)
    names = [name for name in near if name.label == "organization"]
    if not names or cast.between(names[-1].start, start):
        return False
    gap = _DID if _PLEADS.match(text, start) else _WAS
    if gap.fullmatch(text, names[-1].end, start) is None:
        return False
    if text[names[-1].start : names[-1].end].split()[-1].lower() in _people(reading):
        return False  # "Lornish National Pleads Guilty": a headline's capitals make no organization
    lead = text[max(sentence.start, names[-1].start - _NEAR) : names[-1].start]
    return _LED_TO.search(lead) is not None or _APPOSED.search(lead) is not None


def _is_of_unknown(reading: Reading, cast: Cast, sentence: Sentence, start: int) -> bool:
    """ "Halden Foods was convicted of", where the tagger sees no name: said of whoever is named there."""
    text = reading.document.text
    match = _NAMED.search(text[sentence.start : start])
    if match is None or start - sentence.start > _NEAR or text[sentence.end - 1] not in '.”"':
        return False
    if not (match["was"] or _PLEADS.match(text, start)) or cast.between(sentence.start + match.start("name"), start):
        return False  # "the Halden Grand Jury indicted Vale for" is said of Vale
    words = match["name"].lower().split()
    return not {*words, words[-1].rstrip("s")} & {*_people(reading), *_court(reading), *_CALENDAR}


_NAMED = re.compile(
    rf"(?:^|[;:“\"]\s*|\s(?:and|but|while|whereas|when|because|although)\s+)"
    rf"(?P<name>(?:[A-Z][\w’'&-]*\s){{1,5}}[A-Z][\w’'&-]*\.?){_BETWEEN}"
    rf"(?:(?:(?P<was>was|were|is|are|been)|has|had|have|also|previously|already|later)\s+)*$"
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december defendant defendants mr mrs ms".split()
)


def _people(reading: Reading) -> tuple[str, ...]:
    """Nouns that mean people."""
    roles = reading.beat.roles
    return (*roles["one_person"], *roles["many_people"], *roles["relative"], "victim", "witness")


def _court(reading: Reading) -> tuple[str, ...]:
    """Nouns that mean those who act in a court."""
    return (*reading.beat.titles["judge"], *reading.beat.titles["lawyer"])
