"""Words, and what else a document must have -> the documents, each with the words that show it.

Nobody is found by a private person's name: the full text has neither such names nor marks of them (ledger/index.py).
Titles with the words come first, then what was read last; without words the latter alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.answers.answer import Answer, Citation, Finding, cite_passage
from onrecord.answers.documents import cite_whole
from onrecord.answers.places import mark_named_place
from onrecord.errors import LedgerError
from onrecord.ledger.ledger import Ledger
from onrecord.ledger.marks import (
    FactKind,
    find_place_marks,
    mark_body,
    mark_event,
    mark_fact,
    mark_kind,
    mark_publisher,
    mark_status,
)
from onrecord.ledger.sought import Sought, seek, split_search
from onrecord.links.pages import Page
from onrecord.links.passages import point_to
from onrecord.schema import Disposition, DocumentKind, EventType, IsoDate, Place, Record, Span

__all__ = ["Keep", "Query", "find_records", "search_documents", "seek_query"]

_MOST = 3  # citations of a document
_SHORT = 100  # code points of a first sentence that stands for a title

Keep = Callable[[Record], bool]
"""Whether a document may be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What documents must have, all of it; days are inclusive, `body` is told of or publishes."""

    words: str = ""
    fact: FactKind | None = None
    event: EventType | None = None
    status: Disposition | None = None
    place: str | None = None
    body: str | None = None
    publisher: str | None = None
    kind: DocumentKind | None = None
    since: IsoDate | None = None
    until: IsoDate | None = None

    @property
    def typed(self) -> str:
        """All words that a person typed."""
        return " ".join(filter(None, (self.words, self.place, self.body, self.publisher)))


def search_documents(ledger: Ledger, query: Query, page: Page, *, keep: Keep | None = None) -> Answer:
    """One finding a document that is to be kept. Raises LedgerError where nothing is asked for."""
    found = find_records(ledger, query, page.one_more, keep=keep)
    chosen = found[: page.limit]
    findings = tuple(_tell(record, query) for record in chosen)
    return Answer(question=f"search {query.words}".strip(), findings=findings, more=len(found) > len(chosen))


def find_records(ledger: Ledger, query: Query, page: Page, *, keep: Keep | None = None) -> tuple[Record, ...]:
    """The records of the documents of one page, those to be kept. Raises LedgerError.

    In the place of others those come that follow, so that a page is short only where nothing follows.
    """
    if page.limit is None:
        raise LedgerError("Say how many documents to look for.")
    sought, offset = seek_query(query), page.offset
    kept: list[Record] = []
    while len(kept) < page.limit and (found := ledger.find(sought, limit=page.limit, offset=offset)):
        records = ledger.records_of([listing.id for listing in found])
        kept += [records[each.id] for each in found if each.id in records and (keep is None or keep(records[each.id]))]
        if len(found) < page.limit:
            break
        offset += page.limit
    return tuple(kept[: page.limit])


def seek_query(query: Query) -> Sought:
    """What the full text is asked for. Raises LedgerError where that is nothing."""
    groups: list[tuple[str, ...]] = [
        (mark(value),)
        for mark, value in (
            (mark_fact, query.fact),
            (mark_event, query.event),
            (mark_status, query.status),
            (mark_body, query.body),
            (mark_publisher, query.publisher),
            (mark_kind, query.kind),
        )
        if value is not None
    ]
    if query.place is not None:
        groups.append(mark_named_place(query.place))
    return seek(query.words, tuple(groups), since=query.since, until=query.until)


def _tell(record: Record, query: Query) -> Finding:
    document = record.document
    whole = cite_whole(record)
    title = document.title or whole.span.text[:_SHORT]
    shown = dict.fromkeys(_cite_found(record, query))
    return Finding(
        says=(f"{document.published or 'undated'}, {document.publisher or document.id}: {' '.join(title.split())}",),
        day=document.published,
        citations=tuple(shown)[:_MOST] or (whole,),
    )


def _cite_found(record: Record, query: Query) -> Iterator[Citation]:
    """The sentences in which stands what was asked for, of each the first."""
    for spans in (
        _find_words(record, query.words),
        (event.trigger for event in record.events if event.type == query.event and event.factuality != "negated"),
        (
            offense.span
            for person in record.people
            for offense in person.offenses
            if offense.disposition == query.status
        ),
        (
            span
            for place in record.places
            if query.place is not None and _is_within(place, query.place)
            for span in place.mentions
        ),
        _find_fact(record, query.fact),
    ):
        if (span := next(iter(spans), None)) is not None:
            yield cite_passage(record, point_to(record, span))


def _find_words(record: Record, words: str) -> Iterator[Span]:
    """The first place of the first of the words that stands in the text as it was typed, or in a longer form."""
    for term in split_search(words) if words.strip() else ():
        spaced = r"\W+".join(map(re.escape, term.split()))
        if match := re.search(rf"\b{spaced}\w*", record.document.text, re.IGNORECASE):
            yield record.document.span(match.start(), match.end())


def _is_within(place: Place, name: str) -> bool:
    """Whether a place of a record is the one of this name, or a part of it."""
    return not find_place_marks(place).isdisjoint(mark_named_place(name))


def _find_fact(record: Record, fact: FactKind | None) -> Iterator[Span]:
    match fact:
        case "people" | "organizations" | "places":
            yield from (span for item in getattr(record, fact) for span in item.mentions)
        case "figures" | "labels" | "references":
            yield from (item.span for item in getattr(record, fact))
        case "events":
            yield from (event.trigger for event in record.events)
        case "statements":
            yield from (statement.content[0] for statement in record.statements)
        case "omissions":
            yield from (omission.span for omission in record.omissions if omission.span is not None)
        case "offenses":
            yield from (offense.span for person in record.people for offense in person.offenses)
        case "proceedings":
            yield from (party.span for case in record.proceedings for party in case.parties)
