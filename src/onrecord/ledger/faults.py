"""A record and the text it was read from -> what is wrong with it. Nothing is raised: faults are values."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from onrecord.schema import Document, Record, Span

__all__ = ["Fault", "find_faults"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong, and where: the document's id, and the place in its record or the table."""

    document: str
    place: str
    message: str


def find_faults(record: Record, document: Document) -> Iterator[Fault]:
    """Spans whose words do not stand in the document, and identifiers given twice."""
    if record.document != document:
        yield Fault(document=document.id, place="document", message="The record was not made from the stored text.")
    for place, span in _walk(record, ""):
        if document.text[span.start : span.end] != span.text or span.start >= span.end:
            message = f"Its words do not stand at {span.start}:{span.end}."
            yield Fault(document=document.id, place=place, message=message)
    seen: set[str] = set()
    for key in (field.name for field in fields(record) if isinstance(getattr(record, field.name), tuple)):
        for item in getattr(record, key):
            if item.id in seen:
                yield Fault(document=document.id, place=key, message=f"The identifier {item.id} is given twice.")
            seen.add(item.id)


def _walk(value: object, place: str) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Span):
        yield place, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, f"{place}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), f"{place}.{field.name}".lstrip("."))
