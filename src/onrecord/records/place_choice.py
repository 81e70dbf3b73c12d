"""Mentions of places -> which place each name means: one choice for one name in one text.

What stands behind a name ("Portland, Maine") decides. Else the namesakes are weighed: how many people live there, which
states and countries the text and its publisher name, and which of the text's other places lie near. The
weights were set once on local news (LGL) and are few on purpose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, log10, radians, sin, sqrt

from onrecord.records.gazetteer import Candidate, Gazetteer, place_key
from onrecord.records.place_mentions import PlaceMention, lies_in
from onrecord.records.sentences import find_words
from onrecord.schema import Document

__all__ = ["Choice", "choose_places", "kilometres"]

_NAMED = 2.0  # a vote for a state or country that the text names itself
_HOME = 2.5  # for the one in which the publisher sits
_STATE = 1.2  # what the votes for a state weigh, in powers of ten of population
_COUNTRY = 0.6  # and those for a country
_ABROAD = 1.5  # against a place in a country of which the text names nothing else, where it names other countries
_NEAR = 2.0  # for other names that have a namesake close by
_REACH = 100.0  # kilometres, from which on a place is not close
_SURE = 0.2  # less ahead of a namesake, a place is not sure: of such choices on LGL three in four were wrong
_SAME = 161.0  # kilometres: namesakes closer than that are no rivals (the bench's own threshold)
_CROWD = 3.0  # more votes than these prove no more
_GREAT = 500_000  # people: a smaller town named like a state needs its own state behind it
_MOST = 40  # namesakes weighed: "Washington Township" has hundreds
_SEAT = 9.0  # the capital is named far oftener than its people count
_LAND = 1.5  # so is a state or a country
_FAME = 0.7  # so is a great city
_DIVISION = 0.5  # a foreign division is named less often than a town of its size


@dataclass(frozen=True, slots=True)
class Choice:
    """Mentions of one name, and the place it means, bare where two are as likely; None where the gazetteer has none."""

    mentions: tuple[PlaceMention, ...]
    place: Candidate | None


@dataclass(slots=True)
class _Group:
    mentions: list[PlaceMention]
    candidates: tuple[Candidate, ...]
    fixed: bool  # by what stands behind the name


Region = tuple[str | None, str | None]


def choose_places(document: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[Choice, ...]:
    """One choice for each distinct name, in the order of first mentions."""
    groups = _group(mentions)
    home = _home(document, gazetteer)
    votes = _votes(groups, home)
    near = _nearness(groups)
    named = _count_regions(groups)
    return tuple(
        Choice(tuple(group.mentions), _choose(group, votes, own=_own_votes(group, named), near=near[number]))
        for number, group in enumerate(groups)
    )


def kilometres(one: Candidate, other: Candidate) -> float:
    """Great-circle distance; infinite where a place has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    first, second = radians(one.latitude), radians(other.latitude)
    east = radians(other.longitude - one.longitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(half)))


def _group(mentions: Sequence[PlaceMention]) -> list[_Group]:
    """Mentions by name; one without a state joins the first of its name that has one."""
    groups: list[_Group] = []
    contained: dict[tuple[str, Region], _Group] = {}
    by_key: dict[str, _Group] = {}
    for mention in sorted(mentions, key=lambda mention: (not mention.container, mention.start)):
        candidates = mention.candidates
        if mention.container:
            candidates = tuple(c for c in candidates if any(lies_in(c, box) for box in mention.container))
        key = place_key(mention.name) + ("" if mention.kind in (None, "county") else f" ({mention.kind})")
        if len(mention.candidates) > 0 and all(c.kind in ("state", "country") for c in mention.candidates):
            key = f"{mention.candidates[0].kind} {mention.candidates[0].geonameid}"  # "Calif." and "California" are one
        region = (candidates[0].country, candidates[0].admin1) if mention.container and candidates else None
        group = contained.get((key, region)) if region else by_key.get(key)
        if group is None:
            group = _Group([], candidates[:_MOST], fixed=region is not None)
            groups.append(group)
            by_key.setdefault(key, group)
            if region:
                contained[key, region] = group
        group.mentions.append(mention)
    for group in groups:
        if not group.fixed and any(candidate.kind == "state" for candidate in group.candidates):
            group.candidates = tuple(c for c in group.candidates if c.kind != "city" or c.population > _GREAT)
    _add_counties(groups)
    for group in groups:
        group.mentions.sort(key=lambda mention: mention.start)
    return sorted(groups, key=lambda group: (group.mentions[0].start, -group.mentions[0].end))


def _add_counties(groups: Sequence[_Group]) -> None:
    """ "Kanawha" may mean the Kanawha County that the text names as well."""
    counties = {
        key: group.candidates
        for group in groups
        for key in [place_key(group.mentions[0].name).rpartition(" ")[0]]
        if key and group.candidates and group.candidates[0].kind == "county"
    }
    for group in groups:
        more = counties.get(place_key(group.mentions[0].name), ())
        if more and not group.fixed and group.candidates and group.candidates[0].kind == "city":
            group.candidates = (*group.candidates, *more)


def _home(document: Document, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """The places that the publisher's name may mean: the longest name of the gazetteer in it."""
    words = find_words((document.publisher or "")[:200])
    for length in (4, 3, 2, 1):
        for first in range(len(words) - length + 1):
            part = words[first : first + length]
            name = (document.publisher or "")[part[0].start : part[-1].end]
            common = name.lower() in gazetteer.words.get("common", ())
            found = (
                gazetteer.find(name) if part[0].text[0].isupper() and part[-1].text[0].isupper() and not common else ()
            )
            if found:
                return found[:_MOST]
    return ()


def _votes(groups: Sequence[_Group], home: Sequence[Candidate]) -> dict[Region, float]:
    """What speaks for each state (country, division) and country (country, None)."""
    votes: dict[Region, float] = {}
    if home:
        most = max(candidate.population for candidate in home) + 1
        for region, people in _by_region(home).items():
            votes[region] = votes.get(region, 0.0) + _HOME * (people + 1) / most
    named = _count_regions(groups)
    for group in groups:
        for region, vote in _own_votes(group, named).items():
            votes[region] = votes.get(region, 0.0) + vote
    return votes


def _own_votes(group: _Group, named: int) -> dict[Region, float]:
    """A name's votes: one for the state of a name that only one has, less the more states have it.

    A state's or country's own name counts as much as its share in the mentions of such names.
    """
    regions = {(c.country, c.admin1) for c in group.candidates if c.country and c.kind != "country"}
    countries = {c.country for c in group.candidates if c.country}
    weight = _NAMED * len(group.mentions) / named if _names_region(group) else 1.0
    votes: dict[Region, float] = {}
    for region in regions:
        votes[region] = weight * _rarity(len(regions))
    for country in countries:
        votes[country, None] = weight * _rarity(len(countries))
    return votes


def _rarity(count: int) -> float:
    """1 for one, 0 for 50 and more: how much a name tells that so many states have."""
    return max(0.0, 1 - log10(max(count, 1)) / log10(50))


def _by_region(candidates: Iterable[Candidate]) -> dict[Region, int]:
    """The most people that a namesake has in each state or division."""
    found: dict[Region, int] = {}
    for candidate in candidates:
        if candidate.country:
            region = (candidate.country, candidate.admin1)
            found[region] = max(found.get(region, 0), candidate.population)
    return found


def _names_region(group: _Group) -> bool:
    return bool(group.candidates) and group.candidates[0].kind in ("state", "country")


def _count_regions(groups: Sequence[_Group]) -> int:
    return sum(len(group.mentions) for group in groups if _names_region(group))


def _nearness(groups: Sequence[_Group]) -> list[list[float]]:
    """For each candidate of each group: how many other names have a namesake close by, rare names counting more.

    Candidates are laid in cells of one degree, so that only neighbours are compared.
    """
    cells: dict[tuple[int, int], list[tuple[int, Candidate]]] = {}
    for number, group in enumerate(groups):
        for candidate in group.candidates:
            if (
                candidate.kind in ("city", "county")
                and candidate.latitude is not None
                and candidate.longitude is not None
            ):
                cells.setdefault((round(candidate.latitude), round(candidate.longitude)), []).append(
                    (number, candidate)
                )
    rarity = [_rarity(len(group.candidates)) + 0.2 for group in groups]
    return [
        [_near(cells, number, candidate, rarity) for candidate in group.candidates]
        for number, group in enumerate(groups)
    ]


def _near(
    cells: Mapping[tuple[int, int], Sequence[tuple[int, Candidate]]],
    own: int,
    candidate: Candidate,
    rarity: Sequence[float],
) -> float:
    if candidate.kind not in ("city", "county") or candidate.latitude is None or candidate.longitude is None:
        return 0.0
    closest: dict[int, float] = {}
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            cell = round(candidate.latitude) + north, round(candidate.longitude) + east
            for number, other in cells.get(cell, ()):
                if number != own:
                    closeness = max(0.0, 1 - kilometres(candidate, other) / _REACH)
                    closest[number] = max(closest.get(number, 0.0), closeness)
    return sum(closeness * rarity[number] for number, closeness in sorted(closest.items()))


def _choose(
    group: _Group, votes: Mapping[Region, float], *, own: Mapping[Region, float], near: Sequence[float]
) -> Candidate | None:
    if not group.candidates:
        return None
    scored = sorted(
        (-_score(candidate, votes, own) - _NEAR * min(near[rank], 2.0), rank)
        for rank, candidate in enumerate(group.candidates)
    )
    best = group.candidates[scored[0][1]]
    rivals = [group.candidates[rank] for lost, rank in scored[1:] if lost - scored[0][0] < _SURE]
    rivals = [rival for rival in rivals if kilometres(best, rival) > _SAME]
    return _unsure(best, rivals) if rivals and not group.fixed else best


def _unsure(best: Candidate, rivals: Sequence[Candidate]) -> Candidate:
    """A place of which only what all likely namesakes share is known."""
    country = best.country if all(rival.country == best.country for rival in rivals) else None
    return replace(best, geonameid=None, latitude=None, longitude=None, admin1=None, country=country)


def _score(candidate: Candidate, votes: Mapping[Region, float], own: Mapping[Region, float]) -> float:
    people = log10(max(candidate.population, 300))
    if candidate.admin1 == "DC" and candidate.country == "US" and candidate.population > 500_000:
        people = _SEAT
    if candidate.kind in ("state", "country"):
        people += _LAND
    elif candidate.kind == "city" and candidate.population > _GREAT:
        people += _FAME
    if candidate.kind == "region" and candidate.geonameid is None:
        people -= _DIVISION
    state = country = 0.0
    if candidate.country:
        region, land = (candidate.country, candidate.admin1), (candidate.country, None)
        country = votes.get(land, 0.0) - own.get(land, 0.0)
        state = country if candidate.kind == "country" else votes.get(region, 0.0) - own.get(region, 0.0)
        abroad = country <= 0.3 and candidate.country != "US" and votes.get(("US", None), 0.0) >= 1
        people -= _ABROAD * (abroad and candidate.kind != "country")
    return people + _STATE * min(state, _CROWD) + _COUNTRY * min(country, _CROWD)
