"""The reading -> its organizations, one entry each with every mention, in the order in which the text names them.

A name, its acronym, the same name in fewer words ("the Sheriff’s Office") and "the department" mean one organization
where only one can be meant; a noun that might mean two is left alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.records.definite_mentions import find_definite_mentions
from onrecord.records.organization_mentions import OrganizationMention, find_organization_mentions, name_key
from onrecord.records.reading import Reading
from onrecord.schema import Organization, OrganizationKind, Record

__all__ = ["find_organizations", "organization_at"]


@dataclass(slots=True)
class _Cluster:
    keys: set[tuple[str, ...]]
    kind: OrganizationKind
    known: str | None
    mentions: list[tuple[int, int]] = field(default_factory=list)
    own_name: str | None = None  # of the publisher, where the text has only a part of it


def find_organizations(reading: Reading, record: Record) -> tuple[Organization, ...]:
    """All organizations that the text names, as o1, o2 and so on."""
    mentions = find_organization_mentions(reading)
    clusters = _cluster(reading, mentions)
    found = [(cluster, _name_of(reading, cluster)) for cluster in clusters]
    definite = find_definite_mentions(
        reading, [(cluster.known or name, cluster.kind, tuple(sorted(cluster.mentions))) for cluster, name in found]
    )
    entries = []
    for number, (cluster, name) in enumerate(found):
        spans = sorted({*cluster.mentions, *definite.get(number, ())})
        entries.append((spans, name, cluster.kind))
    entries.sort(key=lambda entry: entry[0][0])
    return tuple(
        Organization(
            id=f"o{number}", name=name, kind=kind, mentions=tuple(reading.span(start, end) for start, end in spans)
        )
        for number, (spans, name, kind) in enumerate(entries, 1)
    )


def organization_at(record: Record, start: int, end: int) -> Organization | None:
    """The organization whose mention covers or stands in text[start:end]; of several the one that stands last.

    The last, because in "Norwick Police Chief of the Ferris Task Force" the later name is the closer to what follows.
    """
    found = [
        (span.start, span.end, organization)
        for organization in record.organizations
        for span in organization.mentions
        if span.start < end and start < span.end
    ]
    return max(found, key=lambda entry: entry[:2])[2] if found else None


def _cluster(reading: Reading, mentions: Sequence[OrganizationMention]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    by_key: dict[tuple[str, ...], _Cluster] = {}
    by_known: dict[str, _Cluster] = {}
    by_start: dict[int, _Cluster] = {}
    shorts: list[OrganizationMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.long_form is not None, mention.start)):
        if mention.short or (mention.known and mention.kind == "court" and len(mention.key) == 2):
            shorts.append(mention)
            continue
        cluster = by_start.get(mention.long_form[0]) if mention.long_form else None
        if cluster is None and mention.known and not mention.long_form:
            cluster = by_known.get(mention.known)
        cluster = cluster or by_key.get(mention.key) or _by_last_word(clusters, mention)
        if cluster is None:
            cluster = _Cluster({mention.key}, mention.kind, mention.known)
            clusters.append(cluster)
        _add(cluster, mention)
        by_key.setdefault(mention.key, cluster)
        by_start[mention.start] = cluster
        if mention.known:
            by_known.setdefault(mention.known, cluster)
    for mention in shorts:
        _add(_fullest(reading, clusters, mention) or _new(reading, clusters, mention), mention)
    return clusters


def _by_last_word(clusters: Sequence[_Cluster], mention: OrganizationMention) -> _Cluster | None:
    """The newsroom that one word of its name means: "the Sentinel"."""
    if len(mention.key) > 1:
        return None
    fitting = [cluster for cluster in clusters if cluster.kind == "newsroom" and _is_part(cluster, mention.key)]
    return fitting[0] if len(fitting) == 1 else None


def _is_part(cluster: _Cluster, key: tuple[str, ...]) -> bool:
    return any(_ends_with(own, key) for own in cluster.keys)


def _add(cluster: _Cluster, mention: OrganizationMention) -> None:
    cluster.keys.add(mention.key)
    cluster.mentions.append((mention.start, mention.end))
    if cluster.kind == "other":
        cluster.kind = mention.kind


def _fullest(reading: Reading, clusters: Sequence[_Cluster], mention: OrganizationMention) -> _Cluster | None:
    """The organization that a part of a name means: the publisher, the only one, else the last one named before."""
    fitting = [cluster for cluster in clusters if _is_part(cluster, mention.key)]
    publisher = name_key(reading.document.publisher or "")
    if _ends_with(publisher, mention.key) and not any(publisher in cluster.keys for cluster in fitting):
        before = [cluster for cluster in fitting if min(cluster.mentions)[0] < mention.start]
        if not before:
            return None
        fitting = before
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    ranked = sorted(fitting, key=lambda cluster: _last_before(cluster, mention.start))
    return ranked[-1]


def _new(reading: Reading, clusters: list[_Cluster], mention: OrganizationMention) -> _Cluster:
    cluster = _Cluster({mention.key}, mention.kind, mention.known)
    publisher = reading.document.publisher or ""
    if _ends_with(name_key(publisher), mention.key):
        cluster.own_name = publisher
        cluster.keys.add(name_key(publisher))
    clusters.append(cluster)
    return cluster


def _last_before(cluster: _Cluster, offset: int) -> tuple[int, int]:
    """Where the cluster was last named before an offset; one only named later comes after all of these in nearness."""
    starts = sorted(start for start, _ in cluster.mentions)
    at = bisect_right(starts, offset)
    return (1, starts[at - 1]) if at else (0, -starts[0])


def _ends_with(key: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(key) >= len(part) > 0 and key[-len(part) :] == part


def _name_of(reading: Reading, cluster: _Cluster) -> str:
    """The fullest name that the text gives it; the publisher's own where the text has only a part of that."""
    text = reading.document.text
    names = [" ".join(text[start:end].split()) for start, end in sorted(cluster.mentions)]
    fullest = max(names, key=lambda name: (len(name), -names.index(name)))
    if cluster.own_name and len(cluster.own_name) > len(fullest):
        return cluster.own_name.removeprefix("The ").removeprefix("the ")
    return fullest
