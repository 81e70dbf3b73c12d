"""/revisions/ID: what changed from each revision of a document to the next, claims first."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from onrecord.changes.comparison import Change, compare_records
from onrecord.desk.rendering import render, render_either
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.exports.wording import name_document

__all__ = ["History", "find_history", "routes"]

routes = APIRouter(tags=["documents"])

_MISSING = "There is no such document in this ledger."

_MOST = 50  # revisions of one page that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Every change of a document, the latest first; `left_out` older ones beyond what a page holds.

    `title` is its own, else how its text begins.
    """

    document: str
    title: str
    revisions: int
    left_out: int
    changes: tuple[Change, ...]


@routes.get("/revisions/{id:path}.json", response_model=History)
def give_revisions(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """The same as data."""
    return render_either(id, partial(find_history, shelf), partial(_show, request), missing=_MISSING)


@routes.get("/revisions/{id:path}", response_class=HTMLResponse)
def show_revisions(request: Request, shelf: OnShelf, id: str) -> Response:  # noqa: A002 - the word of the record
    """What changed from each revision of a document to the next."""
    if (history := find_history(shelf, id)) is None:
        raise HTTPException(404, _MISSING)
    return _show(request, history)


def find_history(shelf: Shelf, id: str) -> History | None:  # noqa: A002 - the word of the record
    """The changes of a document as shown; None where no document is shown by this id."""
    records = shelf.find_revisions(id)
    if not records:
        return None
    compared = records[-_MOST:]
    changes = [compare_records(before, after) for before, after in pairwise(compared)]
    return History(
        document=records[-1].document.id,
        title=name_document(records[-1].document),
        revisions=len(records),
        left_out=len(records) - len(compared),
        changes=tuple(reversed(changes)),
    )


def _show(request: Request, history: History) -> Response:
    return render(request, "revisions.html", history=history)
