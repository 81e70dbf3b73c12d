"""Where, when, by whose account: what in the record a stretch of its text is tied to.

Only within a sentence, and only where one candidate stands out; else nothing.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from onrecord.records.reading import Reading
from onrecord.records.times import covered_days
from onrecord.schema import Id, IsoDate, Record

__all__ = ["Ties"]

_IN = ("in", "across", "throughout", "at", "from", "near", "around", "of")
_NUMBER = re.compile(r"\d+")
_NEAR = 80  # characters from a number to the name of its place


@dataclass(frozen=True)
class Ties:
    """The places, times and statements of a record, ready to be looked up by offset."""

    reading: Reading
    record: Record

    @cached_property
    def _places(self) -> list[tuple[int, int, Id]]:
        return sorted((span.start, span.end, place.id) for place in self.record.places for span in place.mentions)

    @cached_property
    def _contents(self) -> list[tuple[int, int, Id]]:
        return sorted((span.start, span.end, made.id) for made in self.record.statements for span in made.content)

    @cached_property
    def _time_starts(self) -> list[int]:
        return [time.span.start for time in self.record.times]

    def place_of(self, start: int, end: int) -> Id | None:
        """The nearest place after text[start:end] in its sentence that "in", "at" or the like leads in.

        None behind another number: "212 were arrested in the state, 61 of them in the city".
        """
        text, sentence = self.reading.document.text, self.reading.sentence_at(start)
        first = bisect_left(self._places, (end, end, ""))
        for at, _, place in self._places[first : first + 3]:
            lead = text[end:at].lower().split()[-1:]
            if at >= sentence.end or at - end > _NEAR or self._counts_between(end, at):
                break
            if lead and lead[0] in _IN:
                return place
        return None

    def _counts_between(self, start: int, end: int) -> bool:
        """Whether a number that is no time stands there."""
        found = _NUMBER.finditer(self.reading.document.text, start, end)
        return any(not self.is_time(*number.span(), durations=True) for number in found)

    def days_of(self, start: int) -> tuple[IsoDate | None, IsoDate | None]:
        """The days of the one time expression of the sentence that fixes days; None, None where there are several."""
        sentence, times = self.reading.sentence_at(start), self.record.times
        first, last = bisect_left(self._time_starts, sentence.start), bisect_left(self._time_starts, sentence.end)
        found = {covered_days(self.reading, times, index) for index in range(first, last)} - {(None, None)}
        return next(iter(found)) if len(found) == 1 else (None, None)

    def statement_of(self, start: int, end: int) -> Id | None:
        """The shortest statement whose content holds text[start:end]."""
        index = bisect_left(self._contents, (start + 1, 0, ""))
        holding = [
            (at_end - at, made) for at, at_end, made in self._contents[max(0, index - 40) : index] if at_end >= end
        ]
        return min(holding)[1] if holding else None

    def is_time(self, start: int, end: int, *, durations: bool) -> bool:
        """Whether text[start:end] stands in a date, time or repetition, or (where asked) in a duration."""
        index = max(0, bisect_left(self._time_starts, start + 1) - 1)
        return any(
            time.span.start < end and start < time.span.end and (durations or time.type != "DURATION")
            for time in self.record.times[index : index + 2]
        )
