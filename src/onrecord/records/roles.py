"""The mentions of one person -> role, title and organization, from the words beside the name.

A subject is acted on by the law; a victim, judge, officer, prosecutor or relative never is, unless the text says that
the law acts on that very person. An officer who is charged is a subject and keeps the title.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import get_args

from onrecord.beats import Beat
from onrecord.records.law import LawWords, law_words
from onrecord.records.mentions import NAME, Mention
from onrecord.records.reading import Reading
from onrecord.schema import Id, Record, Role, Span

__all__ = ["find_organization", "find_role", "find_signs", "find_title"]

_WINDOW = 260  # code points to each side of a name in which its predicate may stand; few sentences are longer
_ITEM = rf"(?:(?!DOB)(?:[“\"][^”\"\n]{{1,30}}[”\"]\s+)?{NAME}"
_ITEM += r"(?:,\s*(?:age\s*)?\d{1,2})?(?:,\s*(?:of\s+)?[A-Z][\w .]{2,30})?)(?!\w|['’]s|\s[A-Z])"
_JOIN = r"(?:\s?[,;]\s*and\s+|\s?[,;]\s+|\s+(?:and|&)\s+)"
_LIST_BEFORE = re.compile(rf"(?:{_ITEM}{_JOIN}){{1,12}}$")
_LIST_AFTER = re.compile(
    rf"^(?:\s?,\s*(?:age\s*)?\d{{1,2}})?(?:,\s*(?:of\s+)?[A-Z][\w .]{{2,30}})?(?:{_JOIN}{_ITEM}){{1,12}}"
)
_BORN = r"(?:DOB:?\s*[\d/.-]{6,10}|(?:age\s*)?\d{1,2}\b)"
_LISTED = re.compile(
    rf"(?:\s?,|,? \(|,? –|\s+–)?\s*{_BORN}\)?\s*,?\s*(?:of\b|$|[A-Z\n;.]|(?:both|an?|and)\b)"
    r"|,\s*an?\s[^.,;:]{0,60}\b(?:national|citizen|immigrant|alien|migrant|native|gang member)\b"
)
_WITHIN_TITLE = re.compile(r"(?:['’]s?)?\s+(?:[\w.’'-]+\s+){1,6}")
_WITHIN_APPOSITION = re.compile(r",\s[^;:.“\"]*")
_SAYS = re.compile(r"(?:\s*,[^,.;:“”\"]{1,60},)?\s+(?:said|says|told|added|wrote|announced|testified|noted|reported)\b")
_WHO_HARMED = re.compile(r"\b(?:who|that)\b[^,;:]{0,160}$")
_CAPTION = re.compile(r"\b(?:clockwise|(?:from|top|bottom) (?:top )?left|pictured|photos?)\b", re.IGNORECASE)
_LIST_HEADING = re.compile(
    r"\b(?:charged|defendants?|arrested|convicted|sentenced|indicted|plead(?:ed)?|arrestees|deported|removed"
    r"|suspects)\b",
    re.IGNORECASE,
)


def find_role(reading: Reading, mentions: Sequence[Mention]) -> Role:
    """The role that all mentions of one person give together; `other` where none does."""
    law, text = law_words(reading.beat), reading.document.text
    counted: Counter[str] = Counter()
    for mention in mentions:
        counted.update(_signs(law, *_sides(reading, mention)))
        if mention.title and mention.title.role in ("subject", "victim"):
            counted[mention.title.role] += 1
    found = set(counted)
    if counted["victim"] > counted["subject"]:
        found -= {"subject", "strong"}  # once "the arrest and the murder of", but five times the murder
    if "subject" not in found and any(_is_listed(text, mention) for mention in mentions):
        found.add("listed")
    return _decide(_office(reading, mentions, law), found)


def _decide(office: Role | None, found: set[str]) -> Role:
    if "subject" in found and (office is None or "strong" in found):
        return "subject"
    if office is not None:
        return office
    if "victim" in found:
        return "victim"
    if "relative" in found:
        return "relative"
    return "subject" if "listed" in found else "other"


def _signs(law: LawWords, before: str, after: str) -> set[str]:
    """What the words beside one mention say of the person."""
    signs: set[str] = set()
    if law.harm.search(before) or law.harmed.match(after):
        signs.add("victim")
    told = before.endswith(", ") and _SAYS.match(after)  # "two men were charged, Dana Vale said"
    ends = signs and after.startswith(",") and _WHO_HARMED.search(before)  # "Rook, who killed Dana Vale, was sentenced"
    if (law.predicate.match(after) and not ends) or ("victim" not in signs and not told and law.object.search(before)):
        signs |= {"subject", "strong"}
    elif law.owned.match(after):
        signs.add("subject")
    if law.relative_before.search(before) or law.relative_after.match(after):
        signs.add("relative")
    return signs


def find_signs(reading: Reading, mention: Span) -> tuple[str, ...]:
    """What the words beside one mention say of the person, as the role is decided by it: "subject", "victim" …"""
    return tuple(sorted(_signs(law_words(reading.beat), *_sides(reading, mention))))


def _sides(reading: Reading, mention: Mention | Span) -> tuple[str, str]:
    """The sentence before and after a mention; what stands around a list of names stands around each of them."""
    text = reading.document.text
    sentence = reading.sentence_at(mention.start)
    before = text[max(sentence.start, mention.start - _WINDOW) : mention.start]
    after = text[mention.end : max(mention.end, min(sentence.end, mention.end + 2 * _WINDOW))]
    if _BY_ONE.search(before):
        return before, after  # "sentenced by Justice Ada Roe, and Dremov was sentenced": she stands in no list
    return _LIST_BEFORE.sub("", before), _LIST_AFTER.sub("", after, count=1)


_BY_ONE = re.compile(r"\bby\s+(?:[A-Z][\w.’'-]*\s+){1,6}$")


def _is_listed(text: str, mention: Mention) -> bool:
    """A name at the head of a line with its age or origin, as lists of defendants are printed."""
    window = text[max(0, mention.start - 12) : mention.start]
    lead = window.rpartition("\n")[2] if "\n" in window else window if mention.start <= 12 else "words before it"
    line = text[max(text.rfind("\n", 0, mention.start), mention.start - 300) + 1 : mention.start]
    if _CAPTION.search(line):
        return False
    at_head = not lead.strip(" \t·•*-–—0123456789.)")
    if _LISTED.match(text, mention.end, mention.end + 100) and (at_head or text[mention.end : mention.end + 2] == ", "):
        return True
    return at_head and _stands_under_heading(text, mention)


def _stands_under_heading(text: str, mention: Mention) -> bool:
    """Alone on its line, below a line such as "The defendants charged in the indictment are:"."""
    line = text[mention.start : mention.start + 120].partition("\n")[0]
    if len(line) > len(text[mention.start : mention.end]) + 20:
        return False
    above = text[max(0, mention.start - 2500) : mention.start]
    heading = above.rfind(":\n")
    if heading < 0 or any(len(other) > 80 for other in above[heading + 2 :].split("\n")):
        return False
    return _LIST_HEADING.search(above[:heading].rpartition("\n")[2]) is not None


def _office(reading: Reading, mentions: Sequence[Mention], law: LawWords) -> Role | None:
    """The office that a title or an apposition gives: official, judge or lawyer."""
    roles = [mention.title.role for mention in mentions if mention.title]
    for mention in mentions:
        match = law.office_after.match(reading.document.text, mention.end, mention.end + 120)
        if match:
            roles.append(_role_of_office(reading.beat, match["office"].lower()))
    for role in ("judge", "official", "lawyer"):
        if role in roles:
            return next(known for known in get_args(Role) if known == role)
    return None


def _role_of_office(beat: Beat, office: str) -> str:
    return next((role for role in ("official", "judge", "lawyer") if office in beat.titles[role]), "official")


def find_title(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """The fullest title printed before a mention, else the office named after one."""
    titles = [m.title.text for m in mentions if m.title and m.title.role not in ("courtesy", "subject", "victim")]
    if titles:
        return max(titles, key=len)
    for mention in mentions:
        match = law_words(reading.beat).office_after.match(reading.document.text, mention.end, mention.end + 120)
        if match:
            return re.sub(r"^(?:the|a|an|his|her)\s+", "", match["full"], flags=re.IGNORECASE)
    return None


def find_organization(reading: Reading, record: Record, mentions: Sequence[Mention]) -> Id | None:
    """The organization named in the title before a mention, or in the apposition after it."""
    spans = sorted((span.start, span.end, org.id) for org in record.organizations for span in org.mentions)
    text, office_after = reading.document.text, law_words(reading.beat).office_after
    for mention in mentions:
        sentence = reading.sentence_at(mention.start)
        near = [span for span in spans if sentence.start <= span[0] < min(sentence.end, mention.end + 90)]
        for start, end, identity in near:
            if (
                mention.title
                and end <= mention.start <= end + 60
                and _WITHIN_TITLE.fullmatch(text[end : mention.start])
            ):
                return identity
            apposed = start > mention.end and office_after.match(text, mention.end, mention.end + 120)
            if apposed and _WITHIN_APPOSITION.fullmatch(text[mention.end : start]):
                return identity
    return None
