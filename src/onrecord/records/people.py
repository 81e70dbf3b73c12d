"""The reading -> people and groups, one entry each, with role, attributes and every mention; offenses come later.

Named people are clustered over the document: full name, last name, "Mr. Vale", initials, nicknames, suffixes. Only
people acted on by the law are subjects; roles.py says who. Unnamed people and groups come from groups.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.records.attributes import find_affiliations, find_age, find_gender, find_origin
from onrecord.records.groups import find_groups
from onrecord.records.mentions import Mention, find_mentions, name_parts
from onrecord.records.quotations import ALIAS
from onrecord.records.reading import Reading
from onrecord.records.roles import find_organization, find_role, find_title
from onrecord.schema import Organization, Person, Record, Span

__all__ = ["all_people", "find_people", "number_people", "told_people"]


@dataclass(slots=True)
class _Cluster:
    """Mentions of one person, the fullest name first in `parts`."""

    parts: tuple[str, ...]
    suffix: str
    mentions: list[Mention] = field(default_factory=list)
    aliases: tuple[str, ...] = ()  # parts of other names of the same person
    alias_ends: tuple[str, ...] = ()  # the last part of each of those names, by which it is found again


def find_people(reading: Reading, record: Record) -> tuple[Person, ...]:
    """All people and groups that the text names or describes, numbered in text order."""
    clusters = _cluster(reading, find_mentions(reading))  # in lists of other pages too, so that they are hidden
    gangs = reading.beat.roles["group_names"]
    named = [_named_person(reading, record, cluster) for cluster in clusters]
    where = frozenset(
        (mention.start, mention.end)
        for place in record.places
        if place.geonameid is not None
        for mention in place.mentions
    )
    bodies = frozenset(
        (mention.start, mention.end)
        for body in record.organizations
        if body.kind in ("agency", "court", "gang") and _is_no_name(reading, body)
        for mention in body.mentions
    )
    named = [
        _of_other_page(reading, person)
        for person in named
        if not (
            _is_doubtful(person, gangs)
            or _is_gang(reading, person)
            or _is_place(reading, person, where)
            or _is_body(reading, person, bodies)
        )
    ]
    groups = find_groups(reading.told, told_people(reading, named))
    return number_people((*named, *groups))


def told_people(reading: Reading, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people of whom the document itself tells, with the mentions outside of its asides."""
    if not reading.asides:
        return tuple(people)
    found = (
        replace(person, mentions=tuple(span for span in person.mentions if reading.tells(span.start)))
        for person in people
    )
    return tuple(person for person in found if person.mentions)


def all_people(people: Iterable[Person], told: Iterable[Person]) -> tuple[Person, ...]:
    """All people with every mention, and with what is told of them."""
    known = {person.id: person for person in told}
    return tuple(replace(known.get(person.id, person), mentions=person.mentions) for person in people)


def number_people(people: Iterable[Person]) -> tuple[Person, ...]:
    """The same people in the order of their first mentions, as p1, p2 and so on."""
    ordered = sorted(people, key=lambda person: (person.mentions[0].start, person.mentions[0].end))
    return tuple(replace(person, id=f"p{number}") for number, person in enumerate(ordered, 1))


def _named_person(reading: Reading, record: Record, cluster: _Cluster) -> Person:
    mentions = sorted(cluster.mentions, key=lambda mention: mention.start)
    every = tuple(reading.span(mention.start, mention.end) for mention in mentions)
    own = [mention for mention in mentions if reading.tells(mention.start)]
    mentions = own or mentions
    spans = tuple(reading.span(mention.start, mention.end) for mention in mentions)
    role = find_role(reading, mentions)
    return Person(
        id="p0",
        kind="person",
        role=role,
        name=_fullest_name(every),
        count=1,
        age=find_age(reading, spans),
        gender=find_gender(reading, spans, role=role),
        origin=find_origin(reading, spans),
        title=find_title(reading, mentions),
        organization=find_organization(reading, record, mentions),
        mentions=every,
        affiliations=find_affiliations(reading, spans) if role == "subject" else (),
    )


def _of_other_page(reading: Reading, person: Person) -> Person:
    """The person; no subject of this document where only a list of other pages names them."""
    if person.role != "subject" or any(reading.tells(mention.start) for mention in person.mentions):
        return person
    return replace(person, role="other", affiliations=())


def _is_doubtful(person: Person, gangs: tuple[str, ...]) -> bool:
    """A gang, or a single word of which little is told: as often a place or a headline's verb as a person."""
    if (person.name or "").lower() in gangs:
        return True
    if len((person.name or "").split()) > 1 or person.title is not None:
        return False
    return len(person.mentions) < (3 if person.role == "other" else 2)


def _is_place(reading: Reading, person: Person, where: frozenset[tuple[int, int]]) -> bool:
    """A place that stands where a person could ("of East Lorn, Halden. He was"): nobody ever gives it age or title."""
    if person.age is not None or person.title is not None:
        return False
    own = [mention for mention in person.mentions if reading.tells(mention.start)]
    return bool(own) and all((mention.start, mention.end) in where for mention in own)


def _is_body(reading: Reading, person: Person, bodies: frozenset[tuple[int, int]]) -> bool:
    """An agency, a court or a gang that stands where a person could, or an office: "the Chief Medical Examiner"."""
    name = (person.name or "").lower()
    if person.age is not None:
        return False
    if " " in name and any(name in titles for titles in reading.beat.titles.values()):  # Bishop and Dean are last names
        return True
    own = [mention for mention in person.mentions if reading.tells(mention.start)]
    return bool(own) and all((mention.start, mention.end) in bodies for mention in own)


def _is_no_name(reading: Reading, body: Organization) -> bool:
    """Whether it is called "the Loot Gang" anywhere, as Li Gang and Robert Service, who are people, never are."""
    text = reading.document.text
    if body.kind != "gang" and body.name.count(" ") > 1:
        return True
    return any(text[max(0, span.start - 4) : span.start].lower() == "the " for span in body.mentions)


def _is_gang(reading: Reading, person: Person) -> bool:
    """A name with "gang" behind it wherever it stands: "the Nine Keys gang", "Halden-based Loot Gang"."""
    text = reading.document.text
    if _BASED.search(person.name or ""):
        return True
    return all(_GANG.match(text, mention.end) for mention in person.mentions)


_GANG = re.compile(r"\s(?:gang|cartel|crew|clique)\b", re.IGNORECASE)
_BASED = re.compile(r"-\s?based\s.*\s(?:gang|cartel|crew|clique)$", re.IGNORECASE)  # Li Gang and Dana Crew are people


def _fullest_name(spans: Sequence[Span]) -> str:
    """The longest form as printed, the first of equals; never in capitals where another form exists."""
    return max(spans, key=lambda span: (not span.text.isupper(), len(name_parts(span.text)[0]), -span.start)).text


def _cluster(reading: Reading, mentions: Sequence[Mention]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    by_last: dict[str, list[_Cluster]] = defaultdict(list)
    for mention in mentions:
        if len(mention.parts) > 1:
            _place_full_name(mention, clusters, by_last)
    clusters = _join_aliases(reading, clusters)
    _place_short_names(reading, [mention for mention in mentions if len(mention.parts) == 1], clusters)
    _place_repeats(reading, clusters)
    return clusters


def _join_aliases(reading: Reading, clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """ "Dana Vale, also known as Ivy Marsh": one person, by two names."""
    text = reading.document.text
    ends = {mention.end: cluster for cluster in clusters for mention in cluster.mentions}
    joined: dict[int, _Cluster] = {}
    for cluster in clusters:
        for mention in cluster.mentions:
            match = _ALIAS.search(text[max(0, mention.start - _ALIASES) : mention.start])
            known = ends.get(mention.start - len(match.group())) if match else None
            if known is not None and known is not cluster:
                joined[id(cluster)] = known
    for cluster in clusters:
        if (known := joined.get(id(cluster))) is not None:
            while id(known) in joined and joined[id(known)] is not cluster:
                known = joined[id(known)]
            known.mentions += cluster.mentions
            known.aliases += cluster.parts
            known.alias_ends += cluster.parts[-1:]
    return [cluster for cluster in clusters if id(cluster) not in joined]


_ALIASES = 80  # code points between a name and the next, a nickname in quotation marks included
_ALIAS = re.compile(
    r"(?:[,;]?\s+\(?(?:aka|a\.k\.a\.?|a/k/a|alias|also known as),?\s+[“\"][^”\"\n]{1,30}[”\"])?"
    rf"[,;]?\s+\(?(?:{ALIAS}|f/k/a|n/k/a|formerly known as),?\s+[“\"‘']?$",
    re.IGNORECASE,
)


def _place_full_name(mention: Mention, clusters: list[_Cluster], by_last: dict[str, list[_Cluster]]) -> None:
    """Into the one cluster that the name fits, else into a new one."""
    fitting = [
        cluster for part in dict.fromkeys(mention.parts[1:]) for cluster in by_last[part] if _fits(mention, cluster)
    ]
    fitting = list({id(cluster): cluster for cluster in fitting}.values())
    if fitting:
        cluster = fitting[-1]
    else:
        cluster = _Cluster(mention.parts, mention.suffix)
        clusters.append(cluster)
    cluster.mentions.append(mention)
    if len(mention.parts) > len(cluster.parts):
        cluster.parts = mention.parts
    cluster.suffix = cluster.suffix or mention.suffix
    for part in mention.parts[1:]:
        if not any(known is cluster for known in by_last[part]):
            by_last[part].append(cluster)


def _fits(mention: Mention, cluster: _Cluster) -> bool:
    """Whether two full names can be one person's: the same first name or its initial, and no contradiction after it."""
    if mention.suffix and cluster.suffix and mention.suffix != cluster.suffix:
        return False
    first, known = mention.parts[0], cluster.parts[0]
    if first != known and not (min(len(first), len(known)) == 1 and first[0] == known[0]):
        short, long = sorted((first, known), key=len)
        if len(short) < 3 or not long.startswith(short):
            return False
    shorter, longer = sorted((mention.parts[1:], cluster.parts[1:]), key=len)
    return all(any(_same_part(part, other) for other in longer) for part in shorter)


def _same_part(part: str, other: str) -> bool:
    return part == other or (min(len(part), len(other)) == 1 and part[0] == other[0])


def _place_short_names(reading: Reading, mentions: Sequence[Mention], clusters: list[_Cluster]) -> None:
    """Single names go to the person who bears them; a name that nobody bears needs a title or a tag."""
    bearers: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for part in dict.fromkeys((*cluster.parts, *cluster.aliases)):
            bearers[part].append(cluster)
    for mention in mentions:
        known = _bearer(bearers[mention.parts[0]], mention)
        if known is not None:
            known.mentions.append(mention)
        elif not bearers[mention.parts[0]] and (mention.title or _is_tagged(reading, mention)):
            cluster = _Cluster(mention.parts, mention.suffix, [mention])
            clusters.append(cluster)
            bearers[mention.parts[0]].append(cluster)


def _bearer(bearers: Sequence[_Cluster], mention: Mention) -> _Cluster | None:
    """The person whom a single name means; None where two could be meant."""
    name = mention.parts[0]
    last = [cluster for cluster in bearers if cluster.parts[-1] == name] or [
        cluster for cluster in bearers if name in cluster.parts[1:]
    ]
    fitting = last or list(bearers)
    if mention.title and mention.title.role not in ("courtesy", "subject"):
        titled = [c for c in fitting if any(m.title and m.title.role == mention.title.role for m in c.mentions)]
        fitting = titled or fitting
    return fitting[0] if len(fitting) == 1 else None


def _is_tagged(reading: Reading, mention: Mention) -> bool:
    return any(name.label == "person" for name in reading.names_in(mention.start, mention.end))


def _place_repeats(reading: Reading, clusters: Sequence[_Cluster]) -> None:
    """Last names that the tagger passed over, in headlines too."""
    owners: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for part in dict.fromkeys((cluster.parts[-1], *cluster.alias_ends)):
            owners[part].append(cluster)
        if len(cluster.parts) > 2 and len(cluster.parts[-2]) > 1:
            owners[cluster.parts[-2]].append(cluster)
    taken = sorted((mention.start, mention.end) for cluster in clusters for mention in cluster.mentions)
    for start, end, cluster in _repeats(reading, owners, taken):
        cluster.mentions.append(Mention(start, end, (reading.document.text[start:end].lower(),), "", None))


def _repeats(
    reading: Reading, owners: dict[str, list[_Cluster]], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, _Cluster]]:
    words, at = reading.words, 0
    for index, word in enumerate(words):
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        bearers = owners.get(word.lower, [])
        if len(bearers) != 1 or not word.text[0].isupper() or (at < len(taken) and taken[at][0] < word.end):
            continue
        first = _first_of_name(reading, index, bearers[0])
        if first is not None:
            yield words[first].start, word.end, bearers[0]


def _first_of_name(reading: Reading, index: int, cluster: _Cluster) -> int | None:
    """Index of the first word of a repeated name that ends at index; None where another name stands there."""
    words, tags, text = reading.words, reading.tags, reading.document.text
    first = index
    while (
        first
        and words[first - 1].lower.strip(".") in (*cluster.parts, *cluster.aliases)
        and words[first - 1].text[0].isupper()
    ):
        first -= 1
    capitals = words[index].text.isupper() and len(words[index].text) > 3
    if index + 1 < len(words) and text[words[index].end : words[index + 1].start] == " " and not capitals:
        following = words[index + 1]
        if following.text[0].isupper() and tags[index + 1] == "PROPN" and len(following.text) > 1:
            return None
    if first == index and not capitals and tags[index] != "PROPN":
        return None
    if first and first == index and not capitals and text[words[first - 1].end : words[first].start] == " ":
        before = words[first - 1]
        if before.text[0].isupper() and tags[first - 1] == "PROPN" and "." not in before.text:
            return None
    return first
