"""The reading + the gazetteer -> every place where a place is named. Which place it is, place_choice.py decides.

A name of the gazetteer counts where something besides its capitals speaks for a place (place_evidence.py), or the
same name counts elsewhere in the text. Districts of courts, jails, airports and the like are found by their last words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.records.agency_names import is_headline
from onrecord.records.gazetteer import Candidate, Gazetteer, place_key
from onrecord.records.place_evidence import Evidence, NameInContext, Surroundings, find_evidence, survey
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
_DIRECTIONS = frozenset("northern southern eastern western central middle".split())
_COUNTIES = frozenset(["counties", "parishes"])


def find_place_mentions(reading: Reading, record: Record, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All mentions of places in order, none overlapping but for a facility and the place in its name."""
    surroundings = survey(reading, record)
    named: list[tuple[PlaceMention, Evidence]] = []
    special: list[PlaceMention] = []
    for sentence in reading.sentences:
        named.extend(_named(reading, gazetteer, surroundings, sentence))
        special.extend(_districts(reading, sentence))
        special.extend(_facilities(reading, gazetteer, sentence))
    sure = {place_key(mention.name) for mention, evidence in named if evidence is not Evidence.PENDING}
    found = [
        mention for mention, evidence in named if evidence is not Evidence.PENDING or place_key(mention.name) in sure
    ]
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
        found = plural.get(index) or _at(reading, gazetteer, surroundings, index, stop=stop, headline=headline)
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
    for last in range(min(stop, at + 4), at, -1):
        name = reading.document.text[reading.words[at].start : reading.words[last - 1].end]
        if not comma and not (len(name) == 2 and name.isupper()):
            continue
        boxes = [
            box
            for box in _look_up(reading, gazetteer, at, last)
            if box.kind in ("state", "country", "region", "county")
        ]
        found = tuple(box for box in boxes if any(lies_in(candidate, box) for candidate in candidates))
        if found:
            return found
    return ()


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


def _districts(reading: Reading, sentence: Sentence) -> Iterator[PlaceMention]:
    """Judicial districts: "Eastern District of Wisconsin", "the District of Massachusetts"."""
    words = sentence.words
    for at, word in enumerate(words[:-2]):
        if word.text != "District" or words[at + 1].lower != "of" or not words[at + 2].text[0].isupper():
            continue
        directed = at > 0 and words[at - 1].lower in _DIRECTIONS and words[at - 1].text[0].isupper()
        if not directed and (
            at < 2 or words[at - 1].lower != "the" or words[at - 2].lower not in ("for", "in", "from")
        ):
            continue
        last = at + 3
        while (
            last < len(words)
            and last < at + 5
            and words[last].text[0].isupper()
            and words[at + 2].lower in ("new", "west", "north", "south", "rhode", "puerto")
        ):
            last += 1
            break
        start, end = words[at - directed].start, words[last - 1].end
        if words[at + 2].text not in ("Columbia", "Attorney"):
            yield PlaceMention(start, end, reading.document.text[start:end], "district")


def _facilities(reading: Reading, gazetteer: Gazetteer, sentence: Sentence) -> Iterator[PlaceMention]:
    """Jails, courthouses, airports and the like by the last words of their names."""
    words = sentence.words
    heads = gazetteer.words.get("facilities", frozenset())
    if is_headline(words):
        return
    for at in range(1, len(words)):
        length = next((n for n in (3, 2, 1) if " ".join(w.lower for w in words[at : at + n]) in heads), 0)
        if not length or not words[at].text[0].isupper():
            continue
        first = at
        while first > 0 and _belongs(words[first - 1], words[first]):
            first -= 1
        if first < at:
            start, end = words[first].start, words[at + length - 1].end
            yield PlaceMention(start, end, reading.document.text[start:end], "facility")


def _belongs(before: Word, after: Word) -> bool:
    marks = before.text in ("-", "’s", "'s", ".")
    return after.start - before.end <= 1 and (
        marks or (before.text[0].isupper() and before.lower not in ("the", "a", "an", "at", "in"))
    )
