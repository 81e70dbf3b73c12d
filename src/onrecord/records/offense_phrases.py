"""The words behind "charged with" or "convicted of" -> the offenses they name, each the shortest span that names it.

Counts, articles, places, dates and victims' names are left out (gold/DECISIONS.md, "Offenses: Span" and "Splitting").
A phrase is an offense when a term of the beat stands in it, or when it tells an act by a verb in -ing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.beats import Beat

__all__ = ["Phrase", "TermIndex", "find_item", "find_phrases", "index_terms", "is_told_as_act"]

_DEGREE = r"(?:first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th)"
_MODIFIER = (
    rf"(?:{_DEGREE}(?:-,?|\s)\s?(?:(?:and\s+)?{_DEGREE}(?:-,?|\s)\s?)*degree|felony|misdemeanor|gross"
    rf"|attempted|aggravated|armed|criminal|unlawful"
    r"|illegal|simple|grand|petit|petty|reckless|negligent|vehicular|involuntary|voluntary|forcible|forced"
    r"|continuous|predatory"
    r"|sexual|domestic|residential|commercial|retail|organized|federal|conspiracy to commit|conspiracy to distribute"
    r"|attempted|assisted|fraudulent|fatal|serious|violent|international|false|child|elder|public|bank|wire"
    r"|mail|tax|insurance"
    r"|securities|drug|narcotics|marijuana|fentanyl|methamphetamine|cocaine|heroin|gang|weapons?|firearms?"
    r"|murder|cyber|voter|forced"
    r"|accessory (?:before|after the fact) to|accessory before|solicitation of|soliciting|conspiracy|use of an?|use of)"
)
_COUNTS = re.compile(
    r"(?:(?:and|both|the|an?|his|her|their|its|to|of|with|for|on|also|then|each|in|now|similar|two|additional"
    r"|separate|related|numerous|multiple|various|several"
    r"|state|federal|pending|new|other|prior|previous|single|outstanding|active|following|same|serious|lesser"
    r"|more serious|charge of|crimes? of|offenses? of|alleged|allegedly|fatally|brutally|being|having"
    r" been|a string of|string of|a series of|series of"
    r"|one|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|\d[\d,]*|\(\d+\)|total of|at"
    r" least|up to|over|more than|nearly|[a-z]+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"
    r"|(?:felony|misdemeanor|class [a-e]|criminal|first[- ]degree felony|second[- ]degree felony|gross"
    r" misdemeanor|degree felony|felony level)(?=\s+(?:counts?|charges?|violations? of\b))"
    r"|counts?(?:\s+each)?(?:\s+(?:of|related to|for))?|charges?(?:\s+(?:of|for|including|related to))?"
    r"|violations? of(?=\s)"
    r"|including|crimes including|offenses including|such as|total|(?:alleged )?(?:roles? in|part in|involvement in)"
    r"|\$[\d.,]+(?: [mb]illion)? in)(?!\w)\s*|[:•·*–-]\s*)+",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*;\s*(?:and\s+)?|\s*,\s*(?:and\s+|or\s+|as well as\s+|plus\s+|including\s+)?|\s+(?:and|&|as well as"
    r"|plus|along with|in addition to)\s+(?!/)|\s*\n\s*[•·*–-]?\s*"
)
_WHOLE = re.compile(
    r"(?:breaking and entering|hit and run|aiding and abetting|lewd and lascivious|assault and battery|drunk"
    r" and disorderly|drugs and weapons"
    rf"|and/or|(?:{_DEGREE}-?,?\s+(?:and\s+|or\s+)?)+{_DEGREE}[-\s]degree|intent to \w+ and \w+)",
    re.IGNORECASE,
)
_END = re.compile(  # what ends the whole list: a new clause, its reason or its time
    r"(?:[.!?](?=\s|$)|:(?=\s|$)(?!\s+(?:[a-z]+|\(?\d+\)?)\s+(?:\w+\s+)?counts?\b)|\b(?:when|where|who|whom|whose|which|because|stemming|following|according|pursuant"
    r"|resulting from|said|says|if"
    r"|in connection|in relation|relating to|as part of|(?<!accessory )before (?!the fact)"
    r"|(?<!accessory )after (?!the fact|deportation"
    r"|removal|being removed|having been)|since|until|as a result|in exchange"
    r"|for (?!hire\b|profit|financial|unemployment|sale|the (?:benefit|purpose)|sex\b)|while (?!intoxicated"
    r"|driving|armed|impaired|under|on\b)|during (?!an? (?:crime|drug|robbery|burglary|felony|attempted)"
    r"|and\b|the commission)"
    r"|in what|despite|though|although|but|however|among other|all (?:stemming|in|of|from)|was|were|is|are"
    r"|has|have|had|will|would|could|faces|face|pleaded|pled|then|admitted|(?:with\s+)?(?:the\s+)?"
    r"(?:sentencing\s+)?enhancements?|that (?:he|she|they))\b|[—“”\"]|\s–\s)",
    re.IGNORECASE,
)
_CUT = re.compile(  # what ends one offense: places, dates, victims
    r"(?:\s*\(|\s+by (?:a|the) (?:[A-Z]\w+ ){0,3}(?:federal |state |grand )?(?:jury|judge|court)\b"
    r"|(?<!engage)(?<!participate)(?<!participation)(?<!engaging)(?<!participating)"
    r"\s+(?:in (?!the (?:\w+(?:\sor\s\w+)?\s)?degree|aid\b|possession"
    r"|furtherance|prostitution"
    r"|forced|a motor|an? occupied)"
    r"|on (?!an? (?:child|person|peace|police|public|minor|family|dependent|corrections?|law|highway|highway"
    r"|elder)|a\b|children|law enforcement|police|(?:peace|police) officers?)"
    r"|at (?!an? (?:occupied|inhabited))|against (?!an? (?:victim|public|child|peace|police|minor|person"
    r"|family|household|elder)|the (?:person|united states)|persons?\b|children)|from (?!an? |the person)"
    r"|by (?!an? |deception|swindle|false|fraud|threat|force|means)|between|through|under (?!the (?:influence"
    r"|age)|color|\d|age)|within|near|inside|outside|with (?=[A-Z][a-z]+ [A-Z])"
    r"|involving (?=[A-Z$\d])|totaling|worth|valued|over \$|each\b|both\b|all\b|per\b|that\b|\w+(?:fully"
    r"|ently|ally|edly)\b|(?:[Ee]xtradited|[Ss]entenced|[Aa]rrested|[Cc]onvicted|[Cc]harged)\b|as (?!an?"
    r" )|\d(?:st|nd|rd|th)[- ][Dd]egree [Ff]elon|[Aa] (?:\w+[- ])?[Ff]elony|charges?\b|counts?\b"
    r"|enhancements?\b|offenses?\b(?=\s*(?:$|[,.;]))"
    r"|of (?=(?:his|her|their|the|two|three|four|five|six|\$|\d|some|several|more than|at least|nearly|about"
    r"|an? (?:[\w-]+\s){0,3}(?:man|woman|boy|girl|couple|teen|teenager|resident|driver|toddler|father|mother)\b"
    r"|an? \d|[A-Z][\w.’'-]+\s+[A-Z]|[A-Z][a-z]+(?:\s|$|[,.’])))))"
)
_GOES_ON = re.compile(
    r"\s+(?:of|with|to|in|by|on|upon|against|from|for|as|under|while|without|causing|resulting|during|into|at"
    r"|after|before|using"
    r"|likely|inflicting|or|not|within|who|resulting|scheme|conspiracy|ring|plot|offen[sc]es?|materials?|violations?"
    r"|charges?|likely)\b|/|-",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:no|any|without)\s", re.IGNORECASE)  # "committed no misconduct" names no offense
_CAPITAL = re.compile(r"\s[A-Z]")
_GERUND = re.compile(
    r"(?!being\b|having\b|including\b|according\b|remaining\b|pending\b|involving\b"
    r"|stemming\b|following\b|during\b|nothing\b|something\b|bring|morning\b|evening\b|hearing\b"
    r"|sentencing\b|saying\b|claiming\b|reflecting\b|working\b|leaving\b|making it\b|citing\b|calling\b|adding\b"
    r"|noting\b|ending\b|marking\b|arguing\b|alleging\b|sending\b|asking\b|seeking\b|telling\b|king\b"
    r"|charging\b|filing charges)[a-z]{2,}ing\b",
    re.IGNORECASE,
)
_GERUND_END = re.compile(
    r"\s+(?:on (?=(?:mon|tues|wednes|thurs|fri|satur|sun|jan|feb|march|apr|may|june|july|aug|sep|oct|nov"
    r"|dec)\w*|\d)|in (?:19|20)\d\d|that\b|from (?=\w+ \d|(?:19|20)\d)|between (?=\w+ \d|(?:19|20))"
    r"|charges?\b|at the time|in the case)|\s*\(",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\s*[“\"]")  # "convicted of “breaching ..."
_REACH = 700  # code points behind the evidence: the longest printed lists of offenses have about 500
_FINITE = re.compile(
    r"(?:is|was|has|had|will|faces|pleaded|sentenced|ordered|held|remains|could|may|he|she"
    r"|they|the|his|her|their|is|was|were|are|be|been|also|now|then|later|police|authorities|prosecutors"
    r"|who|said|two|both|one)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An offense as a phrase: its span, and whether it names an act by a verb in -ing."""

    start: int
    end: int
    gerund: bool = False


@dataclass(frozen=True)
class TermIndex:
    """Where the beat's terms stand in the text, with the words that narrow them ("attempted", "first-degree")."""

    spans: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """The first term that stands inside text[start:end]."""
        for span in self.spans[bisect_left(self.starts, start) :]:
            if span[0] >= end:
                return None
            if span[1] <= end:
                return span
        return None


def index_terms(beat: Beat, text: str) -> TermIndex:
    """All terms of the beat in the text, the longest at each place."""
    spans = tuple(match.span() for match in _term_pattern(tuple(term.term for term in beat.offenses)).finditer(text))
    return TermIndex(spans, tuple(start for start, _ in spans))


@lru_cache(maxsize=8)
def _term_pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(term).replace(r"\ ", r"[\s-]") for term in sorted(terms, key=lambda t: (-len(t), t)))
    return re.compile(rf"(?<![\w-])(?:{_MODIFIER}[\s-]+){{0,4}}(?:{known})(?![\w])(?!-(?!related))", re.IGNORECASE)


def find_item(text: str, start: int, stop: int, terms: TermIndex) -> Phrase | None:
    """The offense that one line of a list names; a charge in capitals needs no known term."""
    phrase = _phrase(text, start, stop, terms)
    if phrase is None:
        counts = _COUNTS.match(text, start, stop)
        start = counts.end() if counts else start
        cut = _CUT.search(text, start, stop)
        end = _trimmed(text, start, cut.start() if cut else stop)
        return Phrase(start, end) if _FORMAL.fullmatch(text, start, end) else None
    return phrase


_FORMAL = re.compile(
    r"[A-Z][\w’'/-]+,?(?:\s(?:[A-Z][\w’'/-]*,?|of|an?|the|in|to|with|by|or|and|on|for"
    r"|certain|use|prohibited|meet|minor|under|\d+))+"
)


def is_told_as_act(text: str, start: int) -> bool:
    """Whether the word at an offset is a verb of what somebody wanted to do: "in an effort to escape"."""
    return _TO_DO.search(text[max(0, start - 24) : start]) is not None


def find_phrases(text: str, start: int, stop: int, terms: TermIndex) -> tuple[Phrase, ...]:
    """The offenses named in a list that begins at start and stands before stop; none where the words name none."""
    stop = min(stop, start + _REACH)
    opening = _OPENING.match(text, start, stop)
    start = opening.end() if opening else start
    end = _END.search(text, start, stop)
    stop = end.start() if end else stop
    found: list[Phrase] = []
    missed = 0
    leads = _LEADS.search(text, max(0, start - 40), start) is not None
    for first, last, comma in _pieces(text, start, stop):
        phrase = _phrase(text, first, last, terms)
        if phrase is None and not missed and ((leads and first == start) or _COUNT_OF.match(text, first, last)):
            phrase = _unlisted(text, first, last)
        if phrase is not None:
            found.append(phrase)
            missed = 0
        elif found and found[-1].gerund and not comma and not _FINITE.match(text, first):
            found[-1] = Phrase(found[-1].start, _end_of_act(text, found[-1].start, last), gerund=True)
        elif not _COUNTS.fullmatch(text, first, last):
            missed += 1
            if missed > 1:
                break
    return tuple(found)


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    """Items of a list, and whether a comma or a line stands before each."""
    at, comma = start, True
    whole = [match.span() for match in _WHOLE.finditer(text, start, stop)]
    for match in _SEPARATOR.finditer(text, start, stop):
        if any(first < match.end() and match.start() < last for first, last in whole):
            continue
        if match.start() > at:
            yield at, match.start(), comma
        at, comma = match.end(), "," in match.group() or ";" in match.group() or "\n" in match.group()
    if at < stop:
        yield at, stop, comma


def _phrase(text: str, start: int, end: int, terms: TermIndex) -> Phrase | None:
    while start < end and text[start].isspace():
        start += 1
    counts = _COUNTS.match(text, start, end)
    start = counts.end() if counts else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:"):
        end -= 1
    if end - start < 3 or _NO.match(text, start, end):
        return None
    adverb = _ADVERB.match(text, start, end)
    act = adverb.end() if adverb else start
    if _GERUND.match(text, act, end):
        term = terms.within(start, end)
        if term is None or term[0] > act or _is_verb(text, *term):
            last = _end_of_act(text, start, end)
            return Phrase(start, last, gerund=True) if " " in text[start:last] or term else None
    term = terms.within(start, end)
    if term is None or len(text[start : term[0]].split()) > 4:
        return None
    first = start if _is_formal(text, start, term[0]) else term[0]
    if is_told_as_act(text, first):
        return None
    if not _GOES_ON.match(text, term[1], end) and not (text[first].isupper() and _CAPITAL.match(text, term[1], end)):
        return Phrase(first, term[1])
    cut = _CUT.search(text, term[1], end)
    return Phrase(first, _trimmed(text, first, cut.start() if cut else end))


_TO_DO = re.compile(
    r"\b(?:efforts?|attempts?|orders?|tr(?:y|ied|ying)|able|going|plans?|planned|wants?|wanted|decided|needs?|failed"
    r"|began|started|managed|helped|used|forced) to $",
    re.IGNORECASE,
)


def _unlisted(text: str, start: int, end: int) -> Phrase | None:
    """What stands right behind "convicted of" or "two counts of" names an offense, known to the beat or not."""
    while start < end and text[start].isspace():
        start += 1
    counts = _COUNTS.match(text, start, end)
    start = counts.end() if counts else start
    cut = _CUT.search(text, start, end)
    last = _trimmed(text, start, cut.start() if cut else end)
    words = text[start:last].split()
    named = _NOUN.match(text, start, last) and not _UNNAMED.search(text, start, last)
    return Phrase(start, last) if named and 0 < len(words) < 10 else None


_ADVERB = re.compile(
    r"(?:illegally|unlawfully|knowingly|willfully|recklessly|falsely|fraudulently|repeatedly|sexually|physically)\s"
)
_LEADS = re.compile(r"\b(?:charged with|convicted of|guilty (?:of|to)|counts? of)\s*$", re.IGNORECASE)
_COUNT_OF = re.compile(
    r"\s*(?:(?:and|the|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|\w+ty(?:-\w+)?|\d+"
    r"|\(\d+\)|felony|misdemeanor|criminal|federal|separate|additional|multiple|several)\s+){0,4}"
    r"counts?\s+(?:each\s+)?of\s",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"\b(?:crimes?|offen[cs]es?|felonies|misdemeanors)\b(?!\s+of\b)", re.IGNORECASE)
_NOUN = re.compile(  # a lower-case noun, and none that stands for an offense without naming it
    r"(?!(?:crimes?|offen[cs]es?|charges?|counts?|felon(?:y|ies)|misdemeanors?|violations?|acts?|things?|wrongdoing"
    r"|anything|nothing|something|having|being|them|him|her|it|this|that|these|those|all|any|some|many|much|what"
    r"|his|their|our|my|its|the|an?|one|two|three|four|five|both|each|other|others|another|similar|same|taking|more|most"
    r"|less|lesser|several|multiple|numerous|enhancements?|special|allegations?|infractions?|first|second|third|fourth|fifth|indictment|police|prosecutors?"
    r"|authorities|responsibility|helping|conduct|connection|court|trial|jury|matters?|cases?|victims?|people|men|women|plotting)\b)[a-z]{4,}"
)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether it tells an act: "shooting a man" does, "shooting at a vehicle" and "shooting" name an offense."""
    single = " " not in text[start:end] and text[start:end].lower().endswith("ing")
    return single and _OBJECT.match(text, end) is not None


_OBJECT = re.compile(r"\s(?:an?|the|his|her|their|two|three|four|another|[A-Z]\w+|\d+)\s")


def _is_formal(text: str, start: int, term: int) -> bool:
    """Whether the words before a term belong to it: "unauthorized sale of a firearm", not "the brutal murder"."""
    words = text[start:term].split()
    return (
        bool(words)
        and len(words) < 4
        and not _DAY.match(text, start, term)
        and (
            words[-1].lower() in ("of", "a", "an", "to", "with", "by")
            or all(w[0].isupper() for w in words if len(w) > 3)
        )
    )


_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|to(?:day|night)|yesterday|last|this|early|late|mid|spring|summer"
    r"|winter|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?= to\b))\b",
    re.IGNORECASE,
)


def _end_of_act(text: str, start: int, end: int) -> int:
    cut = _GERUND_END.search(text, start, end)
    return _trimmed(text, start, cut.start() if cut else end)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end without marks and without words that only lead on: "use of a firearm [during and]"."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:–-"):
        end -= 1
    leading = _LEADING_ON.search(text, start, end)
    return _trimmed(text, start, leading.start()) if leading else end


_LEADING_ON = re.compile(r"\s(?:as|during|and|or|the|an?|by|while)$", re.IGNORECASE)
