"""Small records by hand: a text, and which of its words are events, dates, people and places."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tests.links.corpus import make_record

from onrecord.schema import Argument, DocumentKind, Event, Factuality, Person, Place, Record, Span, Time

__all__ = ["find_words", "note", "upon"]


def note(
    text: str,
    *,
    id: str = "d1",  # noqa: A002 - the word of the record
    published: str | None = "2031-05-20",
    publisher: str | None = None,
    kind: DocumentKind = "article",
    events: Mapping[str, str] | None = None,
    dates: Mapping[str, str] | None = None,
    people: Sequence[str] = (),
    places: Sequence[str] = (),
    factuality: Factuality = "asserted",
) -> Record:
    """Events by trigger with their type, dates by words with their days ("2031-05-01" or "2031-05-01/2031-05-03")."""
    record = make_record(id, text, published=published, publisher=publisher, kind=kind)
    return replace(
        record,
        events=tuple(
            Event(id=f"e{at}", type=kind, trigger=find_words(record, words), factuality=factuality)
            for at, (words, kind) in enumerate((events or {}).items(), 1)
        ),
        times=tuple(
            Time(
                id=f"t{at}",
                span=find_words(record, words),
                type="DATE",
                value=days,
                start=days.split("/")[0],
                end=days.split("/")[-1],
            )
            for at, (words, days) in enumerate((dates or {}).items(), 1)
        ),
        people=tuple(
            Person(id=f"p{at}", kind="person", role="subject", name=name, count=1, mentions=(find_words(record, name),))
            for at, name in enumerate(people, 1)
        ),
        places=tuple(
            Place(id=f"l{at}", name=name, kind="city", mentions=(find_words(record, name),))
            for at, name in enumerate(places, 1)
        ),
    )


def find_words(record: Record, words: str) -> Span:
    """Where these words first stand."""
    start = record.document.text.index(words)
    return record.document.span(start, start + len(words))


def upon(record: Record, person: str) -> tuple[Argument, ...]:
    """The person with this name as the one to whom something happens."""
    found = next(each for each in record.people if each.name == person)
    return (Argument(ref=found.id, span=found.mentions[0]),)
