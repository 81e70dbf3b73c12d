"""The reading -> events: one for each word that reports an occurrence, with who, where, when and how sure."""

from collections.abc import Sequence

from onrecord.records.arguments import Arguments, find_arguments
from onrecord.records.clauses import is_person
from onrecord.records.event_dates import Days, Told, carry_dates
from onrecord.records.event_times import assign_times
from onrecord.records.locations import find_locations
from onrecord.records.mentioned import Entities, index_entities, who_is_meant
from onrecord.records.reading import Phrase, Reading
from onrecord.records.times import covered_days
from onrecord.records.triggers import Trigger, find_triggers
from onrecord.schema import Argument, Event, Record, Time

__all__ = ["find_events"]


def find_events(reading: Reading, record: Record) -> tuple[Event, ...]:
    """Events e1, e2, … in the order of their triggers."""
    triggers = find_triggers(reading)
    entities = index_entities(reading, record)
    arguments = [find_arguments(reading, trigger) for trigger in triggers]
    times = assign_times(reading, triggers, record.times)
    people = [_tell(reading, entities, *pair) for pair in zip(triggers, arguments, strict=True)]
    alone = sum(person.role == "subject" for person in record.people) <= 1
    own = {number: _cover(reading, record.times, time) for number, time in times.items()}
    dates = carry_dates(reading, triggers, own, people=people, alone=alone)
    found = []
    for number, (trigger, argument, days) in enumerate(zip(triggers, arguments, dates, strict=True)):
        word = reading.words[trigger.index]
        found.append(
            Event(
                id=f"e{number + 1}",
                type=trigger.type,
                trigger=reading.span(word.start, word.end),
                agents=_name_actors(reading, entities, argument.agents),
                subjects=_name_actors(reading, entities, argument.subjects),
                places=_name(reading, entities, find_locations(reading, trigger)),
                time=times[number].id if number in times else None,
                start=days[0] if days else None,
                end=days[1] if days else None,
                factuality=trigger.factuality,
                statement=entities.statement_at(word.start),
            )
        )
    return tuple(found)


def _cover(reading: Reading, times: Sequence[Time], time: Time) -> Days | None:
    """All days of which a time is one end: "between May 12 and May 16"."""
    start, end = covered_days(reading, times, times.index(time))
    return (start, end) if start and end else None


def _name(reading: Reading, entities: Entities, phrases: tuple[Phrase, ...]) -> tuple[Argument, ...]:
    return tuple(
        Argument(
            ref=entities.entity_at(_owned(reading, phrase), phrase.end), span=reading.span(phrase.start, phrase.end)
        )
        for phrase in phrases
    )


def _name_actors(reading: Reading, entities: Entities, phrases: tuple[Phrase, ...]) -> tuple[Argument, ...]:
    found = []
    for phrase in phrases:
        head = reading.words[phrase.head]
        ref = entities.actor_at(_owned(reading, phrase), phrase.end, (head.start, head.end))
        found.append(Argument(ref=ref, span=reading.span(phrase.start, phrase.end)))
    return tuple(found)


def _owned(reading: Reading, phrase: Phrase) -> int:
    """Where what is owned begins: "Vale’s secretary" means the secretary, and is no mention of Vale."""
    owners = [index for index in range(phrase.first, phrase.head) if reading.words[index].lower in ("'s", "’s")]
    return reading.words[owners[-1] + 1].start if owners else phrase.start


def _tell(reading: Reading, entities: Entities, trigger: Trigger, arguments: Arguments) -> Told:
    """Of whom an event tells; nothing where a pronoun or the lead leaves it open."""
    found = set()
    phrases = (*arguments.subjects, *(arguments.agents if trigger.type in ("plead", "appeal") else ()))
    for phrase in phrases:
        person = who_is_meant(reading, entities, phrase.start, phrase.end)
        if person is not None:
            found.add(person)
        elif _is_new(reading, phrase):
            found.add(reading.document.text[phrase.start : phrase.end].lower())
    several = len(phrases) > 1 or _is_plural(reading, phrases[0]) if phrases else None
    if several is None and found and found <= entities.single:
        several = False
    if reading.words[trigger.index].lower in _MANY:
        several = True
    return Told(frozenset(found), several)


_MANY = frozenset("arrests convictions sentences deportations removals extraditions releases dismissals".split())


def _is_plural(reading: Reading, phrase: Phrase) -> bool | None:
    head = reading.words[phrase.head].lower
    if head in reading.beat.roles.get("many_people", ()):
        return True
    if reading.tags[phrase.head] == "PROPN" or any(
        n.label == "person" for n in reading.names_in(phrase.start, phrase.end)
    ):
        return None
    return head in ("they", "them", "their", "those", "people") or head.endswith(("s", "men"))


def _is_new(reading: Reading, phrase: Phrase) -> bool:
    """Whether the words bring in someone of whom nothing was said: "another man", "five others", beyond the lead."""
    first = reading.words[phrase.first].lower
    if not is_person(reading, phrase) or first in _KNOWN or reading.tags[phrase.head] == "PRON":
        return False
    return phrase.first >= reading.sentences[min(_LEAD, len(reading.sentences)) - 1].first


_LEAD = 4  # headline, its second line, dateline, first sentence: "a Halden man" is whom the text names later
_KNOWN = frozenset("the this that these those both each all his her their its mr. ms. mrs. dr.".split())
