"""A sentence of the text -> the words of the punishment that it says was imposed; "faces up to 20 years" is none."""

import re
from dataclasses import dataclass

from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Span

__all__ = ["Punishment", "find_punishment"]

_AMOUNT = (
    r"(?:(?:an?|the|his|her|its|up to|at least|more than|nearly|two|consecutive|concurrent|additional"
    r"|maximum of|minimum of|maximum|combined|total of|term of|sentence of|prison term of|between)\s+)*"
)
_NUMBER = r"(?:\d[\d,-]*(?:\s?[½¼¾])?|[a-z]+(?:-[a-z]+){0,4}(?:\s\(\d+\))?)"
_TERM = (
    rf"(?:{_AMOUNT}(?:{_NUMBER}[\s-]+(?:and[\s-]+a[\s-]half\s+|(?:to|and)\s+{_NUMBER}[\s-]+)?(?:years?|months?|days?)|life"
    rf"|death|time served|probation|community service|(?:a\s+)?conditional discharge)\b)"
)
_IMPOSED = re.compile(
    rf"\b(?:(?:re)?sentenced(?:\s+[^.;]{{0,80}}?)??\s+to\s+(?:serve\s+|spend\s+)?(?P<to>{_TERM})"
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
    r"(?:[.;](?=\s|$)|,?\s+(?:(?i:for|after|following|by|in connection|on (?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)\w+|when|who|which)|on [A-Z]\w+ \d"
    r"|in (?!(?:[\w.’'-]+\s+){0,5}?(?i:prison|jail|custody|penitentiary|corrections?|confinement|facility|detention)\b)"
    r"|in (?:the|a) case|in (?:january|february|march"
    r"|april|may|june|july|august|september|october|november|december)"
    r"|and (?:will|must|is|has)|and (?=(?:[A-Z][\w.’'-]*\s){1,4}to\b))\b|,\s+(?=[A-Z])|,\s+(?:according|said|the|a|an"
    r"|he|she|they|in what)\b)"
)


@dataclass(frozen=True, slots=True)
class Punishment:
    """The words of a punishment, and where the words begin that impose it."""

    span: Span
    start: int


def find_punishment(reading: Reading, sentence: Sentence) -> Punishment | None:
    """The first punishment that the sentence says was imposed."""
    text = reading.document.text
    for match in _IMPOSED.finditer(text, sentence.start, sentence.end):
        before = text[max(sentence.start, match.start() - 50) : match.start()].rpartition(",")[2]
        if _NOT_IMPOSED.search(before) or _AHEAD.search(before):
            continue
        start = next(match.start(group) for group in ("to", "got", "noun") if match[group])
        end = _END.search(text, match.end(), min(sentence.end, match.end() + 160))
        stop = end.start() if end else min(sentence.end, match.end() + 160)
        while stop > start + 1 and text[stop - 1] in " .,;\n":
            stop -= 1
        return Punishment(reading.span(start, stop), match.start())
    return None
