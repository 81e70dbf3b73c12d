"""Records, echoes and episodes -> on which bodies each document draws, and whether on one of them alone.

A body is a publisher or an organization that a record knows, never a person. A document draws on it where it repeats
its sentences, says what it said, or names a document of it. It rests on it alone where every count and event that it
tells goes back to this body, and it draws on no other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from onrecord.links.defendants import fold_name
from onrecord.links.echoes import Echo
from onrecord.links.episodes import Episode
from onrecord.links.origins import trace_roots
from onrecord.links.passages import Passage, point_to
from onrecord.schema import Id, Record, Span

__all__ = ["Reliance", "find_reliances"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """That a document draws on a body; `passage` is where, `publication` a document that the body published."""

    document: Id
    body: Annotated[str, Field(description="its name, folded")]
    sentences: Annotated[int, Field(description="of it that are repeated")]
    cited: bool
    alone: bool
    passage: Passage
    publication: Id | None


def find_reliances(
    records: Iterable[Record], echoes: Iterable[Echo], episodes: Iterable[Episode]
) -> tuple[Reliance, ...]:
    """Every reliance, by document and body; a body that relies on itself is none."""
    known = {record.document.id: record for record in records}
    repeated: dict[Id, list[Echo]] = {document: [] for document in known}
    for echo in echoes:
        repeated[echo.document].append(echo)
    found: list[Reliance] = []
    for episode in episodes:
        inside = [known[document] for document in episode.documents]
        roots = trace_roots(inside, [echo for record in inside for echo in repeated[record.document.id]])
        for record in inside:
            drawn = _draw(record, repeated[record.document.id], known)
            found += _mark_alone(record, drawn, roots[record.document.id], inside)
    return tuple(sorted(found, key=lambda item: (item.document, item.body)))


def _draw(record: Record, echoes: Sequence[Echo], known: Mapping[Id, Record]) -> dict[str, Reliance]:
    """The bodies that a document repeats or cites."""
    drawn: dict[str, Reliance] = {}
    for echo in echoes:
        body = _name_publisher(known[echo.source])
        before = drawn.get(body)
        drawn[body] = Reliance(
            document=record.document.id,
            body=body,
            sentences=len(echo.sentences) + (before.sentences if before else 0),
            cited=False,
            alone=False,
            passage=before.passage if before else echo.sentences[0].passage,
            publication=before.publication if before else echo.source,
        )
    for body, span in _find_cited(record):
        if body in drawn:
            drawn[body] = replace(drawn[body], cited=True)
        else:
            drawn[body] = _rely(record, body, point_to(record, span), cited=True)
    own = frozenset(_name_publisher(record).split())
    return {body: each for body, each in drawn.items() if not _is_own(frozenset(body.split()), own)}


def _is_own(body: frozenset[str], publisher: frozenset[str]) -> bool:
    """Whether a body is the publisher, in as many words or in fewer: "the office"."""
    return not body or (bool(publisher) and (body <= publisher or publisher <= body))


def _find_cited(record: Record) -> Iterator[tuple[str, Span]]:
    """Bodies that are said to have said something, or of which a document is named, and where."""
    people = {fold_name(person.name) for person in record.people if person.name}
    named = {body.id: fold_name(body.name) for body in record.organizations}
    bodies = {id: name for id, name in named.items() if name not in people}  # noqa: A001 - the word of the record
    owners = {person.id: person.organization for person in record.people}
    for statement in record.statements:
        body = bodies.get(owners.get(statement.speaker or "") or statement.speaker or "")
        if body is not None and statement.source is not None:
            yield body, statement.source
    for reference in record.references:
        if reference.publisher in bodies:
            yield bodies[reference.publisher], reference.span


def _mark_alone(
    record: Record, drawn: dict[str, Reliance], roots: Mapping[str, Passage], episode: Sequence[Record]
) -> Iterator[Reliance]:
    """The reliances, and that on the one source of all claims where there is no other."""
    if len(roots) != 1 or drawn.keys() - roots.keys() or _name_publisher(record) in roots:
        yield from drawn.values()
        return
    ((root, place),) = roots.items()
    publication = next((each.document.id for each in episode if _name_publisher(each) == root), None)
    if root in drawn:
        yield replace(drawn[root], alone=True)
    elif publication is not None:  # it tells what had been announced, and does not say by whom
        yield replace(_rely(record, root, place), alone=True, publication=publication)


def _rely(record: Record, body: str, passage: Passage, *, cited: bool = False) -> Reliance:
    return Reliance(
        document=record.document.id,
        body=body,
        sentences=0,
        cited=cited,
        alone=False,
        passage=passage,
        publication=None,
    )


def _name_publisher(record: Record) -> str:
    return fold_name(record.document.publisher or "")
