"""The reading + the gazetteer -> every place where a place is named. Which place it is, place_choice.py decides.

A name of the gazetteer counts where something besides its capitals speaks for a place (place_evidence.py), or the
same name counts elsewhere in the text. Districts of courts, jails, airports and the like are found by their last words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.records.agency_names import is_headline
from onrecord.records.gazetteer import Candidate, Gazetteer, place_key
from onrecord.records.grounds import find_grounds
from onrecord.records.place_evidence import (
    Evidence,
    NameInContext,
    Surroundings,
    find_evidence,
    is_located,
    is_part_of_name,
    survey,
)
from onrecord.records.reading import Reading
from onrecord.records.sentences import Sentence, Word
from onrecord.schema import PlaceKind, Record

__all__ = ["PlaceMention", "find_place_mentions", "lies_in"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place, what the gazetteer has under them, and in what it lies by the words behind it."""

    start: int
    end: int
    name: str
    kind: PlaceKind | None
    candidates: tuple[Candidate, ...] = ()
    container: tuple[Candidate, ...] = ()


_LONGEST = 5  # words of the longest names of towns
_INNER = frozenset("of the and de la del los las el du le les upon on da do dos di - – . ’ '".split())
_COUNTIES = frozenset(["counties", "parishes"])


def find_place_mentions(reading: Reading, record: Record, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All mentions of places in order, none overlapping but for a facility and the place in its name."""
    surroundings = survey(reading, record)
    named: list[tuple[PlaceMention, Evidence]] = []
    special: list[PlaceMention] = []
    for sentence in reading.sentences:
        named.extend(_named(reading, gazetteer, surroundings, sentence))
        special.extend(
            PlaceMention(ground.start, ground.end, ground.name, ground.kind)
            for ground in find_grounds(reading, gazetteer, sentence)
            if not is_part_of_name(reading, surroundings, ground.start, ground.end)
        )
    pending = Evidence.PENDING
    sure = {place_key(mention.name) for mention, evidence in named if evidence is not pending}
    found = [mention for mention, evidence in named if evidence is not pending or place_key(mention.name) in sure]
    found = list(_with_states(found))
    return tuple(sorted([*found, *special], key=lambda mention: (mention.start, -mention.end)))


def _with_states(mentions: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """What stands behind a town as its state is that state: "New York" in "Quillon, New York" is no city."""
    before: tuple[Candidate, ...] = ()
    for mention in mentions:
        narrowed = tuple(candidate for candidate in mention.candidates if candidate in before)
        yield replace(mention, candidates=narrowed) if narrowed else mention
        before = mention.container


def lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Whether a town, county or region lies in a state, division or country."""
    if candidate.kind == "country" or candidate.country != container.country:
        return False
    if container.kind == "country":
        return True
    return candidate.admin1 == container.admin1 and candidate.kind != "state"


def _named(
    reading: Reading, gazetteer: Gazetteer, surroundings: Surroundings, sentence: Sentence
) -> Iterator[tuple[PlaceMention, Evidence]]:
    first, stop = sentence.first, sentence.first + len(sentence.words)
    headline = is_headline(sentence.words)
    plural = _listed_counties(reading, gazetteer, sentence)
    index = first
    while index < stop:
        found = (
            plural.get(index)
            or _at(reading, gazetteer, surroundings, index, stop=stop, headline=headline)
            or _unlisted(reading, gazetteer, surroundings, index)
        )
        if found:
            yield found
            index = reading.word_at(found[0].end)
        else:
            index += 1


def _at(
    reading: Reading, gazetteer: Gazetteer, surroundings: Surroundings, index: int, *, stop: int, headline: bool
) -> tuple[PlaceMention, Evidence] | None:
    """The longest name of the gazetteer that begins at words[index] and may be a place there."""
    if not reading.words[index].text[0].isupper():
        return None
    for last in range(min(stop, index + _LONGEST), index, -1):
        candidates = _look_up(reading, gazetteer, index, last)
        if not candidates:
            continue
        container = _container(reading, gazetteer, candidates, last, stop)
        name = NameInContext(index, last, stop, candidates, bool(container), headline)
        evidence = find_evidence(reading, gazetteer, surroundings, name)
        if evidence:
            start, end = reading.words[index].start, reading.words[last - 1].end
            text = reading.document.text[start:end]
            return PlaceMention(start, end, text, None, candidates, container), evidence
    return None


def _unlisted(
    reading: Reading, gazetteer: Gazetteer, surroundings: Surroundings, index: int
) -> tuple[PlaceMention, Evidence] | None:
    """A place of two words and more that the tagger alone knows, behind a preposition: "in Harrow Heights"."""
    last = 0 if index in surroundings.organizations else surroundings.longer.get(index, 0)
    words = reading.words[index:last]
    behind = index - (index > 0 and reading.words[index - 1].lower == "the")
    if len(words) < 2 or not words[0].text[0].isupper() or not _is_name(words) or not is_located(reading, behind):
        return None
    opened = words[0].lower in gazetteer.words["openers"]
    if not opened and any(_look_up(reading, gazetteer, first, last) for first in range(index + 1, last)):
        return None  # "north Norwick"
    start, end = words[0].start, words[-1].end
    return PlaceMention(start, end, reading.document.text[start:end], "region"), Evidence.PREPOSITION


def _look_up(reading: Reading, gazetteer: Gazetteer, first: int, last: int) -> tuple[Candidate, ...]:
    words = reading.words[first:last]
    if not _is_name(words) or "\n" in reading.document.text[words[0].start : words[-1].end]:
        return ()
    name = reading.document.text[words[0].start : words[-1].end]
    found = gazetteer.find(name)
    if sum(letter.isalpha() for letter in name) <= 3:  # "US", "Ill." and "LA" are names only as they are written
        found = tuple(candidate for candidate in found if candidate.written in (name, name.title()))
        if not name.endswith(".") and not name.isupper():
            found = tuple(candidate for candidate in found if not candidate.written.isupper())
    return found


def _is_name(words: Sequence[Word]) -> bool:
    """Capitalised words side by side, small ones only inside."""
    if not words[-1].text[0].isupper() or any(b.start - a.end > 1 for a, b in pairwise(words)):
        return False
    return all(word.text[0].isupper() or word.lower in _INNER for word in words)


def _container(
    reading: Reading, gazetteer: Gazetteer, candidates: Sequence[Candidate], at: int, stop: int
) -> tuple[Candidate, ...]:
    """The state, division or country that stands behind a comma, or a postal code without one."""
    comma = at < stop and reading.words[at].text == ","
    at += comma
    if at >= stop or not reading.words[at].text[0].isupper():
        return ()
    for last in range(min(stop, at + 4), at, -1):
        name = reading.document.text[reading.words[at].start : reading.words[last - 1].end]
        if not comma and not (len(name) == 2 and name.isupper()):
            continue
        boxes = [box for box in _look_up(reading, gazetteer, at, last) if box.kind != "city"]
        found = tuple(box for box in boxes if any(lies_in(candidate, box) for candidate in candidates))
        if found:
            return () if _is_list(candidates, found) else found
    return ()


def _is_list(candidates: Sequence[Candidate], boxes: Sequence[Candidate]) -> bool:
    """ "Oregon, Illinois and Ohio": a state before another state is no town in it, but for "New York, New York"."""
    states = {candidate.name for candidate in candidates if candidate.kind in ("state", "country")}
    full = any(box.written == box.name and box.kind in ("state", "country") for box in boxes)
    return bool(states) and full and not states & {box.name for box in boxes}


def _listed_counties(
    reading: Reading, gazetteer: Gazetteer, sentence: Sentence
) -> dict[int, tuple[PlaceMention, Evidence]]:
    """Names before "counties": "Ferris, Harrow and Vale counties", by the index of their first words."""
    found: dict[int, tuple[PlaceMention, Evidence]] = {}
    for position, word in enumerate(sentence.words):
        at = sentence.first + position
        singular = " Parish" if word.lower == "parishes" else " County"
        while word.lower in _COUNTIES and at > sentence.first:
            last = at
            while at > sentence.first and reading.words[at - 1].text[0].isupper() and last - at < 3:
                at -= 1
            start, end = reading.words[at].start, reading.words[last - 1].end
            name = reading.document.text[start:end]
            candidates = gazetteer.find(name + singular) if at < last else ()
            if not candidates:
                break
            found[at] = PlaceMention(start, end, name, "county", candidates), Evidence.CONTAINER
            while at > sentence.first and reading.words[at - 1].lower in (",", "and", "&"):
                at -= 1
    return found
