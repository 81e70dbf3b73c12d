"""A number -> an invented record, always the same: as long as real ones, made without a reader.

Lengths and counts of facts are those of the hand-marked documents as the reader reads them (mean of every fifth: 2,730
code points, 16 KB of JSON, 6 people, 5 places, 8 times, 7 statements, 10 events, 4 figures). Words are invented and
fall off as words do (Zipf), and each document has some that no other has, so that the full text grows as it would.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from onrecord.schema import (
    Document,
    Event,
    Figure,
    Offense,
    Organization,
    Person,
    Place,
    ReaderVersion,
    Record,
    Span,
    Statement,
    Time,
)

__all__ = ["make_record", "make_records", "make_searches"]

READER = ReaderVersion(name="invented", version="1")
_VOCABULARY = 40_000
_STREAM = 1_000_000  # words to cut documents from
_FILLING = (60, 520)  # words of a document beside its facts, at least and at most
_SENTENCE = 17
_ONSETS = "b br c d dr f g gr h j k l m n p pr qu r s sk st t tr v w z".split()
_MIDDLES = "a ai e ea i o oa u".split()
_ENDINGS = "b ck d ff l ll m n nd ng p r rn rt s sh ss st t th x".split()
_MONTHS = "January February March April May June July August September October November December".split()
_OFFENSES = "burglary robbery arson fraud perjury smuggling trespass forgery".split()


@dataclass(slots=True)
class _Draft:
    """A text that grows by sentences, and the facts found in it so far."""

    chance: random.Random
    sheriff: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    people: list[Person] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def fill(self, words: str) -> None:
        """Add words to the text."""
        self.pieces.append(words)
        self.length += len(words)

    def say(self, words: str) -> Span:
        """The words, added to the text, as a span."""
        start = self.length
        self.fill(words)
        return Span(start=start, end=self.length, text=words)


def make_records(first: int, count: int) -> Iterator[Record]:
    """So many records, from the one with the number `first` on."""
    return (make_record(number) for number in range(first, first + count))


def make_record(number: int, *, words: str | None = None) -> Record:
    """The record of this number; with `words` at the end of its text, it is another revision of the same document."""
    chance = random.Random(number)
    draft = _Draft(chance, f"{_name(chance)} {_name(chance)}")
    stream = _stream()
    size = min(max(_FILLING[0], int(chance.lognormvariate(5.3, 0.6))), _FILLING[1])
    at = chance.randrange(len(stream) - size)
    for start in range(at, at + size, _SENTENCE):
        draft.fill(" ".join(stream[start : min(start + _SENTENCE, at + size)]).capitalize() + ". ")
        if len(draft.statements) < _share(size):
            _tell_arrest(draft)
    draft.fill(f"Case {number:07d}-{chance.randrange(99):02d} is open. {words or ''}")
    document = _make_document(draft, number)
    spoken = tuple(made.source for made in draft.statements if made.source)
    sheriff = Person(id="p0", kind="person", role="official", name=draft.sheriff, mentions=spoken)
    return Record(
        reader=READER,
        document=document,
        people=(sheriff, *draft.people),
        organizations=(Organization(id="o1", name=document.publisher or "", kind="agency"),),
        places=tuple(draft.places),
        times=tuple(draft.times),
        statements=tuple(draft.statements),
        events=tuple(draft.events),
        figures=tuple(draft.figures),
    )


def make_searches(count: int) -> Iterator[str]:
    """What people search for: a word, common or rare; two words; two in a row."""
    chance = random.Random(count)
    stream = _stream()
    for number in range(count):
        at = chance.randrange(len(stream) - 2)
        first, second = stream[at], stream[at + 1]
        rare = _vocabulary()[chance.randrange(2000, _VOCABULARY)]
        yield (first, rare, f"{first} {rare}", f'"{first} {second}"', f"arrested {second}")[number % 5]


def _share(size: int) -> int:
    """How many statements stand in a text of so many words beside them."""
    return max(2, size // 28)


def _make_document(draft: _Draft, number: int) -> Document:
    publisher = f"{_name(draft.chance)} Harbor Office"
    slug = draft.chance.choice(_vocabulary())
    day = f"20{number % 30 + 31}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return Document(
        id=f"{draft.chance.getrandbits(64):016x}",
        text="".join(draft.pieces),
        url=f"https://office.example/news/{day}/{slug}-{number}",
        publisher=publisher,
        kind="release",
        title=f"{publisher} says who was arrested in {draft.places[0].name}",
        published=day,
        retrieved=f"{day}T08:00:00+00:00",
        language="en",
    )


def _tell_arrest(draft: _Draft) -> None:
    """An official says that a man was arrested, where and when, for what, and how many others were."""
    chance, index = draft.chance, len(draft.statements) + 1
    official = draft.say(f"Sheriff {draft.sheriff}")
    draft.fill(" ")
    cue = draft.say("said")
    draft.fill(" that ")
    begin, spoken = draft.length, len(draft.pieces)
    man = draft.say(f"{_name(chance)} {_name(chance)}")
    draft.fill(" was ")
    trigger = draft.say("arrested")
    draft.fill(" in ")
    place = draft.say(f"Port {_name(chance)}")
    draft.fill(" on ")
    day = draft.say(f"{chance.choice(_MONTHS)} {chance.randrange(1, 29)}")
    draft.fill(" for ")
    offense = draft.say(chance.choice(_OFFENSES))
    content = Span(start=begin, end=draft.length, text="".join(draft.pieces[spoken:]))
    draft.fill(". ")
    offenses = (Offense(id=f"x{index}", span=offense, disposition="arrested", place=f"l{index}", event=f"e{index}"),)
    draft.people.append(
        Person(id=f"p{index}", kind="person", role="subject", name=man.text, mentions=(man,), offenses=offenses)
    )
    draft.places.append(Place(id=f"l{index}", name=place.text, kind="city", country="US", mentions=(place,)))
    draft.times.append(Time(id=f"t{index}", span=day, type="DATE", value="2031-05-06"))
    draft.statements.append(
        Statement(
            id=f"s{index}", source=official, speaker="p0", cue=cue, content=(content,), mode="indirect", act="assert"
        )
    )
    draft.events.append(Event(id=f"e{index}", type="arrest", trigger=trigger, time=f"t{index}", statement=f"s{index}"))
    if index % 2:
        _tell_figure(draft, index)


def _tell_figure(draft: _Draft, index: int) -> None:
    count = draft.chance.randrange(2, 90)
    number = draft.say(str(count))
    draft.fill(" others were ")
    trigger = draft.say("held")
    draft.fill(". ")
    draft.events.append(Event(id=f"h{index}", type="detention", trigger=trigger))
    draft.figures.append(
        Figure(
            id=f"f{index}",
            span=number,
            low=count,
            high=count,
            approximate=False,
            unit="people",
            measures="detention",
            event=f"h{index}",
        )
    )


def _name(chance: random.Random) -> str:
    names = _names()
    return names[int(chance.random() * len(names))]


@cache
def _names() -> tuple[str, ...]:
    chance = random.Random(2)
    return tuple({_word(chance).capitalize(): None for _ in range(200_000)})


def _word(chance: random.Random) -> str:
    word = chance.choice(_ONSETS) + chance.choice(_MIDDLES) + chance.choice(_ENDINGS)
    return word + chance.choice(_MIDDLES) + chance.choice(_ENDINGS) if chance.random() < 0.7 else word


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words, the most common first."""
    chance = random.Random(0)
    words = (_word(chance) + chance.choice(("", "", "ed", "ing", "s", "er")) for _ in range(_VOCABULARY * 3))
    return tuple(dict.fromkeys(words))[:_VOCABULARY]


@cache
def _stream() -> list[str]:
    words = _vocabulary()
    weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    return random.Random(1).choices(words, cum_weights=weights, k=_STREAM)
