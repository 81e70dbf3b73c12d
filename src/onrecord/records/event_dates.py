"""The own days of triggers -> the days of each event: where the text fixes them anywhere, every trigger carries them.

Two triggers tell of one event where they have one type and one sureness, and nothing says that they tell of two people.
What a court does at a hearing has the day of the hearing; what the headline tells is the newest of its kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.records.reading import Reading
from onrecord.records.triggers import Trigger
from onrecord.schema import EventType, IsoDate, Span

__all__ = ["Days", "Told", "carry_dates", "event_kind"]

Days = tuple[IsoDate, IsoDate]

# Kinds of one type that are events of their own: an arraignment is not the indictment.
_KINDS = {
    word: kind
    for kind, words in {
        "arraign": "arraign arraigned arraignment arraignments",
        "accuse": "accuse accused accuses",
        "indict": "indict indicted indicts indictment indictments",
    }.items()
    for word in words.split()
}
_HEARINGS = frozenset(["arraign", "plead", "sentence", "convict"])
_AT_HEARINGS = frozenset(["release", "rule"])
_LEAD = 4  # headline, its second line, dateline, first sentence
_EARLIER = frozenset("had previously earlier original originally initially".split())
_DECISIONS = frozenset("decision motion order move ruling bid".split())
_DEFINITE = frozenset("the this that his her their its today".split())


@dataclass(frozen=True, slots=True)
class Told:
    """Of whom an event tells: ids, or the words that bring in someone new; and whether of several (None: open)."""

    who: frozenset[str]
    several: bool | None


@dataclass(frozen=True)
class _Story:
    """All triggers with what is known of them: kind, own days and people of each."""

    reading: Reading
    triggers: Sequence[Trigger]
    kinds: Sequence[tuple[str, str]]
    dated: Mapping[int, Days]
    people: Sequence[Told]
    alone: bool  # whether the law acts on one person at most in the whole document

    def dated_alike(self, number: int) -> Sequence[int]:
        """The triggers of the same kind that have own days, in order; itself among them where it has."""
        return self._dated_by_kind.get(self.kinds[number], ())

    @cached_property
    def _dated_by_kind(self) -> Mapping[tuple[str, str], Sequence[int]]:
        by_kind: dict[tuple[str, str], list[int]] = {}
        for number in self.dated:
            by_kind.setdefault(self.kinds[number], []).append(number)
        return by_kind


def carry_dates(
    reading: Reading,
    triggers: Sequence[Trigger],
    own: Mapping[int, Days | None],
    *,
    people: Sequence[Told],
    alone: bool,
) -> tuple[Days | None, ...]:
    """The days of each trigger's event, None where the text does not fix them; `people`: of whom each trigger tells."""
    kinds = [_kind(reading, trigger) for trigger in triggers]
    dated = {number: days for number, days in sorted(own.items()) if days is not None}
    story = _Story(reading, triggers, kinds, dated, people, alone)
    return tuple(_find_days(story, number) for number in range(len(triggers)))


def event_kind(type_: EventType, trigger: Span) -> str:
    """The type, or the kind within it that is an event of its own: an arraignment is not the indictment."""
    return _KINDS.get(trigger.text.lower(), type_)


def _kind(reading: Reading, trigger: Trigger) -> tuple[str, str]:
    word = reading.words[trigger.index]
    sure = trigger.factuality if trigger.factuality in ("planned", "negated") else "asserted"
    return _KINDS.get(word.lower, trigger.type), sure


def _find_days(story: _Story, number: int) -> Days | None:
    if story.triggers[number].factuality == "possible" or story.kinds[number][0] == "accuse":
        return story.dated.get(number)
    others = [other for other in story.dated_alike(number) if other != number and _may_be_one(story, number, other)]
    if number in story.dated:
        own = story.dated[number]
        inside = {story.dated[other] for other in others if _contains(own, story.dated[other])}
        return inside.pop() if len(inside) == 1 else own
    return _carried(story, number, others) or _of_hearing(story, number) or _one_of_all(story, number)


def _carried(story: _Story, number: int, others: Sequence[int]) -> Days | None:
    """The day of the same person's event; else the one day of the kind, where nothing leaves open whose it is."""
    same = [other for other in others if story.people[number].who & story.people[other].who]
    days = _narrowest({story.dated[other] for other in same})
    if days is not None:
        return days
    everywhere = {story.dated[other] for other in story.dated_alike(number)}
    at_head = _stands_in_lead(story, number)
    if at_head and len(everywhere) > 1 and not _is_earlier(story, number):
        return _newest(story, number, others)
    if len(everywhere) != 1 or _is_earlier(story, number) or _is_apart(story, number):
        return None
    if story.alone or (at_head and any(_leads(story, number, other) for other in others)):
        return everywhere.pop()
    before = [other for other in others if other < number]
    if before and _is_definite(story, number):
        return story.dated[before[-1]]
    days = everywhere.pop()  # of charges there are several in one case; of others a text that dates one tells of one
    kind = story.triggers[number].type
    return days if kind == "operate" or (kind != "charge" and _length(days) == 0) else None


def _one_of_all(story: _Story, number: int) -> Days | None:
    """The day of what the lead tells of several, for each of them: "Three men pleaded guilty today. Vale pleaded"."""
    if _is_earlier(story, number):
        return None
    same = story.dated_alike(number)
    days = {story.dated[other] for other in same}
    told = any(_stands_in_lead(story, other) and story.people[other].several for other in same)
    return days.pop() if told and len(days) == 1 else None


def _newest(story: _Story, number: int, others: Sequence[int]) -> Days | None:
    """What the lead tells without a day is the newest of its kind, where that is fresh."""
    published = story.reading.document.published
    if published is None or not others or story.kinds[number][1] != "asserted":
        return None
    several = story.people[number].several
    if several is None and {False, True} <= {story.people[other].several for other in others}:
        return None  # of one or of many: open
    days = max((story.dated[other] for other in others if not several or story.people[other].several), default=None)
    if days is None:
        return None
    age = (date.fromisoformat(published) - date.fromisoformat(days[0])).days
    return days if 0 <= age <= _FRESH and _length(days) <= 2 else None


_FRESH = 30  # days


def _is_earlier(story: _Story, number: int) -> bool:
    """ "Had been convicted", "previously arrested": farther back than what the text tells of."""
    index = story.triggers[number].index
    return not _EARLIER.isdisjoint(story.reading.words[at].lower for at in range(max(0, index - 4), index))


def _is_apart(story: _Story, number: int) -> bool:
    """Whether every dated event of the kind tells of another person, or this one is only aimed at: "to arrest"."""
    index = story.triggers[number].index
    words = story.reading.words
    if index > 1 and words[index - 1].lower == "to" and words[index - 2].lower not in _DECISIONS:
        return True
    own = story.people[number].who
    dated = [story.people[other] for other in story.dated_alike(number)]
    if any(" " in one for one in own):  # somebody new, by the words that bring them in
        return all(own.isdisjoint(one.who) for one in dated)
    return bool(own) and all(one.who and own.isdisjoint(one.who) and not one.several for one in dated)


def _leads(story: _Story, number: int, other: int) -> bool:
    """Whether the dated event is the document's own: told in its lead as well, or of as many as the headline's."""
    several = story.people[number].several
    return _stands_in_lead(story, other) or (several is not None and several == story.people[other].several)


def _may_be_one(story: _Story, number: int, other: int) -> bool:
    one, two = story.people[number], story.people[other]
    if one.who and two.who:
        return not one.who.isdisjoint(two.who)
    return one.several is None or two.several is None or one.several == two.several


def _stands_in_lead(story: _Story, number: int) -> bool:
    sentences = story.reading.sentences
    return story.triggers[number].index < sentences[min(_LEAD, len(sentences)) - 1].first


def _is_definite(story: _Story, number: int) -> bool:
    """A noun that points back: "the raid", "his second arrest"."""
    index = story.triggers[number].index
    if story.reading.tags[index] not in ("NOUN", "PROPN"):
        return False
    return any(story.reading.words[at].lower in _DEFINITE for at in range(max(0, index - 5), index))


def _of_hearing(story: _Story, number: int) -> Days | None:
    """The day of the hearing told before in the paragraph: "was arraigned today. … He was released without bail"."""
    kind, sure = story.kinds[number]
    hearings = _HEARINGS if kind in _AT_HEARINGS else frozenset(["arraign"]) if kind == "plead" else frozenset()
    if sure != "asserted" or not hearings:
        return None
    paragraph = _paragraph(story, number)
    for other in range(number - 1, -1, -1):
        if _paragraph(story, other) != paragraph:
            return None
        if story.kinds[other][0] in hearings and story.kinds[other][1] == "asserted" and other in story.dated:
            return story.dated[other]
    return None


def _paragraph(story: _Story, number: int) -> int:
    return story.reading.sentence_at(story.reading.words[story.triggers[number].index].start).paragraph


def _narrowest(days: set[Days]) -> Days | None:
    """The days that lie within all the others, None where they disagree."""
    least = min(days, key=lambda span: (_length(span), span), default=None)
    return least if least is not None and all(span == least or _contains(span, least) for span in days) else None


def _length(days: Days) -> int:
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days


def _contains(wide: Days, narrow: Days) -> bool:
    return wide != narrow and wide[0] <= narrow[0] and narrow[1] <= wide[1]
