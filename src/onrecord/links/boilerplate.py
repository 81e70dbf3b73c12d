"""Records -> the same records without what is told in sentences that a publisher puts on page after page.

Menus, lists of the most wanted and notes below the text name people, days and numbers that no page is about; linked by
them, every page of a site would be one event. The text stays whole, and so do the offsets of what is left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.links.keys import find_sentence_keys
from onrecord.schema import Person, Record, Span

__all__ = ["drop_boilerplate"]

_Stretches = Sequence[tuple[int, int]]


def drop_boilerplate(records: Iterable[Record], menus: frozenset[int]) -> tuple[Record, ...]:
    """The records in their order, without what stands in sentences with these keys (keys.find_sentence_keys)."""
    return tuple(
        _clean(record, [place for place, key in find_sentence_keys(record).items() if key in menus])
        if menus
        else record
        for record in records
    )


def _clean(record: Record, stretches: _Stretches) -> Record:
    if not stretches:
        return record

    def is_kept(span: Span | None) -> bool:
        return span is None or not any(start <= span.start < end for start, end in stretches)

    people = tuple(person for each in record.people if (person := _clean_person(each, stretches)))
    known = {person.id for person in people} | {body.id for body in record.organizations}
    events = tuple(event for event in record.events if is_kept(event.trigger))
    steps = {event.id for event in events}
    cases = (
        replace(
            case,
            parties=tuple(party for party in case.parties if party.ref is None or party.ref in known),
            steps=tuple(step for step in case.steps if step in steps),
        )
        for case in record.proceedings
    )
    return replace(
        record,
        people=people,
        events=events,
        times=tuple(time for time in record.times if is_kept(time.span)),
        statements=tuple(each for each in record.statements if is_kept(each.content[0])),
        figures=tuple(figure for figure in record.figures if is_kept(figure.span)),
        proceedings=tuple(case for case in cases if case.parties or case.steps or case.number),
        omissions=tuple(omission for omission in record.omissions if is_kept(omission.span)),
        places=tuple(place for place in record.places if any(map(is_kept, place.mentions))),
    )


def _clean_person(person: Person, stretches: _Stretches) -> Person | None:
    """The person as told elsewhere; None where told nowhere else."""
    mentions = tuple(span for span in person.mentions if not any(one <= span.start < two for one, two in stretches))
    if not mentions:
        return None
    offenses = tuple(
        offense for offense in person.offenses if not any(one <= offense.span.start < two for one, two in stretches)
    )
    return replace(person, mentions=mentions, offenses=offenses)
