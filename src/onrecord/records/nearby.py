"""A record -> its mentions and statements in text order, to ask what stands in a stretch of text or around a span.

Asking costs a bisection, so that a document with thousands of mentions is still read in near-linear time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.schema import Record, Span, Statement

__all__ = ["Nearby"]

_MANY = 60  # statements back of which one may still hold a span: a long indirect statement holds others


@dataclass(frozen=True)
class Nearby:
    """What stands where in a record; make it once a stage."""

    record: Record

    @cached_property
    def mentions(self) -> tuple[tuple[Span, str], ...]:
        """Every mention of a person, place or organization with the identifier of its entry, in text order."""
        record = self.record
        return _sorted(
            [
                *((mention, person.id) for person in record.people for mention in person.mentions),
                *((mention, place.id) for place in record.places for mention in place.mentions),
                *self.bodies,
            ]
        )

    @cached_property
    def bodies(self) -> tuple[tuple[Span, str], ...]:
        """Every mention of an organization with its identifier, in text order."""
        return _sorted((mention, body.id) for body in self.record.organizations for mention in body.mentions)

    @cached_property
    def _contents(self) -> tuple[tuple[Span, Statement], ...]:
        parts = [(part, statement) for statement in self.record.statements for part in statement.content]
        return tuple(sorted(parts, key=lambda entry: (entry[0], entry[1].id)))

    def mentions_in(self, start: int, end: int) -> tuple[tuple[Span, str], ...]:
        """The mentions that begin in text[start:end]."""
        return _between(self.mentions, start, end)

    def bodies_in(self, start: int, end: int) -> tuple[tuple[Span, str], ...]:
        """The mentions of organizations that begin in text[start:end]."""
        return _between(self.bodies, start, end)

    def statement_around(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span."""
        at = bisect_right(self._contents, span.start, key=lambda entry: entry[0].start)
        holding = (entry for entry in self._contents[max(0, at - _MANY) : at] if span.end <= entry[0].end)
        return min(holding, key=lambda entry: (entry[0].end - entry[0].start, entry[1].id), default=(None, None))[1]


def _sorted(entries: Iterable[tuple[Span, str]]) -> tuple[tuple[Span, str], ...]:
    return tuple(sorted(entries))


def _between(entries: tuple[tuple[Span, str], ...], start: int, end: int) -> tuple[tuple[Span, str], ...]:
    first = bisect_left(entries, start, key=lambda entry: entry[0].start)
    last = bisect_left(entries, end, key=lambda entry: entry[0].start)
    return entries[first:last]
