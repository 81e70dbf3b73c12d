"""A count -> of where it is; and whether one place lies in another: by the gazetteer, by a dateline, or in the country.

Where nothing says so, no place lies in another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.links.claim_rows import find_sites
from onrecord.links.days import find_sentence
from onrecord.links.defendants import fold_name
from onrecord.schema import Figure, Place, Record

__all__ = ["Scope", "find_enclosure", "find_scope", "read_datelines"]

_WIDE = {"facility": 0, "city": 1, "district": 2, "county": 2, "region": 2, "state": 3, "country": 4}
_WHOLE = re.compile(
    r"\b(?:nation-?wide|country-?wide|(?:across|around|throughout|all over) the (?:country|nation))\b", re.IGNORECASE
)
_STATE = frozenset(["state", "country"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The places that a count is of; `whole` where the text says that it is of the whole country."""

    places: tuple[Place, ...]
    whole: bool

    @property
    def names(self) -> frozenset[str]:
        """The folded names of the places."""
        return frozenset(fold_name(place.name) for place in self.places)

    @property
    def said(self) -> str | None:
        """The scope in words; None where the text does not tell it."""
        if self.whole:
            return "nationwide"
        return ", ".join(dict.fromkeys(place.name for place in self.places)) or None


def find_scope(record: Record, figure: Figure) -> Scope:
    """Of where a count is, as the text says of it."""
    if _is_of_all(record, figure):
        return Scope(places=(), whole=True)
    places, how = find_sites(record, figure)
    return Scope(places=places if how == "said" else (), whole=False)


def read_datelines(records: Iterable[Record]) -> frozenset[tuple[str, str]]:
    """Folded names of places and of those in which they lie, as datelines write them: "STELLAN, Corvania"."""
    found = set()
    for record in records:
        inner, comma, outer = ((record.document.dateline and record.document.dateline.place) or "").partition(",")
        if comma and inner.strip() and outer.strip():
            found.add((fold_name(inner), fold_name(outer)))
    return frozenset(found)


def find_enclosure(inner: Scope, outer: Scope, written: frozenset[tuple[str, str]]) -> str | None:
    """Why one scope lies in another; None where nothing says so. `written` is what datelines say."""
    if inner.whole or not inner.places or inner.names & outer.names:
        return None
    if outer.whole:
        countries = all(place.kind == "country" for place in inner.places)
        return None if countries else f"{inner.said} is a part of the whole country"
    return next(_find_reasons(inner, outer, written), None)


def _find_reasons(inner: Scope, outer: Scope, written: frozenset[tuple[str, str]]) -> Iterator[str]:
    for one in inner.places:
        for two in outer.places:
            if _lies_in(one, two):
                yield f"{one.name} lies in {two.name}"
            elif (fold_name(one.name), fold_name(two.name)) in written:
                yield f"{one.name} lies in {two.name}, as a dateline says"


def _lies_in(inner: Place, outer: Place) -> bool:
    """As the gazetteer says; it does not tell which towns lie in a county."""
    if outer.kind not in _STATE or _WIDE[inner.kind] >= _WIDE[outer.kind] or outer.country is None:
        return False
    alike = inner.country == outer.country
    return alike and (outer.kind == "country" or (outer.admin1 is not None and inner.admin1 == outer.admin1))


def _is_of_all(record: Record, figure: Figure) -> bool:
    """Whether the words behind the number, up to the next, or those that open its sentence say "nationwide"."""
    start, end = find_sentence(record, figure.span.start)
    others = sorted(each.span.start for each in record.figures if start <= each.span.start < end)
    behind = min((at for at in others if at > figure.span.start), default=end)
    if _WHOLE.search(record.document.text, figure.span.end, behind):
        return True
    return others[:1] == [figure.span.start] and bool(_WHOLE.search(record.document.text, start, figure.span.start))
