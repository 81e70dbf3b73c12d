"""/documents/ID: one document with its facts, how far the law has got since, and who else tells of the event."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.answers.answer import Citation
from onrecord.answers.case import CaseName, name_case
from onrecord.answers.documents import cite_whole
from onrecord.answers.linked_records import Library
from onrecord.answers.told_places import ToldPlace, list_places
from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.exports.html import describe_record
from onrecord.ledger.catalog import Catalog
from onrecord.schema import Disposition, Id, IsoDate, Record, encode_record

__all__ = ["Since", "Surroundings", "find_places", "find_surroundings", "routes"]

routes = APIRouter(tags=["documents"])

_MOST = 20  # other documents of its event that are named
_MISSING = "There is no such document in this ledger."


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """How far the law has got with a person of the document, as of the last document that tells of the case."""

    person: Id
    case: str
    offense: str
    disposition: Disposition
    day: IsoDate | None
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document is linked with: its event and who else tells of it, its cases, what came after."""

    episode: str
    others: tuple[Citation, ...]
    revisions: int
    cases: tuple[CaseName, ...]
    since: tuple[Since, ...]


@routes.get("/documents/{id:path}.json", response_model=Record)
def give_document(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """Its record, in the format onrecord/1."""
    return render_either(id, shelf.find, partial(_show, request, shelf), give=_give, missing=_MISSING)


@routes.get("/documents/{id:path}", response_class=HTMLResponse)
def show_document(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """One document with its facts beside it."""
    if (record := shelf.find(id)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, shelf, record)


def find_surroundings(shelf: Shelf, id: str) -> Surroundings | None:  # noqa: A002 - the word of the record
    """What a document is linked with, as shown; None where it is not linked yet."""
    return shelf.present(("surroundings", id), lambda library, _: _describe(library, shelf.catalog, id))


def find_places(shelf: Shelf, id: str) -> tuple[ToldPlace, ...]:  # noqa: A002 - the word of the record
    """The places that a document names, as shown; none where no document is shown by this id."""
    if shelf.find(id) is None:
        return ()
    return shelf.present(("places", id), lambda library, _: list_places(library, [id]))


def _describe(library: Library, catalog: Catalog, name: str) -> Surroundings | None:
    document = library.record(name).document.id
    episode = library.links.episode_of(document)
    if episode is None:
        return None
    cases = library.links.proceedings_of(document)
    others = [other for other in episode.documents if other != document][:_MOST]
    library.fetch([*others, *(status.offense.document for case in cases for status in case.statuses)])
    since = [
        Since(
            person=person,
            case=case.id,
            offense=library.record(status.offense.document).document.text[status.offense.start : status.offense.end],
            disposition=status.disposition,
            day=status.day,
            citation=library.cite(status.offense),
        )
        for case in cases
        for status in case.statuses
        for where, person in case.people[status.person].mentions
        if where == document and status.offense.document != document
    ]
    return Surroundings(
        episode=episode.id,
        revisions=catalog.count_revisions(document),
        others=tuple(cite_whole(library.record(other)) for other in others),
        cases=tuple(called for case in cases if (called := name_case(library, case))),
        since=tuple(since),
    )


def _show(request: Request, shelf: Shelf, record: Record) -> Response:
    name = record.document.id
    known = {
        "surroundings": find_surroundings(shelf, name),
        "said": shelf.find_said(name),
        "places": find_places(shelf, name),
    }
    return render(request, "document.html", **{**describe_record(record, explained=True), **known})


def _give(record: Record) -> Response:
    return Response(encode_record(record), media_type="application/json")
