"""A record and the people to hide in it -> a Disguise: the text with pseudonyms for names, and where each word went.

Every stretch that names a hidden person (aliases.py finds them) gives way to "Person A", the same throughout.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from onrecord.aliases import Aliases, Stretch
from onrecord.documents.document import make_handle
from onrecord.schema import Person, Record, Span

__all__ = ["Disguise", "make_disguise", "make_pseudonyms"]


@dataclass(frozen=True)
class Disguise:
    """Pseudonyms by person's id, the text as shown, and how to show words from elsewhere."""

    pseudonyms: dict[str, str]
    text: str
    _id: str
    _aliases: Aliases
    _swaps: tuple[tuple[int, int, int, int], ...]  # start and end in the text, start and end in the text as shown

    def move(self, span: Span) -> Span:
        """The same words in the text as shown; a part of a hidden name becomes the whole pseudonym."""
        start, end = self._moved(span.start)[0], self._moved(span.end - 1)[1]
        return Span(start=start, end=end, text=self.text[start:end])

    def mask(self, words: str) -> str:
        """Words from elsewhere than the text, in which the document may be called by its id: a title, a finding."""
        if self._id in words:
            words = words.replace(self._id, self.mask_id(self._id))
        return _swap(words, self._aliases.find(words), self.pseudonyms)[0]

    def mask_address(self, address: str) -> str | None:
        """An address without what names a hidden person: its site alone, or nothing."""
        return self._aliases.cut_address(address)

    def mask_id(self, id: str) -> str:  # noqa: A002 - the word of the record
        """An id, or where a sender made it of a hidden name its handle."""
        return id if self._aliases.cut_address(id) == id else make_handle(id)

    def restore(self, start: int, end: int) -> tuple[int, int] | None:
        """Where words of the text as shown stand in the text itself; None where they cut a pseudonym."""
        first, last = self._restored(start, 0), self._restored(end, 1)
        return None if first is None or last is None else (first, last)

    def _restored(self, offset: int, side: int) -> int | None:
        """An offset of the text as shown in the text itself; at the edge of a pseudonym that of the name."""
        index = bisect_right(self._swaps, offset - side, key=lambda swap: swap[2]) - 1
        if index < 0:
            return offset
        start, end, shown_start, shown_end = self._swaps[index]
        if shown_start < offset < shown_end:
            return None
        return start if offset == shown_start else end + offset - shown_end

    def _moved(self, offset: int) -> tuple[int, int]:
        """Where the character at an offset stands in the text as shown, half-open: a whole pseudonym, or itself."""
        index = bisect_right(self._swaps, offset, key=lambda swap: swap[0]) - 1
        if index < 0:
            return offset, offset + 1
        _, end, shown_start, shown_end = self._swaps[index]
        if offset < end:
            return shown_start, shown_end
        return shown_end + offset - end, shown_end + offset - end + 1


def make_disguise(record: Record, hidden: Sequence[Person], pseudonyms: dict[str, str] | None = None) -> Disguise:
    """The disguise that hides these people of a record, and nobody else; by these pseudonyms where they are given."""
    if pseudonyms is None:
        pseudonyms = dict(zip((person.id for person in hidden), make_pseudonyms([record.document.text]), strict=False))
    aliases = Aliases(record, hidden)
    text, swaps = _swap(record.document.text, aliases.find_in_text(), pseudonyms)
    return Disguise(pseudonyms, text, record.document.id, aliases, tuple(swaps))


def make_pseudonyms(texts: Sequence[str]) -> Iterator[str]:
    """Person A to Z, AA to AZ and on, without those by which one of the texts itself calls someone."""
    for number in count():
        letters, rest = "", number + 1
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("A") + place) + letters
        if not any(f"Person {letters}" in text for text in texts):
            yield f"Person {letters}"


def _swap(
    words: str, stretches: Iterable[Stretch], pseudonyms: dict[str, str]
) -> tuple[str, list[tuple[int, int, int, int]]]:
    """The words with pseudonyms for stretches, which come in order and do not overlap; and the places of both."""
    pieces: list[str] = []
    swaps: list[tuple[int, int, int, int]] = []
    last = length = 0
    for stretch in stretches:
        shown = _name_owners([pseudonyms[owner] for owner in stretch.owners])
        length += stretch.start - last
        swaps.append((stretch.start, stretch.end, length, length + len(shown)))
        pieces += [words[last : stretch.start], shown]
        last, length = stretch.end, length + len(shown)
    return "".join([*pieces, words[last:]]), swaps


def _name_owners(pseudonyms: Sequence[str]) -> str:
    """Brothers share a last name: which of them is meant is left open."""
    return " or ".join([pseudonyms[0], *(name.removeprefix("Person ") for name in pseudonyms[1:])])
