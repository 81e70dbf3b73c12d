"""The documents of a ledger and what was chosen of them -> facets: values that can be chosen, each with how many."""

from dataclasses import dataclass, replace

from onrecord.desk.shelf import Shelf
from onrecord.exports.wording import name_language, tell_month
from onrecord.ledger.catalog import Choice, FacetName

__all__ = ["FACETS", "ShownFacet", "ShownValue", "find_choice", "show_facets"]

FACETS: tuple[tuple[FacetName, str], ...] = (
    ("kind", "Kind"),
    ("publisher", "Publisher"),
    ("month", "Month"),
    ("language", "Language"),
)
_MOST = 20  # values of a facet
_ALL = 5_000  # publishers among which a handle is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """A value as addresses write it (`key`), as pages name it, and how many documents have it."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFacet:
    """One property of documents, and its values."""

    name: FacetName
    label: str
    values: tuple[ShownValue, ...]


def find_choice(shelf: Shelf, asked: Choice) -> Choice | None:
    """What is asked for by keys of facets, as values of the ledger; None where no document has such a value."""
    if asked.publisher is None:
        return asked
    exact = _count(shelf, "publisher", Choice(publisher=asked.publisher), limit=1)
    every = exact if _has_key(exact, asked.publisher) else _count(shelf, "publisher", Choice(), limit=_ALL)
    value = next((value for value, shown in every if shown.key == asked.publisher), None)
    return replace(asked, publisher=value) if value is not None else None


def show_facets(shelf: Shelf, choice: Choice) -> tuple[ShownFacet, ...]:
    """The facets of what is chosen, each counted as if nothing of its own were."""
    facets = []
    for name, label in FACETS:
        chosen = getattr(choice, name)
        counted = _count(shelf, name, replace(choice, **{name: None}), limit=_MOST)
        if chosen is not None and all(value != chosen for value, _ in counted):
            counted = (*counted, *_count(shelf, name, choice, limit=1))
        values = [replace(shown, chosen=value == chosen) for value, shown in counted if value is not None]
        facets.append(ShownFacet(name=name, label=label, values=tuple(values)))
    return tuple(facets)


def _has_key(counted: tuple[tuple[str | None, ShownValue], ...], key: str) -> bool:
    return any(shown.key == key for _, shown in counted)


def _count(shelf: Shelf, name: FacetName, choice: Choice, *, limit: int) -> tuple[tuple[str | None, ShownValue], ...]:
    """The values that most documents have, each as the ledger has it and as it is shown."""
    counted = shelf.count(
        ("facet", name, choice, limit),
        lambda catalog: (catalog if choice.has_days else shelf.cells).count_values(name, choice, limit=limit),
    )
    named = shelf.name_values(name, [(facet.value, facet.document) for facet in counted])
    values = []
    for facet in counted:
        key, label = named[facet.value]
        told = {"month": tell_month, "language": name_language, "kind": str.capitalize}.get(name, str)(label)
        values.append((facet.value, ShownValue(key=key, label=told, count=facet.count, chosen=False)))
    return tuple(values)
