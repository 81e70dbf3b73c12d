"""A word of the reading -> the noun phrases that stand to it as subject, object or after a preposition.

No parser: the verbal group, the noun phrases and the marks of clauses. Nothing here knows event types.
"""

from collections.abc import Iterator
from itertools import pairwise

from onrecord.records.reading import Phrase, Reading, is_parting_dash

__all__ = [
    "find_group",
    "find_nearest",
    "find_object",
    "find_person_before",
    "find_possessor",
    "find_prepositional",
    "find_subjects",
    "follows_be",
    "is_passive",
    "is_person",
    "is_reduced",
]

_BE = frozenset("is are was were be been being am 's ’s 're ’re get gets got getting gotten".split())
_HAVE = frozenset("has have had having 've ’ve hasn haven hadn".split())
_HELPERS = frozenset("didn doesn don wasn weren isn aren won wouldn couldn shouldn 't ’t n't n’t not “ \" ” ‘".split())
_PARTICLES = frozenset("aside up down off out back".split())
_RELATIVES = frozenset("who which that whom".split())
_SUBORDINATORS = frozenset(
    "after before when while because if as where since until unless although though whether but than so once".split()
)
_TIMES = frozenset(
    "today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon "
    "evening night week month year january february march april may june july august september october november "
    "december".split()
)
_HELPING = _BE | _HAVE | _TIMES | _HELPERS | {"to"}
_PREPOSITIONS = frozenset(
    "of in on at by for from with to into near inside outside under over about through during between among against "
    "via within without upon toward towards including like following per".split()
)
_WILLED = frozenset("declined agreed moved refused voted decided vowed failed".split())  # "declined to": its own act
_QUOTES = frozenset('“”"‘')
_JOINERS = frozenset(["and", "or", "&"])
_OPENERS = frozenset(["“", "‘", '"', "(", "[", ":", ";", "—", "–", "--"])
_FARTHEST = 60  # words to either side: a clause's subject is not sought through a whole list of defendants


def find_group(reading: Reading, index: int) -> int:
    """Index of the first word of the verbal group that ends with words[index]: "is expected to be [sentenced]"."""
    first = _sentence(reading, index).start
    at = index
    while at > first:
        word, tag = reading.words[at - 1].lower, reading.tags[at - 1]
        to = reading.words[at].lower == "to"
        helps = tag in ("AUX", "ADV", "PART") or word in _HELPING
        if not helps and not (to and (tag == "VERB" or (tag == "ADJ" and word in ("due", "set", "ready")))):
            break
        at -= 1
    while at < index and (
        reading.words[at].lower in _TIMES or reading.words[at].text in _QUOTES or reading.words[at].lower == "to"
    ):
        at += 1
    return at


def follows_be(reading: Reading, index: int) -> bool:
    """Whether a form of be stands in the verbal group before words[index]."""
    return any(reading.words[at].lower in _BE for at in range(find_group(reading, index), index))


def is_passive(reading: Reading, index: int) -> bool:
    """Whether words[index], a past form, is told of its subject: after a form of be, or alone before no object."""
    if follows_be(reading, index):
        return True
    group = [reading.words[at].lower for at in range(find_group(reading, index), index)]
    if group and (group[-1] in _HAVE or any(word in _HAVE or word in ("to", "will", "did") for word in group)):
        return False
    after = reading.words[index + 1].lower if index + 1 in _sentence(reading, index) else ""
    if after == "that" or (after == "to" and reading.words[index].lower in _WILLED):
        return False
    return find_object(reading, index) is None


def find_subjects(reading: Reading, index: int, *, depth: int = 3) -> tuple[Phrase, ...]:
    """The phrases of which the verb at words[index] is told, the first first; coordinated ones all."""
    bounds = _sentence(reading, index)
    start = find_group(reading, index)
    found: list[Phrase] = []
    at = start - 1
    if at in bounds and reading.words[at].lower in _RELATIVES:
        return _antecedents(reading, at - 1, bounds)
    while at in bounds and index - at < _FARTHEST:
        word, tag = reading.words[at], reading.tags[at]
        phrase = _phrase_ending(reading, at, before=index)
        if phrase is not None and phrase.head == at and word.lower not in _RELATIVES:
            at, subject = _step_over(reading, phrase, bounds)
            if subject:
                found.append(phrase)
        elif word.text == ")":
            at = _opening(reading, at, bounds) - 1
        elif tag in ("VERB", "AUX"):
            before = find_group(reading, at) - 1
            if before in bounds and reading.words[before].lower in _RELATIVES and before > bounds.start:
                found, at = [], before - 1  # the verb of a relative clause about the subject
            elif found:
                break
            elif _is_reduced(reading, at, before, bounds):
                at -= 1
            else:
                return find_subjects(reading, at, depth=depth - 1) if depth else ()
        elif (found and _starts_clause(reading, at, bounds)) or (
            found and (word.lower in _RELATIVES or word.lower in _SUBORDINATORS or _opens(reading, at))
        ):
            break
        else:
            at -= 1
    return _first_of(reading, found)


def _opens(reading: Reading, at: int) -> bool:
    """A mark before which no subject stands: a bracket, a colon, the dash of a dateline."""
    return reading.words[at].text in _OPENERS or is_parting_dash(reading, at)


def find_nearest(reading: Reading, index: int) -> tuple[Phrase, ...]:
    """The phrase before words[index] that a participle describes: "John Roe, 37, a cook [charged] with"."""
    nearest = _antecedents(reading, index - 1, _sentence(reading, index))
    if nearest and reading.words[nearest[0].first - 1].lower in _PREPOSITIONS:
        return nearest
    return find_subjects(reading, index)


def find_person_before(reading: Reading, index: int) -> Phrase | None:
    """The nearest phrase before words[index] in its sentence that means people."""
    at = index - 1
    bounds = _sentence(reading, index)
    while at in bounds and index - at < _FARTHEST:
        phrase = reading.phrase_at(reading.words[at].start)
        if phrase is not None and phrase.last <= index:
            if is_person(reading, phrase) and not _is_time(reading, phrase) and not _holds_office(reading, phrase):
                return phrase
            at = phrase.first - 1
        else:
            at -= 1
    return None


def _holds_office(reading: Reading, phrase: Phrase) -> bool:
    """Whether a title or noun says that these are officials, judges or lawyers: they are not acted on."""
    titles = reading.beat.titles
    offices = {title for role in ("official", "judge", "lawyer") for title in titles.get(role, ())}
    words = [reading.words[at].lower for at in range(phrase.first, phrase.last)]
    return any(word in offices for word in words) or any(f"{a} {b}" in offices for a, b in pairwise(words))


def is_reduced(reading: Reading, index: int) -> bool:
    """Whether words[index], a past form, describes the phrase right before it, with no verb of its own."""
    return _is_reduced(reading, index, index - 1, _sentence(reading, index))


def find_object(reading: Reading, index: int) -> Phrase | None:
    """The phrase that follows words[index] at once, or after another verb joined to it ("arrested and charged X")."""
    bounds = _sentence(reading, index)
    at = index + 1
    while at in bounds and (
        reading.tags[at] == "ADV"
        or reading.words[at].lower in _PARTICLES
        or (reading.words[at].lower in _JOINERS and at + 1 in bounds and reading.tags[at + 1] == "VERB")
        or (reading.tags[at] == "VERB" and reading.words[at - 1].lower in _JOINERS)
    ):
        at += 1
    if at not in bounds:
        return None
    phrase = reading.phrase_at(reading.words[at].start)
    if phrase is None:
        return None
    if phrase.first <= index < phrase.last and at < phrase.last and phrase.head > index:
        phrase = Phrase(reading.words[at].start, phrase.end, at, phrase.last, phrase.head)
    return None if phrase.first != at or _is_time(reading, phrase) else phrase


def find_prepositional(
    reading: Reading, index: int, prepositions: frozenset[str], *, stops: frozenset[str]
) -> Iterator[Phrase]:
    """The phrases after one of the prepositions, to the right of words[index] in its clause, nearest first.

    The clause ends at a stop, a mark that sets clauses apart, or the next finite verb.
    """
    bounds = _sentence(reading, index)
    at = index + 1
    while at in bounds and at - index < _FARTHEST:
        word = reading.words[at]
        if word.text in ";:." or word.lower in stops or word.lower in _RELATIVES:
            return
        if reading.tags[at] in ("VERB", "AUX") and reading.words[at - 1].lower not in _JOINERS:
            return
        if word.lower in prepositions and at + 1 in bounds:
            phrase = reading.phrase_at(reading.words[at + 1].start)
            if phrase is not None and phrase.first == at + 1 and not _is_time(reading, phrase):
                yield phrase
                at = phrase.last
                continue
        at += 1


def find_possessor(reading: Reading, index: int) -> Phrase | None:
    """Whose the noun at words[index] is: "[Okoye]'s second arrest", "[his] plea"."""
    bounds = _sentence(reading, index)
    at = index - 1
    while at in bounds and index - at < 6 and reading.tags[at] in ("ADJ", "NOUN", "NUM", "PROPN", "PUNCT", "VERB"):
        if reading.words[at].lower in ("'s", "’s", "’", "'") or reading.words[at].text in ',;:.”“"()':
            break
        at -= 1
    if at not in bounds:
        return None
    word = reading.words[at].lower
    if word in ("my", "your", "his", "her", "its", "our", "their"):
        return Phrase(reading.words[at].start, reading.words[at].end, at, at + 1, at)
    if word in ("'s", "’s", "’", "'") and at - 1 in bounds:
        return _part_of_phrase(reading, at)
    return None


def is_person(reading: Reading, phrase: Phrase) -> bool:
    """A person's name, a pronoun, or a noun that means people."""
    labels = [name.label for name in reading.names_in(phrase.start, phrase.end)]
    head = reading.words[phrase.head].lower
    if "person" in labels or "nationality" in labels or head.endswith(("man", "men", "woman", "women")):
        return True
    if head in _COLLECTIVES:
        after = reading.words[phrase.last].lower if phrase.last < len(reading.words) else ""
        inner = (
            reading.phrase_at(reading.words[phrase.last + 1].start)
            if after == "of" and phrase.last + 1 < len(reading.words)
            else None
        )
        return inner is not None and inner.first == phrase.last + 1 and is_person(reading, inner)
    if reading.tags[phrase.head] == "PRON":
        return head not in ("it", "its", "this", "that", "which", "what")
    if reading.tags[phrase.head] == "PROPN" and not labels and not _is_acronym(reading.words[phrase.head].text):
        return True
    return any(head in reading.beat.roles.get(key, ()) for key in _PEOPLE)


_COLLECTIVES = frozenset("group number total dozens hundreds scores majority pair series half most all".split())
_PEOPLE = ("one_person", "many_people", "suspect_heads", "relative", "bystander")


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= 5


def _part_of_phrase(reading: Reading, mark: int) -> Phrase | None:
    """The words before a possessive mark, back to where their phrase begins."""
    phrase = reading.phrase_at(reading.words[mark - 1].start)
    first = phrase.first if phrase is not None else mark - 1
    first = min(first, mark - 1)
    return Phrase(reading.words[first].start, reading.words[mark - 1].end, first, mark, mark - 1)


def _sentence(reading: Reading, index: int) -> range:
    sentence = reading.sentence_at(reading.words[index].start)
    return range(sentence.first, sentence.first + len(sentence.words))


def _phrase_ending(reading: Reading, at: int, *, before: int | None = None) -> Phrase | None:
    """The phrase of which words[at] is the last word; one that runs over words[before] is cut there (headlines)."""
    phrase = reading.phrase_at(reading.words[at].start)
    if phrase is None or phrase.last - 1 == at:
        return phrase
    if before is not None and at == before - 1 and phrase.first <= at and reading.tags[at] in ("NOUN", "PROPN", "NUM"):
        return Phrase(phrase.start, reading.words[at].end, phrase.first, before, at)
    return None


def _step_over(reading: Reading, phrase: Phrase, bounds: range) -> tuple[int, bool]:
    """Where to go on before a phrase, and whether it can be a subject: not a time, not after a preposition."""
    before = phrase.first - 1
    if _is_time(reading, phrase):
        return before, False
    if before in bounds and reading.words[before].lower in _PREPOSITIONS:
        return before - 1, False
    return before, True


def _is_time(reading: Reading, phrase: Phrase) -> bool:
    """A date, a day or an age: months, days and numbers, whatever else describes them."""
    head = reading.words[phrase.head]
    if any(name.label in ("person", "place", "facility") for name in reading.names_in(phrase.start, phrase.end)):
        return False  # "Lorn last week" is a place first
    return head.lower in _TIMES or (
        head.text[0].isdigit()
        and (len(head.text) > 1 or phrase.last - phrase.first > 1)
        and (reading.words[phrase.first].lower in _TIMES or phrase.last - phrase.first == 1)
    )


def _antecedents(reading: Reading, at: int, bounds: range) -> tuple[Phrase, ...]:
    """What a relative pronoun after words[at] stands for; of "members of the gang" the members."""
    found: Phrase | None = None
    while at in bounds:
        word = reading.words[at]
        phrase = _phrase_ending(reading, at)
        if phrase is not None:
            found = phrase
            before = phrase.first - 1
            if before in bounds and reading.words[before].lower in _PREPOSITIONS and not is_person(reading, phrase):
                at = before - 1
                continue
            if _is_time(reading, phrase):
                at = before
                continue
            return (phrase,)
        if word.text not in (",", "–", "—", ")", "-"):
            break
        at -= 1
    return (found,) if found is not None else ()


def _is_reduced(reading: Reading, at: int, before: int, bounds: range) -> bool:
    """A participle that tells of the phrase before it: "two men [charged] with robbery were"."""
    if find_group(reading, at) != at or not reading.words[at].lower.endswith(("ed", "ing")):
        return False
    previous = reading.words[before] if before in bounds else None
    if previous is None or previous.lower in _JOINERS or previous.lower in _SUBORDINATORS:
        return False
    return previous.text == "," or _phrase_ending(reading, before) is not None


def _starts_clause(reading: Reading, at: int, bounds: range) -> bool:
    """Whether ", and" opens a clause of its own: a verb stands before it and no other comma between."""
    if reading.words[at].lower not in ("and", "but") or at - 1 not in bounds or reading.words[at - 1].text != ",":
        return False
    for back in range(at - 2, bounds.start - 1, -1):
        if reading.words[back].text == ",":
            return False
        if reading.tags[back] in ("VERB", "AUX"):
            return True
    return False


def _is_named(reading: Reading, phrase: Phrase, name: Phrase) -> bool:
    """ "The judge, [Ada Roe]": one person, then the name."""
    labels = [entity.label for entity in reading.names_in(phrase.start, phrase.end)]
    plural = reading.words[phrase.head].lower.endswith(("s", "men", "people"))
    if "person" in labels or plural or not is_person(reading, phrase) or name.first != phrase.last + 1:
        return False
    return any(entity.label == "person" for entity in reading.names_in(name.start, name.end))


def _opening(reading: Reading, at: int, bounds: range) -> int:
    while at in bounds and reading.words[at].text != "(":
        at -= 1
    return max(at, bounds.start)


def _first_of(reading: Reading, found: list[Phrase]) -> tuple[Phrase, ...]:
    """The leftmost phrase and what is joined to it; what stands between commas describes it or is its name."""
    if not found:
        return ()
    if len(found) > 1 and _is_named(reading, found[-1], found[-2]):
        return (found[-2],)
    rest = [phrase for phrase in found[:-1] if reading.words[phrase.first - 1].lower in _JOINERS]
    return (found[-1], *reversed(rest))
