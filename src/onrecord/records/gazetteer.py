"""The packaged gazetteer: a name -> the places that bear it, the most populous first.

The file is one sorted text (data/gazetteer/README.md says how it is made and whose data it is); it stays in memory as
it lies and a name is found by binary search, so that loading costs no more than reading it.
"""

import hashlib
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from onrecord.errors import ReaderError

__all__ = ["Candidate", "CandidateKind", "Gazetteer", "load_gazetteer", "place_key"]

CandidateKind = Literal["city", "county", "state", "country", "region"]
_KINDS: dict[str, CandidateKind] = {
    "city": "city",
    "county": "county",
    "state": "state",
    "country": "country",
    "region": "region",
}
_SHORTENED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
_REMEMBERED = 20_000  # names looked up before, found or not: a document repeats few hundred


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name, as that name is written; None where GeoNames' extract does not tell."""

    written: str
    name: str  # the place's own: "California" where "Calif." is written
    kind: CandidateKind
    geonameid: int | None
    latitude: float | None
    longitude: float | None
    admin1: str | None
    country: str | None
    population: int


@dataclass(frozen=True)
class Gazetteer:
    """Names of places -> candidates. `version` changes with every byte of the file."""

    version: str
    words: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)  # the lists of words.toml
    _text: bytes = field(default=b"", repr=False)
    _found: dict[str, tuple[Candidate, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, whatever its capitals, accents and stops; the most populous first."""
        found = self._found.get(name)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[name] = self._search(place_key(name).encode())
        return found

    def _search(self, key: bytes) -> tuple[Candidate, ...]:
        if not key:
            return ()
        wanted, low, high = key + b"\t", 0, len(self._text)
        while low < high:
            middle = self._text.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._text.find(b"\t", middle) + 1
            if self._text[middle:end] < wanted:
                low = self._text.find(b"\n", end) + 1
            else:
                high = middle
        found = []
        while self._text.startswith(wanted, low):
            end = self._text.find(b"\n", low)
            found.append(_parse(self._text[low:end].decode()))
            low = end + 1
        return tuple(found)


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read what training/gazetteer/build.py writes, and words.toml. Raises ReaderError where a file is missing."""
    try:
        text = (folder / "places.tsv").read_bytes()
        lists = (folder / "words.toml").read_bytes()
    except FileNotFoundError as error:
        raise ReaderError(f"{error.filename}: the gazetteer is missing; install onrecord again") from error
    words = {key: frozenset(map(str, values)) for key, values in tomllib.loads(lists.decode()).items()}
    return Gazetteer(hashlib.sha256(text + lists).hexdigest()[:8], words, text)


@lru_cache(maxsize=16_384)  # most names come again, in one document and from one to the next
def place_key(name: str) -> str:
    """A name as names are compared: small letters without accents, stops and hyphens.

    >>> place_key("Saint-Hubert") == place_key("St. Hubert")
    True
    """
    plain = name.lower()
    if not plain.isascii():
        plain = "".join(
            letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
        ).lower()
    for mark in ".’'ʻ‘`,":
        plain = plain.replace(mark, "")
    words = plain.replace("-", " ").replace("–", " ").split()
    return " ".join(_SHORTENED.get(word, word) for word in words)


def _parse(line: str) -> Candidate:
    key, written, name, kind, geonameid, latitude, longitude, admin1, country, population = line.split("\t")
    return Candidate(
        written or key.title(),
        name or written or key.title(),
        _KINDS[kind],
        int(geonameid) if geonameid else None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        admin1 or None,
        country or None,
        int(population),
    )
