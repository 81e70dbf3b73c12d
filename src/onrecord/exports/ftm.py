"""A ledger as shown -> FollowTheMoney entities as JSON lines, for OpenAleph and what else reads them.

Whoever is hidden has a name that no other document has, so that nobody is matched by a pseudonym. Charges and
convictions are events that a document tells, with the words for it; no person or group is given a topic.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.documents.document import make_handle
from onrecord.exports.facts import Facts
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import write_file
from onrecord.exports.wording import (
    name_person,
    tell_act,
    tell_attributes,
    tell_bounds,
    tell_disposition,
    tell_manner,
    tell_omission,
    tell_type,
)
from onrecord.schema import (
    Event,
    Figure,
    Id,
    Offense,
    Omission,
    Organization,
    OrganizationKind,
    Person,
    Proceeding,
    Span,
    Statement,
)
from onrecord.shown import Shown, ShownLedger

__all__ = ["describe_entities", "export_ftm"]

Values = list[str | None]
Entity = dict[str, Any]

_ORGANIZATIONS: dict[OrganizationKind, str] = {
    "agency": "PublicBody",
    "court": "PublicBody",
    "government": "PublicBody",
    "newsroom": "Organization",
    "gang": "Organization",
    "company": "Company",
    "other": "Organization",
}
_LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "pt": "por"}
"""ISO 639-1 -> 639-3, which FollowTheMoney asks for; the language of another text is left out."""


def export_ftm(ledger: ShownLedger, file: Path, *, replacing: bool = False) -> Manifest:
    """Write the entities, those of a document one after another. Raises ExportError."""
    manifest = begin_manifest("ftm", ledger)
    with write_file(file, replacing=replacing) as stream:
        for shown in manifest.count(ledger):
            for entity in describe_entities(shown):
                stream.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")
    return manifest


def describe_entities(shown: Shown) -> Iterator[Entity]:
    """The document, whom and what it names, and what it says, each with words and offsets."""
    maker = _Maker(shown)
    record = shown.record
    yield maker.document()
    yield from map(maker.organization, record.organizations)
    for person in record.people:
        yield maker.person(person)
        yield from (maker.offense(person, offense) for offense in person.offenses)
    yield from map(maker.event, record.events)
    yield from map(maker.statement, record.statements)
    yield from map(maker.figure, record.figures)
    yield from map(maker.omission, record.omissions)
    for proceeding in record.proceedings:
        yield from maker.proceeding(proceeding)


class _Maker:
    """Makes the entities of one document."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._document = shown.record.document
        self._handle = make_handle(self._document.id)
        self._facts = Facts(shown.record)
        self._lead = len(self._document.text) - len(self._document.text.lstrip())
        self._parties = {each.id for each in shown.record.people} | {each.id for each in shown.record.organizations}

    def document(self) -> Entity:
        """The document with its text, into which all offsets are."""
        given = self._document
        return self._make(
            "",
            "Article",
            fileName=[f"{self._handle}.txt"],
            title=[given.title],
            bodyText=[given.text.strip()],
            publisher=[given.publisher],
            publishedAt=[given.published],
            retrievedAt=[_write_time(given.retrieved)],
            sourceUrl=[given.url if (given.url or "").startswith(("http://", "https://")) else None],
            language=[_LANGUAGES.get(given.language)],
            keywords=[given.kind],
        )

    def person(self, person: Person) -> Entity:
        """A person or group; who is hidden is named with the document, so that no two are taken for one."""
        name = name_person(person)
        if person.id in self._shown.hidden or not person.name:
            name = f"{name} (in document {self._handle})"
        return self._make(
            person.id,
            "LegalEntity" if person.kind == "group" else "Person",
            name=[name],
            description=[tell_attributes(person)],
            notes=[self._tell(span) for span in person.mentions],
            **({"position": [person.title]} if person.kind == "person" else {}),
        )

    def organization(self, organization: Organization) -> Entity:
        """An agency, court, company or group."""
        return self._make(
            organization.id,
            _ORGANIZATIONS[organization.kind],
            name=[organization.name],
            notes=[self._tell(span) for span in organization.mentions],
        )

    def offense(self, person: Person, offense: Offense) -> Entity:
        """How far the law has got with a person for an offense, as the document states it."""
        words = [offense.span, *([offense.sentence] if offense.sentence else [])]
        return self._tell_event(
            offense.id,
            f"{tell_disposition(offense.disposition)} {offense.span.text}",
            words,
            statement=offense.statement,
            involved=[self._point(person.id)],
            date=[offense.date],
            keywords=["offense", f"disposition: {offense.disposition}"],
        )

    def event(self, event: Event) -> Entity:
        """An event as the document states it; how sure it is stands in its name."""
        sure = "" if event.factuality == "asserted" else f" ({event.factuality})"
        words = [event.trigger, *(each.span for each in (*event.agents, *event.subjects, *event.places))]
        return self._tell_event(
            event.id,
            f"{tell_type(event.type)}{sure}",
            words,
            statement=event.statement,
            organizer=[self._point(each.ref) for each in event.agents],
            involved=[self._point(each.ref) for each in event.subjects],
            location=[each.span.text for each in event.places],
            startDate=[event.start],
            endDate=[event.end],
            keywords=["event", f"factuality: {event.factuality}"],
        )

    def statement(self, statement: Statement) -> Entity:
        """What somebody says."""
        words = [span for span in (statement.source, statement.cue, *statement.content) if span]
        speaker = self._facts.source(statement)
        return self._tell_note(
            statement.id,
            f"{speaker} {tell_act(statement.act)}",
            " ".join(span.text for span in statement.content),
            words,
            entity=[self._point(statement.speaker)],
            keywords=["statement", f"mode: {statement.mode}", f"act: {statement.act}"],
        )

    def figure(self, figure: Figure) -> Entity:
        """A count as the document gives it."""
        says = self._facts.claimant(figure.statement)
        return self._tell_note(
            figure.id,
            f"{tell_bounds(figure)} ({figure.measures}){f', according to {says}' if says else ''}",
            figure.span.text,
            [figure.span],
            keywords=["figure", f"unit: {figure.unit}", f"measures: {figure.measures}"],
        )

    def omission(self, omission: Omission) -> Entity:
        """What is not said."""
        name = f"Not said: {tell_omission(omission)} ({tell_manner(omission)})"
        words = [omission.span] if omission.span else []
        return self._tell_note(omission.id, name, omission.explanation, words, keywords=["omission", omission.kind])

    def proceeding(self, proceeding: Proceeding) -> Iterator[Entity]:
        """A court case, and its parties that the record knows."""
        case = self._id(proceeding.id)
        yield self._make(
            proceeding.id,
            "CourtCase",
            name=[proceeding.title or proceeding.number or "a court case"],
            caseNumber=[proceeding.number],
            court=[self._facts.name(proceeding.court)],
            notes=[self._tell(each.span) for each in proceeding.parties],
        )
        refs = dict.fromkeys(each.ref for each in proceeding.parties if each.ref in self._parties)
        for ref in refs:
            party = self._make(f"{proceeding.id}-{ref}", "CourtCaseParty", case=[case], party=[self._id(str(ref))])
            yield party | {"properties": {**party["properties"], "proof": [self._id("")]}}

    def _tell_event(
        self, fact: Id, name: str, words: list[Span], *, statement: Id | None, **properties: Values
    ) -> Entity:
        says = self._facts.claimant(statement) or self._document.publisher or "the document"
        return self._make(
            fact,
            "Event",
            name=[f"{name}, as {says} tells it"],
            summary=[self._facts.sentence(words[0]).text],
            notes=[self._tell(span) for span in words],
            proof=[self._id("")],
            **properties,
        )

    def _tell_note(self, fact: Id, name: str, told: str, words: list[Span], **properties: Values) -> Entity:
        return self._make(
            fact,
            "Note",
            name=[name],
            description=[told],
            notes=[*(self._tell(span) for span in words), f"in document {self._handle}"],
            **properties,
        )

    def _make(self, fact: Id, schema: str, **properties: Values) -> Entity:
        """An entity with the values that are known, each once, without what FollowTheMoney would take away."""
        known = {
            name: list(dict.fromkeys(_clean(value, name) for value in values if value and value.strip()))
            for name, values in properties.items()
        }
        return {
            "id": self._id(fact),
            "schema": schema,
            "properties": {name: each for name, each in known.items() if each},
        }

    def _point(self, ref: Id | None) -> str | None:
        """The entity of a person or organization of the record."""
        return self._id(ref) if ref in self._parties and ref is not None else None

    def _tell(self, span: Span) -> str:
        """Words and where they stand in bodyText, which FollowTheMoney keeps without white space around it."""
        return f"“{span.text}” [{span.start - self._lead}:{span.end - self._lead}]"

    def _id(self, fact: Id) -> str:
        return f"onrecord-{self._handle}-{fact}" if fact else f"onrecord-{self._handle}"


def _clean(value: str, name: str) -> str:
    """A value without line breaks, but for texts."""
    return value if name in _TEXTS else " ".join(value.split())


_TEXTS = frozenset(["bodyText", "description", "notes", "summary"])


def _write_time(time: str | None) -> str | None:
    """A time in UTC without its offset, as FollowTheMoney writes it; None where it is no time."""
    try:
        return datetime.fromisoformat(time).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if time else None
    except ValueError:
        return None
