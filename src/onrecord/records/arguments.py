"""A trigger -> who acts and who is acted on: phrases of its sentence, by the grammar of its type."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.records.clauses import (
    find_nearest,
    find_object,
    find_person_before,
    find_possessor,
    find_prepositional,
    find_subjects,
    follows_be,
    is_passive,
    is_person,
    is_reduced,
)
from onrecord.records.nouns import is_thing
from onrecord.records.reading import MONTHS, Phrase, Reading
from onrecord.records.triggers import Trigger

__all__ = ["Arguments", "find_arguments"]


@dataclass(frozen=True, slots=True)
class Arguments:
    """The phrases that take part in an event."""

    agents: tuple[Phrase, ...] = ()
    subjects: tuple[Phrase, ...] = ()


_DONE = frozenset(["plead", "appeal", "sue", "publish", "inquire", "decree", "operate"])  # what their subject does
_ALONE = frozenset(["appeal", "sue"])  # "she appealed on Monday": no object, and yet it is she who acts
_OWNED = _DONE | {"rule"}  # "X's ruling": X acts
_ON_PEOPLE = frozenset(["arrest", "charge", "convict", "acquit", "sentence", "release", "remove"])
_BY_SOMEBODY = _ON_PEOPLE | {"plead", "sue", "inquire"}  # a ruling and a motion are said to act; these only by people
_BY_PEOPLE = _ON_PEOPLE | {"plead"}  # a state may sue, and no town pleads or sentences
_NOUNS = frozenset(
    "arrest arrests apprehension capture detention detainment charge charges indictment indictments arraignment "
    "arraignments prosecution prosecutions complaint plea pleas conviction convictions verdict verdicts acquittal "
    "acquittals dismissal dismissals exoneration exonerations sentence sentences sentencing sentencings resentencing "
    "commitments release releases bail bond bonds resettlement transfer extradition extraditions deportation "
    "deportations removal removals lawsuit lawsuits suit order orders ruling rulings decision judgment grant grants "
    "determinations motion petition appeal request termination end passage sanctions operation operations raid raids "
    "manhunt dragnet takedown crackdown crackdowns sweep sweeps sting stings roundup search surge hunt comment".split()
)
_BEARERS = frozenset(
    "face faces faced facing has have had receive received receives receiving get got gets await awaits awaiting "
    "awaited serve given promised fighting".split()
)
_GIVES_UP = frozenset("turned turn turns turning surrendered surrenders surrender surrendering handed gave".split())
_NONE: frozenset[str] = frozenset()


def find_arguments(reading: Reading, trigger: Trigger) -> Arguments:
    """The arguments of one trigger; empty where the sentence names none."""
    found = _find_all(reading, trigger)
    return replace(found, subjects=tuple(each for each in found.subjects if not _is_label(reading, each)))


def _find_all(reading: Reading, trigger: Trigger) -> Arguments:
    index = trigger.index
    noun = reading.words[index].lower in _NOUNS and reading.tags[index] != "VERB"
    found = _of_noun(reading, trigger) if noun else _of_verb(reading, trigger)
    if trigger.type in _BY_SOMEBODY:
        agents = (_without_day(reading, phrase) for phrase in found.agents)
        found = replace(found, agents=tuple(phrase for phrase in agents if phrase and not is_thing(reading, phrase)))
    if trigger.type in _BY_PEOPLE and any(_is_place(reading, phrase) for phrase in found.agents):
        bodies = tuple(phrase for phrase in found.agents if not _is_place(reading, phrase))
        found = replace(found, agents=bodies or (_resident(reading, index) if trigger.type == "plead" else ()))
    if trigger.type not in _ON_PEOPLE or any(is_person(reading, phrase) for phrase in found.subjects):
        return found
    person = find_person_before(reading, index)
    if person is None or person in found.agents:
        return found
    return Arguments(found.agents, (person,))


def _is_label(reading: Reading, phrase: Phrase) -> bool:
    """ "MEDIA ADVISORY - Arraignment of Dana Vale": what a text calls itself, and nobody."""
    return _LABEL.fullmatch(reading.document.text, phrase.start, phrase.end) is not None


_LABEL = re.compile(r"(?:media|press|news|public)\s+(?:advisory|alert|release|statement|update)", re.IGNORECASE)


def _is_place(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is nothing but the name of a place: "Dana Vale, 28, Port Halden, pleaded guilty"."""
    names = reading.names_in(phrase.start, phrase.end)
    first = reading.words[phrase.first].text
    if phrase.last - phrase.first > 1 and first.isupper() and not reading.words[phrase.first + 1].text.isupper():
        return False  # "ICE Halden", an agency's office there
    return bool(names) and names[-1].label == "place" and names[0].start == phrase.start and names[-1].end == phrase.end


def _resident(reading: Reading, index: int) -> tuple[Phrase, ...]:
    """Who pleads where the town stands between: the person named last before it in the sentence, or nobody."""
    sentence = reading.sentence_at(reading.words[index].start)
    names = [name for name in reading.names_in(sentence.start, reading.words[index].start) if name.label == "person"]
    phrase = reading.phrase_at(names[-1].start) if names else None
    return (phrase,) if phrase is not None else ()


def _without_day(reading: Reading, phrase: Phrase) -> Phrase | None:
    """ "A jury" of "by a jury Oct. 25"; None where only the day is left."""
    words, head = reading.words, phrase.head
    if not (words[head].text.isdigit() and head > phrase.first and words[head - 1].lower.rstrip(".") in MONTHS):
        return phrase
    last = head - 1
    if last == phrase.first:
        return None
    return Phrase(phrase.start, words[last - 1].end, phrase.first, last, last - 1)


def _of_verb(reading: Reading, trigger: Trigger) -> Arguments:
    index = trigger.index
    told_of = follows_be if trigger.type in _ALONE else is_passive
    passive = _is_past(reading, index) and told_of(reading, index) and trigger.type != "plead"
    if passive or reading.words[index].lower in _GIVES_UP:
        told = find_nearest(reading, index) if is_reduced(reading, index) else find_subjects(reading, index)
        return Arguments(_by(reading, index), _against(reading, trigger) or told)
    doers = find_subjects(reading, index)
    if trigger.type == "plead":
        return Arguments(doers)
    after = find_object(reading, index)
    return Arguments(doers, _against(reading, trigger) or ((after,) if after else ()))


def _against(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """Whom charges or a suit are against: he is acted on, not the charges."""
    if trigger.type not in ("acquit", "sue", "charge"):
        return ()
    return tuple(islice(find_prepositional(reading, trigger.index, frozenset(["against"]), stops=_NONE), 1))


def _of_noun(reading: Reading, trigger: Trigger) -> Arguments:
    index = trigger.index
    owner = find_possessor(reading, index)
    owners = (owner,) if owner else ()
    agents = _by(reading, index)
    if trigger.type in _OWNED:
        return Arguments(owners or agents or _doers(reading, trigger), _complement(reading, trigger))
    patients = owners or _complement(reading, trigger)
    if trigger.type == "charge" and owners and not is_person(reading, owners[0]):
        patients = _complement(reading, trigger)
    if patients:
        return Arguments(agents or _doers(reading, trigger), patients)
    return _of_light_verb(reading, trigger, agents)


def _complement(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """ "the arrest [of X]", "charges [against X]"; an offense after "of" is none."""
    if trigger.type == "plead":
        return ()
    found = find_prepositional(
        reading, trigger.index, frozenset(["of", "against", "on", "for"]), stops=frozenset(["in", "by", "to"])
    )
    for phrase in found:
        if trigger.type not in _ON_PEOPLE or is_person(reading, phrase):
            return (phrase,)
    return ()


def _doers(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """Who does what the noun names, where a verb before it says so: "X conducted a raid"."""
    at = _verb_before(reading, trigger.index)
    if at is None or reading.words[at].lower in _BEARERS or (_is_past(reading, at) and is_passive(reading, at)):
        return ()
    if reading.words[at].lower not in _LIGHT:
        return ()
    return find_subjects(reading, at)


def _of_light_verb(reading: Reading, trigger: Trigger, agents: tuple[Phrase, ...]) -> Arguments:
    """The noun's verb tells who takes part: "X faces charges", "a grand jury returned an indictment"."""
    at = _verb_before(reading, trigger.index)
    if at is None:
        return Arguments(agents)
    subjects = find_subjects(reading, at)
    if reading.words[at].lower in _BEARERS or (_is_past(reading, at) and is_passive(reading, at)):
        return Arguments(agents, subjects)
    return Arguments(agents or (subjects if reading.words[at].lower in _LIGHT else ()))


_LIGHT = frozenset(
    "file files filed filing bring brings brought make makes made making return returned returns hand handed hands "
    "conduct conducted conducts launch launched carry carried issue issued issues enter entered secure secured "
    "obtain obtained announce impose imposed approve approved oppose opposed seek sought led lead".split()
)


def _verb_before(reading: Reading, index: int) -> int | None:
    """The verb of which the noun at words[index] is the object; none across another clause."""
    sentence = reading.sentence_at(reading.words[index].start)
    for at in range(index - 1, max(sentence.first, index - 8) - 1, -1):
        if reading.words[at].text in ";:":
            return None
        if reading.tags[at] == "VERB":
            return at
    return None


def _by(reading: Reading, index: int) -> tuple[Phrase, ...]:
    return tuple(islice(find_prepositional(reading, index, frozenset(["by"]), stops=_NONE), 1))


def _is_past(reading: Reading, index: int) -> bool:
    word = reading.words[index].lower
    return word.endswith(("ed", "en")) or word in ("found", "sent", "brought", "put", "set", "held", "let", "dropped")
