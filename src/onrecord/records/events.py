"""The reading -> events: one for each word that reports an occurrence, with who, where, when and how sure."""

from onrecord.records.arguments import Arguments, find_arguments
from onrecord.records.clauses import is_person
from onrecord.records.event_dates import carry_dates
from onrecord.records.event_times import assign_times
from onrecord.records.locations import find_locations
from onrecord.records.mentioned import Entities, index_entities
from onrecord.records.reading import Phrase, Reading
from onrecord.records.triggers import find_triggers
from onrecord.schema import Argument, Event, Record

__all__ = ["find_events"]


def find_events(reading: Reading, record: Record) -> tuple[Event, ...]:
    """Events e1, e2, … in the order of their triggers."""
    triggers = find_triggers(reading)
    entities = index_entities(record)
    arguments = [find_arguments(reading, trigger) for trigger in triggers]
    times = assign_times(reading, triggers, record.times)
    people = [_people(reading, entities, argument) for argument in arguments]
    dates = carry_dates(reading, triggers, times, people)
    found = []
    for number, (trigger, argument, days) in enumerate(zip(triggers, arguments, dates, strict=True)):
        word = reading.words[trigger.index]
        found.append(
            Event(
                id=f"e{number + 1}",
                type=trigger.type,
                trigger=reading.span(word.start, word.end),
                agents=_name(reading, entities, argument.agents),
                subjects=_name(reading, entities, argument.subjects),
                places=_name(reading, entities, find_locations(reading, trigger)),
                time=times[number].id if number in times else None,
                start=days[0] if days else None,
                end=days[1] if days else None,
                factuality=trigger.factuality,
                statement=entities.statement_at(word.start),
            )
        )
    return tuple(found)


def _name(reading: Reading, entities: Entities, phrases: tuple[Phrase, ...]) -> tuple[Argument, ...]:
    return tuple(
        Argument(ref=entities.entity_at(phrase.start, phrase.end), span=reading.span(phrase.start, phrase.end))
        for phrase in phrases
    )


def _people(reading: Reading, entities: Entities, arguments: Arguments) -> frozenset[str]:
    """Of whom an event tells: ids, or the words of someone new; nothing where a pronoun or the lead leaves it open."""
    found = set()
    for phrase in (*arguments.subjects, *arguments.agents):
        person = entities.person_at(phrase.start, phrase.end) or _meant(reading, entities, phrase)
        if person is not None:
            found.add(person)
        elif _is_new(reading, phrase):
            found.add(reading.document.text[phrase.start : phrase.end].lower())
    return frozenset(found)


def _meant(reading: Reading, entities: Entities, phrase: Phrase) -> str | None:
    """Whom a pronoun means: the person told of last; whom "the defendant" means, where there is only one."""
    if reading.words[phrase.first].lower in _PRONOUNS:
        return entities.person_before(phrase.start)
    if reading.words[phrase.first].lower in ("the", "this") and is_person(reading, phrase):
        return entities.only_person
    return None


_PRONOUNS = frozenset("he she him her his".split())


def _is_new(reading: Reading, phrase: Phrase) -> bool:
    """Whether the words bring in someone of whom nothing was said: "another man", "five others", beyond the lead."""
    first = reading.words[phrase.first].lower
    if not is_person(reading, phrase) or first in _KNOWN or reading.tags[phrase.head] == "PRON":
        return False
    return phrase.first >= reading.sentences[min(_LEAD, len(reading.sentences)) - 1].first


_LEAD = 4  # headline, its second line, dateline, first sentence: "a Halden man" is whom the text names later
_KNOWN = frozenset("the this that these those both each all his her their its mr. ms. mrs. dr.".split())
