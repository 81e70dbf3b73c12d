"""A trigger -> where its event took place, or where it leads: words of its sentence.

A place that belongs to the conduct ("arrested for camping in a park") is no place of the event. Of a place
name inside a longer phrase ("Port Halden last week") only the words up to the end of the name are taken.
"""

from collections.abc import Iterator

from onrecord.records.clauses import find_prepositional
from onrecord.records.reading import Phrase, Reading
from onrecord.records.triggers import Trigger

__all__ = ["find_locations"]

_AT = frozenset("in at near inside outside within across throughout on around".split())
_LEADS = frozenset(["in", "at", "near"])
_CONDUCT = frozenset("for after following before during as while who with".split())
_BARE = frozenset("jail prison court".split())  # "sentenced to a year in jail", "released from prison"
_COURTS = frozenset("court courts courthouse courthouses courtroom courtrooms".split())
_PEOPLE_OF_COURTS = frozenset("justice judge magistrate trial papers documents records hearing".split())
_GROUNDS = frozenset(
    "home house apartment residence building airport station restaurant store stores hotel motel street avenue road "
    "expressway highway boardwalk park town city county state country suburb area neighborhood region border port "
    "school university campus plant factory church hospital prison jail facility property location "
    "courthouse courthouses abroad".split()
)
_HERE = frozenset(["arrest", "remove", "operate", "release"])
_IN_LAW = frozenset(["charge", "plead", "convict", "acquit", "sentence"])  # a county or state is where the law acts
_RECORDS = frozenset(["conviction", "convictions"])  # "a conviction for rape in Lorn County": no conduct is told
_PLACED = frozenset("raid raids operation sweep sweeps conviction convictions arrest arrests".split())
_CLOSE = 5  # words that may stand behind the place: its state and marks
_NONE: frozenset[str] = frozenset()
_LEFT = frozenset(["left", "departed"])  # "the detainees left the camp"
_SEARCHED = frozenset("raid raids raided raiding searched".split())


def find_locations(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """At most one phrase: the nearest that names a place where an event of this type can be."""
    within = next(_within(reading, trigger), None)
    if within is not None:
        return (within,)
    found = (
        *_beside(reading, trigger),
        *_after(reading, trigger),
        *_at_end(reading, trigger),
        *_before(reading, trigger),
        *_court(reading, trigger),
        *_where(reading, trigger),
    )
    for phrase in found:
        if _is_place(reading, phrase, trigger.type):
            return (_cut(reading, phrase),)
    return ()


def _after(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    index = _last_of(reading, trigger.index)
    stops = _NONE if reading.words[trigger.index].lower in _RECORDS else _CONDUCT
    if trigger.type in _IN_LAW and stops:
        stops = stops | {"of", "against", "connection", "connected"}
    if trigger.type == "remove":
        yield from find_prepositional(reading, index, frozenset(["to", "into"]), stops=stops)
        yield from find_prepositional(reading, index, frozenset(["from"]), stops=stops)
        return
    prepositions = _AT | {"from", "with"}
    if trigger.type == "release":
        prepositions |= {"into", "to"}
    yield from find_prepositional(reading, index, prepositions, stops=stops)


def _before(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """The phrase that opens the sentence: "In Port Halden, officers arrested"; a bullet before it is passed over."""
    if trigger.type not in ("arrest", "operate"):
        return
    sentence = reading.sentence_at(reading.words[trigger.index].start)
    first = sentence.first
    while first < trigger.index and not reading.words[first].text[0].isalnum():
        first += 1
    if first + 1 >= trigger.index or reading.words[first].lower not in _LEADS:
        return
    phrase = reading.phrase_at(reading.words[first + 1].start)
    if phrase is not None and phrase.first == first + 1 and phrase.last <= trigger.index:
        yield phrase


def _beside(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """What is raided or left: "raided the plant", "left the camp"."""
    word = reading.words[trigger.index].lower
    if (trigger.type == "operate" and word in _SEARCHED) or (trigger.type == "release" and word in _LEFT):
        at = trigger.index + 1
        phrase = reading.phrase_at(reading.words[at].start) if at < len(reading.words) else None
        if phrase is not None and phrase.first == at:
            yield phrase


def _within(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """The place that a noun carries before it: "the Quillon Street raid", "his Ohio conviction"."""
    word = reading.words[trigger.index]
    if reading.tags[trigger.index] not in ("NOUN", "PROPN") or word.lower not in _PLACED:
        return
    sentence = reading.sentence_at(word.start)
    for name in reversed(reading.names_in(sentence.start, word.start)):
        first, last = reading.word_at(name.start), reading.word_at(name.end - 1) + 1
        if name.label in ("place", "facility") and last == trigger.index:
            yield Phrase(name.start, name.end, first, last, last - 1)
        return


def _at_end(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """Where a list of convictions ends: "convictions for theft, robbery and arson, in Lorn County, Ohio."."""
    if reading.words[trigger.index].lower not in _RECORDS:
        return
    sentence = reading.sentence_at(reading.words[trigger.index].start)
    last = sentence.first + len(sentence.words)
    for at in range(last - 2, trigger.index, -1):
        if reading.words[at].lower == "in":
            phrase = reading.phrase_at(reading.words[at + 1].start)
            if phrase is not None and phrase.first == at + 1 and last - phrase.last < _CLOSE:
                yield phrase
            return


def _court(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """The court named behind in the same clause: "filed against him on May 6 in Lorn County Superior Court"."""
    if trigger.type not in _IN_LAW and trigger.type not in ("appeal", "rule", "sue"):
        return
    sentence = reading.sentence_at(reading.words[trigger.index].start)
    last = sentence.first + len(sentence.words)
    for at in range(trigger.index + 1, last - 1):
        if reading.tags[at] == "VERB" or reading.words[at].text in ";:":
            return
        if reading.words[at].lower in ("in", "at", "with"):
            phrase = reading.phrase_at(reading.words[at + 1].start)
            if phrase is None or phrase.first != at + 1:
                continue
            words = [reading.words[place] for place in range(phrase.first, phrase.last)]
            if any(word.text[0].isupper() and word.lower in _COURTS for word in words):
                yield phrase
                return


def _where(reading: Reading, trigger: Trigger) -> Iterator[Phrase]:
    """The place of which a clause with "where" tells: "fled to an apartment, where they were arrested"."""
    first = reading.sentence_at(reading.words[trigger.index].start).first
    for at in range(trigger.index - 1, max(first, trigger.index - 12), -1):
        if reading.words[at].lower == "where":
            end = at - 1 if reading.words[at - 1].text == "," else at
            phrase = reading.phrase_at(reading.words[end - 1].start) if end > first else None
            if phrase is not None and phrase.last == end:
                yield phrase
            return
        if reading.words[at].text in ";:" or reading.tags[at] == "VERB":
            return


def _last_of(reading: Reading, index: int) -> int:
    """The verb that only supports a noun: "arrests were [made] in"; else the trigger itself."""
    following = [word.lower for word in reading.words[index + 1 : index + 3]]
    return index + 2 if following in (["were", "made"], ["took", "place"], ["was", "made"]) else index


def _is_place(reading: Reading, phrase: Phrase, event: str) -> bool:
    words = [reading.words[at].lower for at in range(phrase.first, phrase.last)]
    if (
        "custody" in words
        or (words[-1] in _BARE and len(words) == 1)
        or reading.words[phrase.first].text == "Operation"
    ):
        return False
    if not _COURTS.isdisjoint(words):
        return _PEOPLE_OF_COURTS.isdisjoint(words)
    if words[-2:] == ["justice", "center"] or (event in _IN_LAW and words[-1:] == ["jail"]):
        return True
    if event not in _HERE and event not in _IN_LAW:
        return False
    named = _place_end(reading, phrase) is not None or _is_dated_from(reading, phrase)
    if event in _IN_LAW:
        return named and reading.words[phrase.first - 1].lower in ("in", "at")
    return named or reading.words[phrase.head].lower in _GROUNDS


def _is_dated_from(reading: Reading, phrase: Phrase) -> bool:
    """Whether the document is dated from there, or from a town in it: "STELLAN, Corvania"."""
    dateline = reading.document.dateline
    parts = dateline.place.split(",") if dateline is not None and dateline.place else []
    name = reading.document.text[phrase.start : phrase.end].casefold()
    return name in {part.strip().casefold() for part in parts}


def _place_end(reading: Reading, phrase: Phrase) -> int | None:
    """Where the first place name in a phrase ends."""
    names = reading.names_in(phrase.start, phrase.end)
    return next((name.end for name in names if name.label in ("place", "facility")), None)


def _cut(reading: Reading, phrase: Phrase) -> Phrase:
    """The phrase up to the end of its place name, where a time follows in the same phrase."""
    end = _place_end(reading, phrase)
    if end is None or end >= phrase.end or reading.words[phrase.head].lower not in _TIMES:
        return phrase
    last = reading.word_at(end - 1) + 1
    return Phrase(phrase.start, end, phrase.first, last, last - 1)


_TIMES = frozenset("today yesterday week month year morning afternoon evening night weekend".split())
