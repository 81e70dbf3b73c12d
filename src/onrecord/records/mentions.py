"""The reading -> every place where a person is named, with the title that stands by the name.

The tagger's names are the seeds, never the last word: titles are cut off, split names joined, and a name with an age
("Dana Vale, 28") or behind a title ("Sheriff Vale") is found without the tagger. Lines in capitals give no names of
their own. Which mentions mean one person is decided in people.py.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.beats import Beat
from onrecord.records.reading import Reading
from onrecord.records.things import is_offer

__all__ = ["NAME", "Mention", "Title", "find_mentions", "is_capitals", "name_parts", "title_before"]

_WORD = r"[A-ZÀ-ÞĀ-Ž][^\W\d_]*(?:(?:[’'](?!s\b)|-)[^\W\d_]+){0,3}"
_INITIAL = r"[A-Z]\.(?:[A-Z]\.)?"
_PARTICLE = r"(?:St\.|Ste\.|de la|de las|de los|del|de|la|van der|van|von|bin|ibn|al|el|da|dos|di|du|y)"
_NICKNAME = r"[“\"‘'(](?!DOB|R-|D-)[A-Z][^”\"’')\n]{1,24}[”\"’')]"
SUFFIX = r"(?:Jr\.?|Sr\.?|II|III|IV)(?![^\W_])"
_GAP = r"[ \u00a0]"
NAME = (
    rf"(?<![\w-])(?:{_INITIAL}{_GAP}?|Ste?\.{_GAP})?{_WORD}"
    rf"(?:{_GAP}(?:{_INITIAL}|{_NICKNAME}|{_PARTICLE}(?={_GAP}[A-Z])|{_WORD})){{0,7}}(?:,?{_GAP}{SUFFIX})?"
)
"""A run of capitalised words as a name is printed, with initials, particles, a nickname and a suffix."""

_AGED = re.compile(rf"({NAME})(?:,|,? \(|,? ?–|,? age|, aged)[ ]?(?:age[d]? ?|DOB: ?)?\d{{1,2}}(?=[),;.\s/-])")
_ITEMIZED = re.compile(  # at the head of a list's line: "- Dana Vale, a citizen of", "Dana Vale DOB 1/2/1990"
    rf"^({NAME})(?=, (?:an?|the) (?:\d\d-year-old|\w+ (?:national|citizen)|citizen|native)\b)"
    rf"|^[ \t]*(?:[-–—•·*][ \t]*)+({NAME})(?=, (?:an?|the|who|convicted|arrested)\b|:| –)|^({NAME})(?= DOB\b|, DOB)",
    re.MULTILINE,
)
_ACTED = re.compile(  # "Dana Vale was arrested", "17-year-old Dana Vale", whatever the tagger says
    rf"({NAME})(?= (?:was|were|has been|have been|pleaded|pled|is|are) (?:\w+ )?(?:arrested|charged|convicted"
    rf"|sentenced|indicted|accused|found guilty|guilty|extradited|deported|arraigned)\b)|(?<=-year-old )({NAME})"
)
_APPOSED = re.compile(
    rf"\b[Tt]he (?:judge|man|woman|defendant|officer|deputy|suspect|driver|sheriff|mayor|teen|teacher|doctor),"
    rf" ({NAME}),"
)
_HARMED = re.compile(rf"\b(?:murder|killing|death|shooting|slaying|kidnapping|rape) of ({NAME})")
_TITLED = re.compile(rf"\s+({NAME})")
_SECOND = re.compile(rf",?\s(?:and|&)\s({NAME})")
_RIGHT = re.compile(
    rf"(?:,?{_GAP}{SUFFIX}|-{_WORD}|{_GAP}{_NICKNAME}(?:{_GAP}{_WORD})+|(?:{_GAP}{_INITIAL})+{_GAP}{_WORD}"
    rf"|{_GAP}{_PARTICLE}{_GAP}{_WORD})"
)
_TOKEN = re.compile(r"[^\s,]+")
_NO_NAME = frozenset(
    "county counties city department court courts office police university college school street avenue road "
    "boulevard unit act monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb aug sept oct nov dec division bureau task force "
    "operation state states america jail prison center park beach hall house church hospital bank llc inc corp "
    "company group association institute foundation agency administration commission committee council district "
    "north south east west northern southern eastern western the a an and or of for in on at by to with new his her "
    "departments their this that these those he she they it we i you man woman men women section title count counts "
    "class "
    "felony misdemeanor guilty charges charge code case no facebook twitter instagram snapchat fbi ice dhs doj nypd "
    "lapd dea atf hsi cbp uscis news times post journal press today yesterday after when while during before since "
    "according also both mr mrs ms dr if as but who what where why how not all defendant victim christmas halloween "
    "english spanish hispanic bail bond trial sentencing sgt lt det capt officer judge sheriff attorney amendment "
    "constitution congress senate republican republicans democrat democrats pleads sentenced arrested charged "
    "convicted indicted".split()
)
_HEADLINE_VERBS = frozenset(
    "announces secures obtains wins says charges files seeks joins urges calls moves dismisses declines honors "
    "launches leads sues releases warns applauds condemns convicts indicts sentences arrests hosts celebrates".split()
)
_LAST_NAMES = frozenset("west hall park church house bond".split())  # words of places that people bear as well
_HEAD = 90  # code points before a name in which its title may stand: the longest printed titles have about 80


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, and the role that it gives; plural titles reach the next names of the list."""

    text: str
    role: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands; parts without nickname and suffix, lower-case."""

    start: int
    end: int
    parts: tuple[str, ...]
    suffix: str
    title: Title | None


def find_mentions(reading: Reading) -> tuple[Mention, ...]:
    """All names of people in order, none overlapping."""
    text = reading.document.text
    found: list[tuple[int, int]] = []
    for start, end in sorted(_seeds(reading), key=lambda seed: (seed[0], -seed[1])):
        cleaned = _clean(reading.beat, text, start, end)
        if cleaned is None or (found and cleaned[0] < found[-1][1]):
            continue
        if not _is_told(reading, *cleaned) and not _is_where(text, *cleaned):
            found.append(cleaned)
    mentions: list[Mention] = []
    for start, end in found:
        parts, suffix = name_parts(text[start:end])
        if parts:
            title = title_before(reading.beat, text, start) or _title_of_list(text, mentions, start)
            mentions.append(Mention(start, end, parts, suffix, title))
    return tuple(mentions)


def name_parts(name: str) -> tuple[tuple[str, ...], str]:
    """Lower-case words of a name, and its suffix ("jr", "iii" or nothing).

    >>> name_parts("William N. “Doc” Galer, Jr.")
    (('william', 'n', 'galer'), 'jr')
    """
    plain = re.sub(r"[“\"‘'(][^”\"’')]{1,24}[”\"’')]", " ", name)
    parts = [part.strip(".,'’").lower().replace("’", "'") for part in plain.split()]
    parts = [part for part in parts if part]
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in ("jr", "sr", "ii", "iii", "iv") else ""
    if len(parts) > 1 and parts[0] in ("st", "ste"):  # "St. Vale": no first name stands before it
        parts = parts[1:]
    return tuple(parts), suffix


def is_capitals(words: str) -> bool:
    """A line set in capitals, where capitals say nothing of names."""
    letters = [letter for letter in words if letter.isalpha()]
    return len(letters) > 12 and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)


def title_before(beat: Beat, text: str, start: int) -> Title | None:
    """The title that ends right before a name ("Harris County District Attorney" gives "District Attorney")."""
    head = text[max(0, start - _HEAD) : start]
    match = _title_pattern(beat.titles_key).search(head) if head.strip() else None
    if match is None or not _is_title(match["title"], _role_of(beat.titles_key)):
        return None
    words = match["title"].lower()
    role = _role_of(beat.titles_key)[words]
    return Title(
        match["full"], role, words.endswith("s") and words not in ("esq.",) and words[:-1] in _role_of(beat.titles_key)
    )


@lru_cache(maxsize=8)
def _role_of(titles: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    return {title: role for role, words in titles if role != "modifiers" for title in words}


def _is_title(words: str, roles: Mapping[str, str]) -> bool:
    """Whether words are a title; an abbreviation only in capitals: "ADA Roe" has one, "Ada Roe" a first name."""
    return words.lower() in roles and (words.lower() not in _ABBREVIATED or words.isupper() or words == "ADAs")


_ABBREVIATED = frozenset(["da", "ada", "adas", "dda"])


@lru_cache(maxsize=8)
def _title_pattern(titles: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    plain = "|".join(re.escape(word) for word in sorted(_role_of(titles), key=lambda word: (-len(word), word)))
    inner = "|".join(re.escape(word) for word in dict(titles).get("modifiers", ()))
    return re.compile(
        rf"(?<![\w-])(?P<full>(?:(?:{inner})[ -]){{0,4}}?(?P<title>{plain}))(?:,? as)?\s*[“\"]?$", re.IGNORECASE
    )


def _title_of_list(text: str, mentions: list[Mention], start: int) -> Title | None:
    """A plural title ("Investigators Ada Roe and Jon Poe"): it belongs to the second name too."""
    if not mentions or mentions[-1].title is None or not mentions[-1].title.plural:
        return None
    between = text[mentions[-1].end : start]
    return mentions[-1].title if re.fullmatch(r",?(?:\s*(?:and|&))?\s+|,\s*\d{1,2},(?: and)?\s+", between) else None


def _seeds(reading: Reading) -> Iterator[tuple[int, int]]:
    """Ranges that may hold a name; longer ones come first at one place."""
    text = reading.document.text
    for name in reading.names:
        if name.label == "person":
            yield _extended(reading, name.start, name.end)
    for pattern in (_AGED, _ITEMIZED, _ACTED, _APPOSED, _HARMED):
        for match in pattern.finditer(text):
            yield match.span(match.lastindex or 0)
    for sentence in reading.sentences:
        yield from _titled(reading, sentence.start, sentence.end)


def _titled(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Names that stand behind a title, by the capital letters alone."""
    text, roles = reading.document.text, _role_of(reading.beat.titles_key)
    for index in reading.words_in(first, last):
        word = reading.words[index]
        if not _is_title(word.text, roles) or (not word.text[0].isupper() and roles[word.lower] != "subject"):
            continue
        match = _TITLED.match(text, word.end, min(last, word.end + 80))
        if match and reading.tags[reading.word_at(match.start(1))] in ("PROPN", "NOUN", "ADJ"):
            yield match.span(1)
            if word.lower.endswith("s") and (second := _SECOND.match(text, match.end(), min(last, match.end() + 80))):
                yield second.span(1)


def _extended(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """A name that the tagger cut short: suffix, hyphen, nickname or the next capitalised proper noun."""
    text = reading.document.text
    while match := _RIGHT.match(text, end, min(len(text), end + 60)):
        end = match.end()
    index = reading.word_at(end)
    if (
        index < len(reading.words)
        and text[end : reading.words[index].start] == " "
        and _joins(reading, index)
        and not _is_title_case(reading, start)
    ):
        end = reading.words[index].end
    before = reading.word_at(start) - 1
    if before >= 0 and text[reading.words[before].end : start] == " " and _joins(reading, before):
        start = reading.words[before].start
    return start, end


def _joins(reading: Reading, index: int) -> bool:
    word = reading.words[index]
    return (
        reading.tags[index] == "PROPN"
        and word.text[0].isupper()
        and (word.text[-1] != "." or len(word.text) == 2)
        and word.lower.strip(".") not in _NO_NAME
        and not reading.names_in(word.start, word.end)
        and not any(
            name.start <= word.start < name.end for name in reading.names_in(max(0, word.start - 60), word.start)
        )
    )


def _is_told(reading: Reading, start: int, end: int) -> bool:
    """A headline's verb among the words: "Arrest Dangerous Offenders" tells what was done and names nobody."""
    words = (reading.words[index].lower for index in reading.words_in(start, end))
    return any(word in reading.beat.triggers for word in words) and _is_title_case(reading, start)


def _is_where(text: str, start: int, end: int) -> bool:
    """Where somebody lives or something happened, by its place: "Vale, 28, Port Halden, and", "in Dremov Ranch"."""
    if not _WHERE.search(text, max(0, start - 14), start):
        return False
    return _AGE.match(text, end) is None  # "Vale, 28, Roe, 30": the second is a person as well


_WHERE = re.compile(r"(?:,\s(?:age\s)?\d{1,2},\s(?:of\s)?|(?<!\w)(?:in|near)\s)$")
_AGE = re.compile(r",?\s\(?(?:age\s)?\d{1,2}\b")


def _is_title_case(reading: Reading, offset: int) -> bool:
    """A headline whose words all begin with a capital: a following capital is no part of the name."""
    words = [word.text for word in reading.sentence_at(offset).words if len(word.text) > 3 and word.text.isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _clean(beat: Beat, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut titles and other words off a seed; None where no name is left."""
    if is_capitals(_line_around(text, start, end)):
        return None
    roles = _role_of(beat.titles_key)
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    plain = [text[a:b].lower().strip("'’“”\"()") for a, b in tokens]
    titles = [
        i
        for i, word in enumerate(plain[:-1])
        if _is_title(text[slice(*tokens[i])].strip("'’“”\"()"), roles)
        or word.strip(".") in ("sgt", "lt", "det", "capt", "rev", "hon")
    ]
    first = titles[-1] + 1 if titles and not re.fullmatch(SUFFIX, text[slice(*tokens[-1])]) else 0
    last = len(tokens)
    while first < last and not _is_name_word(text[slice(*tokens[first])], first=True):
        first += 1
    while last > first and not _is_name_word(text[slice(*tokens[last - 1])], first=False):
        last -= 1
    while last - first > 1 and plain[last - 1] in _HEADLINE_VERBS and text[tokens[last - 1][0]].isupper():
        last -= 1
    known = [text[slice(*token)].lower().strip(".,") for token in tokens[first:last]]
    if len(known) > 1 and known[-1].removesuffix("'s").removesuffix("’s") in _LAST_NAMES:
        known.pop()
    if all(word in roles for word in plain[first:last]) or not _NO_NAME.isdisjoint(known):
        return None
    firm_ends = beat.organizations.get("firm_ends", ())
    if is_offer(known, beat):
        return None
    if last - first > 1 and (plain[first] in _HEADLINE_VERBS or plain[last - 1].rstrip(",.") in firm_ends):
        return None
    start, end = tokens[first][0], tokens[last - 1][1]
    end -= next((len(tail) for tail in ("'s", "’s") if text[start:end].lower().endswith(tail)), 0)
    while end > start and text[end - 1] in ".;:!?’'" and not re.search(rf"(?:{SUFFIX}|{_INITIAL})$", text[start:end]):
        end -= 1
    return (
        (start, end)
        if end - start > 2 and "\n" not in text[start:end] and not any(map(str.isdigit, text[start:end]))
        else None
    )


def _line_around(text: str, start: int, end: int) -> str:
    """The line in which text[start:end] stands, at most 150 code points to each side."""
    before, after = text[max(0, start - 150) : start], text[end : end + 150]
    return before[before.rfind("\n") + 1 :] + text[start:end] + after.partition("\n")[0]


def _is_name_word(word: str, *, first: bool) -> bool:
    bare = word.strip("“”\"‘’'()")
    return bool(bare) and bare[0].isupper() and (not first or bare.lower().strip(".") not in _NO_NAME)
