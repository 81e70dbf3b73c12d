"""A form of the desk and what the person saw -> a review: the words they meant, the values they changed, and why.

Offsets and words come from the text as shown; care says where they stand in the text itself.
"""

from dataclasses import dataclass, replace
from typing import get_args

from onrecord.care import ShownReviewed
from onrecord.desk.forms import Form
from onrecord.errors import ReviewError
from onrecord.reviews.anchoring import digest_text, make_anchor
from onrecord.reviews.applying import Reviewed
from onrecord.reviews.placed import FIELDS, Placed, check_value, find_owner, find_words, list_facts, tell_values
from onrecord.reviews.review import Anchor, Kind, Review, Value, Verdict
from onrecord.schema import Record, Span

__all__ = ["REASONS", "Seen", "build_review", "find_placed", "spell_value"]

REASONS = (
    "The words do not say that.",
    "It is about someone or something else.",
    "A value is wrong.",
    "It is told twice.",
    "It is no fact, but part of a name, a title or a rule.",
)
"""Why something is rejected, by the digit that chooses it."""

_ACCEPTED = "The words state it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the person saw: the record as people left it, the same as shown, and who they are."""

    reviewed: Reviewed
    shown: ShownReviewed
    who: str
    when: str
    coding: str | None = None


def find_placed(record: Record, fact: str | None) -> Placed | None:
    """A fact by its id; None where the record has none of it."""
    return next((placed for placed in list_facts(record) if placed.fact.id == fact), None)


def build_review(form: Form, seen: Seen) -> Review:
    """The review that a form says. Raises ReviewError where it says what cannot be said."""
    verdict: Verdict = _find_verdict(form.get("verdict", ""))
    why = form.get("why", "").strip() or form.get("reason", "").strip()
    record = seen.reviewed.read
    review = Review(
        document=record.document.id,
        text=digest_text(record.document.text),
        reader=f"{record.reader.name} {record.reader.version}",
        verdict=verdict,
        coding=seen.coding,
        who=seen.who,
        when=seen.when,
        why=(why or (_ACCEPTED if verdict in ("accept", "done", "add") else " "))[:2_000],
        of=_read_number(form.get("of", "")),
    )
    if verdict in ("done", "withdraw"):
        return review
    return _add(review, form, seen) if verdict == "add" else _judge(review, form, seen)


def _judge(review: Review, form: Form, seen: Seen) -> Review:
    """Of a fact that the reader found, or that a person added."""
    fact = form.get("fact", "")
    read, now = find_placed(seen.reviewed.read, fact), find_placed(seen.reviewed.record, fact)
    if read is None:
        return _judge_addition(review, form, now, seen)
    now = now or read
    document = seen.reviewed.read.document
    words, owner = find_words(read.fact), find_owner(read, seen.reviewed.read)
    changes = _read_changes(form, read, now, seen) if review.verdict in ("fix", "outcome") else ()
    return replace(
        review,
        kind=read.kind,
        anchor=make_anchor(document, words.start, words.end) if words else None,
        owner=make_anchor(document, owner.start, owner.end) if owner else None,
        told=tell_values(read.kind, read.fact),
        fixed=changes,
        words=_find_new_words(form, now, seen) if review.verdict == "fix" else None,
        whose=_find_new_owner(form, now, seen) if review.verdict == "fix" else None,
    )


def _judge_addition(review: Review, form: Form, now: Placed | None, seen: Seen) -> Review:
    """Agree with what someone added, take it back, or add another in its place."""
    fact = form.get("fact", "")
    number = _read_number(fact.removeprefix("review")) if fact.startswith("review") else None
    if now is None or number is None:
        raise ReviewError("There is no such fact any more; look again.")
    if review.verdict == "fix":
        replaced = replace(review, verdict="add", of=number)
        return _add(replaced, {**form, "kind": now.kind}, seen)
    return replace(review, kind=now.kind, of=number)


def _add(review: Review, form: Form, seen: Seen) -> Review:
    kind = _find_kind(form.get("kind", ""))
    anchor = _find_typed_words(form, None, seen)
    if anchor is None:
        raise ReviewError("Mark or type the words that state what you add: nothing without its words.")
    fixed = [(field, form.get(f"v.{field}", "").strip()) for field in FIELDS[kind]]
    values = tuple(Value(field=field, value=check_value(kind, field, text or None)) for field, text in fixed)
    return replace(review, kind=kind, anchor=anchor, owner=_find_owner(form, seen), fixed=values)


def _read_changes(form: Form, read: Placed, now: Placed, seen: Seen) -> tuple[Value, ...]:
    """Values that are to differ from those of the reader: those that people set before, and those set in this form."""
    shown = find_placed(seen.shown.record, now.fact.id)
    found: list[Value] = []
    for field in FIELDS[read.kind]:
        value = getattr(now.fact, field)
        typed = form.get(f"v.{field}")
        if typed is not None and (shown is None or typed.strip() != spell_value(getattr(shown.fact, field))):
            value = check_value(read.kind, field, typed.strip() or None)
        if value != getattr(read.fact, field) or (field == "disposition" and form.get("verdict") == "outcome"):
            found.append(Value(field=field, value=value))
    return tuple(found)


def spell_value(value: object) -> str:
    """A value as a form has it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _find_new_words(form: Form, now: Placed, seen: Seen) -> Anchor | None:
    old = find_words(now.fact)
    anchor = _find_typed_words(form, old, seen)
    return None if anchor is None or anchor.words == old else anchor


def _find_typed_words(form: Form, old: Span | None, seen: Seen) -> Anchor | None:
    """The words that were marked in the text, or typed: then the place nearest to the old one."""
    typed, text = form.get("words", "").strip(), seen.shown.record.document.text
    if not typed:
        return None
    start = _read_number(form.get("start", ""))
    if start is None or text[start : start + len(typed)] != typed:
        start = _find_nearest(text, typed, old.start if old else 0)
    place = seen.shown.restore(start, start + len(typed))
    if place is None:
        raise ReviewError("Those words begin or end inside a hidden name: take the whole name, or none of it.")
    return make_anchor(seen.reviewed.read.document, *place)


def _find_nearest(text: str, words: str, near: int) -> int:
    places: list[int] = []
    start = text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    if not places:
        raise ReviewError(f"“{words[:80]}” does not stand in the text: copy the words as they are there.")
    return min(places, key=lambda place: abs(place - near))


def _find_new_owner(form: Form, now: Placed, seen: Seen) -> Anchor | None:
    if "owner" not in form:
        return None
    owner = _find_owner(form, seen)
    span = find_owner(now, seen.reviewed.record)
    return None if owner is None or owner.words == span else owner


def _find_owner(form: Form, seen: Seen) -> Anchor | None:
    """The first mention of the person or organization that was chosen."""
    chosen = find_placed(seen.reviewed.record, form.get("owner", ""))
    words = find_words(chosen.fact) if chosen else None
    return make_anchor(seen.reviewed.read.document, words.start, words.end) if words else None


def _find_verdict(word: str) -> Verdict:
    for verdict in get_args(Verdict):
        if verdict == word:
            found: Verdict = verdict
            return found
    raise ReviewError("Say what you make of it: accept, reject, fix or add.")


def _find_kind(word: str) -> Kind:
    for kind in FIELDS:
        if kind == word:
            return kind
    raise ReviewError("Say what kind of fact you add.")


def _read_number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
