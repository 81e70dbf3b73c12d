"""/codings: documents that two people coded apart; /codings/ID: where they differ, and a third person's word on it.

/agreement: how far two people agree in all that both have coded, by kind and field.

What is taken over is a review of its own, by whoever settles it, so that it stands with all others; the codings stay.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from onrecord.desk.bench import Input, make_inputs
from onrecord.desk.forms import Form, OnForm
from onrecord.desk.openapi import describe_form
from onrecord.desk.rendering import render, render_error
from onrecord.desk.review import CODING_LIMIT, look_at
from onrecord.desk.review_forms import Seen, build_review, find_placed
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.errors import ReviewError
from onrecord.exports.wording import name_document
from onrecord.reviews.agreement import FieldAgreement, SpanAgreement, measure_fields, measure_spans
from onrecord.reviews.differences import Difference, Side, find_differences
from onrecord.reviews.placed import find_words
from onrecord.schema import Id

__all__ = ["Agreement", "Coded", "ShownDifference", "ShownSide", "find_agreement", "routes"]

routes = APIRouter(tags=["review"])

Name = Annotated[str, Query(min_length=1, max_length=CODING_LIMIT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One document of a coding, and who has done it."""

    coding: str
    document: Id
    title: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two people agree in the documents that both have called done: counts alone, no word of any of them."""

    coding: str
    one: str
    two: str
    documents: int
    spans: tuple[SpanAgreement, ...]
    fields: tuple[FieldAgreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSide:
    """What one coder has, as shown; `take` is the fact that can be taken over as they have it."""

    words: str
    inputs: tuple[Input, ...]
    take: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """Where two coders differ."""

    kind: str
    fields: tuple[str, ...]
    one: ShownSide
    two: ShownSide


@routes.get("/codings", response_class=HTMLResponse)
def list_codings(request: Request, shelf: OnShelf) -> Response:
    """Every document that someone has coded to the end."""
    return render(request, "codings.html", coded=_find_coded(shelf))


@routes.get("/agreement", response_class=HTMLResponse)
def show_agreement(request: Request, shelf: OnShelf, coding: Name, one: Name, two: Name) -> Response:
    """How far these two agree."""
    return render(request, "agreement.html", found=find_agreement(shelf, coding, one, two))


@routes.get("/agreement.json")
def give_agreement(shelf: OnShelf, coding: Name, one: Name, two: Name) -> Agreement:
    """The same as data."""
    return find_agreement(shelf, coding, one, two)


@routes.get("/codings/{id:path}", response_class=HTMLResponse)
def show_differences(request: Request, shelf: OnShelf, id: str, coding: Name, one: Name, two: Name) -> Response:  # noqa: A002 - the word of the record
    """Where these two differ in this document."""
    sides = tuple(look_at(request, shelf, id, coding=coding, who=who) for who in (one, two))
    found = [_show(difference, sides) for difference in find_differences(sides[0].reviewed, sides[1].reviewed)]
    document = sides[0].shown.record.document
    return render(request, "differences.html", found=found, document=document, coding=coding, one=one, two=two)


@routes.post("/codings/{id:path}", openapi_extra=describe_form("coding", "one", "two", "who", "fact"))
def settle(request: Request, shelf: OnShelf, id: str, form: OnForm) -> Response:  # noqa: A002 - as above
    """Take over what one of them said of a fact, as a review that stands."""
    names = {key: form.get(key, "")[:CODING_LIMIT] for key in ("coding", "one", "two", "who")}
    if not names["coding"] or names["who"] not in (names["one"], names["two"]):
        raise HTTPException(422, "Say whose coding of the fact is right.")
    theirs = look_at(request, shelf, id, coding=names["coding"], who=names["who"])
    mine = look_at(request, shelf, id)
    try:
        _take_over(shelf, theirs, mine, form, names)
    except ReviewError as error:
        return render_error(request, 422, mine.shown.mask(str(error)))
    address = request.url.include_query_params(coding=names["coding"], one=names["one"], two=names["two"])
    return RedirectResponse(f"{address.path}?{address.query}", status_code=303)


def find_agreement(shelf: Shelf, coding: str, one: str, two: str) -> Agreement:
    """Of each kind of fact that either marked, and of each field of those that both marked."""
    pairs = list(shelf.desk.ledger.reviews.both(coding, one, two))
    spans = tuple(each for each in measure_spans(pairs) if each.one or each.two)
    fields = tuple(each for each in measure_fields(pairs) if each.facts)
    return Agreement(coding=coding, one=one, two=two, documents=len(pairs), spans=spans, fields=fields)


def _take_over(shelf: Shelf, theirs: Seen, mine: Seen, form: Form, names: dict[str, str]) -> None:
    fact = form.get("fact", "")
    said = theirs.reviewed.said.get(fact)
    why = f"As {names['who']} coded it for {names['coding']}."
    if said is None or said.reading is None:
        shelf.desk.ledger.reviews.add(build_review({"verdict": "accept", "fact": fact, "why": why}, mine))
        return
    taken = replace(said.reading, number=0, of=None, coding=None, who=mine.who, when=mine.when, why=why)
    shelf.desk.ledger.reviews.add(taken)


def _find_coded(shelf: Shelf) -> tuple[Coded, ...]:
    ledger = shelf.desk.ledger
    found: dict[tuple[str, Id], list[str]] = defaultdict(list)
    for review in ledger.reviews.all():
        if review.coding and review.verdict == "done" and review.who not in found[review.coding, review.document]:
            found[review.coding, review.document].append(review.who)
    coded: list[Coded] = []
    for (coding, document), coders in sorted(found.items()):
        shown = shelf.show(document).document
        coded.append(Coded(coding=coding, document=shown.id, title=name_document(shown), coders=tuple(coders)))
    return tuple(coded)


def _show(difference: Difference, sides: tuple[Seen, ...]) -> ShownDifference:
    one, two = (_show_side(side, seen) for side, seen in zip((difference.one, difference.two), sides, strict=True))
    return ShownDifference(kind=difference.kind, fields=difference.fields, one=one, two=two)


def _show_side(side: Side, seen: Seen) -> ShownSide:
    placed = find_placed(seen.shown.record, side.fact) if side.placed and side.fact else None
    if placed is None:
        return ShownSide(words="", inputs=(), take=side.fact)
    words = find_words(placed.fact)
    return ShownSide(
        words=words.text if words else "", inputs=make_inputs(placed.kind, placed.fact), take=placed.fact.id
    )
