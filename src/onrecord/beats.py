"""A folder of TOML and CSV -> Beat, a field of coverage as data: event types, triggers, vocabularies, agencies.

Data only, no code. Every fault is a BeatError that names file, line and key. A CSV line that begins with # is a note.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from onrecord.declarations import NOWHERE, Entry, EventDeclaration, Surroundings, index_words, load_declarations
from onrecord.errors import BeatError
from onrecord.schema import Act, OrganizationKind, Unit

__all__ = [
    "Agency",
    "Beat",
    "CountedNoun",
    "Cue",
    "CueUse",
    "OffenseTerm",
    "list_event_types",
    "load_beat",
    "load_packaged_beat",
    "read_table",
    "read_toml",
]

CueUse = Literal["speech", "clause", "action", "quote"]


@dataclass(frozen=True, slots=True)
class OffenseTerm:
    """Words that name an offense, with its NIBRS code where one code is sure."""

    term: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """What one does by a verb of speech or belief, and what may be its content (the uses stand in cues.csv)."""

    act: Act
    use: CueUse


@dataclass(frozen=True, slots=True)
class Agency:
    """An organization the beat knows by name."""

    name: str
    kind: OrganizationKind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedNoun:
    """What a number before this noun counts."""

    unit: Unit | None  # None: such a number is no claim
    measures: str | None  # None: the event near the number decides
    whole: bool  # whether "more than 50" begins at 51


@dataclass(frozen=True)
class Beat:
    """A field of coverage."""

    name: str
    title: str
    version: str
    events: tuple[EventDeclaration, ...] = ()
    general: Surroundings = NOWHERE  # what holds around the triggers of every type
    offenses: tuple[OffenseTerm, ...] = ()
    agencies: tuple[Agency, ...] = ()
    omissions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # words that say what was not given
    labels: Mapping[str, str] = field(default_factory=dict)  # lower-case form of a loaded term -> the term
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # kind of document -> words that cite one
    cues: Mapping[str, Cue] = field(default_factory=dict)  # lower-case form of a cue verb -> what it does
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # role -> titles, and their `modifiers`
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # words that tell who is acted on by the law
    dispositions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # disposition -> its evidence words
    organizations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # nouns that stand for organizations
    origins: Mapping[str, str] = field(default_factory=dict)  # lower-case nationality or country -> country
    counted: Mapping[str, CountedNoun] = field(default_factory=dict)  # lower-case noun -> what its number counts

    @cached_property
    def titles_key(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """`titles` as a value that can be a key, for what is made once from them."""
        return tuple(self.titles.items())

    @cached_property
    def triggers(self) -> Mapping[str, tuple[Entry, ...]]:
        """Lower-case word that can be a trigger -> what it can report, and in which surroundings."""
        return index_words(self.general, self.events)


def load_beat(folder: Path) -> Beat:
    """Read a beat's folder. Raises BeatError for a missing or faulty file."""
    about = read_toml(folder / "beat.toml")
    general, events = load_declarations(folder / "events.toml")
    return Beat(
        name=_text(about, "name", folder / "beat.toml"),
        title=_text(about, "title", folder / "beat.toml"),
        version=_text(about, "version", folder / "beat.toml"),
        events=events,
        general=general,
        offenses=tuple(_load_offenses(folder / "offenses.csv")),
        agencies=tuple(_load_agencies(folder / "agencies.csv")),
        omissions=_load_word_lists(folder / "omissions.toml"),
        labels=dict(_load_labels(folder / "labels.csv")),
        references=_load_word_lists(folder / "references.toml"),
        cues=dict(_load_cues(folder / "cues.csv")),
        titles=_load_word_lists(folder / "titles.toml"),
        roles=_load_word_lists(folder / "roles.toml"),
        dispositions=_load_word_lists(folder / "dispositions.toml"),
        organizations=_load_word_lists(folder / "organizations.toml"),
        origins=dict(_load_origins(folder / "origins.csv")),
        counted=dict(_load_counted(folder / "figures.csv")),
    )


def load_packaged_beat(beat: str = "enforcement") -> Beat:
    """A beat that comes with OnRecord."""
    return load_beat(Path(__file__).parent / "data" / "beats" / beat)


@cache
def list_event_types(beat: str = "enforcement") -> tuple[str, ...]:
    """The types of events of a packaged beat, in the order of their names."""
    return tuple(sorted(event.name for event in load_packaged_beat(beat).events))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as it lies. Raises BeatError where it is missing or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BeatError(f"{path}: the file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BeatError(f"{path}: {error}") from error


def read_table(path: Path, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row of a CSV whose header must be `columns`; notes and empty lines are left out."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BeatError(f"{path}: the file is missing") from error
    except UnicodeDecodeError as error:
        raise BeatError(f"{path}: not UTF-8: {error}") from error
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")
    ]
    rows = csv.reader(line for _, line in lines)
    for (number, _), cells in zip(lines, rows, strict=True):
        if number == lines[0][0]:
            if tuple(cells) != columns:
                raise BeatError(f"{path}:{number}: the header must be {','.join(columns)}")
            continue
        if len(cells) != len(columns):
            raise BeatError(f"{path}:{number}: {len(cells)} cells where {len(columns)} belong")
        yield number, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}


def _load_offenses(path: Path) -> Iterator[OffenseTerm]:
    for number, row in read_table(path, "term", "code"):
        if row["term"] != row["term"].lower() or not row["term"]:
            raise BeatError(f"{path}:{number}: term must be lower-case words")
        yield OffenseTerm(row["term"], row["code"] or None)


def _load_agencies(path: Path) -> Iterator[Agency]:
    kinds: tuple[OrganizationKind, ...] = get_args(OrganizationKind)
    for number, row in read_table(path, "name", "kind", "aliases"):
        kind = next((kind for kind in kinds if kind == row["kind"]), None)
        if kind is None:
            raise BeatError(f"{path}:{number}: kind must be one of {', '.join(kinds)}, not {row['kind']!r}")
        yield Agency(row["name"], kind, tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip()))


def _load_cues(path: Path) -> Iterator[tuple[str, Cue]]:
    """Each form once: where two rows have it, the first."""
    acts: tuple[Act, ...] = get_args(Act)
    uses: tuple[CueUse, ...] = get_args(CueUse)
    known: set[str] = set()
    for number, row in read_table(path, "act", "use", "forms"):
        act = next((act for act in acts if act == row["act"]), None)
        use = next((use for use in uses if use == row["use"]), None)
        if act is None or use is None:
            raise BeatError(f"{path}:{number}: act must be one of {', '.join(acts)} and use one of {', '.join(uses)}")
        for form in row["forms"].split():
            if form != form.lower():
                raise BeatError(f"{path}:{number}: forms must be lower-case words, not {form!r}")
            if form not in known:
                known.add(form)
                yield form, Cue(act, use)


def _load_labels(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in read_table(path, "term", "forms"):
        forms = [form.strip() for form in row["forms"].split(";")]
        if not row["term"] or not all(form and form == form.lower() for form in forms):
            raise BeatError(f"{path}:{number}: a term needs forms, lower-case and divided by semicolons")
        for form in forms:
            yield form, row["term"]


def _load_word_lists(path: Path) -> Mapping[str, tuple[str, ...]]:
    lists = read_toml(path)
    for key, words in lists.items():
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise BeatError(f"{path}: {key} must be a list of words")
        if upper := next((word for word in words if word != word.lower()), None):
            raise BeatError(f"{path}: {key}: {upper!r} must be lower-case")
    return {key: tuple(words) for key, words in lists.items()}


def _load_origins(path: Path) -> Iterator[tuple[str, str]]:
    for number, row in read_table(path, "country", "forms"):
        if row["forms"] != row["forms"].lower():
            raise BeatError(f"{path}:{number}: forms must be lower-case")
        for form in (row["country"].lower(), *row["forms"].split(";")):
            if form.strip():
                yield form.strip(), row["country"]


def _load_counted(path: Path) -> Iterator[tuple[str, CountedNoun]]:
    units: tuple[Unit, ...] = get_args(Unit)
    known: set[str] = set()
    for number, row in read_table(path, "unit", "measures", "whole", "nouns"):
        unit = next((unit for unit in units if unit == row["unit"]), None)
        if (unit is None and row["unit"] != "never") or row["whole"] not in ("yes", "no"):
            raise BeatError(f"{path}:{number}: unit must be never, {', '.join(units)}; whole yes or no")
        for noun in row["nouns"].split():
            if noun != noun.lower() or noun in known:
                raise BeatError(f"{path}:{number}: {noun!r} must be lower-case and stand once")
            known.add(noun)
            yield noun, CountedNoun(unit, row["measures"] or None, row["whole"] == "yes")


def _text(entry: Mapping[str, Any], key: str, where: object) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise BeatError(f"{where}: {key} is missing or no text")
    return value
