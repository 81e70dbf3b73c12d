"""events.toml of a beat -> its event types: definition, equivalents in other codebooks, and what reports them.

Every fault is a BeatError that names file, line and key.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import BeatError
from onrecord.patterns import Pattern, parse_pattern
from onrecord.schema import Factuality

__all__ = ["NOWHERE", "Entry", "EventDeclaration", "Surroundings", "TomlFile", "index_words", "load_declarations"]

_SURE: tuple[Factuality, ...] = tuple(value for value in get_args(Factuality) if value != "asserted")
_KEYS = frozenset(["name", "definition", "ace", "plover", "triggers", "phrases", "exclusions", *_SURE])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words around a trigger tell: that it reports nothing, or how sure its event is."""

    exclusions: tuple[Pattern, ...] = ()
    factuality: tuple[tuple[Factuality, Pattern], ...] = ()


NOWHERE = Surroundings()
"""No surroundings tell anything."""


@dataclass(frozen=True, slots=True)
class EventDeclaration:
    """An event type of the beat."""

    name: str
    definition: str
    ace: str | None = None  # type:subtype of the ACE 2005 event guidelines
    plover: str | None = None  # CATEGORY-mode (context)
    triggers: tuple[str, ...] = ()  # lower-case words that report the event wherever they stand
    phrases: tuple[Pattern, ...] = ()  # words that report it in these surroundings
    around: Surroundings = NOWHERE

    @property
    def words(self) -> frozenset[str]:
        """Every word that can be a trigger of the event."""
        return frozenset(self.triggers).union(*(pattern.trigger for pattern in self.phrases))


@dataclass(frozen=True, slots=True)
class Entry:
    """What one word can do as the trigger of one event type; only the patterns that can hold for it."""

    event: EventDeclaration
    bare: bool  # the word reports the event wherever it stands
    phrases: tuple[Pattern, ...]
    around: Surroundings


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file, to name the line of a value in it."""

    path: Path
    text: str

    def tell(self, key: str, value: object, why: str) -> str:
        """What is wrong with the value of a key, with the file and the line where it is written."""
        written = f'"{value}"' if isinstance(value, str) else key
        at = self.text.find(written)
        line = f":{self.text.count(chr(10), 0, at) + 1}" if at >= 0 else ""
        return f"{self.path}{line}: {key}: {why}"


class _File(TomlFile):
    """A file of a beat."""

    def fault(self, key: str, value: object, why: str) -> BeatError:
        return BeatError(self.tell(key, value, why))


def load_declarations(path: Path) -> tuple[Surroundings, tuple[EventDeclaration, ...]]:
    """What holds for every type, and the types. Raises BeatError for a missing or faulty file."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise BeatError(f"{path}: the file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BeatError(f"{path}: {error}") from error
    file = _File(path, text)
    entries = data.get("event", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise file.fault("event", None, "write each type under [[event]]")
    found = tuple(_read_event(file, entry) for entry in entries)
    names = [event.name for event in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise file.fault("name", twice, f"{twice} is declared twice")
    return _read_surroundings(file, data.get("general", {})), found


def index_words(general: Surroundings, events: Iterable[EventDeclaration]) -> dict[str, tuple[Entry, ...]]:
    """Lower-case word -> what it can report, in the order in which the types are declared."""
    found: dict[str, list[Entry]] = {}
    for event in events:
        for word in sorted(event.words):
            found.setdefault(word, []).append(_make_entry(event, word, general))
    return {word: tuple(entries) for word, entries in found.items()}


def _make_entry(event: EventDeclaration, word: str, general: Surroundings) -> Entry:
    def fits(pattern: Pattern) -> bool:
        return not pattern.trigger or word in pattern.trigger

    return Entry(
        event=event,
        bare=word in event.triggers,
        phrases=tuple(pattern for pattern in event.phrases if word in pattern.trigger),
        around=Surroundings(
            exclusions=tuple(filter(fits, (*general.exclusions, *event.around.exclusions))),
            factuality=tuple(
                (value, pattern) for value, pattern in (*event.around.factuality, *general.factuality) if fits(pattern)
            ),
        ),
    )


def _read_event(file: _File, entry: Mapping[str, Any]) -> EventDeclaration:
    if unknown := next((key for key in entry if key not in _KEYS), None):
        raise file.fault(unknown, None, f"no such key; there are {', '.join(sorted(_KEYS))}")
    name = _read_text(file, entry, "name")
    triggers = _read_list(file, entry, "triggers")
    if wrong := next((word for word in triggers if word != word.lower() or len(word.split()) != 1), None):
        raise file.fault("triggers", wrong, f"{wrong!r} must be one lower-case word")
    phrases = _read_patterns(file, entry, "phrases")
    if wide := next((pattern for pattern in phrases if not pattern.trigger), None):
        raise file.fault("phrases", None, f"a phrase of {name} leaves its trigger open: {wide}")
    if not triggers and not phrases:
        raise file.fault("name", name, "triggers or phrases are missing")
    return EventDeclaration(
        name=name,
        definition=_read_text(file, entry, "definition"),
        ace=_read_text(file, entry, "ace") if "ace" in entry else None,
        plover=_read_text(file, entry, "plover") if "plover" in entry else None,
        triggers=triggers,
        phrases=phrases,
        around=_read_surroundings(file, entry),
    )


def _read_surroundings(file: _File, entry: Mapping[str, Any]) -> Surroundings:
    return Surroundings(
        exclusions=_read_patterns(file, entry, "exclusions"),
        factuality=tuple((value, pattern) for value in _SURE for pattern in _read_patterns(file, entry, value)),
    )


def _read_patterns(file: _File, entry: Mapping[str, Any], key: str) -> tuple[Pattern, ...]:
    found = []
    for line in _read_list(file, entry, key):
        try:
            found.append(parse_pattern(line))
        except ValueError as error:
            raise file.fault(key, line, f"{line!r}: {error}") from error
    return tuple(found)


def _read_list(file: _File, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = entry.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise file.fault(key, None, "must be a list of texts")
    return tuple(values)


def _read_text(file: _File, entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise file.fault(key, value, "is missing or no text")
    return value
