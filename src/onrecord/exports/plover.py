"""A ledger as shown -> events in PLOVER's JSON, with our own stage, certainty and words beside it, and what is lost.

PLOVER has one code for an arrest, a charge and a sentence, and none for what is only alleged: who reads its fields
alone cannot tell them apart. So each event carries `onrecord`, and LOSSES.md stands beside the events.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.beats import load_packaged_beat
from onrecord.documents.document import make_handle
from onrecord.exports.codebook import render_text
from onrecord.exports.facts import Facts
from onrecord.exports.manifest import Manifest, begin_manifest
from onrecord.exports.output import MARK, write_folder
from onrecord.exports.wording import name_person
from onrecord.reviews.anchoring import digest_text
from onrecord.schema import Argument, Event, Factuality, OrganizationKind, Person, Place, Record
from onrecord.shown import Shown, ShownLedger

__all__ = ["Code", "describe_event", "export_plover", "find_codes"]

_CODE = re.compile(r"([A-Z]+)(?:-([a-z]+))?(?: \(([a-z]+)\))?")
_CONTEXTS: dict[Factuality, str] = {"planned": "future", "possible": "hypothetical", "negated": "negation"}
_SECTORS: dict[OrganizationKind, str] = {
    "agency": "GOV",
    "court": "JUD",
    "government": "GOV",
    "newsroom": "JRN",
    "company": "BUS",
}
_QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT INVESTIGATE",
    3: "DEMAND ACCUSE REJECT SANCTION THREATEN",
    4: "PROTEST MOBILIZE COERCE ASSAULT",
}
_QUAD = {category: quad for quad, categories in _QUADS.items() for category in categories.split()}

Code = tuple[str, str | None, str | None]
"""Category, mode and context, as PLOVER calls them."""


def export_plover(ledger: ShownLedger, folder: Path, *, replacing: bool = False) -> Manifest:
    """Write events.jsonl and LOSSES.md; of how many documents. Raises ExportError."""
    manifest = begin_manifest("plover", ledger)
    counts = Counter[str]()
    with write_folder(folder, replacing=replacing) as part:
        with (part / "events.jsonl").open("wb") as stream:
            for shown in manifest.count(ledger):
                for line in _describe_events(shown, counts):
                    stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        (part / "LOSSES.md").write_text(_tell_losses(counts), encoding="utf-8", newline="\n")
        (part / MARK).write_bytes(manifest.encode())
    return manifest


@cache
def find_codes() -> Mapping[str, Code]:
    """What each event type of the beat is in PLOVER."""
    codes = {}
    for event in load_packaged_beat().events:
        if match := _CODE.fullmatch(event.plover or ""):
            codes[event.name] = (match[1], match[2], match[3])
    return codes


def describe_event(event: Event, facts: Facts) -> dict[str, Any] | None:
    """One event in PLOVER's fields and our own; None where PLOVER has no code for it, or no day can be given."""
    record = facts.record
    document, handle = record.document, make_handle(record.document.id)
    day = event.start or document.published
    if event.type not in find_codes() or day is None:
        return None
    category, mode, context = find_codes()[event.type]
    said_by = facts.claimant(event.statement)
    told: dict[str, Any] = {
        "id": f"{handle}-{event.id}",
        "date": day,
        "enddate": event.end,
        "source": [_describe_actor(each, facts) for each in event.agents],
        "recipient": [_describe_actor(each, facts) for each in event.subjects],
        "event": [category],
        "quad_code": _QUAD[category],
        "mode": [mode] if mode else None,
        "context": [each for each in (context, _CONTEXTS.get(event.factuality)) if each] or None,
        "event_loc": next((place for each in event.places if (place := _describe_place(each, facts))), None),
        "event_text": [event.trigger.text],
        "cite_info": _cite(record),
        "coder": f"onrecord {record.reader.name} {record.reader.version}",
        "comment": "; ".join(_comment(event, said_by)) or None,
    }
    return _without_none(told) | {
        "onrecord": {
            "document": document.id,
            "event": event.id,
            "stage": event.type,
            "factuality": event.factuality,
            "dated_by": "event" if event.start else "publication",
            "said_by": said_by,
            "dispositions": _find_dispositions(event, record),
            "words": [asdict(span) for span in (event.trigger, *(a.span for a in _arguments(event)))],
            "text_digest": digest_text(document.text),
        }
    }


def _describe_events(shown: Shown, counts: Counter[str]) -> Iterator[dict[str, Any]]:
    facts = Facts(shown.record)
    for event in shown.record.events:
        told = describe_event(event, facts)
        if told is None:
            counts["unknown" if event.type not in find_codes() else "undated"] += 1
            continue
        counts["written"] += 1
        counts["uncertain"] += event.factuality != "asserted"
        counts["published"] += event.start is None
        counts["sourceless"] += not event.agents
        yield told


def _describe_actor(argument: Argument, facts: Facts) -> dict[str, Any]:
    """The words, and what the record tells of whom they mean; no sector is given to people whom the law acts on."""
    found = facts.find(argument.ref)
    actor: dict[str, Any] = {"actor_text": argument.span.text}
    if isinstance(found, Person):
        office = {"official": "GOV", "judge": "JUD"}.get(found.role)
        actor |= {"identifier_text": name_person(found), "sector": office, "office": found.title if office else None}
        actor |= {"gender": found.gender, "age": found.age}
    elif found is not None:
        kind = getattr(found, "kind", None)
        actor |= {"identifier_text": facts.name(argument.ref), "sector": _SECTORS.get(kind) if kind else None}
    return _without_none(actor)


def _describe_place(argument: Argument, facts: Facts) -> dict[str, Any] | None:
    """The place in the words of GeoNames, as PLOVER asks."""
    place = facts.find(argument.ref)
    if not isinstance(place, Place):
        return {"name": argument.span.text}
    location = {
        "geonameid": place.geonameid,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country code": place.country,
    }
    return _without_none(location)


def _cite(record: Record) -> dict[str, Any]:
    document = record.document
    cited = {
        "url": document.url,
        "title": document.title,
        "language": None if document.language == "und" else document.language,
        "publication": document.publisher,
    }
    return _without_none(cited)


def _without_none(told: dict[str, Any]) -> dict[str, Any]:
    """What is known of it."""
    return {name: value for name, value in told.items() if value is not None}


def _comment(event: Event, said_by: str | None) -> Iterator[str]:
    """What a reader of PLOVER's fields alone would take for certain."""
    if event.factuality != "asserted":
        yield event.factuality
    if said_by:
        yield f"according to {said_by}"


def _find_dispositions(event: Event, record: Record) -> list[dict[str, Any]]:
    """How far the law has got for each offense that belongs to the event."""
    return [
        {
            "offense": offense.id,
            "person": person.id,
            "disposition": offense.disposition,
            "words": asdict(offense.span),
        }
        for person in record.people
        for offense in person.offenses
        if offense.event == event.id
    ]


def _arguments(event: Event) -> tuple[Argument, ...]:
    return (*event.agents, *event.subjects, *event.places)


def _tell_losses(counts: Counter[str]) -> str:
    names = ("written", "undated", "unknown", "uncertain", "published", "sourceless")
    return render_text("plover-losses.md", **{name: f"{counts[name]:,}" for name in names})
