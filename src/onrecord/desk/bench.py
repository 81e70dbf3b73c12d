"""One fact of a document as a person reviews it: the text with its words marked, its values, what was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from onrecord.beats import list_event_types
from onrecord.desk.review_forms import Seen, find_placed, spell_value
from onrecord.reviews.placed import FIELDS, TYPES, Placed, find_owner, find_words, list_facts
from onrecord.reviews.review import Kind, Review
from onrecord.schema import Organization, Person, Record, Span

__all__ = ["Bench", "Choice", "Input", "Piece", "make_bench", "make_inputs", "mark_text"]

_NAMES = {"low": "at least", "high": "at most", "start": "from", "end": "until", "code": "NIBRS code"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that can be chosen."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Input:
    """One value in a form; without choices it is typed."""

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of the text as shown; `mark` is what its words are to the fact: words, owner, known, or nothing."""

    text: str
    mark: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What the page of one fact shows; without a fact it shows a form to add one."""

    placed: Placed | None
    rejected: bool
    words: str
    owner: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    inputs: tuple[Input, ...]
    owners: tuple[Choice, ...]
    holder: str
    said: tuple[Review, ...]


def make_bench(seen: Seen, fact: str | None, *, kind: Kind | None = None) -> Bench:
    """The bench with this fact on it, or one on which a fact of a kind is added."""
    record, read = seen.shown.record, seen.shown.read
    now = find_placed(record, fact)
    rejected = find_placed(read, fact) if now is None else None
    placed, base = (rejected, read) if rejected else (now, record)
    words = find_words(placed.fact) if placed else None
    owner = find_owner(placed, base) if placed else None
    said = seen.reviewed.said.get(fact or "")
    shown_kind = placed.kind if placed else kind
    return Bench(
        placed=placed,
        rejected=rejected is not None,
        words=words.text if words else "",
        owner=owner.text if owner else "",
        paragraphs=mark_text(base, _find_spans(placed), owner),
        inputs=make_inputs(shown_kind, placed.fact if placed else None) if shown_kind else (),
        owners=tuple(_list_owners(record, shown_kind)),
        holder=_find_holder(placed),
        said=tuple(review for review in ((said.reading, said.outcome) if said else ()) if review),
    )


def make_inputs(kind: Kind, fact: object | None) -> tuple[Input, ...]:
    """One for each field of a kind that can be reviewed."""
    return tuple(
        Input(
            f"v.{field}", _NAMES.get(field, field), spell_value(getattr(fact, field, None)), _list_choices(kind, field)
        )
        for field in FIELDS[kind]
    )


def mark_text(record: Record, words: Iterable[Span], owner: Span | None) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of the text, cut where a mark begins or ends: of the fact, its owner, or any other fact."""
    text = record.document.text
    marks = ["" for _ in text]
    known = (span for placed in list_facts(record) if (span := find_words(placed.fact)) and placed.kind != "statement")
    for name, spans in (("known", known), ("owner", [owner] if owner else []), ("words", words)):
        for span in spans:
            marks[span.start : span.end] = [name] * (span.end - span.start)
    paragraphs: list[tuple[Piece, ...]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            paragraphs.append(tuple(_cut(text, marks, start, end)))
        start = end + 1
    return tuple(paragraphs)


def _cut(text: str, marks: list[str], start: int, end: int) -> Iterable[Piece]:
    first = start
    for place in range(start + 1, end + 1):
        if place == end or marks[place] != marks[first]:
            yield Piece(text[first:place], marks[first], first)
            first = place


def _find_spans(placed: Placed | None) -> tuple[Span, ...]:
    """All the words of the fact itself."""
    if placed is None:
        return ()
    content: tuple[Span, ...] | None = getattr(placed.fact, "content", None)
    words = find_words(placed.fact)
    return content or ((words,) if words else ())


def _list_owners(record: Record, kind: Kind | None) -> Iterable[Choice]:
    if kind not in ("offense", "statement"):
        return
    known: tuple[Person | Organization, ...] = record.people
    if kind == "statement":
        known = (*record.people, *record.organizations)
    for each in known:
        if words := find_words(each):
            yield Choice(each.id, each.name or words.text)


def _find_holder(placed: Placed | None) -> str:
    if placed is None:
        return ""
    return placed.holder.id if placed.holder else getattr(placed.fact, "speaker", None) or ""


def _list_choices(kind: Kind, field: str) -> tuple[Choice, ...]:
    values, may_lack = _find_values(get_type_hints(TYPES[kind], include_extras=False)[field])
    if (kind, field) == ("event", "type"):
        values = list_event_types()
    blank = (Choice("", "not told"),) if may_lack and values else ()
    return (*blank, *(Choice(value, value.replace("_", " ")) for value in values))


@cache
def _find_values(hint: Any) -> tuple[tuple[str, ...], bool]:
    """The values of a closed set, in their order, and whether there may be none."""
    parts = get_args(hint) if get_origin(hint) is not Literal else (hint,)
    may_lack = type(None) in parts
    for part in (hint, *parts):
        if get_origin(part) is Literal:
            return tuple(str(value) for value in get_args(part)), may_lack
        if part is bool:
            return ("true", "false"), may_lack
    return (), may_lack
