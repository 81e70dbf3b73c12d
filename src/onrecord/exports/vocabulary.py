"""What the words of a record are called in schema.org, and the context of a JSON-LD export.

Only what fits is said: a charge is a claim about somebody, made by somebody, and never an attribute of a person.
"""

from typing import Any

from onrecord.exports.wording import name_person
from onrecord.schema import (
    DocumentKind,
    Event,
    Figure,
    Label,
    Offense,
    Omission,
    Organization,
    Person,
    Place,
    Proceeding,
    Record,
    Reference,
    Statement,
    Time,
)

__all__ = ["BASE", "CONTEXT", "DOCUMENT_TYPES", "describe_in_schema", "find_type"]

BASE = "https://onrecord.invalid/"
"""Where nodes are named when nobody says where they stand: an address that leads nowhere (RFC 2606)."""

CONTEXT: dict[str, object] = {
    "onrecord": "https://onrecord.invalid/terms#",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{f"schema:{name}": {"@type": "xsd:date"} for name in ("datePublished", "startDate", "endDate")},
    **{f"onrecord:{name}": {"@type": "xsd:date"} for name in ("start", "end", "date")},
    "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    "schema:url": {"@type": "xsd:anyURI"},
}
"""Prefixes and types; the terms of `onrecord:` are the fields of docs/reference/record.md."""

DOCUMENT_TYPES: dict[DocumentKind, str] = {
    "release": "schema:Article",
    "article": "schema:NewsArticle",
    "post": "schema:SocialMediaPosting",
    "filing": "schema:CreativeWork",
    "dataset": "schema:Dataset",
}

_TYPES: dict[type, str] = {
    Person: "schema:Person",
    Organization: "schema:Organization",
    Place: "schema:Place",
    Event: "schema:Claim",
    Figure: "schema:Claim",
    Offense: "schema:Claim",
    Reference: "schema:CreativeWork",
    Label: "schema:DefinedTerm",
}


def find_type(item: Any) -> list[str]:
    """The types of a fact: our own word for it, and what schema.org has for that."""
    own = f"onrecord:{type(item).__name__}"
    match item:
        case Statement(mode=mode):
            return [own, "schema:Claim" if mode == "indirect" else "schema:Quotation"]
        case Person(kind="group") | Time() | Omission() | Proceeding():
            return [own]
    return [own, _TYPES[type(item)]]


def describe_in_schema(item: Any, record: Record, base: str) -> dict[str, Any]:
    """What schema.org can say of a fact, beside all that stands in our own terms."""
    match item:
        case Person(kind="person"):
            return {"schema:name": name_person(item)}
        case Organization(name=name):
            return {"schema:name": name}
        case Place():
            return _describe_place(item)
        case Statement():
            return _describe_statement(item, base)
        case Event() | Figure() | Offense():
            words = item.trigger if isinstance(item, Event) else item.span
            return {
                "schema:text": words.text,
                "schema:appearance": {"@id": base},
                **_credit(item.statement, record, base),
            }
        case Label(term=term):
            return {"schema:name": term}
        case Reference(url=str() as url):
            return {"schema:url": url}
    return {}


def _describe_place(place: Place) -> dict[str, Any]:
    described: dict[str, Any] = {"schema:name": place.name}
    if place.geonameid is not None:
        described["schema:sameAs"] = {"@id": f"https://sws.geonames.org/{place.geonameid}/"}
    if place.latitude is not None and place.longitude is not None:
        point = {"schema:latitude": place.latitude, "schema:longitude": place.longitude}
        described["schema:geo"] = {"@type": "schema:GeoCoordinates", **point}
    return described


def _describe_statement(statement: Statement, base: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "schema:text": " ".join(span.text for span in statement.content),
        "schema:isPartOf" if statement.mode != "indirect" else "schema:appearance": {"@id": base},
    }
    if statement.speaker:
        described["schema:creator"] = {"@id": f"{base}#{statement.speaker}"}
    elif statement.source:
        described["schema:creditText"] = statement.source.text
    return described


def _credit(statement: str | None, record: Record, base: str) -> dict[str, Any]:
    """Whose claim it is: the speaker of its statement, or the document itself."""
    found = next((each for each in record.statements if each.id == statement), None)
    if found is None:
        return (
            {"schema:creator": {"@type": "schema:Organization", "schema:name": record.document.publisher}}
            if (record.document.publisher and statement is None)
            else {}
        )
    if found.speaker:
        return {"schema:creator": {"@id": f"{base}#{found.speaker}"}}
    return {"schema:creditText": found.source.text} if found.source else {}
