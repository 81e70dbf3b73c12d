"""The subjects of a document in one place: who is mentioned where, and where others are."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from onrecord.schema import Person, Span

__all__ = ["Cast"]


@dataclass(frozen=True)
class Cast:
    """The subjects of a document and where they are mentioned; and where others are, whom the law does not act on."""

    people: tuple[Person, ...]
    others: tuple[Span, ...] = ()  # in text order

    @cached_property
    def mentions(self) -> tuple[tuple[int, int, int], ...]:
        """Start, end and index of the person, in text order."""
        return tuple(sorted((m.start, m.end, i) for i, person in enumerate(self.people) for m in person.mentions))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self.mentions]

    def between(self, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
        """Mentions that begin in text[start:end]."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, offset: int, *, gender: str | None = None) -> int | None:
        """The single person mentioned last before an offset, of that gender or of none that is known."""
        at = bisect_right(self._starts, offset - 1) - 1
        while at >= 0:
            person = self.people[self.mentions[at][2]]
            if person.kind == "person" and (gender is None or person.gender in (None, gender)):
                return self.mentions[at][2]
            at -= 1
        return None
