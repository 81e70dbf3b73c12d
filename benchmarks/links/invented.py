"""A number -> so many invented records, as if read: releases on raids and cases, copies of them, later reports.

The words are drawn from a fixed seed: the same number gives the same records.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.schema import (
    Argument,
    Dateline,
    Document,
    Event,
    Figure,
    Offense,
    Person,
    Proceeding,
    ReaderVersion,
    Record,
)

__all__ = ["invent_records"]

READER = ReaderVersion(name="invented", version="1")
_OF_ONE = 5  # documents that tell of one event: a release, two copies, two reports of its own
_DAYS = 700
_SYLLABLES = (
    "ba be bo da de do fa fe ga go ha ka la le lo ma mo na ne no pa po ra re ro sa se so ta te to va ve wa".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    name: str
    town: str
    count: int
    day: str


def invent_records(number: int) -> Iterator[Record]:
    """Records by event, each with its copies and follow-ups."""
    chance = random.Random(8317)
    words = ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(20_000)]
    towns = [word.title() for word in chance.sample(words, 400)]
    for event in range(-(-number // _OF_ONE)):
        yield from _invent_event(event, min(_OF_ONE, number - event * _OF_ONE), chance, words, towns)


def _invent_event(
    event: int, documents: int, chance: random.Random, words: list[str], towns: list[str]
) -> Iterator[Record]:
    day = date(2031, 1, 1) + timedelta(days=chance.randrange(_DAYS))
    town, name = chance.choice(towns), " ".join(chance.sample(words, 2)).title()
    count = chance.randrange(11, 5000)
    lead = f"Officers arrested {count} people with {name} in {town} on {day.isoformat()}."
    rest = [" ".join(chance.choices(words, k=18)).capitalize() + "." for _ in range(14)]
    for position in range(documents):
        own = [" ".join(chance.choices(words, k=18)).capitalize() + "." for _ in range(10)]
        told = {0: rest, 1: rest[:12], 2: rest[:5] + own[:6]}.get(position, own)
        published = (day + timedelta(days=1 + position * 3)).isoformat()
        text = f"{town.upper()} – {lead}\n" + "\n".join(told)
        facts = _Facts(name=name, town=town, count=count, day=day.isoformat())
        yield _make_record(event, position, text, facts, published)


def _make_record(event: int, position: int, text: str, facts: _Facts, told: str) -> Record:
    name, town, count, day = facts.name, facts.town, facts.count, facts.day
    document = Document(
        id=f"{event}-{position}",
        text=text,
        publisher=f"Paper {(event * 7 + position) % 300}" if position else "Bureau",
        kind="article" if position else "release",
        published=told,
        dateline=Dateline(place=town.upper(), date=None),
        language="en",
    )
    at, who, many = text.index("arrested"), text.index(name), text.index(str(count))
    span = document.span(who, who + len(name))
    offense = Offense(id="x1", span=document.span(at, at + 8), disposition="arrested")
    person = Person(
        id="p1", kind="person", role="subject", name=name, age=20 + event % 60, mentions=(span,), offenses=(offense,)
    )
    arrest = Event(
        id="e1",
        type="arrest",
        trigger=document.span(at, at + 8),
        subjects=(Argument(ref="p1", span=span),),
        start=day,
        end=day,
    )
    figure = Figure(
        id="f1",
        span=document.span(many, many + len(str(count))),
        low=count,
        high=count,
        approximate=False,
        unit="people",
        measures="arrest",
        event="e1",
    )
    case = Proceeding(id="c1", court=None, title=None, number=f"31-cr-{event}", parties=arrest.subjects, steps=("e1",))
    return Record(
        reader=READER, document=document, people=(person,), events=(arrest,), figures=(figure,), proceedings=(case,)
    )
