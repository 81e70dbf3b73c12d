"""Noun phrases -> unnamed people and groups acted on by the law ("six defendants", "a citizen of Honduras").

A group all of whose members are named is left out, and so is a phrase that may mean somebody who is named: the same
person must not stand twice in a record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from onrecord.records.attributes import age_in, find_affiliations, gender_of, origin_in
from onrecord.records.law import LawWords, any_of, law_words
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Person

__all__ = ["find_groups"]

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_NUMBER = rf"(?:\d[\d,]*|{'|'.join(_ONES)}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
_BOUND = (
    r"(?:more than|over|nearly|almost|at least|up to|about|approximately|some|roughly|as many as|fewer"
    r" than|around|another|the other|an additional)"
)
_QUANTITY = (
    r"(?:several|numerous|many|multiple|dozens of|hundreds of|thousands of|scores of|a number of|a group of|some"
    r"|most|other)"
)
_WORD = (
    r"(?:(?!(?:of|in|to|who|that|which|was|were|is|are|has|have|had|with|for|by|on|at|from|as|not|be|been|the"
    r"|an?|his|her|their|victims?"
    r"|after|when|said|pleaded|will)\b)[\w’'-]+,?\s+(?:and\s+)?)"
)
_BOUNDED = re.compile(r"\b(?:more than|over|nearly|almost|at least|up to|as many as|fewer than)\b", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:arrested|charged|convicted|indicted|accused|alleged|suspected|criminal|illegal|wanted|deported"
    r"|detained|incarcerated|sentenced|undocumented|unauthorized)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s+(?:of (?:the\s+)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}|from [A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,2}|in"
    r" (?:[A-Z]\w+ )?(?:detention|custody|prison|jail)|with (?:[\w-]+ ){0,3}(?:convictions|histories|records|warrants))"
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase of people: its span, head and how many it counts."""

    start: int
    end: int
    head: str
    plural: bool
    number: int | None
    definite: bool


def find_groups(reading: Reading, named: tuple[Person, ...]) -> tuple[Person, ...]:
    """People and groups without a name, next to words of the law; those all of whose members are named are left out."""
    subjects = [person for person in named if person.role == "subject"]
    taken = [(mention.start, mention.end) for person in named for mention in person.mentions]
    found: dict[tuple[object, ...], Person] = {}
    for sentence in reading.sentences:
        for phrase in _phrases(reading, sentence):
            if any(a < phrase.end and phrase.start < b for a, b in taken if a >= sentence.start and a < sentence.end):
                continue
            if not _is_acted_on(reading, sentence, phrase) or _may_be_named(reading, phrase, subjects):
                continue
            person = _person(reading, phrase)
            head = person.mentions[0].text.lower() if phrase.number is None else ""
            key: tuple[object, ...] = (phrase.plural, phrase.number, head, person.age, person.origin)
            again = key in found and found[key].mentions[0].start >= sentence.start
            if _is_item(reading, sentence, phrase) or (again and not phrase.plural):
                key = (phrase.start,)
            found.setdefault(key, person)
    return tuple(found.values())


def _phrases(reading: Reading, sentence: Sentence) -> Iterator[_Phrase]:
    text, roles = reading.document.text, reading.beat.roles
    for plural, pattern in ((True, _many(roles["many_people"])), (False, _one(roles["one_person"]))):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            head, end = match["head"].lower(), match.end()
            tail = _TAIL.match(text, end, min(sentence.end, end + 60))
            if tail and (head.rstrip("s") in _OF_PLACE or tail.group().startswith((" in", " with"))):
                end = tail.end()
            start = _after_verbs(reading, match.start(), match.start("head"))
            if text[max(sentence.start, start - 4) : start].lower() == "how ":
                continue
            number = _counted(reading, start, match.start("head")) if plural else None
            definite = plural and match["definite"] is not None
            yield _Phrase(start, end, head, plural, number if plural else 1, definite)


def _after_verbs(reading: Reading, start: int, head: int) -> int:
    """Where the noun phrase begins: at its number, else behind the last verb or adverb taken for its modifier."""
    counted = _COUNTED.search(reading.document.text, start, head)
    if counted:
        return counted.start()
    first = start
    for index in reading.words_in(start, head):
        word, tag = reading.words[index], reading.tags[index]
        finite = tag == "VERB" and (
            not word.lower.endswith(("ed", "ing")) or (index and reading.tags[index - 1] in ("NOUN", "PROPN", "PRON"))
        )
        if finite or tag in ("ADV", "PRON", "AUX", "SCONJ"):
            first = reading.words[index + 1].start
    return first


def _counted(reading: Reading, start: int, head: int) -> int | None:
    """How many; None for bounds, for half of "six men and two women", before a verb ("November 11 charging men")."""
    text = reading.document.text
    match = _NUMBERED.match(text, start, head)
    if match is None or _BOUNDED.search(text, start, head) or _HALF.search(text[max(0, start - 50) : start]):
        return None
    after = reading.word_at(match.end())
    if reading.tags[after] == "VERB" and not reading.words[after].lower.endswith(("ed", "en", "wn")):
        return None
    return _value(match["number"])


_COUNTED = re.compile(rf"(?<![\w-])(?:the\s+)?(?:{_BOUND}\s+)*(?:{_NUMBER}|{_QUANTITY})(?=\s)", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?:(?:the|these|those|both|his|her|their|all|{_BOUND})\s+)*(?P<number>{_NUMBER})\s", re.IGNORECASE
)
_HALF = re.compile(rf"(?<![\w-]){_NUMBER}\s(?:[\w’-]+\s){{1,3}}and\s$", re.IGNORECASE)
_OF_PLACE = ("citizen", "national", "native", "member", "resident")


@lru_cache(maxsize=4)
def _many(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:(?P<definite>the|these|those|both|his|her|their|all)\s+)?"
        rf"(?:(?:{_BOUND}\s+)*(?P<number>{_NUMBER})\s+|(?:{_QUANTITY}|{_BOUND})\s+)?{_WORD}{{0,6}}?"
        rf"(?P<head>{any_of(heads)})(?![\w-])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4)
def _one(heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:an?|another|one)\s+{_WORD}{{0,6}}?(?P<head>{any_of(heads)})(?![\w-])", re.IGNORECASE
    )


def _value(words: str) -> int | None:
    plain = words.lower().replace(",", "")
    if plain.isdigit():
        return int(plain)
    return _ONES.index(plain) + 1 if plain in _ONES else None


def _is_acted_on(reading: Reading, sentence: Sentence, phrase: _Phrase) -> bool:
    """Whether words of the law stand beside the phrase or in it."""
    text, law = reading.document.text, law_words(reading.beat)
    words = text[phrase.start : phrase.end]
    bystanders = reading.beat.roles["bystander"]
    if any(word in bystanders for word in re.findall(r"[a-z]+", words.lower())):
        return False
    after = text[phrase.end : min(sentence.end, phrase.end + 200)]
    before = text[max(sentence.start, phrase.start - 120) : phrase.start]
    if law.harm.search(before) or law.harmed.match(after):
        return False
    if law.predicate.match(after) or _is_object(law, before):
        return True
    counted = phrase.number is not None and phrase.plural
    return counted and (phrase.head in reading.beat.roles["suspect_heads"] or _MARKED.search(words) is not None)


def _is_object(law: LawWords, before: str) -> bool:
    match = law.object.search(before)
    return match is not None and len(match.group().split()) < 6


def _may_be_named(reading: Reading, phrase: _Phrase, subjects: list[Person]) -> bool:
    """Whether the phrase may mean people who are named: then it is no entry of its own."""
    if phrase.definite:
        return bool(subjects) or phrase.number is None
    if not phrase.plural:
        return bool(subjects) and not _is_item(reading, reading.sentence_at(phrase.start), phrase)
    if phrase.number is not None:
        item = _is_item(reading, reading.sentence_at(phrase.start), phrase)
        return phrase.number <= len(subjects) and not item and not _VARIOUSLY.match(reading.document.text, phrase.end)
    return len(subjects) > 1


_VARIOUSLY = re.compile(r"\s+(?:\w+\s+){0,3}variously\b")  # the list of offenses is the group's, not each member's


def _is_item(reading: Reading, sentence: Sentence, phrase: _Phrase) -> bool:
    """At the head of a list's line: "- A Honduran national convicted of ..."."""
    lead = reading.document.text[sentence.start : phrase.start]
    return 0 < len(lead.strip()) < 3 and not lead.strip()[-1].isalnum()


def _person(reading: Reading, phrase: _Phrase) -> Person:
    span = reading.span(phrase.start, phrase.end)
    return Person(
        id="p0",
        kind="group" if phrase.plural else "person",
        role="subject",
        count=phrase.number,
        age=None if phrase.plural else age_in(span.text),
        gender=gender_of(span.text),
        origin=origin_in(reading, span.text),
        mentions=(span,),
        affiliations=find_affiliations(reading, (span,)),
    )
