"""An offense of a person -> the event by which it got so far: the charge, plea, verdict or sentence of its sentence."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.records.reading import Reading
from onrecord.schema import Disposition, Event, Id, Record, Span

__all__ = ["OffenseEvents"]

_TYPES: Mapping[Disposition, tuple[str, ...]] = {
    "arrested": ("arrest",),
    "charged": ("charge",),
    "pleaded": ("plead",),
    "convicted": ("convict",),
    "sentenced": ("sentence", "convict", "plead"),  # the punishment may stand in another sentence
    "acquitted": ("acquit",),
    "dismissed": ("acquit",),
}


@dataclass(frozen=True)
class OffenseEvents:
    """The events of a record that happened, to ask which of them an offense belongs to; make it once a document."""

    reading: Reading
    record: Record

    @cached_property
    def _events(self) -> Sequence[Event]:
        told = (event for event in self.record.events if event.factuality in ("asserted", "alleged"))
        return sorted(told, key=lambda event: event.trigger.start)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [event.trigger.start for event in self._events]

    def find(self, person: Id, offense: Span, disposition: Disposition) -> Id | None:
        """The nearest event of the fitting type in the sentence of the offense, told of nobody else; else None."""
        sentence = self.reading.sentence_at(offense.start)
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        here = [event for event in self._events[first:last] if _may_be_of(event, person)]
        for type_ in _TYPES.get(disposition, ()):
            fitting = [event for event in here if event.type == type_]
            if fitting:
                return min(fitting, key=lambda event: abs(event.trigger.start - offense.start)).id
        return None


def _may_be_of(event: Event, person: Id) -> bool:
    """Whether those whom the event is told of hold the person, or are not told."""
    acted = event.agents if event.type == "plead" else event.subjects
    known = {argument.ref for argument in acted if argument.ref}
    return not known or person in known
