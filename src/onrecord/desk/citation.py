"""/cite: words of a document to be copied: quotation, link to the very words, selectors, hash of what is kept."""

import json
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import TypeAdapter
from starlette.exceptions import HTTPException

from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.exports.facts import Fact, Facts
from onrecord.exports.telling import make_fragment
from onrecord.exports.wording import tell_document
from onrecord.ledger.digests import digest_bytes
from onrecord.ledger.rows import encode_document
from onrecord.schema import Event, Omission, Organization, Person, Place, Proceeding, Record, Span, Statement

__all__ = ["Copied", "Position", "Quote", "cite_fact", "routes"]

routes = APIRouter(tags=["documents"])

_MISSING = "There are no such words in the record of a document of this ledger."

_AROUND = 40  # code points on either side, by which a quotation is found again when offsets have moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """W3C Web Annotation TextQuoteSelector."""

    type: str = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """W3C Web Annotation TextPositionSelector: Unicode code points into the text as shown, half-open."""

    type: str = "TextPositionSelector"
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What is copied: a line of text, and what a program needs to find the words again."""

    line: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    retrieved: str | None
    link: str | None
    exact: bool
    selectors: tuple[Quote, Position]
    revision: str


@routes.get("/cite/{fact}/{id:path}.json", response_model=Copied)
def give_citation(request: Request, shelf: OnShelf, fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
    """The same as data."""
    return render_either(id, lambda name: cite_fact(shelf, name, fact), partial(_show, request, fact), missing=_MISSING)


@routes.get("/cite/{fact}/{id:path}", response_class=HTMLResponse)
def show_citation(request: Request, shelf: OnShelf, fact: str, id: str) -> Response:  # noqa: A002 - the word of the record
    """The sentence of a fact, to be copied."""
    if (copied := cite_fact(shelf, id, fact)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, fact, copied)


def cite_fact(shelf: Shelf, id: str, fact: str) -> Copied | None:  # noqa: A002 - the word of the record
    """The sentence of a fact as shown; None where there is no such document, fact, or words of it."""
    record = shelf.find(id)
    if record is None:
        return None
    facts = Facts(record)
    span = _find_words(facts.find(fact))
    if span is None:
        return None
    words, document = facts.sentence(span), record.document
    stored = shelf.desk.ledger.document(id)
    exact = words.text in stored.text  # no pseudonym stands in it
    return Copied(
        line=_tell(record, words),
        document=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        retrieved=document.retrieved,
        link=_link(document.url, words.text, exact=exact),
        exact=exact,
        selectors=_select(record, words),
        revision=digest_bytes(encode_document(stored)),
    )


def _annotate(copied: Copied) -> str:
    """The target of a W3C Web Annotation."""
    selectors = TypeAdapter(tuple[Quote, Position]).dump_python(copied.selectors, mode="json")
    return json.dumps({"source": copied.link or copied.document, "selector": selectors}, ensure_ascii=False, indent=1)


def _find_words(fact: Fact | None) -> Span | None:
    """The words that a fact rests on, or its first."""
    match fact:
        case Event(trigger=span):
            return span
        case Statement(content=spans, cue=cue):
            return min(spans, default=cue)
        case Person(mentions=spans) | Place(mentions=spans) | Organization(mentions=spans):
            return next(iter(spans), None)
        case Omission(span=words):
            return words
        case Proceeding() | None:
            return None
    return fact.span


def _tell(record: Record, words: Span) -> str:
    kind, publisher, day = tell_document(record.document)
    quoted = " ".join(words.text.split()).replace("“", "‘").replace("”", "’")
    title = f", “{record.document.title}”" if record.document.title else ""
    return f"“{quoted}” {publisher}{title} ({kind.lower()}), {day}"


def _link(url: str | None, words: str, *, exact: bool) -> str | None:
    """The address of the words where they stand as published; of the page where a name is hidden among them."""
    if url is None or not url.startswith(("https://", "http://")):
        return None
    return f"{url.partition('#')[0]}#{make_fragment(words)}" if exact else url


def _select(record: Record, words: Span) -> tuple[Quote, Position]:
    text = record.document.text
    quote = Quote(
        exact=words.text,
        prefix=text[max(0, words.start - _AROUND) : words.start],
        suffix=text[words.end : words.end + _AROUND],
    )
    return quote, Position(start=words.start, end=words.end)


def _show(request: Request, fact: str, copied: Copied) -> Response:
    return render(request, "citation.html", copied=copied, fact=fact, annotation=_annotate(copied))
