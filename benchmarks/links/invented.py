"""A number -> so many invented records, as if read: raids, copies and reports of them, cases, and weekly counts.

Of each hundred documents ninety-five tell of events, five each: a release, two that copy it, a report that has asked
and cites the agency, and one of what came of the case. Five are of weekly counts, with gaps and with numbers that come
again. The words are drawn from a fixed seed: the same number gives the same records.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.schema import (
    Argument,
    Dateline,
    Disposition,
    Document,
    Event,
    Figure,
    Offense,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    ReaderVersion,
    Record,
    Reference,
    Span,
    Statement,
)

__all__ = ["invent_records"]

READER = ReaderVersion(name="invented", version="1")
_OF_ONE = 5  # documents that tell of one event
_WEEKS = 40  # documents of one series
_ROUND = 100  # documents, of which the last few are of series
_OF_SERIES = 5
_DAYS = 700
_FIRST = date(2031, 1, 1)
_OUTCOMES: tuple[tuple[Disposition, str], ...] = (
    ("charged", "charge"),
    ("pleaded", "plead"),
    ("convicted", "convict"),
    ("dismissed", "acquit"),
)
_OFFENSES = ("smuggling", "forgery", "arson")
_SYLLABLES = (
    "ba be bo da de do fa fe ga go ha ka la le lo ma mo na ne no pa po ra re ro sa se so ta te to va ve wa".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    chance: random.Random
    words: list[str]
    towns: list[str]
    states: list[str]
    bureaus: list[str]

    def say(self, sentences: int) -> list[str]:
        """So many sentences of words by chance."""
        return [" ".join(self.chance.choices(self.words, k=18)).capitalize() + "." for _ in range(sentences)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    event: int
    name: str
    town: str
    state: str
    bureau: str
    matter: str
    offense: str
    count: int
    day: date
    outcome: tuple[Disposition, str]


def invent_records(number: int) -> Iterator[Record]:
    """Records by event, each with its copies and follow-ups; every twentieth is of a series."""
    chance = random.Random(8317)
    words = ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(20_000)]
    names = [word.title() for word in chance.sample(words, 460)]
    bureaus = [f"{name} Bureau" for name in names[420:]]
    world = _World(chance=chance, words=words, towns=names[:400], states=names[400:420], bureaus=bureaus)
    event = week = 0
    for start in range(0, number, _ROUND):
        size = min(_ROUND, number - start)
        for at in range(0, size - _OF_SERIES, _OF_ONE):
            yield from _invent_event(event, min(_OF_ONE, size - _OF_SERIES - at), world)
            event += 1
        for _ in range(min(_OF_SERIES, size)):
            yield _invent_count(week, world)
            week += 1


def _invent_event(event: int, documents: int, world: _World) -> Iterator[Record]:
    chance = world.chance
    town = chance.randrange(len(world.towns))
    facts = _Facts(
        event=event,
        name=" ".join(chance.sample(world.words, 2)).title(),
        town=world.towns[town],
        state=world.states[town % len(world.states)],
        bureau=world.bureaus[event % len(world.bureaus)],
        matter=" ".join(chance.sample(world.words, 2)),
        offense=_OFFENSES[event % len(_OFFENSES)],
        count=chance.randrange(11, 5000),
        day=_FIRST + timedelta(days=chance.randrange(_DAYS)),
        outcome=_OUTCOMES[event % len(_OUTCOMES)],
    )
    rest = world.say(12)
    for position in range(documents):
        told = {0: rest, 1: rest[:11], 2: rest[:5] + world.say(6)}.get(position, world.say(10))
        yield _tell_outcome(facts, told) if position == _OF_ONE - 1 else _tell_raid(facts, position, told)


def _tell_raid(facts: _Facts, position: int, rest: list[str]) -> Record:
    """The release, its copies, and the report of a newsroom that had asked, each second time with an answer."""
    lead = (
        f"{facts.town.upper()} – Officers of the {facts.bureau} arrested {facts.count} people with {facts.name} "
        f"for {facts.offense} in {facts.town}, {facts.state}, on {facts.day.isoformat()}."
    )
    answered = position == 3 and facts.event % 2 == 0
    gap = f"The {facts.bureau} did not say how many people of the {facts.matter} matter were charged."
    told = f"In the {facts.matter} matter {facts.count // 11} people were charged, a clerk found." if answered else gap
    said = f"“{rest[0]}” a spokesman for the {facts.bureau} said."
    document = _write(facts, position, [lead, told, *([said] if position == 3 else []), *rest])
    record = _fill(document, facts, "arrested", "arrest", facts.day)
    charge = Event(id="e2", type="charge", trigger=next(_find(document, "charged")))
    figures = [_count(document, facts.count, "f1", "arrest")]
    omission = Omission(
        id="m1",
        kind="total",
        stated=True,
        manner="not_given",
        span=None if answered else next(_find(document, gap)),
        about=None,
        explanation="the text says so",
    )
    if answered:
        figures.append(_count(document, facts.count // 11, "f2", "charge"))
    record = replace(
        record,
        organizations=(
            Organization(id="o1", name=facts.bureau, kind="agency", mentions=tuple(_find(document, facts.bureau))),
        ),
        events=(*record.events, charge),
        figures=tuple(figures),
        omissions=() if answered else (omission,),
    )
    return _cite(record, facts, f"“{rest[0]}”") if position == 3 else record


def _count(document: Document, many: int, name: str, measures: str) -> Figure:
    """A count of people in the town of the event."""
    span = next(_find(document, f"{many} people"))
    return Figure(
        id=name,
        span=document.span(span.start, span.end - len(" people")),
        low=many,
        high=many,
        approximate=False,
        unit="people",
        measures=measures,
        place="g1",
        event="e1" if measures == "arrest" else "e2",
    )


def _cite(record: Record, facts: _Facts, words: str) -> Record:
    """The agency is quoted."""
    document = record.document
    source, cue = next(_find(document, f"a spokesman for the {facts.bureau}")), list(_find(document, "said"))[-1]
    quoted = next(_find(document, words))
    statement = Statement(id="s1", source=source, speaker="o1", cue=cue, content=(quoted,), mode="direct", act="assert")
    cited = Reference(id="r1", span=source, kind="release", publisher="o1")
    return replace(record, statements=(statement,), references=(cited,))


def _tell_outcome(facts: _Facts, rest: list[str]) -> Record:
    """Three weeks later: how far the law has got."""
    disposition, kind = facts.outcome
    day = facts.day + timedelta(days=21)
    lead = (
        f"{facts.town.upper()} – A court {disposition} {facts.name} of {facts.offense} in {facts.town}, "
        f"{facts.state}, on {day.isoformat()}."
    )
    return _fill(_write(facts, _OF_ONE - 1, [lead, *rest]), facts, disposition, kind, day)


def _write(facts: _Facts, position: int, sentences: list[str]) -> Document:
    told = facts.day + timedelta(days=22 if position == _OF_ONE - 1 else 1 + position * 3)
    return Document(
        id=f"{facts.event}-{position}",
        text="\n".join(sentences),
        title=f"{facts.matter.title()} in {facts.town}, day {facts.event}" if position else None,
        publisher=f"Paper {(facts.event * 7 + position) % 300}" if position else facts.bureau,
        kind="article" if position else "release",
        published=told.isoformat(),
        dateline=Dateline(place=facts.town.upper(), date=None),
        language="en",
    )


def _fill(document: Document, facts: _Facts, disposition: Disposition, kind: str, day: date) -> Record:
    """The person, the event, the places and the case."""
    trigger, who = next(_find(document, disposition)), next(_find(document, facts.name))
    town, state = next(_find(document, f"{facts.town}, ")), next(_find(document, facts.state))
    town = document.span(town.start, town.end - 2)
    offense = Offense(id="x1", span=next(_find(document, facts.offense)), disposition=disposition)
    person = Person(
        id="p1",
        kind="person",
        role="subject",
        name=facts.name,
        age=20 + facts.event % 60,
        mentions=(who,),
        offenses=(offense,),
    )
    places = (
        Place(id="g1", name=facts.town, kind="city", admin1=facts.state, country="ZZ", mentions=(town,)),
        Place(id="g2", name=facts.state, kind="state", admin1=facts.state, country="ZZ", mentions=(state,)),
    )
    event = Event(
        id="e1",
        type=kind,
        trigger=trigger,
        subjects=(Argument(ref="p1", span=who),),
        places=(Argument(ref="g1", span=town),),
        start=day.isoformat(),
        end=day.isoformat(),
    )
    case = Proceeding(
        id="c1", court=None, title=None, number=f"31-cr-{facts.event}", parties=event.subjects, steps=("e1",)
    )
    return Record(
        reader=READER, document=document, people=(person,), places=places, events=(event,), proceedings=(case,)
    )


def _invent_count(week: int, world: _World) -> Record:
    """One of forty weekly counts of an office: the tenth is four weeks late, the twentieth has the numbers before."""
    series, at = divmod(week, _WEEKS)
    late = 28 if at >= 10 else 0
    many = 1000 + 7 * series + 13 * (at - (at == 20))
    document = Document(
        id=f"count-{series}-{at}",
        text=f"In the week the offices of district {series} counted {many} arrests.\n" + "\n".join(world.say(3)),
        title=f"Arrests in the {world.words[series % len(world.words)].title()} district by week",
        publisher=f"Counting Office {series}",
        kind="dataset",
        published=(_FIRST + timedelta(days=series % 90 + 7 * at + late)).isoformat(),
        language="en",
    )
    span = next(_find(document, str(many)))
    figure = Figure(id="f1", span=span, low=many, high=many, approximate=False, unit="arrests", measures="arrest")
    return Record(reader=READER, document=document, figures=(figure,))


def _find(document: Document, words: str) -> Iterator[Span]:
    """Every place of these words."""
    start = document.text.find(words)
    while start >= 0:
        yield document.span(start, start + len(words))
        start = document.text.find(words, start + len(words))
