"""Records -> the same records without what is told in sentences that a publisher puts on page after page.

Menus, lists of the most wanted and notes below the text name people, days and numbers that no page is about; linked by
them, every page of a site would be one event. The text stays whole, and so do the offsets of what is left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from zlib import crc32

from onrecord.links.sentences import split_text
from onrecord.links.shingles import split_words
from onrecord.schema import Person, Record, Span

__all__ = ["drop_boilerplate"]

_PAGES = 4  # of one publisher with the very same sentence; on examples/ none has it on more than two

_Stretches = Sequence[tuple[int, int]]


def drop_boilerplate(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records in their order; those of unknown publishers as they are."""
    known = tuple(records)
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    hashes = [_hash_sentences(record) for record in known]
    for record, each in zip(known, hashes, strict=True):
        if record.document.publisher is not None:
            counts[record.document.publisher].update(set(each.values()))
    return tuple(
        _clean(record, [place for place, key in each.items() if counts[record.document.publisher or ""][key] >= _PAGES])
        for record, each in zip(known, hashes, strict=True)
    )


def _hash_sentences(record: Record) -> dict[tuple[int, int], int]:
    text = record.document.text
    return {(start, end): _hash(words) for start, end in split_text(text) if (words := split_words(text[start:end]))}


def _hash(words: Sequence[str]) -> int:
    """The same number for the same words, in every process."""
    data = " ".join(words).encode()
    return crc32(data) << 32 | crc32(data[::-1])


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
