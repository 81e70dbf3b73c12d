"""Words and filters, or the id of a document or a case -> the numbers of the documents that are meant.

Of what is found those that were read last are taken, so many that a page costs the same however large the ledger is.
"""

from dataclasses import dataclass, replace

from onrecord.answers.linked_records import Library
from onrecord.answers.places import mark_named_place
from onrecord.answers.search import Query, seek_query
from onrecord.ledger.marks import FactKind, mark_body
from onrecord.links.claim_rows import number_marks
from onrecord.links.listed_claims import number_documents

__all__ = ["MOST", "Chosen", "choose_found", "choose_of", "mark_wanted", "say_query"]

MOST = 500
"""Documents that are looked at, as many as a search puts in order: their rows take some 20 milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Numbers of documents; `partly` where there are others, which were read before these."""

    documents: tuple[int, ...]
    partly: bool = False


def choose_found(library: Library, query: Query, fact: FactKind) -> Chosen:
    """The documents with all that a query asks for and, unless it says otherwise, such a fact. Raises LedgerError."""
    wanted = query if query.fact is not None else replace(query, fact=fact)
    found = library.source.find_numbers(seek_query(wanted), limit=MOST + 1)
    return Chosen(documents=found[:MOST], partly=len(found) > MOST)


def choose_of(library: Library, name: str) -> Chosen:
    """Those of a case, by its id or number; else those of the episode of a document, and of the cases that it tells of.

    Raises LedgerError.
    """
    case = library.links.proceeding(name)
    if case is not None:
        return Chosen(documents=number_documents(library.links, case.documents))
    found = set(library.episode(name).documents)
    found |= {document for case in library.links.proceedings_of_all(found) for document in case.documents}
    return Chosen(documents=number_documents(library.links, found))


def mark_wanted(query: Query) -> tuple[frozenset[int], ...]:
    """What an event or a figure itself must have, of those that a query asks of its document: its place, its body."""
    groups = []
    if query.place is not None:
        groups.append(number_marks(mark_named_place(query.place)))
    if query.body is not None:
        groups.append(number_marks((mark_body(query.body),)))
    return tuple(groups)


def say_query(query: Query) -> str:
    """What was asked for, as a person would write it."""
    chosen = ((name, getattr(query, name)) for name in Query.__dataclass_fields__ if name != "words")
    return " ".join([query.words, *(f"{name}: {value}" for name, value in chosen if value)]).strip()
