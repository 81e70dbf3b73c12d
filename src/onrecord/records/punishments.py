"""A sentence of the text -> the punishments that it says were imposed, each with the offenses it is said to be for.

"Faces up to 20 years" is none. Which punishment falls on which offense is told in impositions.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.records.offense_phrases import Phrase, TermIndex, find_phrases
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Span

__all__ = ["Punishment", "find_punishments"]

_AMOUNT = (
    r"(?:(?:an?|the|his|her|its|up to|at least|more than|nearly|two|consecutive|concurrent|additional"
    r"|maximum of|minimum of|maximum|combined|total of"
    r"|(?:indeterminate |determinate |promised |prison )?(?:terms?|sentences?)"
    r"(?: of(?: imprisonment of)?)?|indeterminate|determinate|aggregate|between)\s+)*"
)
_NUMBER = r"(?:\d[\d,-]*(?:\s?[½¼¾⅓⅔]|\s\d/\d(?:[-–]\d+)?)?|[a-z]+(?:-[a-z]+){0,4}(?:\s\(\d+\))?)"
_TERM = (
    rf"(?:{_AMOUNT}(?:{_NUMBER}[\s-]+(?:and[\s-]+a[\s-]half\s+|(?:to|and)\s+(?:an?\s+half\s+to\s+)?{_NUMBER}[\s-]+)?(?:years?|months?|days?)|life"
    rf"|death|time served|probation|community service|(?:a\s+)?conditional discharge)\b)"
)
_IMPOSED = re.compile(
    rf"\b(?:(?:re)?sentenced(?:\s+[^.;]{{0,80}}?)??(?<!years)(?<!months)(?<![\d½¼¾⅓⅔])\s+to\s+(?:serve\s+|spend\s+)?(?P<to>{_TERM})"
    rf"|(?:received|receives|gets|got|given|handed|imposed|returned|ordered to serve|will serve|must serve)\s+"
    rf"(?P<got>{_TERM}|an?\s+(?:\w+[\s-]){{0,4}}sentence)"
    rf"|(?:given|handed|received|with|to)\s+(?P<noun>{_AMOUNT}{_NUMBER}[\s-](?:year|month|day)s?\s+"
    rf"(?:\w+\s+){{0,2}}sentence))",
    re.IGNORECASE,
)
_NOT_IMPOSED = re.compile(
    r"\b(?:faces?|facing|could|would|may|might|if|maximum|up to|recommended|promised|expected to|scheduled to"
    r"|asked|seeks?|sought|requested|agreed|agreement|deal|wants?|urged?|hopes?|not)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|to|should)\s+(?:\w+\s+)?be\s+(?:\w+ly\s+)?$", re.IGNORECASE
)  # "will be sentenced"
_END = re.compile(
    r"(?:[.;](?=\s|$)|\s?[—–]|,?\s+(?:(?i:for|after|following|by|in connection|on (?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)\w+|when|who|which|on (?:the|each|one|two|all|count)|today|yesterday|respectively"
    r"|(?:(?:late|early) )?(?:last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|last \w+)"
    r"|before (?=[A-Z])|on [A-Z]\w+ \d+"
    r"|in (?!(?:[\w.’'-]+\s+){0,5}?(?i:prison|jail|custody|penitentiary|corrections?|confinement|facility|detention)\b)"
    r"|in (?:the|a) case|in (?:january|february|march"
    r"|april|may|june|july|august|september|october|november|december)"
    r"|and (?:will|must|is|has)|and (?=(?:[A-Z][\w.’'-]*,?\s){1,4}(?:to|who|was|were)\b))\b"
    r"|,\s+(?!\w+\s(?i:months?|days?)\b)(?=[A-Z])|,\s+(?:according|said|the|a|an"
    r"|he|she|they|in what)\b)"
)


_FURTHER = re.compile(  # "... for arson and 72 months in prison on the theft count": another term, with its own offense
    rf"(?:[,;—–]|\b(?:and|plus|with)\b)\s*(?:(?:and|plus)\s+)?(?P<term>{_TERM}(?:\s+to\s+life)?)"
    r"(?:\s+(?:in|of)\s+(?:[\w’'.-]+\s+){0,4}?(?:prison|jail|custody|imprisonment|penitentiary|corrections|facility)|\s+prison)?"
    r"(?=,?\s+(?:for|on)\s)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"[^.;—]{0,100}?,?\s(?:for|on(?!\s(?-i:[A-Z]))|after|following|in connection with)\s+"
    r"(?:(?:his|her|their|its|an?|the|each|being|having)\s+)*"
    r"(?:(?:earlier|recent|jury)\s+)*(?:(?:guilty pleas?|pleading guilty|pleas?|convictions?|convicted|found guilty)"
    r"(?:\s+(?:[\w’'.-]+,?\s+){0,6}?(?:to|of|on(?!\s(?-i:[A-Z]))|for))?\s)?",
    re.IGNORECASE,
)
_BREACH = re.compile(  # what such a term is for is told elsewhere, if at all
    r"\s*(?:also\s+)?violat\w+\s+(?:of\s+)?(?:(?:his|her|their|the|terms|conditions|of)\s+)*"
    r"(?:probation|parole|supervised release|supervision)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:total|combined|aggregate|in all)\b", re.IGNORECASE)
_LONG = 160  # code points: the longest terms with prison, probation and works have about as many


@dataclass(frozen=True, slots=True)
class Punishment:
    """The words of a punishment, where the words begin that impose it, and the offenses that it is said to be for.

    apart: said to be for something that is no offense of the case, the breach of an earlier probation.
    further: it stands behind another term in the same words. whole: the text says that it is the sum of several.
    """

    span: Span
    start: int
    phrases: tuple[Phrase, ...] = ()
    apart: bool = False
    further: bool = False
    whole: bool = False


def find_punishments(reading: Reading, sentence: Sentence, terms: TermIndex) -> tuple[Punishment, ...]:
    """All punishments that the sentence says were imposed, in order, none overlapping."""
    first: list[Punishment] = []
    for punishment in _imposed(reading, sentence):
        if not first or punishment.start >= first[-1].span.end:
            first.append(punishment)
    every = [each for one, end in _up_to_next(first, sentence) for each in (one, *_further(reading, one, end))]
    made = [_with_offenses(reading, one, end, terms) for one, end in _up_to_next(every, sentence)]
    return tuple(one for one in made if not one.further or one.phrases or one.apart)


def _up_to_next(punishments: Sequence[Punishment], sentence: Sentence) -> Iterator[tuple[Punishment, int]]:
    """Each punishment, and where what is said of it ends."""
    ends = [one.start for one in punishments[1:]]
    return zip(punishments, (*ends, sentence.end), strict=False)


def _imposed(reading: Reading, sentence: Sentence) -> Iterator[Punishment]:
    """The punishments that a verb imposes."""
    text = reading.document.text
    for match in _IMPOSED.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - 50) : match.start()].rpartition(",")[2]
        if _NOT_IMPOSED.search(before) or _AHEAD.search(before):
            continue
        start = next(match.start(group) for group in ("to", "got", "noun") if match[group])
        end = _END.search(text, match.end(), min(sentence.end, match.end() + _LONG))
        stop = end.start() if end else min(sentence.end, match.end() + _LONG)
        while stop > start + 1 and text[stop - 1] in " .,;\n":
            stop -= 1
        yield Punishment(reading.span(start, stop), match.start())


def _further(reading: Reading, first: Punishment, stop: int) -> Iterator[Punishment]:
    """Terms behind the first, each with "for" or "on" behind it."""
    text, at = reading.document.text, first.span.end
    for match in _FURTHER.finditer(text, at, stop):
        before = re.split(r"[,;]|\band\b", text[at : match.start()])[-1]
        if not (_NOT_IMPOSED.search(before) or _NOT_IMPOSED.search(match.group())):
            start = match.start("term")
            yield Punishment(reading.span(start, match.end()), start, further=True)


def _with_offenses(reading: Reading, punishment: Punishment, end: int, terms: TermIndex) -> Punishment:
    text, span = reading.document.text, punishment.span
    match = _FOR.match(text, span.end, end)
    apart = match is not None and _BREACH.match(text, match.end(), end) is not None
    phrases = find_phrases(text, match.end(), end, terms) if match and not apart else ()
    whole = _WHOLE.search(text, max(punishment.start, span.start - 20), span.end) is not None
    return replace(punishment, phrases=phrases, apart=apart, whole=whole)
