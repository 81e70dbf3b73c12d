"""The words of OnRecord as types: JSON, JSON Schema, the reference page, tables and API derive from this file.

One `Record` says what one document states. Offsets are Unicode code points into `document.text`, half-open; unknown
is None, never a guess; identifiers are unique within the record and stable when the same version reads the same text.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from onrecord.errors import SpanError

__all__ = [
    "FORMAT",
    "Act",
    "Affiliation",
    "Argument",
    "Assertion",
    "Code",
    "Count",
    "Dateline",
    "Disposition",
    "Document",
    "DocumentKind",
    "Event",
    "EventType",
    "Factuality",
    "Figure",
    "Gender",
    "Id",
    "IsoDate",
    "IsoTime",
    "Label",
    "Manner",
    "Measure",
    "Mode",
    "Offense",
    "Offset",
    "Omission",
    "OmissionKind",
    "Organization",
    "OrganizationKind",
    "Person",
    "PersonKind",
    "Place",
    "PlaceKind",
    "Proceeding",
    "ReaderVersion",
    "Record",
    "Reference",
    "ReferenceKind",
    "Role",
    "Span",
    "Statement",
    "Time",
    "TimeType",
    "Unit",
    "decode_record",
    "encode_record",
    "record_json_schema",
]

FORMAT: Literal["onrecord/1"] = "onrecord/1"

Offset = Annotated[int, Field(ge=0, description="Unicode code points into document.text")]
Id = Annotated[str, Field(min_length=1, description="unique within the record, stable for one text and reader version")]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="ISO 8601 calendar date")]
IsoTime = Annotated[str, Field(description="ISO 8601 date and time with offset")]
Code = Annotated[str, Field(pattern=r"^\d{2}[0-9A-Z]?$|^\d{3}$", description="NIBRS offense code")]
Count = Annotated[int | float, Field(description="an inclusive bound; a percentage is the number, 29 for 29 %")]

DocumentKind = Literal["release", "article", "post", "filing", "dataset"]
PersonKind = Literal["person", "group"]
Role = Literal["subject", "official", "judge", "lawyer", "victim", "relative", "other"]
Gender = Literal["male", "female"]
Assertion = Literal["confirmed", "member", "alleged", "suspected", "former"]
Disposition = Literal[
    "history",
    "wanted",
    "suspected",
    "arrested",
    "charged",
    "pleaded",
    "convicted",
    "sentenced",
    "acquitted",
    "dismissed",
]
OrganizationKind = Literal["agency", "court", "government", "newsroom", "gang", "company", "other"]
PlaceKind = Literal["city", "county", "state", "country", "facility", "district", "region"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Mode = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "decline", "ask", "promise", "warn", "order", "believe"]
EventType = Annotated[str, Field(pattern=r"^[a-z_]+$", description="declared by the beat")]
Factuality = Literal["asserted", "alleged", "possible", "planned", "negated"]
Unit = Literal["people", "arrests", "percent", "dollars", "items", "days", "agencies", "other"]
Measure = Annotated[str, Field(pattern=r"^[a-z_]+$", description="the event type counted, or agent, victim, other")]
OmissionKind = Literal[
    "total", "timeframe", "identity", "charges", "location", "outcome", "comment", "evidence", "series", "source"
]
Manner = Literal["declined", "no_answer", "asked", "not_given", "stopped"]
ReferenceKind = Literal["release", "statement", "post", "order", "filing", "report", "dataset"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Words and where they stand: `document.text[start:end] == text`, never empty."""

    start: Offset
    end: Offset
    text: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who or what takes part: the words, and the entity of this record that they mean."""

    ref: Id | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place and date that open a text, as printed."""

    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One published text, as retrieved. `span` is the one way to make a Span."""

    id: Id
    text: str
    url: str | None = None
    publisher: str | None = None
    kind: DocumentKind = "article"
    title: str | None = None
    dateline: Dateline | None = None
    published: IsoDate | None = None
    retrieved: IsoTime | None = None
    language: Annotated[str, Field(description="ISO 639-1; und where it cannot be told")] = "und"

    def span(self, start: int, end: int) -> Span:
        """The words of this document from start to end; SpanError where they do not stand in it."""
        if not 0 <= start < end <= len(self.text):
            raise SpanError(f"{start}:{end} is not inside document {self.id}, which has {len(self.text)} code points")
        return Span(start=start, end=end, text=self.text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderVersion:
    """Which reader produced the record."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A gang or group that the text ties to a person, and how firmly: an alleged member is not a member."""

    name: str
    assertion: Assertion
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Offense:
    """An offense tied to one person or group; its disposition is what the text states, never more."""

    id: Id
    span: Span
    code: Code | None = None
    disposition: Disposition
    sentence: Annotated[Span | None, Field(description="the words of the punishment, where one was imposed")] = None
    place: Id | None = None
    date: IsoDate | None = None
    event: Id | None = None
    statement: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person or a group of people, with every mention in the document."""

    id: Id
    kind: PersonKind
    role: Role
    name: str | None = None
    count: int | None = None
    age: int | None = None
    gender: Gender | None = None
    origin: Annotated[str | None, Field(description="country as an English short name")] = None
    title: str | None = None
    organization: Id | None = None
    mentions: tuple[Span, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    offenses: tuple[Offense, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An agency, court, company, newsroom or gang, with every mention in the document."""

    id: Id
    name: str
    kind: OrganizationKind
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its GeoNames identity where that is sure."""

    id: Id
    name: str
    kind: PlaceKind
    geonameid: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    admin1: Annotated[str | None, Field(description="GeoNames first-order division; a US state's two letters")] = None
    country: Annotated[str | None, Field(description="ISO 3166-1 alpha-2")] = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: TIMEX3 type and value, and the inclusive days it covers where the text fixes them."""

    id: Id
    span: Span
    type: TimeType
    value: Annotated[str, Field(description="TIMEX3 value")]
    start: IsoDate | None = None
    end: IsoDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Attributed speech: source, cue and content, the terms of PARC3 and PolNeAR.

    Content includes its quotation marks; content interrupted by its source and cue has several spans.
    """

    id: Id
    source: Span | None
    speaker: Annotated[Id | None, Field(description="a person or organization of this record")]
    cue: Span | None
    content: tuple[Span, ...]
    mode: Mode
    act: Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One trigger word that reports an occurrence; its type is declared by the beat.

    `statement` is who says it happened, None when it is the document itself.
    """

    id: Id
    type: EventType
    trigger: Span
    agents: tuple[Argument, ...] = ()
    subjects: tuple[Argument, ...] = ()
    places: tuple[Argument, ...] = ()
    time: Id | None = None
    start: IsoDate | None = None
    end: IsoDate | None = None
    factuality: Factuality = "asserted"
    statement: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted claim; low and high are inclusive bounds, None where the text sets none."""

    id: Id
    span: Span
    low: Count | None
    high: Count | None
    approximate: bool
    unit: Unit
    measures: Measure
    part_of: Id | None = None
    place: Id | None = None
    start: IsoDate | None = None
    end: IsoDate | None = None
    event: Id | None = None
    statement: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeding:
    """A court case and its steps, in the order in which they happened as far as the text tells."""

    id: Id
    court: Id | None
    title: str | None
    number: str | None
    parties: tuple[Argument, ...] = ()
    steps: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What is not said. `stated` where the text itself says so; else derived, with what was searched."""

    id: Id
    kind: OmissionKind
    stated: bool
    manner: Manner | None
    span: Span | None
    about: Id | None
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A loaded or legal term and who uses it."""

    id: Id
    term: str
    span: Span
    applies_to: tuple[Id, ...] = ()
    definition: Span | None = None
    statement: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A document that this document cites."""

    id: Id
    span: Span
    kind: ReferenceKind
    publisher: Id | None = None
    date: IsoDate | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one document states."""

    format: Literal["onrecord/1"] = FORMAT
    reader: ReaderVersion
    document: Document
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    omissions: tuple[Omission, ...] = ()
    labels: tuple[Label, ...] = ()
    references: tuple[Reference, ...] = ()


def encode_record(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON without its line end; keys in field order, always the same bytes."""
    return _codec().dump_json(record)


def decode_record(data: bytes | str) -> Record:
    """The record that `encode_record` wrote. Raises pydantic.ValidationError where data is no record."""
    return _codec().validate_json(data)


def record_json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record."""
    schema = _codec().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "OnRecord record", **schema}


@cache
def _codec() -> TypeAdapter[Record]:
    return TypeAdapter(Record)
