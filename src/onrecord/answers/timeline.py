"""What happened when: the events of an episode, a case or a document, or of all that is found, day by day.

Of one matter each day and kind is told once, by who told it first; each event of a place is one that happened there.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from onrecord.answers.answer import Answer, Finding, Named, cite
from onrecord.answers.chosen import Chosen, choose_found, choose_of, mark_wanted, say_query
from onrecord.answers.linked_records import Library
from onrecord.answers.search import Keep, Query
from onrecord.links.claim_rows import find_sites
from onrecord.links.days import find_days, find_sentence
from onrecord.links.listed_claims import ListedEvent, find_events, find_matters
from onrecord.links.pages import ALL, Page
from onrecord.schema import Argument, Event, Id, Record

__all__ = ["find_timeline", "tell_timeline"]

_SURE = {"asserted": "", "alleged": "alleged ", "possible": "possible ", "planned": "planned: ", "negated": "not: "}
_NOUNS = {
    "acquit": "acquittal or dismissal",
    "convict": "conviction",
    "decree": "order",
    "operate": "operation",
    "plead": "plea",
    "remove": "removal",
    "rule": "ruling",
    "sue": "lawsuit",
}
"""Types of events that are verbs, as things that happen; any other is called by its own word."""

_MOST = 3  # of those to whom it happened

Told = list[tuple[ListedEvent, int]]
"""Events in their order, each with the number of documents that tell it."""

Linked = Mapping[tuple[Id, Id], Named]
"""Those whom a case knows in several documents, by each mention."""


def tell_timeline(library: Library, name: str, page: Page = ALL) -> Answer:
    """Dated events of a case, of an episode, or of the episode and the cases of a document; each day and kind once."""
    chosen = choose_of(library, name)
    told = _order(find_events(library.links, chosen.documents), dict.fromkeys(chosen.documents, 0))
    return _answer(library, f"timeline {name}", told, page=page, chosen=chosen)


def find_timeline(library: Library, query: Query, page: Page, *, keep: Keep | None = None) -> Answer:
    """Dated events of the documents that are found: of the type, in the place and of the body that are asked for.

    What a document tells that is not to be kept leaves a gap in its page.

    Of all documents where nothing is asked for. Raises LedgerError.
    """
    chosen = choose_found(library, query, "events")
    rows = find_events(library.links, chosen.documents, kind=query.event, marks=mark_wanted(query))
    told = _order(rows, find_matters(library.links, {row.number for row in rows}))
    return _answer(library, f"timeline {say_query(query)}".strip(), told, page=page, chosen=chosen, keep=keep)


def _order(rows: Iterable[ListedEvent], matters: Mapping[int, int]) -> Told:
    """By day; of one matter each day and kind once, as it was told first."""
    groups: dict[Hashable, list[ListedEvent]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.told, row.position)):
        groups[matters.get(row.number, -row.number), row.day, row.type, row.factuality].append(row)
    told = [(each[0], len({row.number for row in each})) for each in groups.values()]
    return sorted(told, key=lambda item: (item[0].day, item[0].type, item[0].factuality, item[0].told))


def _answer(
    library: Library, question: str, told: Told, *, page: Page, chosen: Chosen, keep: Keep | None = None
) -> Answer:
    part = told[page.offset : page.end]
    library.fetch(row.document for row, _ in part)
    part = [(row, many) for row, many in part if keep is None or keep(library.record(row.document))]
    people = library.people(dict.fromkeys(row.document for row, _ in part))
    linked = {mention: person for person in people for mention in person.mentions}
    return Answer(
        question=question,
        findings=tuple(_tell(library, row, many, linked) for row, many in part),
        people=people,
        more=page.end is not None and len(told) > page.end,
        partly=chosen.partly,
    )


def _tell(library: Library, row: ListedEvent, many: int, linked: Linked) -> Finding:
    """Who says so is said where it is not the document itself."""
    record = library.record(row.document)
    event = record.events[row.position]
    begin, end = find_sentence(record, event.trigger.start)
    upon = _name_subjects(record, event.subjects, linked)
    return Finding(
        says=(
            f"{_say_days(record, event)} {_SURE[event.factuality]}{_NOUNS.get(event.type, event.type)}",
            *upon,
            f"{_say_teller(record, event)}.",
        ),
        day=row.day,
        citations=(cite(record, record.document.span(begin, max(end, event.trigger.end))),),
        why=(
            *_say_place(record, event),
            *_doubt_day(event),
            *((f"told by {many} documents, by this one first",) if many > 1 else ()),
        ),
    )


def _name_subjects(record: Record, subjects: tuple[Argument, ...], linked: Linked) -> tuple[str | Named, ...]:
    """Those to whom it happened: a person by name, a group in the words of the text."""
    people = {person.id: person for person in record.people}
    said: list[str | Named] = []
    for argument in subjects[:_MOST]:
        person = people.get(argument.ref or "")
        words: str | Named = " ".join(argument.span.text.split())
        if person is not None and person.kind == "person" and person.name:
            mention = (record.document.id, person.id)
            words = linked.get(mention) or Named(mentions=(mention,))
        said += [", " if said else ": ", words]
    return (*said, " and others") if len(subjects) > _MOST else tuple(said)


def _say_teller(record: Record, event: Event) -> str:
    if event.statement is None:
        return ""
    statement = next((each for each in record.statements if each.id == event.statement), None)
    source = " ".join(statement.source.text.split()) if statement and statement.source else "someone"
    return f", according to {source}"


def _say_place(record: Record, event: Event) -> tuple[str, ...]:
    places, how = find_sites(record, event)
    names = ", ".join(dict.fromkeys(place.name for place in places))
    if not names:
        return ()
    return (f"in {names}" if how == "said" else f"its sentence names {names}; where it was is not said",)


def _say_days(record: Record, event: Event) -> str:
    """The day, or as much of it as the text tells: a month, a year, a stretch of days."""
    first, last = find_days(record, event)
    assert first is not None, "only events with a day are listed"
    if last is None or last == first:
        return first
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    whole = first.endswith("-01") and last == f"{first[:8]}{monthrange(int(first[:4]), int(first[5:7]))[1]}"
    return first[:7] if whole else f"{first} to {last}"


def _doubt_day(event: Event) -> tuple[str, ...]:
    return () if event.start is not None else ("the day is the only one near it, and may be of something else",)
