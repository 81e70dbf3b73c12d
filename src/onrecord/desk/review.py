"""/review: what to look at, the worst first; /review/ID: a fact beside its text; /reviews/ID: what a person said of it.

Every page works by mouse, by keyboard and without a script. What is taken in is told with a way to take it back.
"""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord.answers.doubts import Doubt
from onrecord.desk.bench import make_bench
from onrecord.desk.entrance import find_now
from onrecord.desk.forms import Form, OnForm
from onrecord.desk.openapi import describe_form
from onrecord.desk.rendering import render, render_error
from onrecord.desk.review_forms import REASONS, Seen, build_review, find_placed
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.errors import ReviewError
from onrecord.exports.wording import name_document
from onrecord.reviews.placed import FIELDS, find_words, list_facts
from onrecord.reviews.review import Kind, Review
from onrecord.schema import Id, Record

__all__ = ["CODING_LIMIT", "Line", "Orphan", "look_at", "routes"]

routes = APIRouter(tags=["review"])

CODING_LIMIT = 60
"""Characters of the name of a coding."""

CodingName = Annotated[str, Query(max_length=CODING_LIMIT)]
_LINES = 50  # facts on the page of the queue
_VALUES = sorted({f"v.{field}" for fields in FIELDS.values() for field in fields})
_FIELDS = "number fact verdict why reason of queued coding kind words start owner".split() + _VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact in the queue, as shown."""

    document: Id
    title: str
    doubt: Doubt
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A review whose words stand there no more, as shown."""

    document: Id
    title: str
    review: Review
    words: str
    why: str


@routes.get("/review", response_class=HTMLResponse)
def show_queue(request: Request, shelf: OnShelf) -> Response:
    """What nobody looked at, the worst first, and what has lost its words."""
    queue = shelf.desk.queue.find(shelf.desk.ledger)
    shown: dict[Id, Record] = {}
    lines = [_tell_doubt(shelf, doubt, shown) for doubt in queue.doubts[:_LINES]]
    orphans = [_tell_orphan(shelf, review) for review in queue.orphans]
    first = _find_address(shelf, queue.doubts[0]) if queue.doubts else None
    return render(request, "queue.html", lines=lines, count=len(queue.doubts), orphans=orphans, first=first)


@routes.get("/review/{id:path}", response_class=HTMLResponse)
def show_bench(
    request: Request,
    shelf: OnShelf,
    id: str,  # noqa: A002 - the word of the record
    fact: str = "",
    add: str = "",
    queued: bool = False,  # noqa: FBT001, FBT002 - of the address
    did: int = 0,
    where: str = "",
    coding: CodingName = "",
) -> Response:
    """One fact beside its text: of the queue, or in the order of the text; or as one codes it, apart from the rest."""
    seen = look_at(request, shelf, id, coding=coding)
    kind = _find_kind(add)
    if not fact and kind is None:
        fact = _find_first(seen)
    bench = make_bench(seen, fact or None, kind=kind)
    if fact and bench.placed is None:
        raise HTTPException(404, "There is no such fact in the record of this document.")
    following = _find_following(shelf, id, fact, seen, queued=queued)
    return render(
        request,
        "bench.html",
        bench=bench,
        document=seen.shown.record.document,
        number=_find_number(shelf, seen),
        kind=kind,
        kinds=tuple(FIELDS),
        fact=fact,
        queued=queued,
        coding=coding,
        coding_limit=CODING_LIMIT,
        reasons=REASONS,
        following=following,
        before=_find_before(seen, fact),
        left=_count_left(shelf, seen, queued=queued),
        did=did,
        where=where or id,
        whys=[seen.shown.mask(review.why) for review in bench.said],
        done=[review.who for review in seen.reviewed.done],
    )


@routes.post("/reviews/{id:path}", openapi_extra=describe_form(*_FIELDS))
def take_review(request: Request, shelf: OnShelf, id: str, form: OnForm) -> Response:  # noqa: A002 - as above
    """Take a review in: when this has answered, it is in the ledger."""
    seen = look_at(request, shelf, id, coding=_check_coding(form.get("coding", "")))
    if form.get("verdict") != "withdraw" and form.get("number") != str(_find_number(shelf, seen)):
        return render_error(request, 409, "The document was read again, or has changed, since you looked: look again.")
    queued = bool(form.get("queued"))
    following = _find_following(shelf, id, form.get("fact", ""), seen, queued=queued)
    try:
        taken = shelf.desk.ledger.reviews.add(build_review(form, seen))
    except ReviewError as error:
        return render_error(request, 422, seen.shown.mask(str(error)))
    return RedirectResponse(_go_on(id, form, taken, following), status_code=303)


def look_at(request: Request, shelf: Shelf, name: str, *, coding: str = "", who: str | None = None) -> Seen:
    """The document as this person sees it, or as someone coded it. Raises HTTPException where none has this id."""
    if shelf.find(name) is None:
        raise HTTPException(404, "There is no such document in this ledger.")
    ledger = shelf.desk.ledger
    known = ledger.record(name).document.id
    coder = (who or request.state.present.name) if coding else None
    reviewed = ledger.reviews.apply(known, coding=coding or None, who=coder)
    shown = shelf.show_reviewed(reviewed, ledger.reviews.of(known))
    return Seen(
        reviewed=reviewed,
        shown=shown,
        who=request.state.present.name,
        when=find_now().isoformat(timespec="seconds"),
        coding=coding or None,
    )


def _find_number(shelf: Shelf, seen: Seen) -> int:
    """The number of the record that is looked at: ids of facts are its own."""
    return shelf.desk.ledger.reviews.find_head(seen.reviewed.read.document.id).record


def _find_kind(word: str) -> Kind | None:
    return next((kind for kind in FIELDS if kind == word), None)


def _list_in_order(seen: Seen) -> list[str]:
    """The facts in the order of the text, those without words last."""
    facts = [(find_words(placed.fact), placed.fact.id) for placed in list_facts(seen.shown.record)]
    facts.sort(key=lambda each: (each[0] is None, each[0].start if each[0] else 0))
    return [fact for _, fact in facts]


def _find_first(seen: Seen) -> str:
    """The first that nobody looked at, else the first."""
    order = _list_in_order(seen)
    return next((fact for fact in order if fact not in seen.reviewed.said), order[0] if order else "")


def _find_following(shelf: Shelf, name: str, fact: str, seen: Seen, *, queued: bool) -> str | None:
    """Where to go from here: to the next in the queue, or in the text."""
    if queued:
        doubts = shelf.desk.queue.find(shelf.desk.ledger).doubts
        here = (seen.reviewed.read.document.id, fact)
        places = [place for place, doubt in enumerate(doubts) if (doubt.document, doubt.fact) == here]
        rest = doubts[places[0] + 1 :] if places else doubts
        return _find_address(shelf, rest[0]) if rest else None
    order = _list_in_order(seen)
    after = order[order.index(fact) + 1 :] if fact in order else []
    return _make_address(name, {"fact": after[0], **_carry(seen.coding)}) if after else None


def _find_before(seen: Seen, fact: str) -> str | None:
    order = _list_in_order(seen)
    place = order.index(fact) if fact in order else 0
    return order[place - 1] if place else None


def _count_left(shelf: Shelf, seen: Seen, *, queued: bool) -> int:
    if queued:
        return len(shelf.desk.queue.find(shelf.desk.ledger).doubts)
    return sum(fact not in seen.reviewed.said for fact in _list_in_order(seen))


def _find_address(shelf: Shelf, doubt: Doubt) -> str:
    """Where a fact of the queue is looked at."""
    return _make_address(shelf.show(doubt.document).document.id, {"fact": doubt.fact, "queued": "1"})


def _make_address(name: str, parts: dict[str, str]) -> str:
    return f"/review/{quote(name)}?{urlencode(parts)}#words"


def _go_on(name: str, form: Form, taken: Review, following: str | None) -> str:
    """To what follows, with a way back from what was done."""
    if form.get("verdict") == "withdraw":
        back = {"fact": form["fact"]} if form.get("fact") else {}
        return _make_address(name, back | _carry(taken.coding))
    did = {"did": str(taken.number), "where": name} | _carry(taken.coding)
    if taken.verdict == "add":
        return _make_address(name, {"fact": f"review{taken.number}", **did})
    if taken.verdict == "done" or following is None:
        return (
            f"/review?{urlencode(did)}" if form.get("queued") or taken.verdict == "done" else _make_address(name, did)
        )
    address, _, _ = following.partition("#")
    return f"{address}&{urlencode(did)}#words"


def _carry(coding: str | None) -> dict[str, str]:
    return {"coding": coding} if coding else {}


def _check_coding(name: str) -> str:
    if len(name) > CODING_LIMIT:
        raise HTTPException(422, f"A coding has a name of up to {CODING_LIMIT} characters.")
    return name


def _tell_doubt(shelf: Shelf, doubt: Doubt, shown: dict[Id, Record]) -> Line:
    if doubt.document not in shown:
        shown[doubt.document] = shelf.show(doubt.document)
    record = shown[doubt.document]
    placed = find_placed(record, doubt.fact)
    words = find_words(placed.fact) if placed else None
    title = name_document(record.document)
    return Line(document=record.document.id, title=title, doubt=doubt, words=words.text if words else "")


def _tell_orphan(shelf: Shelf, review: Review) -> Orphan:
    shown = shelf.show_reviewed(shelf.desk.ledger.reviews.apply(review.document), (review,))
    sentence = review.anchor.sentence.text if review.anchor else ""
    document = shown.record.document
    return Orphan(
        document=document.id,
        title=name_document(document),
        review=review,
        words=shown.mask(sentence),
        why=shown.mask(review.why),
    )
