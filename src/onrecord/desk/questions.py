"""/questions: what was never said, by the body that it is about and by age; and what a later document says."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.answers.linked_records import Library
from onrecord.answers.questions import Question, list_questions
from onrecord.desk.parameters import PAGE, Number, Value
from onrecord.desk.rendering import render
from onrecord.desk.shelf import OnShelf, Shelf
from onrecord.links.pages import Page

__all__ = ["Asker", "QuestionList", "QuestionState", "count_questions", "find_questions", "routes"]

routes = APIRouter(tags=["links"])

QuestionState = Literal["open", "answered"]
_SAMPLE = 150  # of the oldest, in which bodies are counted and chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """A body that questions are about, by its key in addresses and its name, and how many are."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionList:
    """One page of the questions: open ones by age, or answered ones; and whom they are about.

    Bodies are counted, and questions about one are chosen, among the `sampled` first: the oldest that are open.
    """

    state: QuestionState
    open: int
    answered: int
    page: int
    more: bool
    sampled: int
    bodies: tuple[Asker, ...]
    questions: tuple[Question, ...]


@routes.get("/questions", response_class=HTMLResponse)
def list_open_questions(
    request: Request, shelf: OnShelf, state: QuestionState = "open", body: Value = "", page: Number = 1
) -> Response:
    """What was never said."""
    found = find_questions(shelf, state=state, body=body, page=page)
    return render(request, "questions.html", found=found, body=body, day=shelf.day)


@routes.get("/questions.json")
def give_questions(shelf: OnShelf, state: QuestionState = "open", body: Value = "", page: Number = 1) -> QuestionList:
    """The same as data."""
    return find_questions(shelf, state=state, body=body, page=page)


def count_questions(shelf: Shelf) -> tuple[int, int]:
    """How many questions are open, and how many are answered."""
    return shelf.know("questions", lambda library, day: library.pages.count_questions(day))


def find_questions(shelf: Shelf, *, state: QuestionState, body: str, page: int) -> QuestionList:
    """One page of the questions as shown."""
    open_ones, answered = count_questions(shelf)
    first, many = (0, open_ones) if state == "open" else (open_ones, answered)
    sample = Page(limit=min(many, _SAMPLE), offset=first)
    every = shelf.know(("questions", state), lambda library, day: list_questions(library, as_of=day, page=sample))
    examples = {question.body: question.asked.document for question in every}
    named = shelf.name_values("publisher", list(examples.items()))
    start = (page - 1) * PAGE
    counted = Counter(question.body for question in every)
    chosen = [question for question in every if named[question.body][0] == body]
    count = len(chosen) if body else many
    part = Page(limit=max(0, min(PAGE, many - start)), offset=first + start)

    def find(library: Library, day: str) -> tuple[Question, ...]:
        if body:
            return tuple(chosen[start : start + PAGE])
        return list_questions(library, as_of=day, page=part)

    return QuestionList(
        state=state,
        open=open_ones,
        answered=answered,
        page=page,
        more=count > start + PAGE,
        sampled=len(every),
        bodies=tuple(
            Asker(key=named[name][0], label=named[name][1], count=count, chosen=named[name][0] == body)
            for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0] or ""))
            if name is not None
        ),
        questions=shelf.present(("questions", state, body, page), find),
    )
