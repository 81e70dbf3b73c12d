"""Evidence in a sentence -> the people it speaks of: those named beside it, else those whom a pronoun or
"the defendant" points back to. Where two could be meant, nobody is: an offense must never be given to the wrong person.
"""

import re
from collections.abc import Sequence

from onrecord.records.cast import Cast
from onrecord.records.dispositions import Finding
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.records.strangers import is_of_another, pass_stranger

__all__ = ["find_holders"]

_LIST = re.compile(
    r"(?:\s?,?\s*(?:DOB:?\s*[\d/.-]+|(?:age\s*)?\d{1,2}))?"
    r"(?:\s?,(?!\s*(?:was|were|is|are|has|had|have|will|pleaded|pled|received|faces|got|admitted)\b)[^,;.:]{1,45}){0,3}"
    r"\s*(?:[,;]|,?\s*(?:and|&)"
    r"|[;,]\s*and)\s+"
    r"(?:[\w’'.-]+\s+){0,4}"
    r"(?:his|her)?\s*|\s*(?:/|and|&)\s*",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?<!one of )\b(?:they|both|all (?:of (?:them|the \w+)|(?:\d+ )?(?:defendants|arrestees|suspects|men))|each|the "
    r"(?:two|three|four|five|six|\d+)?\s*(?:defendants|men|women|pair|couple|duo|trio"
    r"|brothers|suspects|officers|co-defendants|individuals|group|siblings|deputies|friends and family)|these"
    r" defendants|the defendants below|their)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:(?P<male>he|his|him)|(?P<female>she|her)|the (?:(?:\d{1,2}-year-old )?(?:\w+ )?(?:defendant|man"
    r"|woman|suspect|teen|teenager|driver|officer|deputy|doctor|teacher|mother|father|"
    r"gunman|shooter|fugitive|inmate|offender|perpetrator|criminal|alien|immigrant))|a \w+ (?:man|woman))\b",
    re.IGNORECASE,
)
_SOON = 1200  # code points within which the only subject must be named for the sentence to speak of that person
_TOWARDS = re.compile(r"\s*(?:[^.;]{0,60}?\b)?(?:against|of|for|on)\s+", re.IGNORECASE)


def find_holders(reading: Reading, cast: Cast, sentence: Sentence, finding: Finding) -> tuple[int, ...]:
    """Indexes of the people whom the evidence speaks of; empty where the text does not settle it."""
    text = reading.document.text
    if "variously" in text[sentence.start : finding.end]:
        groups = [person for _, _, person in cast.between(0, finding.end) if cast.people[person].kind == "group"]
        return (groups[-1],) if groups else ()
    if is_of_another(reading, cast, sentence, finding):
        return ()
    inside = cast.between(finding.start, finding.end)
    if inside and not finding.noun:
        return _whole_list(text, cast, inside[0], sentence.start)
    if not finding.noun and (people := _within(text, cast, sentence, finding)) is not None:
        return people
    if finding.noun:
        against = text[finding.start : finding.end].lower().endswith("against")
        towards = _towards(text, cast, finding.end - 8 if against else finding.end, sentence.end)
        towards = towards or (_against_one(text, cast, finding) if against else ())
        if towards or against:
            return towards
    before = text[sentence.start : finding.start]
    told = _among(cast, before) or pass_stranger(reading, cast, sentence, finding)
    if told is None and not inside:
        told = _counted(reading, cast, sentence, finding.start)
    if told is not None or _VICTIM.search(before):
        return told or ()
    if below := _below(text, cast, sentence):
        return below
    beside = _beside(text, cast, sentence, finding)
    if beside is not None:
        return beside
    return _after(text, cast, sentence, finding) or _above(cast, sentence, reading)


def _counted(reading: Reading, cast: Cast, sentence: Sentence, start: int) -> tuple[int, ...] | None:
    """ "Three Halden residents were sentenced for": all who are named, where they are three; else nobody.

    None where the words before the evidence name or mean somebody themselves.
    """
    before = reading.document.text[sentence.start : start]
    match = _NUMBERED.search(before)
    heads = reading.beat.roles["many_people"]
    if (
        cast.between(sentence.start, start)
        or match is None
        or not any(word in heads for word in re.findall(r"[a-z]+", match["people"].lower()))
    ):
        return None
    if _SINGLE.search(before) or _PLURAL.search(before) or reading.document.text[sentence.end - 1] not in '.”"':
        return None
    if _ONE_OF_THEM.search(match["people"]) or _APART.search(reading.document.text, sentence.start, sentence.end):
        return ()
    return _everybody(cast, match["number"])


def _within(text: str, cast: Cast, sentence: Sentence, finding: Finding) -> tuple[int, ...] | None:
    """Whom "charged the men with" and "charging four people with" mean; None where nobody stands in the evidence."""
    if text[sentence.end - 1] not in '.”"':
        return None
    match = _PLURAL.search(text, finding.start, finding.end)
    if match and match.group().lower().startswith("the "):
        return _several(text, cast, sentence, match)
    numbered = _NUMBERED.search(text, finding.start, finding.end)
    if numbered and _PEOPLE.search(numbered["people"]):
        apart = _ONE_OF_THEM.search(numbered["people"]) or _APART.search(text, sentence.start, sentence.end)
        return () if apart else _everybody(cast, numbered["number"])
    return None


def _among(cast: Cast, before: str) -> tuple[int, ...]:
    """ "Vale is one of four defendants charged in": all four, where four are named."""
    match = _ONE_OF_ALL.search(before)
    return _everybody(cast, match["number"]) if match else ()


def _everybody(cast: Cast, number: str) -> tuple[int, ...]:
    """All who are named, where they are as many as the text says; else nobody."""
    count = int(number) if number.isdigit() else _NUMBERS.index(number.lower()) + 2
    every = tuple(index for index, person in enumerate(cast.people) if person.kind == "person")
    return every if len(every) == count else ()


_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERED = re.compile(
    rf"(?<![\w-])(?P<number>{'|'.join(_NUMBERS)}|\d{{1,3}})\s+(?P<people>(?:[\w’'-]+,?\s+){{1,12}})",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:people|persons|men|women|defendants|suspects|individuals|residents|members|officers|officials|brothers"
    r"|others)\b",
    re.IGNORECASE,
)
_ONE_OF_ALL = re.compile(
    rf"\bone of (?:the )?(?P<number>{'|'.join(_NUMBERS)}|\d{{1,3}}) (?:[\w-]+ ){{0,2}}"
    rf"(?:people|men|women|defendants|suspects|individuals|offenders) (?:who (?:were|have been|are) )?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:separate(?:ly)?|respectively|various(?:ly)?|different|unrelated)\b", re.IGNORECASE)
_ONE_OF_THEM = re.compile(  # "convicted five additional members of": not those named
    r"\b(?:including|one|another|others?|additional|more|further)\b", re.IGNORECASE
)
_VICTIM = re.compile(
    r"\bthe (?:victim|witness|complainant)\s(?:(?!who\b|and (?:his|her)\b)[^,.;]){0,70}$", re.IGNORECASE
)


def _below(text: str, cast: Cast, sentence: Sentence) -> tuple[int, ...]:
    """People at the heads of the lines below "... found the following defendants guilty of perjury:"."""
    if not _FOLLOWING.search(text, sentence.start, sentence.end):
        return ()
    found: list[int] = []
    last = sentence.end
    for start, end, person in cast.between(sentence.end, sentence.end + 4000):
        line = text[last:start].rpartition("\n")[2]
        if "\n" in text[last:start] and not line.strip(" \t·•*-–—0123456789.)") and start - last < 250:
            found.append(person)
            last = end
        elif found and start - last >= 250:
            break
    return tuple(dict.fromkeys(found))


_FOLLOWING = re.compile(  # "following his guilty plea" leads to no list
    r"\b(?:following|below)\b(?=:|\s+(?:[\w’'-]+\s+){0,3}?(?:defendants?|people|persons?|individuals?|suspects?|men|women"
    r"|residents?|members|officers|officials|were|was|are|is|have|has|guilty|pleaded|pled|with|on|of|in|for)\b)"
    r"(?!\s+(?:an?|the|his|her|their|its|this|that)\b)",
    re.IGNORECASE,
)


def _towards(text: str, cast: Cast, start: int, end: int) -> tuple[int, ...]:
    match = _TOWARDS.match(text, start, end)
    if match is None:
        return ()
    mentions = cast.between(match.end(), min(end, match.end() + 60))
    if mentions:
        return _whole_list(text, cast, mentions[0], start, stop=end)
    every = tuple(i for i, person in enumerate(cast.people) if person.kind == "person")
    return every if len(every) > 1 and _SOME_DEFENDANTS.match(text, match.end(), end) else ()


def _against_one(text: str, cast: Cast, finding: Finding) -> tuple[int, ...]:
    """Whom "dismissed the arson charge against her" means, where one person alone can be meant."""
    match = _HIM.match(text, finding.end)
    if match is None:
        return ()
    gender = "male" if match["male"] else "female"
    fitting = [i for i, one in enumerate(cast.people) if one.kind == "person" and one.gender in (None, gender)]
    named = [i for i in fitting if cast.people[i].mentions[0].start < finding.start]
    return (named[0],) if len(fitting) == 1 and named else ()


_HIM = re.compile(r"\s+(?:(?P<male>him)|her)\b(?!\s+(?:\w+\s+)?(?!on\b|in\b|were\b|was\b|and\b|for\b)\w+)", re.I)
_SOME_DEFENDANTS = re.compile(
    r"(?:the\s+)?(?:\w+\s+){1,3}?(?:defendants|men|women|officers|suspects|people"
    r"|individuals)\b"
)


def _beside(text: str, cast: Cast, sentence: Sentence, finding: Finding) -> tuple[int, ...] | None:
    """Whom the nearest name, pronoun or "the defendant" before the evidence means; None where there is none."""
    mentions = _acting(text, cast.between(sentence.start, finding.start), sentence.start, finding)
    plural = _last(_PLURAL, text, sentence.start, finding.start)
    if plural and mentions and _IN_APPOSITION.match(text, mentions[-1][1], plural.start()):
        plural = None
    single = _last(_SINGLE, text, sentence.start, finding.start)
    places = {"name": mentions[-1][0] if mentions else -1, "plural": plural.start() if plural else -1}
    places["single"] = single.start() if single else -1
    nearest = max(places, key=lambda kind: places[kind])
    if places[nearest] < 0:
        return None
    if nearest == "name":
        return _whole_list(text, cast, mentions[-1], sentence.start)
    if nearest == "plural" and plural:
        if _PART_OF.search(text[max(sentence.start, plural.start() - 40) : plural.start()]):
            return ()  # "several of the defendants are accused of": which of them is not settled
        return _several(text, cast, sentence, plural) or None
    assert single is not None
    named = mentions[-1][1] if mentions else sentence.start
    told = list(_SINGLE.finditer(text, named, finding.start))
    if any(pronoun["male"] for pronoun in told) and any(pronoun["female"] for pronoun in told):
        return ()  # "she helped him before he came to her court on battery charges": whose they are is not settled
    if single.start() > 0 and mentions and single.group().lower() in ("his", "her"):
        return _whole_list(text, cast, mentions[-1], sentence.start)
    if _INDEFINITE.search(text, named, single.start()):
        return ()  # "arrested a clerk before he was charged": he is the clerk
    gender = "male" if single["male"] else "female" if single["female"] else None
    holder = cast.last_before(single.start(), gender=gender)
    return None if holder is None else (holder,)


def _acting(
    text: str, mentions: tuple[tuple[int, int, int], ...], start: int, finding: Finding
) -> tuple[tuple[int, int, int], ...]:
    """Mentions that can be what the evidence is said of: no owners ("Vale's partner") and no "to Vale" far away."""
    acting = []
    for mention in mentions:
        gap = text[mention[1] : finding.start]
        if re.match(r"['’]s?\s", gap) and ("," in gap or len(gap) > 45):
            continue
        lead = text[max(start, mention[0] - 9) : mention[0]]
        if (
            _PREPOSITION.search(lead)
            and not re.match(
                r"\s?,|\s+(?:who|was|were|is|has|and|with|on|for|in)\b"
                r"|\s*\(",
                gap,
            )
            and len(gap) > 25
        ):
            continue
        acting.append(mention)
    return tuple(acting)


_PART_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|several|many|most|half) of\s+$", re.IGNORECASE
)
_INDEFINITE = re.compile(
    r"(?<!, )(?<!is )(?<!was )(?<!as )\b(?:an?|another)\s+(?:[\w-]+\s+){0,3}?(?:man|woman|person|individual"
    r"|suspect|immigrant|alien|migrant|national|citizen|judge|officer"
    r"|driver|teen|boy|girl|clerk|resident|victim|member|employee|inmate|witness|colleague|friend|relative|customer)\b",
    re.IGNORECASE,
)
_IN_APPOSITION = re.compile(  # ", 52, one of the men named in the release, was ..." is said of the name before it
    r"(?:,?\s*\(?\d{1,3}\)?)?,\s+(?:\w+,\s+)?(?:an?|one|another|the\s+\w+|among|both|also)\s[^,.;]*$"
)
_PREPOSITION = re.compile(r"\b(?:to|with|from|by|alongside)\s+$")


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = match
    return found


def _several(text: str, cast: Cast, sentence: Sentence, plural: re.Match[str]) -> tuple[int, ...]:
    """Whom "they", "both" or "the defendants" mean."""
    here = cast.between(sentence.start, plural.start())
    if len({person for _, _, person in here}) > 1 or (here and cast.people[here[-1][2]].kind == "group"):
        listed = _whole_list(text, cast, here[-1], sentence.start)
        both = tuple(dict.fromkeys(person for _, _, person in here))
        # "Vale was arraigned today and Dremov yesterday on an indictment in which they are charged with"
        return both if len(listed) == 1 and len(both) == len(cast.people) else listed
    earlier = cast.between(max(0, sentence.start - 900), plural.start())
    groups = [person for _, _, person in earlier if cast.people[person].kind == "group"]
    named = tuple(dict.fromkeys(person for _, _, person in earlier if cast.people[person].kind == "person"))
    every = tuple(i for i, person in enumerate(cast.people) if person.kind == "person")
    if groups and _ALL.match(plural.group()) and _are_named(every, cast.people[groups[-1]].count):
        return every
    if groups and len(named) < 2:
        return (groups[-1],)
    if plural.group().lower() == "both":
        return named[-2:]
    return every if len(every) > 1 else named


def _are_named(every: Sequence[int], count: int | None) -> bool:
    """Whether those who are named are all of so many: of fifteen one may stand there by initials alone."""
    return count is not None and len(every) > 2 and count - max(1, count // 10) <= len(every) <= count


_ALL = re.compile(r"all\b|each\b", re.IGNORECASE)  # "all 15 suspects are charged with", and 15 are named


def _whole_list(
    text: str, cast: Cast, last: tuple[int, int, int], start: int, stop: int | None = None
) -> tuple[int, ...]:
    """All members of the list in which a mention stands: "Vale, 28, and Dremov, 41"."""
    holders = [last[2]]
    first = last
    for mention in reversed(cast.between(max(start, last[0] - 1500), last[0])):
        if not _LIST.fullmatch(text[mention[1] : first[0]]):
            break
        holders.insert(0, mention[2])
        first = mention
    if stop is not None:
        for mention in cast.between(last[1], stop):
            if not _LIST.fullmatch(text[last[1] : mention[0]]):
                break
            holders.append(mention[2])
            last = mention
    return tuple(dict.fromkeys(holders))


def _after(text: str, cast: Cast, sentence: Sentence, finding: Finding) -> tuple[int, ...]:
    """People named behind the offenses, where nobody stands before: "Charges of arson were filed against Vale"."""
    last = finding.phrases[-1].end if finding.phrases and not finding.noun else finding.end
    mentions = cast.between(last, sentence.end)
    if not mentions:
        return ()
    lead = text[max(last, mentions[0][0] - 60) : mentions[0][0]]
    if _OF_OTHERS.search(text, last, mentions[0][0]):
        return ()  # "charges of perjury for helping her boyfriend, Orrin Dremov"
    if re.search(r"\b(?:against|are|is|were|for|of|include|included)\b", lead):
        return _whole_list(text, cast, mentions[0], mentions[0][0], stop=sentence.end)
    return ()


_OF_OTHERS = re.compile(r"\b(?:his|her|their|who|whose|\w{3,}ing)\b", re.IGNORECASE)


def _above(cast: Cast, sentence: Sentence, reading: Reading) -> tuple[int, ...]:
    """The only subject there is, or the one named last in the paragraph or line above."""
    persons = [index for index, person in enumerate(cast.people) if person.kind == "person"]
    only = [0] if len(cast.people) == 1 else persons
    if len(only) == 1 and cast.people[only[0]].mentions[0].start < sentence.end + _SOON:
        return (only[0],)
    above = cast.between(max(0, sentence.start - 600), sentence.start)
    if not above:
        return ()
    place = reading.sentence_at(above[-1][0])
    if sentence.paragraph - place.paragraph > 8:
        return ()
    return _whole_list(reading.document.text, cast, above[-1], place.start)
