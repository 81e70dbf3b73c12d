"""A record that people reviewed, as shown -> a line of gold annotations: the format in which readers are measured.

Every string is copied from the text, with which of its places is meant; what the format has no place for (places,
times, proceedings, labels, references, what was derived) is left out.
"""

import json
import re
from typing import Any

from onrecord.exports.facts import Facts
from onrecord.schema import Argument, Event, Offense, Person, Record, Span, Statement

__all__ = ["describe_gold", "encode_gold", "find_nth"]

_QUOTE = re.compile(r"“([^”]+)(?:”|$)|\"([^\"]+)(?:\"|$)")

Entry = dict[str, Any]


def encode_gold(record: Record) -> bytes:
    """One line of UTF-8 JSON, with its line end."""
    return json.dumps(describe_gold(record), ensure_ascii=False).encode() + b"\n"


def describe_gold(record: Record) -> Entry:
    """The document with its quotes, subjects, events, figures and omissions."""
    document, facts = record.document, Facts(record)
    return {
        "id": document.id,
        "kind": document.kind,
        "published": document.published,
        "title": document.title,
        "text": document.text,
        "quotes": [entry for statement in record.statements for entry in _quotes(record, facts, statement)],
        "subjects": [_subject(record, p) for p in record.people if p.role == "subject" and p.mentions],
        "events": [_event(record, event) for event in record.events],
        "figures": [
            {
                **_place(record, "text", figure.span),
                "low": figure.low,
                "high": figure.high,
                "unit": figure.unit,
                "measures": figure.measures,
            }
            for figure in record.figures
        ],
        "omissions": [
            {"kind": omission.kind, **_place(record, "text", omission.span)}
            for omission in record.omissions
            if omission.stated and omission.span
        ],
    }


def find_nth(text: str, span: Span) -> int:
    """Which of the places of its words a span is, from 1; places may overlap.

    >>> find_nth("aa aa aa", Span(start=3, end=5, text="aa"))
    2
    """
    nth, start = 0, -1
    while start < span.start:
        start = text.index(span.text, start + 1)
        nth += 1
    return nth


def _place(record: Record, key: str, span: Span) -> Entry:
    return {key: span.text, "nth": find_nth(record.document.text, span)}


def _quotes(record: Record, facts: Facts, statement: Statement) -> list[Entry]:
    """One entry a pair of marks, without them."""
    if statement.mode == "indirect":
        return []
    speaker = facts.name(statement.speaker) or (statement.source.text if statement.source else None)
    found: list[Entry] = []
    for span in statement.content:
        for match in _QUOTE.finditer(span.text):
            group = 1 if match[1] is not None else 2
            words = record.document.span(span.start + match.start(group), span.start + match.end(group))
            found.append({**_place(record, "quote", words), "speaker": speaker})
    return found


def _subject(record: Record, person: Person) -> Entry:
    return {
        **_place(record, "mention", person.mentions[0]),
        "name": person.name,
        "count": person.count if person.count is not None or person.kind == "group" else 1,
        "age": person.age,
        "gender": person.gender,
        "origin": person.origin,
        "affiliations": [{"name": each.name, "assertion": each.assertion} for each in person.affiliations],
        "history": [_offense(record, offense) for offense in person.offenses],
    }


def _offense(record: Record, offense: Offense) -> Entry:
    sentence = offense.sentence.text if offense.sentence else None
    return {**_place(record, "offense", offense.span), "disposition": offense.disposition, "sentence": sentence}


def _event(record: Record, event: Event) -> Entry:
    return {
        "type": event.type,
        **_place(record, "trigger", event.trigger),
        "agent": _words(event.agents),
        "subject": _words(event.subjects),
        "place": _words(event.places),
        "start": event.start,
        "end": event.end,
        "factuality": event.factuality,
    }


def _words(arguments: tuple[Argument, ...]) -> str | None:
    return arguments[0].span.text if arguments else None
