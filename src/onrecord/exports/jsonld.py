"""A ledger as shown -> one JSON-LD file: schema.org for facts, Web Annotation for their words, PROV-O for who read.

Every fact is a node of its own with all fields of the record; an oa:Annotation ties it to the words that state it. The
context stands in the file: to read it nothing is fetched. Documents are written one at a time.
"""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.documents.document import make_handle
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import write_file
from onrecord.exports.vocabulary import BASE, CONTEXT, DOCUMENT_TYPES, describe_in_schema, find_type
from onrecord.reviews.anchoring import digest_text
from onrecord.reviews.placed import REFERRING
from onrecord.schema import Argument, Document, Record, Span
from onrecord.shown import Shown, ShownLedger

__all__ = ["describe_document", "export_jsonld"]

_AROUND = 32  # code points of prefix and suffix: enough to tell two places of the same words apart in nearly all texts

Node = dict[str, Any]


def export_jsonld(ledger: ShownLedger, file: Path, *, base: str = BASE, replacing: bool = False) -> Manifest:
    """Write the graph; `base` is the address that nodes are named under. Raises ExportError."""
    manifest = begin_manifest("jsonld", ledger)
    with write_file(file, replacing=replacing) as stream:
        stream.write(b'{"@context": ' + _encode(CONTEXT | {"@base": base}) + b',\n"@graph": [')
        before = b"\n"
        for shown in manifest.count(ledger):
            for node in describe_document(shown):
                stream.write(before + _encode(node))
                before = b",\n"
        stream.write(b"\n]}\n")
    return manifest


def describe_document(shown: Shown) -> Iterator[Node]:
    """The nodes of one document: itself, how it was read, its facts, and where their words stand."""
    record = shown.record
    base = f"documents/{make_handle(record.document.id)}.html"
    yield _describe_text(record.document, base)
    yield from _describe_reading(shown, base)
    for field in dataclasses.fields(record):
        if isinstance(items := getattr(record, field.name), tuple):
            for item in items:
                yield from _describe_fact(item, record, base)


def _describe_text(document: Document, base: str) -> Node:
    node: Node = {
        "@id": base,
        "@type": [DOCUMENT_TYPES[document.kind], "prov:Entity"],
        "schema:identifier": document.id,
        "schema:genre": document.kind,
        "schema:text": document.text,
        "schema:inLanguage": document.language,
        "schema:headline": document.title,
        "schema:datePublished": document.published,
        "schema:url": document.url,
        "schema:publisher": {"@type": "schema:Organization", "schema:name": document.publisher}
        if document.publisher
        else None,
    }
    if document.dateline:
        node["onrecord:dateline"] = _without_none(dataclasses.asdict(document.dateline), prefix="onrecord:")
    return _without_none(node)


def _describe_reading(shown: Shown, base: str) -> Iterator[Node]:
    """The revision that was read, the reader, and the record that came of it."""
    record, document = shown.record, shown.record.document
    yield _without_none(
        {
            "@id": f"{base}#revision",
            "@type": "prov:Entity",
            "prov:specializationOf": {"@id": base},
            "prov:generatedAtTime": document.retrieved,
            "onrecord:revision": shown.revision,
            "onrecord:text_digest": digest_text(document.text),
        }
    )
    yield {
        "@id": f"{base}#record",
        "@type": "prov:Entity",
        "prov:wasDerivedFrom": {"@id": f"{base}#revision"},
        "prov:wasGeneratedBy": {
            "@id": f"{base}#reading",
            "@type": "prov:Activity",
            "prov:used": {"@id": f"{base}#revision"},
            "prov:wasAssociatedWith": {
                "@id": f"readers/{digest_text(repr(record.reader))[:16]}",
                "@type": "prov:SoftwareAgent",
                "schema:name": record.reader.name,
                "schema:softwareVersion": record.reader.version,
            },
        },
    }


def _describe_fact(item: Any, record: Record, base: str) -> Iterator[Node]:
    """A fact with its fields, its annotation where it has words of its own, and the facts inside it."""
    node: Node = {
        "@id": f"{base}#{item.id}",
        "@type": find_type(item),
        "prov:wasDerivedFrom": {"@id": f"{base}#record"},
    }
    inner: list[Any] = []
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if isinstance(value, tuple) and value and hasattr(value[0], "id"):
            inner += value
            node[f"onrecord:{field.name}"] = [{"@id": f"{base}#{each.id}"} for each in value]
        elif field.name != "id" and value not in (None, ()):
            node[f"onrecord:{field.name}"] = _describe_value(value, field.name, record, base)
    yield node | describe_in_schema(item, record, base)
    if spans := tuple(_find_spans(item)):
        yield {
            "@id": f"{base}#w-{item.id}",
            "@type": "oa:Annotation",
            "oa:motivatedBy": {"@id": "oa:identifying"},
            "oa:hasBody": {"@id": f"{base}#{item.id}"},
            "oa:hasTarget": [_select(span, record.document, base) for span in spans],
        }
    for each in inner:
        yield from _describe_fact(each, record, base)


def _describe_value(value: Any, field: str, record: Record, base: str) -> Any:
    """A value of a field: words with their place, an id as a link, else as it is."""
    match value:
        case Span():
            return _select(value, record.document, base)
        case Argument(ref=ref, span=span):
            return _without_none(
                {
                    "onrecord:ref": {"@id": f"{base}#{ref}"} if ref else None,
                    "onrecord:span": _select(span, record.document, base),
                }
            )
        case tuple():
            return [_describe_value(each, field, record, base) for each in value]
        case str() if field in REFERRING:
            return {"@id": f"{base}#{value}"}
    if dataclasses.is_dataclass(value):
        parts = ((part.name, getattr(value, part.name)) for part in dataclasses.fields(value))
        return {f"onrecord:{name}": _describe_value(part, name, record, base) for name, part in parts}
    return value


def _find_spans(item: Any) -> Iterator[Span]:
    """The words of a fact itself, not those of facts inside it."""
    for field in dataclasses.fields(item):
        match getattr(item, field.name):
            case Span() as span:
                yield span
            case tuple() as several:
                yield from (each for each in several if isinstance(each, Span))


def _select(span: Span, document: Document, base: str) -> Node:
    """Words of the document: what they are, what stands around them, and where; code points, the end exclusive."""
    text = document.text
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": base},
        "oa:hasSelector": [
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": span.text,
                "oa:prefix": text[max(0, span.start - _AROUND) : span.start],
                "oa:suffix": text[span.end : span.end + _AROUND],
            },
            {"@type": "oa:TextPositionSelector", "oa:start": span.start, "oa:end": span.end},
        ],
    }


def _without_none(node: Node, prefix: str = "") -> Node:
    return {prefix + key: value for key, value in node.items() if value is not None}


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
