"""The mentions of one person -> age, gender, country of origin, affiliations, as far as the text says them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence
from onrecord.schema import Affiliation, Assertion, Gender, Role, Span

__all__ = ["age_in", "find_affiliations", "find_age", "find_gender", "find_origin", "gender_of", "origin_in"]

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), 10
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_ONES = {word: number for number, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_AGE_AFTER = re.compile(
    r"(?:\s?,|,? \(|,? –| –)?\s*(?:who (?:is|was)\s+)?(?:aged?\s+)?(?P<age>\d{1,2})\)?"
    r"(?=\s?[,;.)\n]|\s+(?:of|and|was|were|is|has|pleaded|at|both|a\b|–|-)|$)"
    r"|,?\s*(?:an?\s+|who (?:is|was)\s+)?(?P<old>\d{1,2})[- ]years?[- ]old\b|,\s+age\s+(?P<aged>\d{1,2})"
    r"|,\s+(?:an?|the)\s+(?:[\w-]+\s+){0,4}?(?P<named>\d{1,2})[- ]years?[- ]old\b"
)
_AGE_BEFORE = re.compile(
    r"(?:(\d{1,2})[- ]years?[- ]old|((?:twenty|thirty|forty|fifty|sixty|seventy)(?:-\w+)?|\w+teen)-year-old)"
    r"[,\s]+(?:\w+[\s,]+){0,3}$",
    re.IGNORECASE,
)
_AGE_IN = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b", re.IGNORECASE)
_MALE = frozenset(["he", "him", "his", "himself", "man", "male", "men", "males"])
_FEMALE = frozenset(["she", "her", "hers", "herself", "woman", "female", "women", "females"])
_BULLET = re.compile(r"[ \t]*[•·*–-]\s")  # another item speaks of another person
_GOES_ON = re.compile(r"\s*(?:He|She|His|Her)\b")
_NATIVE = re.compile(
    r"\b(?:citizens?|nationals?|natives?|immigrants?|aliens?|migrants?|man|woman|men|women|noncitizens?"
    r"|(?:is|was|were|came|originally|hails?|immigrated|entered)(?: illegally)?)\s+(?:of|from)\s+(?:the\s+)?"
    r"((?:[A-Z][\w.’'-]*(?:\s+(?:and\s+)?(?=[A-Z]))?){1,4})"
)
_APPOSITION = re.compile(
    r"(?:,\s*\d{1,2})?,?\s*(?:\([^)]*\),?\s*)?(?:who (?:is|was)\s+)?(?:is|was)?\s*,?"
    r"\s*(?:an?\s+|the\s+|both\s+)([^,.;]{1,80})"
)
_TIE = re.compile(
    r"\b(?:members?|associates?|leaders?|affiliates?|affiliation|affiliated|membership|ties|gang member|boss|clique)\b"
)


def find_age(reading: Reading, spans: Sequence[Span]) -> int | None:
    """The first age that stands beside a mention: "Dana Vale, 28," or "28-year-old Dana Vale"."""
    text = reading.document.text
    for span in spans:
        match = _AGE_AFTER.match(text, span.end, min(len(text), span.end + 40))
        if match:
            return int(next(group for group in match.groups() if group))
        before = _AGE_BEFORE.search(text[max(0, span.start - 60) : span.start])
        if before:
            return int(before[1]) if before[1] else _spelled(before[2].lower())
    return None


def age_in(words: str) -> int | None:
    """The age inside a noun phrase ("a 30-year-old citizen of Honduras")."""
    match = _AGE_IN.search(words)
    return int(match[1]) if match else None


def _spelled(words: str) -> int | None:
    tens, _, ones = words.partition("-")
    if tens not in _NUMBERS:
        return None
    return _NUMBERS[tens] + _ONES.get(ones, 0)


def gender_of(words: str) -> Gender | None:
    """The gender that words of a noun phrase say, None where none or both do."""
    plain = re.findall(r"[a-z]+", words.lower())
    male, female = any(word in _MALE for word in plain), any(word in _FEMALE for word in plain)
    if male == female:
        return None
    return "male" if male else "female"


def find_gender(reading: Reading, spans: Sequence[Span], *, role: Role) -> Gender | None:
    """Man, woman, he or she said of the person: beside a name, or the next pronoun before another name."""
    votes = {"male": 0, "female": 0}
    for span in spans[:60]:
        for gender, weight in _gender_signs(reading, span):
            votes[gender] += weight
    if votes["male"] == votes["female"]:
        return None
    return "male" if votes["male"] > votes["female"] else "female"


def _gender_signs(reading: Reading, span: Span) -> Iterator[tuple[Gender, int]]:
    text = reading.document.text
    sentence = reading.sentence_at(span.start)
    beside = text[max(sentence.start, span.start - 40) : span.start]
    if match := re.search(r"\b(man|woman|male|female)(?: named| identified as)?,?\s+$", beside, re.IGNORECASE):
        yield ("male" if match[1].lower() in _MALE else "female"), 5
    if match := re.compile(
        r"(?:,\s*\d{1,2})?,\s+an?\s+(?:[\w-]+\s+){0,5}?(man|woman|male|female)\b", re.IGNORECASE
    ).match(text, span.end, span.end + 90):
        yield ("male" if match[1].lower() in _MALE else "female"), 5
    quoted = False
    line = text.find("\n", span.end)
    if line >= 0 and not _BULLET.match(text, text.rfind("\n", 0, span.start) + 1) and _GOES_ON.match(text, line):
        line = -1  # the next paragraph goes on about the same person
    for index in reading.words_in(span.end, min(len(text), span.end + 400, len(text) if line < 0 else line)):
        word = reading.words[index]
        if word.text in '“”"':
            quoted = not quoted if word.text == '"' else word.text == "“"
        if quoted:
            continue
        if word.lower in _MALE or word.lower in _FEMALE:
            if word.lower not in ("man", "woman", "men", "women", "male", "female", "males", "females"):
                yield ("male" if word.lower in _MALE else "female"), 2 if word.start < sentence.end else 1
            return
        if any(name.label == "person" and name.start == word.start for name in reading.names_in(word.start, word.end)):
            return


def find_origin(reading: Reading, spans: Sequence[Span]) -> str | None:
    """The country that the words beside a mention give: "a Honduran national", "a citizen of Honduras"."""
    text = reading.document.text
    for span in spans:
        after = text[span.end : span.end + 140].partition("\n")[0]
        apposition = _APPOSITION.match(after)
        before = re.search(r"((?:[\w-]+\s+){1,5})$", text[max(0, span.start - 60) : span.start].rpartition("\n")[2])
        for words in (apposition[1] if apposition else "", before[1] if before else ""):
            if origin := origin_in(reading, words):
                return origin
    return None


def origin_in(reading: Reading, words: str) -> str | None:
    """The country in the words of a noun phrase; a place alone ("of Mexico City") is none."""
    origins = reading.beat.origins
    if match := _NATIVE.search(words):
        name = match[1].strip().lower().rstrip(".") if not match[1].lower().startswith("u.s") else "u.s."
        if name in origins:
            return origins[name]
    plain = re.findall(r"[A-Z][\w.’'-]*", words)
    for index, word in enumerate(plain):
        for form in (" ".join(plain[index : index + 2]).lower(), word.lower()):
            if (
                form in origins
                and origins[form].lower() != form
                and (form.endswith(_DEMONYM_ENDINGS) or form in _DEMONYMS)
            ):
                return origins[form] if form != "american" else None
    return None


_DEMONYM_ENDINGS = ("an", "ese", "ish", "i", "ean", "ian")
_DEMONYMS = frozenset(
    "french dutch greek swiss thai czech filipino filipina kazakh tajik turkmen new zealander".split()
)


def find_affiliations(reading: Reading, spans: Sequence[Span]) -> tuple[Affiliation, ...]:
    """Named gangs and groups in the words beside a mention, as firmly as the text ties them and no firmer."""
    found: dict[str, Affiliation] = {}
    text = reading.document.text
    for span in spans:
        sentence = reading.sentence_at(span.start)
        reach = text[span.end : min(sentence.end, span.end + 160)]
        stop = re.search(r"\b(?:said|told)\b|[;:“]", reach)
        reach = reach[: stop.start()] if stop else reach
        lead_start = max(sentence.start, span.start - 60)
        then = _then(reading, sentence, span)
        for start, words in ((span.end, reach), (lead_start, text[lead_start : span.start]), then):
            for affiliation in _affiliations_in(reading, start, words):
                found.setdefault(affiliation.name.lower(), affiliation)
    return tuple(found.values())


def _then(reading: Reading, sentence: Sentence, span: Span) -> tuple[int, str]:
    """Start and words of a next sentence of the paragraph that goes on with "He is", where nobody else was named."""
    text = reading.document.text
    following = reading.sentence_at(min(sentence.end + 2, len(text) - 1))
    others = [name for name in reading.names_in(sentence.start, sentence.end) if name.label == "person"]
    alone = all(span.start <= name.start < span.end for name in others)
    goes_on = re.compile(r"(?:He|She)\s+(?:is|was)\b").match(text, following.start, following.end)
    if following.start <= sentence.start or following.paragraph != sentence.paragraph or not alone or not goes_on:
        return sentence.end, ""
    return following.start, text[following.start : following.end]


def _affiliations_in(reading: Reading, start: int, words: str) -> Iterator[Affiliation]:
    for match in _group_pattern(reading.beat.roles["group_names"]).finditer(words):
        around = words[max(0, match.start() - 60) : match.end() + 30]
        if _TIE.search(around) and not match.group().islower():  # "a gang" is no named one
            span = reading.span(start + match.start(), start + match.end())
            yield Affiliation(name=span.text, assertion=_assertion(around.lower()), span=span)


@lru_cache(maxsize=8)
def _group_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<![\w-])(?:(?i:{known})|(?:[A-Z][\w’'-]+ ){{0,3}}[A-Z][\w’'-]+"
        r"(?=\s(?:[Gg]ang|[Cc]artel|[Cc]rew|[Cc]lique)\b))(?![\w-])"
    )


def _assertion(words: str) -> Assertion:
    return next((assertion for word, assertion in _ASSERTIONS if word in words), "member")


_ASSERTIONS: tuple[tuple[str, Assertion], ...] = (
    ("alleged", "alleged"),
    ("accused", "alleged"),
    ("purported", "alleged"),
    ("suspected", "suspected"),
    ("ties to", "suspected"),
    ("connected to", "suspected"),
    ("former", "former"),
    ("ex-", "former"),
    ("confirmed", "confirmed"),
    ("documented", "confirmed"),
    ("validated", "confirmed"),
    ("verified", "confirmed"),
)
