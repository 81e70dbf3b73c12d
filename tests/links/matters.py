"""Small records by hand: what a document says of one defendant, in as many words."""

from dataclasses import replace

from tests.links.corpus import make_record

from onrecord.schema import (
    Argument,
    Disposition,
    Event,
    Offense,
    Organization,
    Person,
    Proceeding,
    Record,
)

__all__ = ["make_matter"]

_EVENTS = {
    "charged": "charge",
    "convicted": "convict",
    "pleaded": "plead",
    "arrested": "arrest",
    "sentenced": "sentence",
}


def make_matter(
    id: str,  # noqa: A002 - the word of the record
    disposition: Disposition,
    *,
    published: str,
    name: str = "Adan Fell",
    age: int | None = None,
    number: str | None = None,
    offense: str = "armed robbery",
    court: str | None = None,
    publisher: str | None = None,
) -> Record:
    """A document in which one person has one disposition for one offense; its event is dated as it was published."""
    text = f"{name} {disposition} {offense} in {court or 'town'}."
    record = make_record(id, text, published=published, publisher=publisher)
    document = record.document
    who, trigger = document.span(0, len(name)), document.span(len(name) + 1, len(name) + 1 + len(disposition))
    start = trigger.end + 1
    person = Person(
        id="p1",
        kind="person",
        role="subject",
        name=name,
        count=1,
        age=age,
        mentions=(who,),
        offenses=(Offense(id="x1", span=document.span(start, start + len(offense)), disposition=disposition),),
    )
    told = Event(
        id="e1",
        type=_EVENTS.get(disposition, "acquit"),
        trigger=trigger,
        subjects=(Argument(ref="p1", span=who),),
        start=published,
        end=published,
    )
    place = document.span(len(text) - len(court) - 1, len(text) - 1) if court else None
    courts = (Organization(id="o1", name=court, kind="court", mentions=(place,)),) if court and place else ()
    case = Proceeding(
        id="c1", court="o1" if court else None, title=None, number=number, parties=told.subjects, steps=("e1",)
    )
    return replace(record, people=(person,), organizations=courts, events=(told,), proceedings=(case,))
