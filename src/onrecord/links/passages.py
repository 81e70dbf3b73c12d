"""Where words stand among many documents: what every link points with. A link holds places, never words."""

from dataclasses import dataclass

from onrecord.schema import Id, Offset, Record, Span

__all__ = ["Passage", "order_key", "point_to"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """Code points start to end, half-open, of the newest revision of a document."""

    document: Id
    start: Offset
    end: Offset


def point_to(record: Record, span: Span) -> Passage:
    """The place of a span of this record."""
    return Passage(document=record.document.id, start=span.start, end=span.end)


def order_key(record: Record) -> tuple[str, bool, str]:
    """Who came first, as far as days tell: by day, then announcements before articles, then by id."""
    document = record.document
    return document.published or "", document.kind == "article", document.id
